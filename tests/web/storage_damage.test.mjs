// Damages the files below IndexedDB as power cuts and full disks do. Losing data may be beyond us; losing it in
// silence, or putting an empty database in the place of a damaged one unasked, is not.

import assert from 'node:assert/strict';
import { open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { launch, newProfile, removeProfile, serve, test } from './support/storage_page.mjs';

// The damage is made by hand in LevelDB's files, so the backend is named rather than left to the browser's roll-out.
const flags = ['--disable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout'];
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
    const indexed = join(profile, 'Default', 'IndexedDB');
    const folder = join(indexed, (await readdir(indexed)).find((name) => name.endsWith('.leveldb')));
    const files = await readdir(folder);
    await damage({
      manifest: join(folder, files.find((name) => name.startsWith('MANIFEST'))),
      log: join(folder, files.find((name) => name.endsWith('.log'))),
    });
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
  const [first] = await damaged(async ({ log }) => truncate(log, (await stat(log)).size - 700));
  assert.equal(first.created, false, JSON.stringify(first));
  assert.ok(first.head >= 30 && first.head < 40, `head ${first.head}`);
  assert.deepEqual(first.found, []);
});

test('a log whose end is zeroed never passes for a new, empty pipeline', async () => {
  const [first, second] = await damaged(async ({ log }) => {
    const file = await open(log, 'r+');
    await file.write(Buffer.alloc(40), 0, 40, (await stat(log)).size - 40);
    await file.close();
  });
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
