// What the page does as a program of the device: files the system opens with it, and the question not to evict what is stored.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { button, saved, settle } from './support/pages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('a table the system opens with the program comes to the import preview, and changes nothing by itself', async () => {
  const { file_handlers: [handler], launch_handler } = JSON.parse(readFileSync(`${root}dist/manifest.webmanifest`, 'utf8'));
  assert.deepEqual(Object.values(handler.accept).flat(), ['.json', '.csv', '.tsv', '.vcf', '.ics', '.xlsx']);
  assert.equal(launch_handler.client_mode, 'focus-existing');
  const site = await open_site();
  // No test can install the program: the queue is a stand-in, its file handle is a real one.
  await site.context.addInitScript(() => {
    const waiting = [];
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => { window.launch = consumer; waiting.forEach(consumer); } } });
  });
  const page = await site.page();
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('deals.csv', { create: true });
    const writable = await handle.createWritable();
    await writable.write('Title;Stage;Amount\nAcme;Qualification;1200\nGlobex;Presentation;900\n');
    await writable.close();
    await window.launch({ files: [handle] });
  });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Import 2/ }).waitFor({ state: 'attached', timeout: 30_000 });
  await dialog.getByText('deals.csv').first().waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('listitem', { name: /Acme/ }).count(), 0);
  await site.close();
});

test('the browser is asked to keep the data after the first save, and not again for a month', async () => {
  const site = await open_site();
  await site.context.addInitScript(() => {
    window.asked = 0;
    if (!navigator.storage) return;  // the empty page before
    navigator.storage.persisted = async () => false;
    navigator.storage.persist = async () => { window.asked += 1; return false; };
  });
  const page = await site.page();
  await settle(page);
  assert.equal(await page.evaluate(() => window.asked), 0);
  await begin_with_sample(page);
  await page.waitForFunction(() => window.asked === 1);
  const edit = async () => {
    await page.getByRole('listitem').first().focus();
    await page.keyboard.press('Alt+ArrowDown');
    await saved(page);
    await settle(page);
  };
  await edit();
  assert.equal(await page.evaluate(() => window.asked), 1);
  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  await edit();
  assert.equal(await page.evaluate(() => window.asked), 0);
  await page.evaluate(() => { localStorage.setItem('/voronka.persist_asked', String(Date.now() - 31 * 86_400_000)); });
  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  await edit();
  await page.waitForFunction(() => window.asked === 1);
  await site.close();
});

test('text another program shares is the line of a new deal: at the start, and in the window that is open', async () => {
  const { share_target } = JSON.parse(readFileSync(`${root}dist/manifest.webmanifest`, 'utf8'));
  assert.deepEqual(share_target, { action: './', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } });
  const site = await open_site();
  await site.context.addInitScript(() => {
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => { window.launch = consumer; } } });
  });
  const first = await site.page('?lang=en');
  await begin_with_sample(first);
  await first.close();
  const page = await site.page(`?lang=en&title=${encodeURIComponent('Ромашка 120к')}&text=${encodeURIComponent('Ромашка 120к\nclose tomorrow')}`);
  const line = page.getByRole('textbox', { name: 'New deal: title, amount, day' });
  await line.waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await line.inputValue(), 'Ромашка 120к close tomorrow');
  assert.doesNotMatch(page.url(), /title=|text=/);
  await line.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Romashka 120k');
  await page.keyboard.press('Enter');
  await settle(page);
  await page.getByRole('listitem', { name: /^Romashka/ }).first().waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await settle(page);

  await page.evaluate(() => window.launch({ files: [], targetURL: `${location.origin}${location.pathname}?text=From%20a%20messenger` }));
  await line.waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await line.inputValue(), 'From a messenger');
  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await line.count(), 0);
  await site.close();
});

test('the icon and the title carry the number of open deals with something to do today or overdue', async () => {
  const site = await open_site();
  await site.context.addInitScript(() => {
    window.badges = [];
    navigator.setAppBadge = async (count) => { window.badges.push(count); };
    navigator.clearAppBadge = async () => { window.badges.push(0); };
  });
  const page = await site.page('?lang=en');
  await begin_with_sample(page);
  const due = async () => (await page.getByRole('listitem').allTextContents()).filter((name) => /step due today|step overdue/.test(name)).length;
  await page.setViewportSize({ width: 1280, height: 4000 });  // of a long column only what is in sight has nodes
  await settle(page);
  await page.getByRole('listitem').filter({ hasText: 'step overdue' }).first().waitFor({ state: 'attached' });
  await settle(page);
  const before = await due();
  assert.ok(before > 0);
  const badge = () => page.evaluate(() => window.badges.at(-1));
  assert.equal(await badge(), before);
  assert.equal(await page.title(), `(${before}) Board — Voronka`);
  // A deal that is won waits for nothing any more.
  const card = page.getByRole('listitem').filter({ hasText: /step overdue/ }).first();
  await card.focus();
  await settle(page);
  await page.keyboard.press('w');
  await saved(page);
  await settle(page);
  assert.equal(await badge(), before - 1);
  assert.equal(await page.title(), `(${before - 1}) Board — Voronka`);
  const told = await page.evaluate(() => window.badges.length);
  await page.keyboard.press('Control+z');
  await saved(page);
  await settle(page);
  assert.equal(await badge(), before);
  assert.equal(await page.evaluate(() => window.badges.length), told + 1);  // told when it changes, not with every frame
  await site.close();
});
