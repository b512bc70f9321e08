// Products and services in a browser: a product in the catalogue, a line of it typed in a deal, quantity and discount, the amount that follows, undo,
// a reload, a price list taken in twice. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose_file, click, reach, saved, settle, until } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const price_list = (name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const digits = (text) => text.replace(/\D/g, '');

async function type_into(page, field, text) {
  await reach(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await settle(page);
  await saved(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', phone]]) {
  test(`a line of the catalogue sets the amount of its deal, and a price list comes in twice: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `lines-${part}-${language}-${theme}-${viewport.width}`;
    const ru = language === 'ru';
    const product = ru ? 'Хостинг' : 'Hosting';
    const box = (key) => page.getByRole('textbox', { name: t(key), exact: true });
    await scenes.board();

    await scenes.settings('catalog');
    await reach(page, page.getByRole('button', { name: t('catalog.add'), exact: true }));
    await box('record_field.name').waitFor({ state: 'attached' });
    await type_into(page, box('record_field.name'), product);
    await type_into(page, box('record_field.price'), '1500');
    await type_into(page, box('record_field.unit'), ru ? 'мес' : 'mo');

    await scenes.deal();
    const deal = await page.evaluate(() => location.hash);
    const region = page.getByRole('region');
    const field = (key) => region.getByRole('textbox', { name: t(key), exact: true });
    const title = (await field('field.title').inputValue()).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const amount = async () => digits(await field('field.amount').inputValue());
    const before_lines = await amount();
    await type_into(page, field('line.add'), `3 x ${product}`);
    const line = region.getByRole('button', { name: t('line.edit').replace('{name}', product), exact: true });
    await line.waitFor({ state: 'attached' });
    await until(async () => await amount() === '4500', 'the amount of three');
    await reach(page, line);
    await type_into(page, field('record_field.quantity'), '4');
    await until(async () => await amount() === '6000', 'the amount of four');
    await type_into(page, field('record_field.discount_percent'), ru ? '12,5' : '12.5');
    await until(async () => await amount() === '5250', 'the amount with the discount');
    await scenes.quiet();
    await line.focus();
    await scenes.rest();
    wrong.push(check_picture(name('deal'), await page.screenshot()));

    await scenes.go('#/board');
    const card = page.getByRole('listitem', { name: new RegExp(`^${title}, .*5[\\s,]250`) });
    await until(async () => await card.count() === 1, 'the card of the deal with the amount');
    if (viewport === laptop) {
      const undo = page.getByRole('button', { name: new RegExp(`^${t('shell.undo').split('{')[0].trim()}`) }).first();
      for (let i = 0; i < 3; ++i) {  // discount, quantity, the line
        await click(page, undo);
        await settle(page);
      }
      await scenes.go(deal);
      await line.waitFor({ state: 'detached' });
      assert.equal(await amount(), before_lines);
      const redo = page.getByRole('button', { name: new RegExp(`^${t('shell.redo').split('{')[0].trim()}`) }).first();
      await scenes.go('#/board');
      for (let i = 0; i < 3; ++i) {
        await click(page, redo);
        await settle(page);
      }
      await saved(page);
    }
    await scenes.go(deal);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await line.waitFor({ state: 'attached' });
    await until(async () => await amount() === '5250', 'the amount after the reload');

    await scenes.settings('catalog');
    const import_button = page.getByRole('button', { name: t('catalog.import'), exact: true });
    const run = page.getByRole('dialog').getByRole('button', { name: t('catalog.run'), exact: true });
    const list = price_list(ru ? 'catalog_cp1251.csv' : 'catalog.tsv');
    await choose_file(page, import_button, list);
    await run.waitFor({ state: 'attached', timeout: 30_000 });
    await scenes.rest();
    wrong.push(check_picture(name('import'), await page.screenshot()));
    await click(page, run);
    await run.waitFor({ state: 'detached' });
    await saved(page);
    await scenes.quiet();
    await scenes.rest();
    wrong.push(check_picture(name('catalog'), await page.screenshot()));
    await choose_file(page, import_button, list);
    await run.waitFor({ state: 'attached', timeout: 30_000 });
    await page.getByRole('dialog').getByRole('status').filter({ hasText: t('catalog.nothing_new') }).waitFor({ state: 'attached' });
    assert.ok(await run.isDisabled() || await run.getAttribute('aria-disabled') === 'true');
    await scenes.leave_dialog();
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}
