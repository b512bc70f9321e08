// A disk with nothing left (K6). Nobody is told "saved" that is not: the page says what happened and what to do, work goes on in memory,
// and a file takes all of it to safety, whatever the browser does to its own store meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../web/toolchain/serve.mjs';
import { browser_path, flags } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { records_of } from './support/own_files.mjs';
import { button, click, download, saved, settle } from './support/pages.mjs';
import { small_disk } from './support/small_disk.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

async function add_deal(page, title) {
  await button(page, /^New deal in/).first().dispatchEvent('click');
  const field = page.getByRole('textbox', { name: 'New deal: title, amount, day' });
  await field.waitFor({ state: 'attached' });
  await field.focus();
  await field.fill(title);
  await field.press('Enter');
  await page.waitForFunction((element) => element.value === '', await field.elementHandle(), { polling: 20 });
  await field.press('Escape');
  await settle(page);
}
const titles = (text) => records_of(text).filter((record) => record.type === 'deal').map((record) => record.title);

test('on a full disk the page says "not saved", goes on in memory, a file takes everything along, and with room again everything is stored anew', async (t) => {
  const disk = await small_disk(t, 96);
  const server = await serve(dist);
  t.after(() => server.close());
  const context = await chromium.launchPersistentContext(disk.profile, {
    executablePath: browser_path(), headless: true, args: flags, locale: 'en-US', viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  t.after(() => context.close().catch(() => {}));
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await begin_with_sample(page);
  await add_deal(page, 'Before');
  await saved(page);

  await disk.leave(0, page);
  for (let tries = 0; tries < 6 && await page.evaluate(() => document.documentElement.dataset.save) !== 'failed'; tries += 1) {
    await add_deal(page, `Full ${tries}`);
    await page.waitForFunction(() => document.documentElement.dataset.save !== 'saving');
  }
  assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'failed');
  await page.getByRole('alert').filter({ hasText: /no room left|database is gone/ }).waitFor({ state: 'attached' });
  await button(page, /^Not saved: /).waitFor({ state: 'attached' });
  await add_deal(page, 'In memory');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'failed');
  const file = await download_text(page);
  assert.ok(['Before', 'Full 0', 'In memory'].every((title) => titles(file).includes(title)));

  // Chromium has thrown its store away meanwhile, all of it. Here everything still is.
  await disk.leave_all(page);
  await click(page, button(page, 'Try again').first());
  await saved(page);
  await page.waitForFunction(() => localStorage.getItem('/voronka.stored') !== null);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.equal(await page.getByRole('alert').filter({ hasText: 'The browser has lost data' }).count(), 0);
  for (const title of ['Before', 'In memory']) await page.getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });
});

async function download_text(page) {
  await settle(page);
  const bytes = await download(page, () => click(page, button(page, 'Save to a file').first()));
  return bytes.toString('utf8');
}
