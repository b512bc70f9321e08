// The whole way, by role and name, with a real mouse and a real database: a file comes in, is worked with, survives a reload,
// goes out, and comes in again elsewhere without losing a byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';
import { box_of, button, card, choose_file, click, column, download, drag, head_of, middle, saved, settle, totals_of } from './support/pages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'voronka-story-')); });
after(() => { rmSync(folder, { recursive: true, force: true }); });

const generate = (deals) => {
  const path = join(folder, `${deals}.voronka.json`);
  execFileSync(join(root, 'build/native/voronka'), ['generate', '--deals', String(deals), '--seed', '7', '-o', path]);
  return path;
};

const check_heads = async (page, totals) => {
  for (const total of totals) {
    const head = await head_of(page, total.name);
    assert.equal(head.deals, total.deals, `deals in ${total.name}`);
    assert.equal(head.minor, total.minor, `sum of ${total.name}`);
  }
};

async function export_all(page) {
  await page.evaluate(() => { location.hash = '#/settings'; });
  await settle(page);
  const data = page.getByRole('tab', { name: 'Данные' }).or(page.getByRole('button', { name: 'Данные' })).or(page.getByRole('link', { name: 'Данные' }));
  await click(page, data);
  await settle(page);
  return download(page, () => click(page, button(page, 'Сохранить всё в файл')));
}

async function replace_all(page, path) {
  await choose_file(page, button(page, 'Загрузить файл'), path);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Заменить всё' }).waitFor({ state: 'attached', timeout: 60_000 });
  await click(page, dialog.getByRole('radio', { name: 'Заменить всё' }));
  await settle(page);
  await click(page, dialog.getByRole('button', { name: 'Заменить всё' }));
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page, 60_000);
}

test('a pipeline of 8,800 deals comes in, is worked with, survives a reload and goes out byte for byte', async () => {
  const path = generate(8800);
  const site = await open_site({ context: { locale: 'ru-RU' } });
  const page = await site.page();

  await replace_all(page, path);
  const totals = totals_of(readFileSync(path, 'utf8'));
  await check_heads(page, totals);
  const [lead, qualified] = totals.map((total) => total.name);

  // Search for one card by a word of its name, typed on the wrong keyboard layout would find it, too (unit test).
  const first = column(page, lead).getByRole('listitem').first();
  const name = await first.getAttribute('aria-label') ?? await first.textContent();
  // The age at the end of the name changes with the stage.
  const [title, company] = name.split(', ');
  const called = `${title}, ${company}`;
  const search = page.getByRole('searchbox', { name: 'Поиск сделок' }).or(page.getByRole('textbox', { name: 'Поиск сделок' }));
  await click(page, search);
  await page.keyboard.type(title);
  await settle(page);
  const found = await head_of(page, lead);
  assert.ok(found.deals >= 1 && found.deals < totals[0].deals, `found ${found.deals}`);
  await page.keyboard.press('Escape');
  await settle(page);
  if (await search.inputValue() !== '') { await click(page, button(page, 'Очистить поиск')); await settle(page); }

  // Drag it one stage on.
  const target = await box_of(column(page, qualified));
  await drag(page, card(page, lead, name), { x: target.x + target.width / 2, y: target.y + 60 });
  assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);
  assert.equal((await head_of(page, qualified)).deals, totals[1].deals + 1);

  // Edit its title, in Cyrillic, in the panel.
  await click(page, card(page, qualified, called));
  await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
  await settle(page);
  const field = page.getByRole('textbox', { name: 'Название', exact: true });
  await click(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Щёлковский завод: вентиляция');
  await page.keyboard.press('Enter');
  await settle(page);
  await page.goBack();
  await settle(page);
  await card(page, qualified, 'Щёлковский завод: вентиляция').first().waitFor({ state: 'attached' });

  // Lose another one, with a reason.
  const loser = column(page, lead).getByRole('listitem').first();
  const zone = () => middle(page.getByText('Потеряна', { exact: true }));
  await drag(page, loser, zone);
  const dialog = page.getByRole('dialog', { name: 'Почему сделка потеряна?' });
  await dialog.getByRole('radio').first().waitFor({ state: 'attached' });
  await click(page, dialog.getByRole('radio', { name: 'Дорого' }));
  await click(page, dialog.getByRole('button', { name: 'Потеряна' }));
  await settle(page);
  assert.equal((await head_of(page, lead)).deals, totals[0].deals - 2);

  // Undo brings it back, and the button says what it would undo.
  await click(page, page.getByRole('button', { name: /^Отменить: Потеряна/ }));
  await settle(page);
  assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);

  await saved(page);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await settle(page);
  assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);
  await card(page, qualified, 'Щёлковский завод: вентиляция').first().waitFor({ state: 'attached' });

  // Out, into a fresh profile, and out again.
  const out = await export_all(page);
  const out_path = join(folder, 'out.voronka.json');
  writeFileSync(out_path, out);
  execFileSync(join(root, 'build/native/voronka'), ['check', out_path]);
  await site.close();

  const other = await open_site({ context: { locale: 'ru-RU' } });
  const fresh = await other.page();
  await replace_all(fresh, out_path);
  await check_heads(fresh, totals_of(out.toString('utf8')));
  const again = await export_all(fresh);
  assert.ok(out.equals(again), 'the second export differs from the first');
  await other.close();
});

