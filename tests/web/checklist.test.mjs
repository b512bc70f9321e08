// The exit checklist of a stage in a browser: written in the settings, ticked in the deal, taken along by a card that was dragged on. And
// the requisites of a company. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, card, click, column, drag, middle, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const stage_names = { ru: ['Квалификация', 'Презентация'], en: ['Qualification', 'Presentation'] };
const items = { ru: ['Бюджет назван', 'Говорим с тем, кто решает'], en: ['The budget is known', 'We talk to the one who decides'] };
const condition = { ru: 'Есть деньги и срок, и покупатель сам хочет увидеть показ.', en: 'There is money and a date, and the buyer wants a demo.' };
const region = (scenes) => scenes.page.getByRole('region');

// Through the settings, as one does.
async function write_checklist(scenes, language) {
  const { page, t } = scenes;
  await scenes.go('#/settings');
  await reach(page, button(page, t('settings.stage_details').replace('{name}', stage_names[language][0])));
  await reach(page, page.getByRole('textbox', { name: t('settings.requirements'), exact: true }));
  await page.keyboard.insertText(condition[language]);
  // The focus scrolls to the button, and Enter leads into the new line.
  for (const [i, item] of items[language].entries()) {
    await page.getByRole('button', { name: t('settings.checklist_add'), exact: true }).focus();
    await settle(page);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: t('settings.checklist_item').replace('{number}', i + 1), exact: true }).waitFor({ state: 'attached' });
    await settle(page);
    await page.keyboard.insertText(item);
    await settle(page);
  }
  await page.keyboard.press('Tab');
  await saved(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`what must hold before a deal goes on is written, ticked and carried along: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const [from, to] = stage_names[language];
    const name = (part) => `${part}-${language}-${theme}-${viewport.width}`;
    await scenes.board();
    await write_checklist(scenes, language);
    await scenes.rest();
    wrong.push(check_picture(name('checklist-settings'), await page.screenshot()));

    await scenes.go('#/board');
    const first = column(page, from).getByRole('listitem').first();
    const title = (await first.textContent()).split(',')[0];
    await first.focus();
    await settle(page);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    const deal = await page.evaluate(() => location.hash);
    await settle(page);
    await reach(page, region(scenes).getByRole('checkbox', { name: items[language][0], exact: true }));
    await saved(page);
    assert.ok(await region(scenes).getByRole('checkbox', { name: items[language][0], exact: true }).isChecked());
    await scenes.rest();
    wrong.push(check_picture(name('checklist-deal'), await page.screenshot()));
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await region(scenes).getByRole('checkbox', { name: items[language][1], exact: true }).waitFor({ state: 'attached' });
    assert.ok(await region(scenes).getByRole('checkbox', { name: items[language][0], exact: true }).isChecked());
    assert.ok(!await region(scenes).getByRole('checkbox', { name: items[language][1], exact: true }).isChecked());

    // On without the second: by the mouse on the desk, by the step of the panel on the phone.
    if (viewport === laptop) {
      await scenes.go('#/board');
      await drag(page, card(page, from, title).first(), await middle(column(page, to)));
    } else {
      await reach(page, region(scenes).getByRole('button', { name: new RegExp(`^${to}, `) }));
    }
    await saved(page);
    await scenes.go('#/board');
    const told = { ru: /, 1 пункт прежних этапов не отмечен/, en: /, 1 item of earlier stages not ticked/ }[language];
    await page.waitForFunction(() => location.hash.startsWith('#/board'));
    assert.match(await card(page, to, title).first().textContent(), told);
    await card(page, to, title).first().focus();
    await scenes.quiet();
    await scenes.rest();
    wrong.push(check_picture(name('checklist-board'), await page.screenshot()));

    await scenes.go(deal);
    const rest = page.getByRole('list', { name: t('deal.left_open'), exact: true });
    await rest.waitFor({ state: 'attached' });
    await scenes.rest();
    wrong.push(check_picture(name('checklist-left'), await page.screenshot()));
    await rest.getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await rest.waitFor({ state: 'detached' });
    await saved(page);
    await scenes.go('#/board');
    assert.doesNotMatch(await card(page, to, title).first().textContent(), told);
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', phone]]) {
  test(`requisites are typed, a slip is told beside its field, and all are copied: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    await scenes.board();
    await scenes.people();
    await click(page, page.getByRole('radio', { name: t('people.companies') }));
    await settle(page);
    const company = page.getByRole('list', { name: t('people.list_companies') }).getByRole('listitem').first();
    await company.waitFor({ state: 'attached' });
    await click(page, company);
    const add = region(scenes).getByRole('button', { name: t('requisite.add'), exact: true });
    await add.waitFor({ state: 'attached' });
    await add.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    // The focus is in the first field; the others follow by Tab.
    for (const text of ['ООО «Гранит»', '77 07 083 894', '773601001', '1027700132195', '', 'ПАО Сбербанк', '044525225', '4070 2810 1382 5012 3017', '30101810400000000225']) {
      await page.keyboard.insertText(text);
      await settle(page);
      await page.keyboard.press('Tab');
      await settle(page);
    }
    await saved(page);
    const inn = region(scenes).getByRole('textbox', { name: t('record_field.inn'), exact: true });
    assert.equal(await inn.inputValue(), '7707083894');
    assert.equal(await inn.getAttribute('aria-invalid'), 'true');
    await inn.focus();
    await scenes.rest();
    await page.keyboard.press('Tab');
    await scenes.rest();
    wrong.push(check_picture(`requisites-slip-${language}-${theme}-${viewport.width}`, await page.screenshot()));
    await inn.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('7707083893');
    await page.keyboard.press('Tab');
    await saved(page);
    await settle(page);
    assert.notEqual(await inn.getAttribute('aria-invalid'), 'true');
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await inn.waitFor({ state: 'attached' });
    await settle(page);
    assert.equal(await inn.inputValue(), '7707083893');
    assert.equal(await region(scenes).getByRole('textbox', { name: t('record_field.account'), exact: true }).inputValue(), '40702810138250123017');
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}
