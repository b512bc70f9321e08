// A message of a template in a browser: two templates to choose from, the text of the one that is chosen goes into the link. Ends in pictures.
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

// From the menu of the first card whose people have a number.
async function write_to_somebody({ page, t }, way) {
  const cards = page.getByRole('list').getByRole('listitem');
  for (let i = 0; i < Math.min(await cards.count(), 8); i += 1) {
    await cards.nth(i).focus();
    await settle(page);
    await page.keyboard.press('Shift+F10');
    await settle(page);
    const write = page.getByRole('menuitem', { name: t('action.write'), exact: true });
    if (await write.count() > 0 && await write.getAttribute('aria-disabled') !== 'true') {
      await click(page, write);
      await settle(page);
      const item = page.getByRole('menuitem', { name: way, exact: true });
      if (await item.count() > 0) return click(page, item);
    }
    await page.keyboard.press('Escape');
    await settle(page);
  }
  throw new Error('nobody can be written to');
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`a message takes the text of the template that is chosen: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const look = async (part) => {
      await scenes.quiet();
      await scenes.rest();
      wrong.push(check_picture(`message-${part}-${language}-${theme}-${size}`, await page.screenshot()));
    };
    const whatsapp = t('way.whatsapp');
    const dialog = page.getByRole('dialog', { name: t('template.message_title').replace('{way}', whatsapp), exact: true });
    const text = dialog.getByRole('textbox', { name: t('template.result'), exact: true });
    await scenes.board();
    await scenes.settings('templates');
    await reach(page, page.getByRole('button', { name: t('template.add_ready'), exact: true }));
    for (const ready of ['template.ready_message', 'template.ready_missed']) await page.getByRole('listitem', { name: t(ready), exact: true }).waitFor({ state: 'attached' });
    await saved(page);
    await scenes.quiet();

    await scenes.go('#/board');
    // What the system would open, instead of opening it.
    await page.evaluate(() => {
      globalThis.opened = [];
      globalThis.open = (address) => { globalThis.opened.push(address); return null; };
    });
    await write_to_somebody(scenes, whatsapp);
    await text.waitFor({ state: 'attached' });
    assert.deepEqual(await page.evaluate(() => globalThis.opened), [], 'looked at first');

    const choice = dialog.getByRole('combobox', { name: t('template.choose'), exact: true });
    const choose = async (key) => {
      await reach(page, choice);
      await click(page, page.getByRole('option', { name: t(key), exact: true }));
      await settle(page);
      return text.inputValue();
    };
    await reach(page, choice);
    const options = await page.getByRole('option').allTextContents();
    assert.equal(options.length, 3, `the device's own text and two templates: ${options}`);
    await look('choice');
    await page.keyboard.press('Escape');
    await settle(page);
    const short = await choose('template.ready_message');
    const missed = await choose('template.ready_missed');
    assert.notEqual(short, missed);
    const words = t('template.ready_missed_text').split('}}').at(-1).trim();  // behind the last field
    assert.ok(missed.includes(words), missed);
    assert.ok(!missed.includes('{{'), missed);
    await look('text');

    await click(page, dialog.getByRole('button', { name: t('template.open_way').replace('{way}', whatsapp), exact: true }));
    await dialog.waitFor({ state: 'detached' });
    const opened = await until(() => page.evaluate(() => globalThis.opened[0]), 'the link');
    assert.match(opened, /^https:\/\/wa\.me\/\d{10,15}\?text=/);
    assert.equal(decodeURIComponent(opened.slice(opened.indexOf('?text=') + 6)), missed);
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}
