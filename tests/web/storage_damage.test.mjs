// Damages the files below IndexedDB as power cuts and full disks do. Losing data may be beyond us; losing it in
// silence, or putting an empty database in the place of a damaged one unasked, is not.

import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { after, before } from 'node:test';
import { cut_end, database_files, flags, zero_end } from './support/leveldb.mjs';
import { launch, newProfile, removeProfile, serve, test } from './support/storage_page.mjs';

let server;
before(async () => { server = await serve(); });
after(() => server.close());

const inBrowser = async (profile, work) => {
  const browser = await launch(profile, flags);
  try {
    return await (await browser.open(server.address)).evaluate(work);
  } finally {
    await browser.close();
  }
};

// Forty commits, then the damage, then what opening says twice in a row, in two runs of the browser.
const damaged = async (damage) => {
  const profile = await newProfile();
  try {
    await inBrowser(profile, async () => {
      const { createStorage, scope, storm } = workload;
      const storage = createStorage({ scope });
      const { head } = await storage.open();
      await storm(storage, 40, head);
    });
    await damage(await database_files(profile));
    const look = () => inBrowser(profile, async () => {
      const { contradictions, createStorage, scope } = workload;
      try {
        const { head, created } = await createStorage({ scope }).open();
        return { head, created, found: await contradictions() };
      } catch (error) {
        return { failure: error.failure, detail: error.detail };
      }
    });
    return [await look(), await look()];
  } finally {
    await removeProfile(profile);
  }
};

test('a log whose end is cut off opens with an earlier whole commit', async () => {
  const [first] = await damaged(({ log }) => cut_end(log, 700));
  assert.equal(first.created, false, JSON.stringify(first));
  assert.ok(first.head >= 30 && first.head < 40, `head ${first.head}`);
  assert.deepEqual(first.found, []);
});

test('a log whose end is zeroed never passes for a new, empty pipeline', async () => {
  const [first, second] = await damaged(({ log }) => zero_end(log, 40));
  if (first.failure === undefined) {
    assert.equal(first.created, false, 'the data went and nobody was told');
    assert.deepEqual(first.found, []);
  } else {
    assert.equal(first.failure, 'corrupt');
    assert.match(first.detail, /discarded/);
    assert.deepEqual(second, { head: 0, created: true, found: [] });
  }
});

test('without its manifest the database is reported as corrupt, every time', async () => {
  const seen = await damaged(({ manifest }) => rm(manifest));
  for (const each of seen) assert.equal(each.failure, 'corrupt', JSON.stringify(each));
});
