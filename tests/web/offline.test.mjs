// After the first visit no network is needed, and a newer build takes over whole, when it is wanted, or not at all.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { copy_site, make_next_build } from './support/next_build.mjs';
import { export_all } from './support/own_files.mjs';
import { button, card_names, choose_file, click, saved, settle, until } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font } from './support/scenes.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'voronka-offline-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const with_worker = { context: { serviceWorkers: 'allow' } };
const in_russian = { context: { serviceWorkers: 'allow', locale: 'ru-RU', timezoneId: 'Europe/Moscow', colorScheme: 'light' } };
let sites = 0;
function site_of_our_own() {
  const copy = join(folder, String(++sites));
  copy_site(dist, copy);
  return copy;
}

const taken_over = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
const script_of = (page) => page.evaluate(() => document.querySelector('script[type=module]').getAttribute('src'));
const caches_of = (page) => page.evaluate(() => caches.keys());
// What the browser does by itself at a visit or when hours have passed.
const look_for_news = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const worker = registration.installing;
  if (worker) await new Promise((resolve) => { worker.onstatechange = () => { if (worker.state !== 'installing') resolve(); }; });
  return registration.waiting !== null;
});

test('without a host the page opens, imports and exports, in a sub-path too', async () => {
  const browser = await launch_with_one_font();
  const site = await open_site({ browser, prefix: '/team/sales/', ...in_russian });
  const first = await site.page();
  await taken_over(first);
  await first.close();
  await site.stop_serving();

  const page = await site.page();
  await settle(page);
  assert.equal(check_picture('first-run-ru-light-1280x800', await page.screenshot()), null);
  await choose_file(page, button(page, 'Загрузить файл'), generated('ru', { shape: 'bitrix-csv' }));
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: /^Импортировать 50/ });
  await go.waitFor({ state: 'attached', timeout: 30_000 });
  await settle(page);
  await click(page, go);
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });

  const { records } = JSON.parse(await export_all(await site.page('?lang=en')));
  assert.equal(records.filter((record) => record.type === 'deal').length, 50);
  await site.close();
  await browser.close();
});

test('a newer build waits, is told, and takes over when it is wanted; a tab of the older one goes on', async () => {
  const copy = site_of_our_own();
  const site = await open_site({ folder: copy, ...with_worker });
  const page = await site.page();
  await taken_over(page);
  await begin_with_sample(page);
  const before = await card_names(page);
  const old_script = await script_of(page);
  const beside = await site.page();
  await page.bringToFront();
  await page.evaluate(() => caches.open('/elsewhere/voronka-1'));

  const script = make_next_build(copy, 'a later release');
  assert.ok(await look_for_news(page));
  const update = button(page, 'Update');
  await update.waitFor({ state: 'attached' });
  assert.equal(await script_of(page), old_script);
  await settle(page);
  await Promise.all([page.waitForEvent('load'), click(page, update)]);
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.equal(await script_of(page), script);
  assert.deepEqual(await card_names(page), before);

  // Its files are no longer on the host, and it has not used all of them yet.
  await site.stop_serving();
  await beside.bringToFront();
  await button(beside, 'Update').waitFor({ state: 'attached' });
  assert.equal(await script_of(beside), old_script);
  assert.equal(await beside.evaluate(async (src) => (await fetch(src)).status, old_script), 200);
  assert.equal((await caches_of(page)).length, 3);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.equal(await script_of(page), script);
  assert.ok((await caches_of(page)).includes('/elsewhere/voronka-1'));
  await site.close();
});

test('of many builds the newest and the one before are kept', async () => {
  const copy = site_of_our_own();
  const site = await open_site({ folder: copy, ...with_worker });
  const page = await site.page('?demo=10');
  await taken_over(page);
  const scripts = [await script_of(page)];
  for (const mark of ['second', 'third']) {
    scripts.push(make_next_build(copy, mark));
    assert.ok(await look_for_news(page));
    await button(page, 'Update').waitFor({ state: 'attached' });
    await settle(page);
    await Promise.all([page.waitForEvent('load'), click(page, button(page, 'Update'))]);
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  }
  assert.equal(await script_of(page), scripts[2]);
  await until(() => page.evaluate(async () => (await caches.keys()).length === 2), 'the cache of the newer build');
  await site.close();
});

test('a newer build with a file that is missing or altered is not taken, and the page stays whole', async () => {
  const copy = site_of_our_own();
  const site = await open_site({ folder: copy, ...with_worker, allow: [/404/, /integrity/i, /sw\.js/, /Failed to load resource/] });
  const page = await site.page();
  await taken_over(page);
  await begin_with_sample(page);
  const script = await script_of(page);
  const known = await caches_of(page);
  const spoiled = make_next_build(copy, 'a release that arrived in part');
  appendFileSync(join(copy, spoiled), 'alert(1)');
  assert.equal(await look_for_news(page), false);
  rmSync(join(copy, spoiled));
  assert.equal(await look_for_news(page), false);
  assert.deepEqual(await caches_of(page), known);
  assert.equal(await button(page, 'Update').count(), 0);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.equal(await script_of(page), script);
  assert.ok(readdirSync(copy).includes('sw.js'));
  await site.close();
});
