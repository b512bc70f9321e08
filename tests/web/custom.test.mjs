// Custom fields in a browser: made in the settings, filled in at the deal, asked for by a stage, a column of the table, kept over a reload.
// Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, click, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const names = {
  ru: { area: 'Площадь', unit: 'м²', floor: 'Этаж', choices: ['Первый', 'Второй', 'Выше второго'], typed: '1 250,5' },
  en: { area: 'Area', unit: 'm²', floor: 'Floor', choices: ['First', 'Second', 'Above'], typed: '1,250.5' },
};

// A new field with the name and kind; its details stay open.
async function add_field(scenes, name, kind) {
  const { page, t } = scenes;
  await reach(page, page.getByRole('button', { name: t('custom.add'), exact: true }));
  await page.getByRole('listitem', { name: t('custom.new'), exact: true }).waitFor({ state: 'attached' });
  await settle(page);
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await page.getByRole('listitem', { name, exact: true }).waitFor({ state: 'attached' });
  await settle(page);
  await reach(page, page.getByRole('combobox', { name: t('custom.kind'), exact: true }));
  await reach(page, page.getByRole('option', { name: t(kind), exact: true }));
  await settle(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`a field is made, filled in and found again: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const words = names[language];
    const wrong = [];
    const look = async (part) => {
      await scenes.quiet();
      await scenes.rest();
      wrong.push(check_picture(`custom-${part}-${language}-${theme}-${viewport.width}`, await page.screenshot()));
    };
    const region = page.getByRole('region');
    await scenes.board();
    await scenes.settings('fields');
    await add_field(scenes, words.area, 'custom.kind_number');
    await reach(page, page.getByRole('textbox', { name: t('record_field.unit'), exact: true }));
    await page.keyboard.insertText(words.unit);
    await settle(page);
    const required = page.getByRole('group', { name: t('record_field.required_in'), exact: true });
    await reach(page, required.getByRole('checkbox').first());
    await saved(page);
    await look('settings');

    await scenes.deal();
    const asks = region.getByRole('status').filter({ hasText: words.area });
    await asks.waitFor({ state: 'attached' });
    await look('asked');
    await reach(page, region.getByRole('textbox', { name: words.area, exact: true }));
    await page.keyboard.insertText(words.typed);
    await page.keyboard.press('Enter');
    await asks.waitFor({ state: 'detached' });
    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    const field = region.getByRole('textbox', { name: words.area, exact: true });
    await field.waitFor({ state: 'attached' });
    assert.equal((await field.inputValue()).replaceAll('\u00a0', ' '), words.typed);
    await reach(page, field);
    await look('filled');
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}

test('a field of choices is a column of the table, chosen there, and undone', async () => {
  const scenes = await open_scenes({ browser, language: 'ru', viewport: { width: 2400, height: 900 } });
  const { page, t } = scenes;
  const words = names.ru;
  await scenes.board();
  await scenes.settings('fields');
  await add_field(scenes, words.floor, 'custom.kind_choice');
  for (const choice of words.choices) {
    await reach(page, page.getByRole('button', { name: t('custom.choice_add'), exact: true }));
    await settle(page);
    await page.keyboard.insertText(choice);
    await settle(page);
  }
  await saved(page);
  await scenes.table();
  await click(page, button(page, t('table.columns')));
  await settle(page);
  await reach(page, page.getByRole('dialog').getByRole('checkbox', { name: words.floor, exact: true }));
  await page.keyboard.press('Escape');
  await settle(page);
  await page.getByRole('columnheader', { name: words.floor }).waitFor({ state: 'attached' });
  const cell = page.getByRole('row').nth(1).getByRole('gridcell').last();
  await click(page, cell);
  await page.keyboard.press('Enter');
  await settle(page);
  await reach(page, page.getByRole('menuitemcheckbox', { name: words.choices[1], exact: true }));
  await page.getByRole('gridcell', { name: words.choices[1], exact: true }).waitFor({ state: 'attached' });
  await saved(page);
  await page.keyboard.press('Control+Z');
  await page.getByRole('gridcell', { name: words.choices[1], exact: true }).waitFor({ state: 'detached' });
  await scenes.close();
});
