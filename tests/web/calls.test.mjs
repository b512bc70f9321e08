// A call and a message from the board: what the browser is asked to open, the time that runs, and what is kept of it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { generate, replace_all } from './support/own_files.mjs';
import { box_of, button, click, saved, settle } from './support/pages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-calls-'));
let site;
before(async () => {
  site = await open_site();
  // What the system would open, instead of opening it.
  await site.context.addInitScript(() => {
    globalThis.opened = [];
    globalThis.open = (address) => { globalThis.opened.push(address); return null; };
  });
});
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function menu_of_first_card(page) {
  const box = await box_of(page.getByRole('listitem').first());
  await page.mouse.click(box.x + 40, box.y + 14, { button: 'right' });
  await page.getByRole('menu').waitFor({ state: 'attached' });
  await settle(page);
}

test('a call is timed, and one press keeps it with its outcome; a message goes by the way one chooses, with one’s own text', { timeout: 120_000 }, async () => {
  const page = await site.page('?lang=en');
  await replace_all(page, generate(folder, 60));
  await page.evaluate(() => { location.hash = '#/settings'; });
  await click(page, page.getByRole('tab', { name: 'Calls and messages' }));
  await page.getByRole('textbox', { name: 'Text of a message' }).focus();
  await page.keyboard.type('Hello {name}');
  await page.getByRole('textbox', { name: 'What to call with' }).focus();
  await page.keyboard.type('sip:{number}@pbx');
  await page.keyboard.press('Enter');
  await settle(page);
  await page.evaluate(() => { location.hash = '#/board'; });
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });

  await menu_of_first_card(page);
  await click(page, page.getByRole('menuitem', { name: 'Call' }));
  const strip = page.getByRole('status').filter({ hasText: 'A call is on' });
  await strip.waitFor({ state: 'attached' });
  assert.match((await page.evaluate(() => globalThis.opened))[0], /^sip:\d{11}@pbx$/);
  await click(page, button(page, 'Talked'));
  await page.getByRole('dialog', { name: /^Next step: / }).waitFor({ state: 'attached' });
  await strip.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await saved(page);

  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await menu_of_first_card(page);
  await click(page, page.getByRole('menuitem', { name: 'Write…' }));
  await settle(page);
  await click(page, page.getByRole('menuitem', { name: 'WhatsApp' }));
  await settle(page);
  assert.match((await page.evaluate(() => globalThis.opened)).at(-1), /^https:\/\/wa\.me\/\d{11}\?text=Hello%20\S+/);
  await page.close();
});
