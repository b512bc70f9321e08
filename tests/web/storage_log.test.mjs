// The log of the database ends with half a record when the browser dies in the middle of a write. What is called saved afterwards must still be
// there at the start after (web/storage_log.js says why that is not a matter of course).
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { database_files, flags, old_log_is_gone, tear_end } from './support/leveldb.mjs';
import { launch, newProfile, removeProfile, serve, test } from './support/storage_page.mjs';

let server;
before(async () => { server = await serve(); });
after(() => server.close());

async function in_browser(work) {
  const profile = await newProfile();
  const browser = await launch(profile, flags);
  try {
    return await (await browser.open(server.address)).evaluate(work);
  } finally {
    await browser.close();
    await removeProfile(profile);
  }
}

// Ten commits in each of `lives` runs of the browser, each killed and its log torn: -> what each found there. With `idle` every other life only
// opens the database.
async function lives_of(lives, { idle = false, ...options } = {}) {
  const profile = await newProfile();
  try {
    const seen = [];
    for (let life = 0; life < lives; life += 1) {
      const browser = await launch(profile, flags);
      try {
        const page = await browser.open(server.address);
        seen.push(await page.evaluate(async ([commits, more]) => {
          const { contradictions, createStorage, scope, storm } = workload;
          const storage = createStorage({ scope, ...more });
          try {
            const { head } = await storage.open();
            if (commits > 0) await storm(storage, commits, head);
            return { head, found: await contradictions() };
          } catch (error) {
            return { failure: error.failure, detail: error.detail };
          }
        }, [idle && life % 2 === 1 ? 0 : 10, options]));
        await old_log_is_gone(profile);
      } finally {
        await browser.kill();
      }
      await tear_end((await database_files(profile)).log);
    }
    return seen;
  } finally {
    await removeProfile(profile);
  }
}

test('what is saved behind half a record is there at the start after, life by life', async () => {
  assert.deepEqual(await lives_of(6), [0, 10, 20, 30, 40, 50].map((head) => ({ head, found: [] })));
});

test('what was saved is there although a life behind half a record only looked', async () => {
  assert.deepEqual(await lives_of(6, { idle: true }), [0, 10, 10, 20, 20, 30].map((head) => ({ head, found: [] })));
});

test('without a new log the browser throws the database away, and it is told', async () => {
  const [first, second, third] = await lives_of(3, { newLogs: false });
  assert.deepEqual([first, second], [{ head: 0, found: [] }, { head: 10, found: [] }]);
  assert.equal(third.failure, 'corrupt');
  assert.match(third.detail, /discarded.*checksum/);
});

test('a connection that was lost begins a new log as well: its write may have stopped half-way', async () => {
  const seen = await in_browser(async () => {
    const { batchAt, createStorage, scope } = workload;
    let turns = 0;
    const factory = {
      open: (...where) => indexedDB.open(...where),
      deleteDatabase(name) { turns += 1; return indexedDB.deleteDatabase(name); },
    };
    const faults = [undefined, undefined, { before: new DOMException('The database connection is closing.', 'InvalidStateError') }];
    const storage = createStorage({ scope, factory, faults: () => faults.shift() });
    await storage.open();
    const turned = [];
    for (let head = 0; head < 3; head += 1) {
      await storage.commit(batchAt(head));
      turned.push(turns);
    }
    return { turned, left: (await indexedDB.databases()).map(({ name }) => name) };
  });
  assert.deepEqual(seen, { turned: [1, 1, 2], left: ['voronka'] });
});

test('a browser that cannot begin a new log still saves', async () => {
  const heads = await in_browser(async () => {
    const { batchAt, createStorage, scope } = workload;
    const factory = { open: (...where) => indexedDB.open(...where), deleteDatabase() { throw new DOMException('full', 'UnknownError'); } };
    const storage = createStorage({ scope, factory });
    await storage.open();
    const heads = [];
    for (let head = 0; head < 3; head += 1) heads.push((await storage.commit(batchAt(head))).head);
    return heads;
  });
  assert.deepEqual(heads, [1, 2, 3]);
});
