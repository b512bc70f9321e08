// Keys as a browser gives them: what is ours, and what stays the browser's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, open_site } from './support/browser.mjs';
import { column, settle } from './support/pages.mjs';

let browser;
before(async () => { browser = await launch_browser(); });
after(() => browser.close());

const press = (page, key, more) => page.evaluate(([key, more]) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  return !(document.activeElement ?? document.body).dispatchEvent(event);
}, [key, more]);

test('keys that belong to the browser are left to it', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  for (const [key, more] of [
    ['l', { code: 'KeyL', ctrlKey: true }], ['t', { code: 'KeyT', ctrlKey: true }], ['r', { code: 'KeyR', ctrlKey: true }],
    ['w', { code: 'KeyW', ctrlKey: true }], ['к', { code: 'KeyR', ctrlKey: true }], ['F5', { code: 'F5' }], ['F12', { code: 'F12' }],
  ]) assert.equal(await press(page, key, more), false, `${key} ${JSON.stringify(more)} was swallowed`);
  // The counter-check: a key of ours is kept.
  assert.equal(await press(page, 'z', { code: 'KeyZ', ctrlKey: true }), true);
  await site.close();
});

test('Ctrl+Z on a Russian layout takes back the last change of the document', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  const card = column(page, 'Qualification').getByRole('listitem').first();
  const title = (await card.getAttribute('aria-label')).split(', ').slice(0, 2).join(', ');
  await card.focus();
  await settle(page);
  await page.keyboard.press('Control+ArrowRight');
  await column(page, 'Presentation').getByRole('listitem', { name: title }).waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await press(page, 'я', { code: 'KeyZ', ctrlKey: true }), true);
  await column(page, 'Qualification').getByRole('listitem', { name: title }).waitFor({ state: 'attached' });
  await site.close();
});
