// A deal template in a browser: kept from a deal, named in the settings, and a new deal made of it: from the board by the palette, on a phone
// from the settings. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// An action by its whole name.
async function act({ page, t }, name) {
  await page.keyboard.press('Control+K');
  const field = page.getByRole('searchbox', { name: t('palette.field') });
  await field.waitFor({ state: 'attached' });
  await settle(page);
  await page.keyboard.insertText(name);
  const option = page.getByRole('option', { name, exact: true });
  await option.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, option);
  await field.waitFor({ state: 'detached' });
  await settle(page);
}

// What the tab says of the deal, without the number of what is due.
const title_of = async (page) => (await page.title()).replace(/^\(\d+\) /, '');

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`a deal is made of a template: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const look = async (part) => {
      await scenes.quiet();
      await scenes.rest();
      wrong.push(check_picture(`deal-template-${part}-${language}-${theme}-${size}`, await page.screenshot()));
    };
    const called = language === 'ru' ? 'Типовой заказ' : 'Usual order';
    const amount = page.getByRole('region').getByRole('textbox', { name: t('field.amount'), exact: true });
    await scenes.board();
    await scenes.deal();
    const kept = { hash: await page.evaluate(() => location.hash), title: await title_of(page), amount: await amount.inputValue() };
    await act(scenes, t('action.keep_template'));
    await saved(page);

    await scenes.settings('deal_templates');
    const list = page.getByRole('list', { name: t('settings.section_deal_templates'), exact: true });
    assert.equal(await list.getByRole('listitem').count(), 1);
    await reach(page, list.getByRole('textbox', { name: t('deal_template.name'), exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(called);
    await page.keyboard.press('Enter');
    await list.getByRole('listitem', { name: called, exact: true }).waitFor({ state: 'attached' });
    await saved(page);
    await look('settings');

    if (viewport === laptop) {
      await scenes.go('#/board');
      await act(scenes, t('action.from_template').replace('{name}', called));
    } else {
      await reach(page, list.getByRole('button', { name: t('deal_template.use_name').replace('{name}', called), exact: true }));
    }
    await page.waitForFunction((hash) => location.hash.startsWith('#/deal/') && location.hash !== hash, kept.hash);
    await amount.waitFor({ state: 'attached' });
    await saved(page);
    assert.equal(await title_of(page), kept.title);
    assert.equal(await amount.inputValue(), kept.amount);
    await amount.focus();
    await look('deal');

    const made = await page.evaluate(() => location.hash);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await amount.waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => location.hash), made);
    assert.equal(await amount.inputValue(), kept.amount);
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}
