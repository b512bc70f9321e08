// Copies in the browser's file store: made of what is stored, read back, and the way back when the database is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { begin_with_sample, bring_back, copies, make_copy, stored_copies } from './support/copies.mjs';
import { open_data_settings } from './support/own_files.mjs';
import { button, card_names, click, download, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font } from './support/scenes.mjs';

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
  const made = await stored_copies(page);
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
  assert.equal((await stored_copies(page)).length, 1);
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
  const before = (await card_names(page)).sort();
  await make_copy(page);
  await page.close();
  await beside(site, drop_database);

  const after = await site.page();
  await after.getByRole('alert').filter({ hasText: 'The browser has lost data' }).waitFor({ state: 'attached' });
  assert.equal(await button(after, /^Look at a sample/).count(), 0);
  await copies(after).first().getByRole('button', { name: /^Open the copy of/ }).waitFor({ state: 'attached' });
  await bring_back(after);
  await after.reload();
  assert.deepEqual((await card_names(after)).sort(), before);
  await site.close();
});

test('a copy that is damaged itself is refused with a sentence, and can still be saved as it is', async () => {
  const site = await open_site();
  const page = await site.page();
  await begin_with_sample(page);
  const before = (await card_names(page)).sort();
  await make_copy(page);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-copies'));
    for await (const handle of folder.values()) {
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      bytes.fill(0, 200, 260);
      const writable = await handle.createWritable();
      await writable.write(bytes);
      await writable.close();
    }
  });
  const kept = await download(page, () => click(page, copies(page).first().getByRole('button', { name: /^Save the copy of/ })));
  assert.deepEqual([...kept.subarray(0, 2)], [0x1f, 0x8b]);
  await settle(page);
  await click(page, copies(page).first().getByRole('button', { name: /^Open the copy of/ }));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('alert').waitFor({ state: 'attached', timeout: 30_000 });
  assert.equal(await dialog.getByRole('button', { name: /^Import/ }).count(), 0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.evaluate(() => { location.hash = '#/board'; });
  await settle(page);
  assert.deepEqual((await card_names(page)).sort(), before);
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
  const before = (await card_names(page)).sort();
  await page.waitForFunction(() => localStorage.getItem('/voronka.stored') !== null);
  await page.close();
  await beside(site, () => { localStorage.setItem('/voronka.stored', `900 77 ${Date.now()}`); });
  const after = await site.page();
  await after.getByRole('alert').filter({ hasText: /There were 77 deals here.*older/ }).waitFor({ state: 'attached' });
  assert.equal(await after.evaluate(() => document.documentElement.dataset.save), 'read-only');
  await settle(after);
  await click(after, button(after, 'Go on with what is there'));
  assert.deepEqual((await card_names(after)).sort(), before);
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
