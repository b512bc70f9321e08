// A file on its way out: written by a worker, in the page when there is none, the same bytes either way.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all } from './support/own_files.mjs';
import { button, click, download } from './support/pages.mjs';

const sum_of = (text) => createHash('sha256').update(text).digest('hex');
let site, page, workers = 0;
before(async () => {
  site = await open_site({ allow: [/worker\.\w+\.js/, /Failed to load resource/, /desk\.\w+\.wasm/] });
  page = await site.page('?demo=3000&lang=en');
  page.on('worker', () => { workers += 1; });
});
after(() => site?.close());

test('a worker writes the file, and without one the page writes the same bytes', { timeout: 120_000 }, async () => {
  const written = await export_all(page);
  assert.equal(workers, 1);
  assert.equal(JSON.parse(written).format, 'voronka');
  assert.ok(JSON.parse(written).records.filter((record) => record.type === 'deal').length >= 3000);

  // A worker that cannot start.
  await page.route(/worker\.\w+\.js/, (route) => route.abort());
  const here = await export_all(page);
  await page.unroute(/worker\.\w+\.js/);
  assert.equal(sum_of(here), sum_of(written));

  // A worker that starts and cannot load its program.
  await page.route(/desk\.\w+\.wasm/, (route) => route.abort());
  const without_program = await export_all(page);
  await page.unroute(/desk\.\w+\.wasm/);
  assert.equal(sum_of(without_program), sum_of(written));
});

test('what is made while the file is being written is not in it, and is in the next', { timeout: 120_000 }, async () => {
  const titles = (json) => JSON.parse(json).records.filter((record) => record.type === 'deal').map((record) => record.title);
  // The worker waits for its program until the page has another deal.
  let let_go;
  const held = new Promise((resolve) => { let_go = resolve; });
  await site.context.route(/desk\.\w+\.wasm/, async (route) => { await held; await route.continue(); });
  const early = await download(page, async () => {
    await click(page, button(page, 'Save everything to a file'));
    await button(page, 'Preparing the file').waitFor({ state: 'attached' });
    await page.evaluate(() => { location.hash = '#/board'; });
    await click(page, button(page, /^New deal in/).first());
    const field = page.getByRole('textbox', { name: 'New deal: title, amount, day' });
    await field.waitFor({ state: 'attached' });
    await page.keyboard.type('Came too late');
    await page.keyboard.press('Enter');
    await page.waitForFunction((element) => element.value === '', await field.elementHandle(), { polling: 20 });
    let_go();
  });
  await site.context.unroute(/desk\.\w+\.wasm/);
  await page.keyboard.press('Escape');
  assert.ok(!titles(early.toString('utf8')).includes('Came too late'));
  assert.ok(titles(await export_all(page)).includes('Came too late'));
});
