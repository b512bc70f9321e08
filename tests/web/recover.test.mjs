// The page that saves data when the program does not start: what it saves is whole, it changes nothing, and it needs nothing of the program.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { bucket_text, damage_deal, write_bucket } from './support/damage.mjs';
import { check, export_all } from './support/own_files.mjs';
import { card_names, download, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font } from './support/scenes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-recover-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function with_sample(site) {
  const page = await site.page();
  await begin_with_sample(page);
  return page;
}

async function rescue(site) {
  const page = await site.context.newPage();
  await page.goto(`${site.url}recover.html`);
  await page.getByRole('button', { name: 'Save everything raw' }).waitFor();
  return page;
}

const said = (page) => page.getByRole('status').first().textContent();
const save = async (page, name) => (await download(page, () => page.getByRole('button', { name }).click())).toString('utf8');
const records_of = (json) => new Map(JSON.parse(json).records.map((record) => [record.id, record]));

test('what it saves is a whole file of the same records, made without the program', async () => {
  const site = await open_site();
  const page = await with_sample(site);
  const exported = await export_all(page);
  await page.close();
  await site.context.route('**/*.wasm', (route) => route.abort());
  const beside = await rescue(site);
  assert.match(await said(beside), /^\d+ records can be read, 60 deals among them\. All are whole\.$/);
  const file = await save(beside, 'Save as a Voronka file');
  assert.deepEqual(records_of(file), records_of(exported));
  const path = join(folder, 'rescued.voronka.json');
  writeFileSync(path, file);
  check(path);
  const raw = (await save(beside, 'Save everything raw')).trim().split('\n').map((line) => JSON.parse(line));
  assert.ok(raw.some(({ store }) => store === 'journal') && raw[0].store === 'meta');
  await site.close();
});

test('of damaged data it saves all that is whole, and says how much is not', async () => {
  const site = await open_site();
  const page = await with_sample(site);
  const whole = records_of(await export_all(page)).size;
  await page.close();
  const first = await rescue(site);
  const { key, line } = await damage_deal(first);
  await first.close();
  const beside = await rescue(site);
  assert.match(await said(beside), /59 deals among them\. Damaged lines: 1;/);
  const file = await save(beside, 'Save as a Voronka file');
  assert.equal(records_of(file).size, whole - 1);
  const path = join(folder, 'damaged.voronka.json');
  writeFileSync(path, file);
  check(path);
  // Set aside by the user's leave it is known, and told no more; it still lies there.
  await write_bucket(beside, key, (await bucket_text(beside, key)).replace(line, `!! ${line}`));
  await beside.close();
  const later = await rescue(site);
  assert.match(await said(later), /59 deals among them\./);
  assert.doesNotMatch(await said(later), /amaged/);
  assert.ok((await save(later, 'Save everything raw')).includes(`!! ${line.slice(0, 8)}`));
  await site.close();
});

test('it makes the browser forget the program, and nothing else', async () => {
  const site = await open_site({ context: { serviceWorkers: 'allow' } });
  const page = await with_sample(site);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  const cards = (await card_names(page)).sort();
  await page.close();
  const beside = await rescue(site);
  await beside.evaluate(() => caches.open('/elsewhere/voronka-1'));
  await beside.getByRole('button', { name: 'Forget the program' }).click();
  await beside.getByText('Done. The next visit').waitFor();
  assert.deepEqual(await beside.evaluate(() => caches.keys()), ['/elsewhere/voronka-1']);
  assert.equal(await beside.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await beside.getByRole('link', { name: 'Open Voronka' }).click();
  await beside.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.deepEqual((await card_names(beside)).sort(), cards);
  await site.close();
});

test('the page of a program that does not start leads there', async () => {
  const site = await open_site({ allow: [/wasm/, /ERR_FAILED/, /Failed to fetch/] });
  await site.context.route('**/*.wasm', (route) => route.abort());
  const page = await site.page('', { state: 'failed' });
  await page.getByRole('link', { name: 'Save your data' }).click();
  await page.getByRole('heading', { name: 'Save your data' }).waitFor();
  await site.close();
});

test('the rescue page looks as it did: ru, light, and en, dark on a phone', async () => {
  const browser = await launch_with_one_font();
  for (const { language, scheme, width, height } of [{ language: 'ru', scheme: 'light', width: 1280, height: 800 }, { language: 'en', scheme: 'dark', width: 390, height: 844 }]) {
    const site = await open_site({ browser, context: { viewport: { width, height }, locale: language === 'ru' ? 'ru-RU' : 'en-US', colorScheme: scheme } });
    const page = await site.context.newPage();
    await page.goto(`${site.url}recover.html`);
    await page.getByText(language === 'ru' ? 'Её нет' : 'There is none: nothing').waitFor();
    await page.getByText(language === 'ru' ? 'Копий нет' : 'There are none.').waitFor();
    await settle(page);
    assert.equal(check_picture(`recover-${language}-${scheme}-${width}x${height}`, await page.screenshot()), null);
    await site.close();
  }
  await browser.close();
});
