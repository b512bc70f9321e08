// The wasm comes in two files: the first is enough for the first picture, and a click that is faster than the second waits for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { button, click, saved, settle } from './support/pages.mjs';

const second = /\/later\.[0-9a-f]+\.wasm$/;

test('a stored pipeline is on the screen before the second file is asked for', async () => {
  const site = await open_site();
  const first_visit = await site.page();
  await click(first_visit, button(first_visit, /^Look at a sample/));
  // Saved it says before the click as well. Any card: what a sample has in which stage is a matter of chance.
  await first_visit.getByRole('listitem').first().waitFor({ state: 'attached' });
  await saved(first_visit);
  await first_visit.close();
  const page = await site.page();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => /later\.[0-9a-f]+\.wasm$/.test(entry.name)));
  const [ready, asked] = await page.evaluate(() => [
    performance.getEntriesByName('voronka:ready')[0].startTime,
    performance.getEntriesByType('resource').find((entry) => /later\.[0-9a-f]+\.wasm$/.test(entry.name)).startTime]);
  assert.ok(asked >= ready, `ready at ${ready} ms, second file asked for at ${asked} ms`);
  await site.close();
});

test('what needs the second file works when it could not be loaded ahead', async () => {
  const site = await open_site({ allow: [/ERR_FAILED/, /later\./] });
  let asked = 0;
  await site.context.route(second, (route) => { asked += 1; return asked === 1 ? route.abort() : route.continue(); });
  const page = await site.page();
  await settle(page);
  assert.equal(asked, 1);
  await click(page, button(page, /^Look at a sample/));
  await saved(page);
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  assert.equal(asked, 2);
  await site.close();
});

test('when the second file never comes the page says that it failed instead of freezing', async () => {
  const site = await open_site({ allow: [/ERR_FAILED/, /later\./, /NetworkError/] });
  await site.context.route(second, (route) => route.abort());
  const page = await site.page();
  await settle(page);
  await click(page, button(page, /^Look at a sample/));
  await page.waitForSelector('html[data-app="failed"]', { state: 'attached' });
  assert.match(await page.locator('#failure').textContent(), /later\.|load/i);
  await site.close();
});
