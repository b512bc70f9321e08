// Steps of one's own in a browser: set up in the settings, then a call on a deal is done, what follows is filled in as they say, and Enter
// plans it. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, reach, saved, settle, until } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const group = ({ page, t }, key) => page.getByRole('group', { name: t(key), exact: true });
const in_group = (scenes, where, role, key) => group(scenes, where).getByRole(role, { name: scenes.t(key), exact: true });
const region = (scenes) => scenes.page.getByRole('region');
const in_deal = (scenes, role, key) => region(scenes).getByRole(role, { name: scenes.t(key), exact: true });

async function choose(scenes, list, key) {
  const { page, t } = scenes;
  await reach(page, list);
  await click(page, page.getByRole('option', { name: t(key), exact: true }));
  await settle(page);
}

async function write(scenes, field, text) {
  const { page } = scenes;
  await reach(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await settle(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`a step of one's own follows a call: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `chains-${part}-${language}-${theme}-${viewport.width}`;
    const offer = language === 'ru' ? 'Отправить КП' : 'Send the price';
    const sentence = language === 'ru' ? `Звонок, поговорили → сообщение «${offer}» через 3 рабочих дня`
      : `Call, talked → message “${offer}” in 3 working days`;
    await scenes.board();
    await scenes.settings('chains');
    await reach(page, page.getByRole('button', { name: t('chain.add'), exact: true }));
    await in_group(scenes, 'chain.next', 'combobox', 'record_field.kind').waitFor({ state: 'attached' });
    await choose(scenes, in_group(scenes, 'chain.next', 'combobox', 'record_field.kind'), 'activity.message');
    await write(scenes, in_group(scenes, 'chain.next', 'textbox', 'record_field.title'), offer);
    // What is no number of days is told beside the field.
    const days = in_group(scenes, 'chain.next', 'textbox', 'chain.days');
    await write(scenes, days, '400');
    await until(async () => await days.getAttribute('aria-invalid') === 'true', 'the field that says no');
    wrong.push(check_picture(name('bad'), await page.screenshot()));
    await write(scenes, days, '3');
    await page.getByRole('listitem', { name: sentence, exact: true }).waitFor({ state: 'attached' });
    await saved(page);
    await scenes.quiet();
    await scenes.rest();
    wrong.push(check_picture(name('settings'), await page.screenshot()));

    // A call on a deal: what came of it decides what follows.
    await scenes.deal();
    const what = in_deal(scenes, 'textbox', 'activity.what');
    const done = in_deal(scenes, 'button', 'activity.done');
    await reach(page, in_deal(scenes, 'button', 'activity.add'));
    await what.waitFor({ state: 'attached' });
    const when = in_deal(scenes, 'textbox', 'activity.when');
    await reach(page, what);
    await page.keyboard.insertText(language === 'ru' ? 'Позвонить' : 'Ring up');
    await write(scenes, when, language === 'ru' ? '31.12.2026' : '12/31/2026');
    await saved(page);
    // The other steps of the generated deal are earlier and done first; after the last one the line that plans opens by itself.
    for (let i = 0; i < 10 && await what.count() === 0; i += 1) {
      await reach(page, done.first());
      await saved(page);
      await settle(page);
    }
    await what.waitFor({ state: 'attached' });
    await scenes.quiet();
    const talked = in_deal(scenes, 'button', 'outcome.talked');
    await talked.waitFor({ state: 'attached' });
    await reach(page, talked);
    await until(async () => await what.inputValue() === offer, `the line filled in with ${offer}`);
    // Three working days after Monday, 26 January.
    assert.match(await when.inputValue(), language === 'ru' ? /^29\.01\.2026$/ : /^0?1\/29\/2026$/);
    await scenes.quiet();
    await scenes.rest();
    wrong.push(check_picture(name('deal'), await page.screenshot()));
    await when.focus();
    await page.keyboard.press('Enter');
    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await done.first().waitFor({ state: 'attached' });
    assert.ok((await region(scenes).first().textContent()).includes(offer));
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}
