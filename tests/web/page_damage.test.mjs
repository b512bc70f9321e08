// The files below the browser's database are damaged, as power cuts and full disks do it, under a page that has a pipeline and a copy of it.
// The page never takes what is left for a first visit, and always has a way back to everything.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/toolchain/serve.mjs';
import { begin_with_sample, bring_back, copies, make_copy } from './support/copies.mjs';
import { cut_end, database_files, flags, zero_end } from './support/leveldb.mjs';
import { card_names, click, download, saved, settle } from './support/pages.mjs';
import { launch, newProfile, removeProfile } from './support/storage_page.mjs';

const browser_flags = ['--lang=en-US', '--disable-sync', '--disable-quic', ...flags];
let server;
before(async () => { server = await serve(fileURLToPath(new URL('../../dist/', import.meta.url))); });
after(() => server?.close());

async function in_browser(profile, state, work) {
  const browser = await launch(profile, browser_flags);
  try {
    const page = browser.context.pages()[0] ?? await browser.context.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${server.url}?lang=en`);
    await page.waitForSelector(`html[data-app="${state}"]`, { state: 'attached', timeout: 20_000 });
    return await work(page);
  } finally {
    await browser.close();
  }
}

const cards = async (page) => (await card_names(page)).sort();
const lost = (page) => page.getByRole('alert').filter({ hasText: 'The browser has lost data' }).waitFor({ state: 'attached' });

// A profile with a sample, a copy of it, and one more edit after the copy; then the damage.
async function damaged(damage, work) {
  const profile = await newProfile();
  try {
    const before = await in_browser(profile, 'ready', async (page) => {
      await begin_with_sample(page);
      const shown = await cards(page);
      await make_copy(page);
      await page.evaluate(() => { location.hash = '#/board'; });
      await cards(page);
      await settle(page);
      await page.getByRole('listitem').first().focus();
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowDown']) {
        await page.keyboard.press(`Alt+${key}`);
        await saved(page);
        await sleep(1100);  // what is remembered outside of the database is written once a second
      }
      return shown;
    });
    await damage(await database_files(profile));
    await work(profile, before);
  } finally {
    await removeProfile(profile);
  }
}

async function comes_back(page, before) {
  await bring_back(page);
  assert.deepEqual(await cards(page), before);
}

test('a database that cannot be opened any more: the page says so and saves a copy of before to a file', async () => {
  await damaged(({ manifest }) => rm(manifest), async (profile) => {
    for (let visit = 0; visit < 2; ++visit) {
      await in_browser(profile, 'failed', async (page) => {
        const save = copies(page).first().getByRole('button', { name: /^Save the copy of/ });
        await save.waitFor({ state: 'attached' });
        await settle(page);
        const { format, records } = JSON.parse(await download(page, () => click(page, save)));
        assert.equal(format, 'voronka');
        assert.ok(records.filter((record) => record.type === 'deal').length > 20);
      });
    }
  });
});

test('a database that the browser has emptied after damage is missed, and a copy brings everything back', async () => {
  await damaged(({ log }) => zero_end(log, 40), async (profile, before) => {
    // The first opening may be told of the damage; then there is an empty database, and only then it looks like a first visit.
    await in_browser(profile, 'failed', async (page) => { await copies(page).first().waitFor({ state: 'attached' }); });
    await in_browser(profile, 'ready', async (page) => {
      await lost(page);
      await comes_back(page, before);
    });
    await in_browser(profile, 'ready', async (page) => { assert.deepEqual(await cards(page), before); });
  });
});

test('a database that has lost its newest commits is shown as older, and nothing is written over it unasked', async () => {
  await damaged(({ log }) => cut_end(log, 700), async (profile, before) => {
    await in_browser(profile, 'ready', async (page) => {
      await lost(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'read-only');
      await comes_back(page, before);
    });
  });
});
