// Copies in the browser's file store: made of what is stored, read back, and the way back when the database is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { button, click, download, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font } from './support/scenes.mjs';

async function begin_with_sample(page) {
  await click(page, button(page, /^Look at a sample/));
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await saved(page);
}
const cards = (page) => page.getByRole('listitem').allTextContents();
const copies = (page) => page.getByRole('list', { name: 'Copies in this browser' }).getByRole('listitem');

async function open_data_settings(page) {
  await page.evaluate(() => { location.hash = '#/settings'; });
  const section = page.getByRole('tab', { name: 'Data', exact: true });
  await section.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, section);
  await button(page, 'Save everything to a file').waitFor({ state: 'attached' });
  await settle(page);
}

// The settings may have to be scrolled for it.
async function make_copy(page) {
  await open_data_settings(page);
  const make = button(page, 'Make a copy now');
  await make.waitFor({ state: 'attached' });
  await make.focus();
  await settle(page);
  await click(page, make);
  await copies(page).first().waitFor({ state: 'attached' });
  await settle(page);
}

// What lies in the file store, unpacked by the browser and not by the code under test.
const files = (page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-copies'));
  const found = [];
  for await (const [name, handle] of folder.entries()) {
    const unpacked = new Response((await handle.getFile()).stream().pipeThrough(new DecompressionStream('gzip')));
    found.push({ name, text: await unpacked.text() });
  }
  return found;
});

// A document of the same origin without the program.
async function beside(site, work, argument) {
  const page = await site.context.newPage();
  await page.goto(`${site.url}licenses.txt`);
  const answer = await page.evaluate(work, argument);
  await page.close();
  return answer;
}
const drop_database = () => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('voronka');
  request.onsuccess = resolve;
  request.onerror = () => reject(request.error);
});

test('a copy is a whole file of what is stored, and a second one of the same is not made', async () => {
  const site = await open_site();
  const page = await site.page();
  await begin_with_sample(page);
  await make_copy(page);
  const made = await files(page);
  assert.equal(made.length, 1);
  const { format, records } = JSON.parse(made[0].text);
  assert.equal(format, 'voronka');
  const deals = records.filter((record) => record.type === 'deal');
  assert.ok(deals.length > 20 && deals.every((deal) => deal.history.length > 0));
  assert.match(made[0].name, new RegExp(`^\\d+-\\d+-${deals.length}\\.voronka\\.json\\.gz$`));
  assert.match(await copies(page).first().textContent() || await copies(page).first().getAttribute('aria-label'), new RegExp(`${deals.length} deals`));
  assert.equal(await button(page, 'Make a copy now').count(), 0);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await open_data_settings(page);
  await copies(page).first().waitFor({ state: 'attached' });
  assert.equal((await files(page)).length, 1);
  // Without the program, too.
  await page.goto(`${site.url}recover.html`);
  const saved_copy = await download(page, () => page.getByRole('button', { name: /^Save the copy of/ }).click());
  assert.equal(saved_copy.toString('utf8'), made[0].text);
  await site.close();
});

test('when the database is gone the page says so, writes nothing, and a copy brings everything back', async () => {
  const site = await open_site({ allow: [/favicon\.ico/] });
  const page = await site.page();
  await begin_with_sample(page);
  const before = (await cards(page)).sort();
  await make_copy(page);
  await page.close();
  await beside(site, drop_database);

  const after = await site.page();
  await after.getByRole('alert').filter({ hasText: 'The browser has lost data' }).waitFor({ state: 'attached' });
  assert.equal(await button(after, /^Look at a sample/).count(), 0);
  const open_copy = copies(after).first().getByRole('button', { name: /^Open the copy of/ });
  await open_copy.waitFor({ state: 'attached' });
  await settle(after);
  await click(after, open_copy);
  const dialog = after.getByRole('dialog');
  const replace = dialog.getByRole('radio', { name: 'Replace everything' });
  await replace.waitFor({ state: 'attached', timeout: 30_000 });
  await settle(after);
  await click(after, replace);
  await settle(after);
  await click(after, dialog.getByRole('button', { name: 'Replace everything' }));
  await dialog.waitFor({ state: 'detached' });
  await saved(after);
  await after.reload();
  await after.getByRole('listitem').first().waitFor({ state: 'attached' });
  assert.deepEqual((await cards(after)).sort(), before);
  await site.close();
});

test('without a copy one can start anew, and is not asked again', async () => {
  const site = await open_site({ allow: [/favicon\.ico/] });
  const page = await site.page();
  await begin_with_sample(page);
  await page.close();
  await beside(site, drop_database);
  const after = await site.page();
  const anew = button(after, 'Start anew');
  await anew.waitFor({ state: 'attached' });
  await settle(after);
  await click(after, anew);
  await begin_with_sample(after);
  await after.reload();
  await after.getByRole('listitem').first().waitFor({ state: 'attached' });
  await site.close();
});

test('a database that is older than the last "saved" is shown as such, and work goes on with it only when wanted', async () => {
  const site = await open_site({ allow: [/favicon\.ico/] });
  const page = await site.page();
  await begin_with_sample(page);
  const before = (await cards(page)).sort();
  await page.waitForFunction(() => localStorage.getItem('/voronka.stored') !== null);
  await page.close();
  await beside(site, () => { localStorage.setItem('/voronka.stored', `900 77 ${Date.now()}`); });
  const after = await site.page();
  await after.getByRole('alert').filter({ hasText: /There were 77 deals here.*older/ }).waitFor({ state: 'attached' });
  assert.equal(await after.evaluate(() => document.documentElement.dataset.save), 'read-only');
  await settle(after);
  await click(after, button(after, 'Go on with what is there'));
  await after.getByRole('listitem').first().waitFor({ state: 'attached' });
  assert.deepEqual((await cards(after)).sort(), before);
  await settle(after);
  await after.getByRole('listitem').first().focus();
  await after.keyboard.press('Alt+ArrowDown');
  await saved(after);
  await after.waitForFunction(() => !localStorage.getItem('/voronka.stored').startsWith('900 '));
  await after.reload();
  await after.getByRole('listitem').first().waitFor({ state: 'attached' });
  await site.close();
});

test('the page of lost data looks as it did: ru, light, and en, dark on a phone', async () => {
  const browser = await launch_with_one_font();
  const looks = [{ language: 'ru', scheme: 'light', width: 1280, height: 800 }, { language: 'en', scheme: 'dark', width: 390, height: 844 }];
  for (const { language, scheme, width, height } of looks) {
    const site = await open_site({ browser, allow: [/favicon\.ico/], context: {
      viewport: { width, height }, locale: language === 'ru' ? 'ru-RU' : 'en-US', colorScheme: scheme, timezoneId: 'Europe/Moscow', hasTouch: width < 600 } });
    const now = Date.UTC(2026, 0, 26, 9, 30);
    await site.context.clock.setFixedTime(now);
    await beside(site, (at) => { localStorage.setItem('/voronka.stored', `900 77 ${at}`); }, now - 3_600_000);
    const page = await site.page();
    await button(page, language === 'ru' ? 'Начать заново' : 'Start anew').waitFor({ state: 'attached' });
    await settle(page);
    assert.equal(check_picture(`lost-${language}-${scheme}-${width}x${height}`, await page.screenshot()), null);
    await site.close();
  }
  await browser.close();
});
