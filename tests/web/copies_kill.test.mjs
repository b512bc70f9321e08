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
import { begin_copy, stored_copies } from './support/copies.mjs';
import { generate, replace_all } from './support/own_files.mjs';
import { saved, settle } from './support/pages.mjs';
import { seeded } from './support/seeded.mjs';
import { launch, newProfile, removeProfile } from './support/storage_page.mjs';

const kills = process.env.VORONKA_ALL === '1' ? 20 : 5;
const { seed, random } = seeded(20261126);

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

// One more change, so that there is something to copy.
async function change_and_copy(page) {
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  await page.getByRole('listitem').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await saved(page);
  await begin_copy(page);
}

const found_in = async (page) => (await stored_copies(page)).map(({ text, ...file }) => ({
  ...file, deals: text === undefined ? 0 : JSON.parse(text).records.filter((record) => record.type === 'deal').length }));

test(`${kills} browsers killed while they copied leave only whole copies (seed ${seed})`, { timeout: 600_000 }, async () => {
  const deals = 2000;
  let { browser, page } = await open_page();
  await replace_all(page, generate(folder, deals, { events: 3 }));
  const newest_kept = 5;  // of one hour
  let whole = 0;
  for (let kill = 0; kill < kills; ++kill) {
    await change_and_copy(page);
    await sleep(random() * 900);
    await browser.kill();
    ({ browser, page } = await open_page());
    // What was being written, and the browser's own swap file beside it, may be there in any state: they are not listed, and the next copy sweeps
    // them away.
    const found = (await found_in(page)).filter(({ name }) => /\.voronka\.json\.gz$/.test(name));
    for (const { name, bytes, deals: there, broken } of found)
      if (bytes > 0) assert.ok(!broken && there === deals, `${name}: ${broken ?? there}`);
    const now = found.filter(({ bytes }) => bytes > 0).length;
    assert.ok(now >= Math.min(whole, newest_kept), 'a copy was there before and is gone');
    whole = now;
  }
  const before = new Set((await found_in(page)).map(({ name }) => name));
  await change_and_copy(page);
  await page.getByText('The newest copy has everything.').first().waitFor({ state: 'attached', timeout: 30_000 });
  const found = await found_in(page);
  assert.ok(found.some(({ name }) => !before.has(name)), 'the last copy is not there');
  assert.ok(found.every(({ bytes, deals: there }) => bytes > 0 && there === deals), JSON.stringify(found));
  await browser.close();
});