test('the Maven export of 8,800 deals comes in through the preview with the figures of its source', { skip: process.env.VORONKA_SAMPLES ? false : 'no sample exports (VORONKA_SAMPLES)' }, async () => {
  const path = join(process.env.VORONKA_SAMPLES, 'maven-crm/sales_pipeline.csv');
  assert.ok(existsSync(path));
  const site = await open_site({ context: { locale: 'en-US' } });
  const page = await site.page();
  await choose_file(page, button(page, 'Load a file'), path);
  const dialog = page.getByRole('dialog');
  const run = dialog.getByRole('button', { name: /Import 8,800 deals/ });
  await run.waitFor({ state: 'attached', timeout: 60_000 });
  const words = await dialog.textContent();
  for (const figure of ['4,238', '2,473', '2,089']) assert.ok(words.includes(figure), `${figure} in the preview`);
  // The file names no currency; without an answer the button stays off.
  assert.ok(await run.isDisabled());
  await click(page, dialog.getByRole('combobox', { name: 'Currency of amounts' }));
  await settle(page);
  await click(page, page.getByRole('option', { name: /USD/ }));
  await page.waitForFunction(() => [...document.querySelectorAll('button')].some((one) => /^Import 8,800 deals/.test(one.textContent || one.ariaLabel || '') && !one.disabled && one.getAttribute('aria-disabled') !== 'true'), null, { timeout: 30_000 });
  await settle(page);
  await click(page, run);
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page, 60_000);
  assert.equal((await head_of(page, 'Engaging')).deals, 1589);
  assert.equal((await head_of(page, 'Prospecting')).deals, 500);
  await page.keyboard.press('Control+z');
  await settle(page);
  await button(page, 'Load a file').first().waitFor({ state: 'attached' });
  await site.close();
});

for (const [what, bytes] of [
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a cut file of our own', null],
  ['ten thousand open brackets', Buffer.from('['.repeat(10_000))],
  ['zero bytes', Buffer.alloc(4096)],
  ['an empty file', Buffer.alloc(0)],
]) {
  test(`${what} is refused with one sentence and changes nothing`, async () => {
    const site = await open_site({ context: { locale: 'en-US' } });
    const page = await site.page();
    const path = join(folder, 'junk.json');
    writeFileSync(path, bytes ?? readFileSync(generate(50)).subarray(0, 9000));
    await choose_file(page, button(page, 'Load a file'), path);
    const dialog = page.getByRole('dialog', { name: /did not work/i });
    await dialog.waitFor({ state: 'attached', timeout: 30_000 });
    assert.match(await dialog.textContent(), /Nothing in your pipeline was changed/i);
    await page.keyboard.press('Escape');
    await settle(page);
    await button(page, 'Load a file').first().waitFor({ state: 'attached' });
    await site.close();
  });
}
