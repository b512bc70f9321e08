// What the way from the host to the page may do to the program: headers added, files changed or damaged, and what it costs to be sure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all } from './support/own_files.mjs';
import { button, click, saved, settle } from './support/pages.mjs';

const refused = [/integrity/i, /Failed to fetch/, /ERR_FAILED/, /Failed to find a valid digest/];

// One byte of the file is another on its way; what the browser gets is still a good wasm.
async function change(site, pattern) {
  await site.context.route(pattern, async (route) => {
    const answer = await route.fetch();
    const bytes = await answer.body();
    // A custom section at the end, which no engine looks at.
    await route.fulfill({ response: answer, body: Buffer.concat([bytes, Buffer.from([0, 2, 1, 120])]), headers: { 'content-type': 'application/wasm' } });
  });
}

test('with the headers of "_headers" the page works, keeps, gives out a file and cannot be framed', async () => {
  const site = await open_site({ host_headers: true, context: { serviceWorkers: 'allow' }, allow: [/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|frame because/i] });
  const answer = await fetch(site.url);
  assert.match(answer.headers.get('content-security-policy'), /^default-src 'none';.*frame-ancestors 'none'$/);
  for (const [name, value] of [['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer'], ['cross-origin-opener-policy', 'same-origin'], ['cache-control', 'no-cache']])
    assert.equal(answer.headers.get(name), value, name);
  const page = await site.page('?lang=en');
  await click(page, button(page, /^Look at a sample/));
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await saved(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  assert.equal(JSON.parse(await export_all(page)).format, 'voronka');
  // The address of the wasm names its content.
  const wasm = await page.evaluate(() => performance.getEntriesByType('resource').find((entry) => /voronka\.[0-9a-f]+\.wasm$/.test(entry.name)).name);
  assert.match((await fetch(wasm)).headers.get('cache-control'), /immutable/);

  const outer = await site.context.newPage();
  await outer.route(`${site.url}outer.html`, (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="./?demo=10"></iframe>' }));
  await outer.goto(`${site.url}outer.html`);
  await outer.waitForFunction(() => document.querySelector('iframe').contentDocument === null);  // an error page, of another origin
  await site.close();
});

test('each wasm is fetched once: what the page announces ahead is what it takes', async () => {
  const site = await open_site();
  const asked = [];
  site.context.on('request', (request) => { if (request.url().endsWith('.wasm')) asked.push(new URL(request.url()).pathname.split('.')[0]); });
  const page = await site.page('?demo=10');
  await settle(page);
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => /later\.[0-9a-f]+\.wasm$/.test(entry.name)));
  assert.deepEqual(asked, ['/voronka', '/later']);
  await site.close();
});

test('a program that was changed on its way does not run', async () => {
  const site = await open_site({ allow: refused });
  await change(site, /voronka\.[0-9a-f]+\.wasm$/);
  const page = await site.page('?lang=en', { state: 'failed' });
  await page.getByRole('heading', { name: 'The page did not start' }).waitFor();
  await site.close();
});

test('a helper that was changed on its way does not touch the data, and the page does the work', async () => {
  const site = await open_site({ allow: refused });
  await change(site, /desk\.[0-9a-f]+\.wasm$/);
  const page = await site.page('?lang=en');
  await click(page, button(page, /^Look at a sample/));
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await saved(page);
  assert.equal(JSON.parse(await export_all(page)).format, 'voronka');
  await site.close();
});
