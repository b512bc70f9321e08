// The browser dies while a copy is being made: what has the name of a copy is one, and what was left behind is swept away.
// A run has the seed printed in its title; VORONKA_SEED takes another one.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/toolchain/serve.mjs';
import { generate, replace_all } from './support/own_files.mjs';
import { button, click, saved, settle } from './support/pages.mjs';
import { launch, newProfile, removeProfile } from './support/storage_page.mjs';

const kills = process.env.VORONKA_ALL === '1' ? 20 : 5;
const seed = Number(process.env.VORONKA_SEED ?? 20261126);
let state = seed >>> 0;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

let folder, profile, server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-copies-'));
  profile = await newProfile();
  server = await serve(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
after(async () => {
  await server?.close();
  await removeProfile(profile);
  rmSync(folder, { recursive: true, force: true });
});

async function open_page() {
  const browser = await launch(profile, ['--lang=en-US', '--disable-sync', '--disable-quic']);
  const page = browser.context.pages()[0] ?? await browser.context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.url}?lang=en`);
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 30_000 });
  await saved(page);
  return { browser, page };
}

// One more change, so that there is something to copy, and the section with the button.
async function begin_copy(page) {
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  await page.getByRole('listitem').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await saved(page);
  await page.evaluate(() => { location.hash = '#/settings'; });
  const section = page.getByRole('tab', { name: 'Data', exact: true });
  await section.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, section);
  const make = button(page, 'Make a copy now');
  await make.waitFor({ state: 'attached' });
  await make.focus();
  await settle(page);
  await click(page, make);
}

// Everything in the folder, unpacked by the browser: the name, and how many deals it has, or why not.
const copies = (page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-copies'), { create: true });
  const found = [];
  for await (const [name, handle] of folder.entries()) {
    const file = await handle.getFile();
    try {
      const text = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
      found.push({ name, bytes: file.size, deals: JSON.parse(text).records.filter((record) => record.type === 'deal').length });
    } catch (error) {
      found.push({ name, bytes: file.size, broken: String(error) });
    }
  }
  return found;
});

test(`${kills} browsers killed while they copied leave only whole copies (seed ${seed})`, { timeout: 600_000 }, async () => {
  const deals = 2000;
  let { browser, page } = await open_page();
  await replace_all(page, generate(folder, deals, { events: 3 }));
  const newest_kept = 5;  // of one hour
  let whole = 0;
  for (let kill = 0; kill < kills; ++kill) {
    await begin_copy(page);
    await sleep(random() * 900);
    await browser.kill();
    ({ browser, page } = await open_page());
    const found = await copies(page);
    // An empty one was being written; it is not listed, and the next copy sweeps it away.
    for (const { name, bytes, deals: there, broken } of found)
      if (bytes > 0) assert.ok(!broken && there === deals, `${name}: ${broken ?? there}`);
    const now = found.filter(({ bytes }) => bytes > 0).length;
    assert.ok(now >= Math.min(whole, newest_kept), 'a copy was there before and is gone');
    whole = now;
  }
  const before = new Set((await copies(page)).map(({ name }) => name));
  await begin_copy(page);
  await page.getByText('The newest copy has everything.').first().waitFor({ state: 'attached', timeout: 30_000 });
  const found = await copies(page);
  assert.ok(found.some(({ name }) => !before.has(name)), 'the last copy is not there');
  assert.ok(found.every(({ bytes, deals: there }) => bytes > 0 && there === deals), JSON.stringify(found));
  await browser.close();
});
