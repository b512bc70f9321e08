// The journal as it lies in the database: how far back it goes, and that its last entry tells a commit whose beginning was lost.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBench, test } from './support/storage_page.mjs';

let bench;
let scopes = 0;
before(async () => { bench = await startBench(); });
after(() => bench.stop());

// Every test runs in a scope, and therefore in a database, of its own.
const inPage = async (work, argument) => {
  scopes += 1;
  const page = await bench.page(`/s${scopes}/`);
  try {
    return await page.evaluate(work, argument);
  } finally {
    await page.close();
  }
};

test('the journal keeps its newest entries and its newest days, and a pruned row is a gap, not silence', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, collect, contradictions, rawRead, scope } = workload;
    const day = 86_400_000;
    let today = 100 * day;
    const storage = createStorage({ scope, now: () => today, journal: { entries: 20, days: 30, every: 4, atOnce: 8 } });
    await storage.open();
    const first = async () => Math.min(...(await rawRead()).journal.keys());
    let head = 0;
    const commits = async (count) => { for (let index = 0; index < count; index += 1) ({ head } = await storage.commit(batchAt(head))); };
    await commits(40);
    const young = await first();
    today += 31 * day;
    await commits(40);
    const old = await first();
    const keys = [...(await rawRead()).journal.keys()];
    const gap = await collect(storage, (bucket) => storage.loadSince(5, bucket));
    await storage.close();
    return { young, old, newest: keys.at(-1), gap: [gap.gap, gap.head, gap.rows.length, gap.buckets.length], found: await contradictions() };
  });
  // After the jump 40 entries are old; the 40 made since are young and stay although only 20 are promised.
  assert.deepEqual(seen, { young: 1, old: 41, newest: 80, gap: [true, 80, 0, 0], found: [] });
});

// What a transaction writes last is stored with it, whatever a power cut takes of the rest (web/journal.js).
test('the last request of a commit is its last journal entry, and the last of an open the dots', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, scope } = workload;
    const last = {};
    for (const [kind, methods] of [[IDBObjectStore, ['get', 'getAll', 'put', 'add', 'delete']], [IDBIndex, ['getAllKeys']]]) {
      for (const method of methods) {
        const plain = kind.prototype[method];
        kind.prototype[method] = function watched(...how) {
          last.request = `${this.name} ${method} ${method === 'put' ? how[1] : ''}`;
          return plain.apply(this, how);
        };
      }
    }
    const found = [];
    const storage = createStorage({ scope, journal: { entries: 4, days: 0, every: 2, atOnce: 8 } });
    await storage.open();
    found.push(last.request);
    for (let head = 0; head < 12; head += 2) {
      await storage.commit({ ...batchAt(head, { rows: 2 }), schemaMinWriter: 1 + head });
      found.push(last.request);
    }
    await createStorage({ scope }).open();
    return [...found, last.request];
  });
  assert.deepEqual(seen, ['meta put actor', ...Array(6).fill('journal add '), 'journal getAll ']);  // a newer build writes there: nothing is written
});

test('a commit whose beginning was lost opens with its number, its meta and all of its rows', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, collect, rawOpen, rawPutMeta, rawRead, scope } = workload;
    const first = createStorage({ scope });
    await first.open();
    await first.commit(batchAt(0));
    const before = (await rawRead()).meta;
    await first.commit(batchAt(1, { rows: 3 }));
    await first.close();
    await rawPutMeta('head', before.get('head'));
    await rawPutMeta('app', before.get('app'));
    const database = await rawOpen();
    await new Promise((resolve) => {
      const transaction = database.transaction('journal', 'readwrite');
      transaction.objectStore('journal').delete(2);
      transaction.objectStore('journal').delete(3);
      transaction.oncomplete = resolve;
    });
    database.close();
    const again = createStorage({ scope });
    const opened = await again.open();
    const { rows, meta } = await collect(again, (bucket) => again.load('records', bucket));
    const since = await collect(again, (bucket) => again.loadSince(1, bucket));
    const next = await again.commit(batchAt(opened.head));
    // All of that commit is gone: the next one tells its rows once more.
    const later = await rawOpen();
    await new Promise((resolve) => {
      const transaction = later.transaction('journal', 'readwrite');
      transaction.objectStore('journal').delete(IDBKeyRange.bound(2, 4));
      transaction.oncomplete = resolve;
    });
    later.close();
    const told = (await collect(again, (bucket) => again.load('records', bucket))).rows.map(({ seq }) => seq);
    return { told, opened: [opened.head, opened.created], rows: rows.map(({ seq }) => seq), meta, since: [since.gap, since.rows.map(({ seq }) => seq)], next };
  });
  assert.deepEqual(seen, { opened: [4, false], rows: [1, 2, 3, 4], meta: { head: 4 }, since: [true, []], told: [1, 2, 3, 4, 5], next: { conflict: false, head: 5 } });
});
