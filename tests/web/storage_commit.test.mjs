// What one tab may rely on: round trip, compare-and-swap, exactly-once retries, the schema fence, lost connections,
// and that a failed open creates nothing.

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

test('a load brings every bucket once and in order, whether they are small or large', async () => {
  const wrong = await inPage(async () => {
    const { createStorage, batchAt, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    // The batches of a load grow over small buckets and shrink over large ones.
    const size = (index) => (index < 900 ? index % 40 : index < 940 ? 200_000 : 3);
    const batch = batchAt(0);
    const keys = Array.from({ length: 1500 }, (_, index) => `deal/${String(index).padStart(4, '0')}`);
    batch.puts = keys.map((key, index) => ({ store: 'records', key, bytes: new Uint8Array(Math.max(1, size(index))).fill(index % 251) }));
    await storage.commit(batch);
    const found = [];
    await storage.load('records', (key, bytes) => { found.push([key, bytes.length, bytes[0], bytes.at(-1)]); });
    await storage.close();
    const wanted = keys.map((key, index) => [key, Math.max(1, size(index)), index % 251, index % 251]);
    return { count: found.length, first: wanted.findIndex((each, index) => String(each) !== String(found[index])) };
  });
  assert.deepEqual(wrong, { count: 1500, first: -1 });
});

test('the database is named after the directory of the page', async () => {
  const names = await inPage(async () => {
    const { databaseName, scopePath } = await import('/web/names.js');
    return ['https://a.example/', 'https://a.example/index.html?x=1#y', 'https://a.example/crm/v/', 'https://a.example/crm/v/index.html']
      .map((url) => databaseName(scopePath(url)));
  });
  assert.deepEqual(names, ['voronka', 'voronka', '/crm/v/voronka', '/crm/v/voronka']);
});

test('what is committed is loaded again, bucket for bucket, by a later open', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, bytesOf, collect, scope, name } = workload;
    const first = createStorage({ scope });
    const opened = await first.open();
    let head = 0;
    for (let index = 0; index < 210; index += 1) ({ head } = await first.commit(batchAt(head)));
    const several = batchAt(head, { rows: 3 });
    several.puts.push({ store: 'records', key: 'deal/0', bytes: new Uint8Array(0) });
    several.puts.push({ store: 'records', key: 'stage/9', bytes: bytesOf('Этап') });
    ({ head } = await first.commit(several));
    await first.close();
    const second = createStorage({ scope });
    const reopened = await second.open();
    const records = await collect(second, (bucket) => second.load('records', bucket));
    const history = await collect(second, (bucket) => second.load('history', bucket));
    await second.close();
    return {
      opened: { ...opened, meta: opened.meta.length }, reopened: { ...reopened, meta: workload.valueOf(reopened.meta) }, head, records,
      history, names: (await indexedDB.databases()).filter((each) => each.name === name),
    };
  });
  assert.equal(seen.head, 213);
  assert.match(seen.opened.actor, /^[0-9A-Za-z]{8}$/);
  assert.deepEqual({ ...seen.opened, actor: '' }, { head: 0, created: true, actor: '', firstDot: 1, dotCount: 2 ** 24, meta: 0 });
  assert.deepEqual(seen.reopened, {
    head: 213, created: false, actor: seen.opened.actor, firstDot: 1 + 2 ** 24, dotCount: 2 ** 24, meta: { head: 213 },
  });
  assert.equal(seen.records.head, 213);
  assert.deepEqual(seen.records.meta, { head: 213 });
  assert.deepEqual(seen.records.rows.map((row) => row.seq), Array.from({ length: 200 }, (_, index) => 14 + index));
  assert.deepEqual(seen.records.buckets.map(([key]) => key), ['deal/1', 'deal/2', 'deal/3', 'deal/4', 'deal/5', 'deal/6', 'stage/9']);
  assert.equal(seen.records.buckets[6][1], 'Этап');
  assert.equal(seen.records.buckets[2][1].head, 213);
  assert.equal(seen.history.buckets.length, 7);
  assert.deepEqual(seen.history.rows, []);
  assert.deepEqual(seen.names.map((each) => each.version), [1]);
});

test('a load of more buckets than one batch delivers each exactly once and in key order', async () => {
  const { keys, values } = await inPage(async () => {
    const { createStorage, batchAt, bytesOf, collect, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    const batch = batchAt(0);
    batch.puts = Array.from({ length: 300 }, (_, index) => ({ store: 'history', key: `deal/${index}`, bytes: bytesOf(`deal/${index}`) }));
    await storage.commit(batch);
    const { buckets } = await collect(storage, (bucket) => storage.load('history', bucket));
    await storage.close();
    return { keys: buckets.map(([key]) => key), values: buckets.map(([, value]) => value) };
  });
  assert.deepEqual(keys, Array.from({ length: 300 }, (_, index) => `deal/${index}`).sort());
  assert.deepEqual(values, keys);
});

test('a view of a large buffer is stored without the buffer', async () => {
  const sizes = await inPage(async () => {
    const { createStorage, batchAt, rawRead, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    const heap = new Uint8Array(1 << 20);
    const batch = batchAt(0);
    batch.puts = [{ store: 'records', key: 'deal/1', bytes: heap.subarray(100, 110) }];
    batch.rows = [heap.subarray(5, 8)];
    await storage.commit(batch);
    await storage.close();
    const { records, journal } = await rawRead();
    return [records.get('deal/1').buffer.byteLength, journal.get(1).row.buffer.byteLength];
  });
  assert.deepEqual(sizes, [10, 3]);
});

test('a conflict names the stored head and writes nothing', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, bytesOf, contradictions, rawRead, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    await storage.commit(batchAt(0));
    await storage.commit(batchAt(1));
    const late = batchAt(1);
    late.puts.push({ store: 'records', key: 'never/1', bytes: bytesOf('never') });
    const behind = await storage.commit(late);
    const ahead = await storage.commit(batchAt(7));
    await storage.close();
    const { records, journal, meta } = await rawRead();
    return { behind, ahead, never: records.has('never/1'), entries: journal.size, head: meta.get('head'), found: await contradictions() };
  });
  assert.deepEqual(seen, { behind: { conflict: true, head: 2 }, ahead: { conflict: true, head: 2 }, never: false, entries: 2, head: 2, found: [] });
});

test('a commit whose acknowledgement is lost is stored exactly once', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, rawRead, scope } = workload;
    const lost = () => new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    const strikes = [{ after: lost() }];
    const storage = createStorage({ scope, faults: () => strikes.shift() });
    await storage.open();
    const answer = await storage.commit(batchAt(0, { rows: 2 }));
    await storage.close();
    return { answer, entries: (await rawRead()).journal.size, found: await contradictions() };
  });
  assert.deepEqual(seen, { answer: { conflict: false, head: 2 }, entries: 2, found: [] });
});

test('a later retry with the same id is recognised, also behind other commits and with a newer expected head', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, failureOf, rawRead, scope } = workload;
    const lost = () => new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    const strikes = [{ after: lost() }, { before: lost() }, { before: lost() }, { before: lost() }];
    const storage = createStorage({ scope, faults: () => strikes.shift() });
    const other = createStorage({ scope });
    await storage.open();
    await other.open();
    const batch = batchAt(0);
    const failed = await failureOf(storage.commit(batch));
    await other.commit(batchAt(1));
    const retried = await storage.commit(batch);
    const rebased = await storage.commit(batchAt(2, { commitId: batch.commitId }));
    await storage.close();
    await other.close();
    return { failed, retried, rebased, entries: (await rawRead()).journal.size, found: await contradictions() };
  });
  assert.equal(seen.failed.failure, 'connection_lost');
  assert.deepEqual(seen.retried, { conflict: false, head: 1 });
  assert.deepEqual(seen.rebased, { conflict: false, head: 2 });  // never less than the head the asker already knew
  assert.equal(seen.entries, 2);
  assert.deepEqual(seen.found, []);
});

test('a commit that fails half-way leaves nothing and the next one succeeds', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, failureOf, rawRead, scope } = workload;
    let fault;
    const storage = createStorage({ scope, faults: () => fault });
    await storage.open();
    await storage.commit(batchAt(0));
    const failures = {};
    for (const [name, message] of [['QuotaExceededError', ''], ['UnknownError', 'IO error: FILE_ERROR_NO_SPACE'], ['DataError', 'odd'],
      ['UnknownError', 'Internal error opening backing store for indexedDB.open.'], ['InvalidStateError', 'The database connection is closing.']]) {
      fault = { during: new DOMException(message, name) };
      failures[`${name} ${message}`.trim()] = (await failureOf(storage.commit(batchAt(1)))).failure;
    }
    const { journal, meta } = await rawRead();
    fault = undefined;
    const next = await storage.commit(batchAt(1));
    await storage.close();
    return { failures, entries: journal.size, head: meta.get('head'), next, found: await contradictions() };
  });
  assert.deepEqual(seen, {
    failures: {
      QuotaExceededError: 'no_space', 'UnknownError IO error: FILE_ERROR_NO_SPACE': 'no_space', 'DataError odd': 'unknown',
      'UnknownError Internal error opening backing store for indexedDB.open.': 'corrupt',
      'InvalidStateError The database connection is closing.': 'connection_lost',
    },
    entries: 1, head: 1, next: { conflict: false, head: 2 }, found: [],
  });
});

test('a connection lost once or twice is replaced without the core hearing of it', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, scope } = workload;
    let strikes = 0;
    const opens = [];
    const factory = { open: (...where) => { opens.push(where); return indexedDB.open(...where); } };
    const closing = () => new DOMException('The database connection is closing.', 'InvalidStateError');
    const storage = createStorage({ scope, factory, newLogs: false, faults: () => (strikes-- > 0 ? { before: closing() } : undefined) });
    await storage.open();
    strikes = 2;
    const answer = await storage.commit(batchAt(0));
    await storage.close();
    return { answer, opens: opens.length, found: await contradictions() };
  });
  assert.deepEqual(seen, { answer: { conflict: false, head: 1 }, opens: 3, found: [] });
});

test('a schema raised by a newer build stops an older one from writing and from taking dots', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, failureOf, rawRead, scope } = workload;
    const older = createStorage({ scope, schema: 1 });
    await older.open();
    await older.commit(batchAt(0));
    const newer = createStorage({ scope, schema: 2 });
    await newer.open();
    await newer.commit(batchAt(1, { schemaMinWriter: 2 }));
    const refused = await failureOf(older.commit(batchAt(2)));
    const reopened = await createStorage({ scope, schema: 1 }).open();
    const { meta } = await rawRead();
    return { refused, dots: reopened.dotCount, head: reopened.head, schema: meta.get('schema'), nextDot: meta.get('actor').nextDot, found: await contradictions() };
  });
  assert.equal(seen.refused.failure, 'newer_schema');
  assert.deepEqual([seen.dots, seen.head, seen.nextDot, seen.schema, seen.found], [0, 2, 1 + 2 * 2 ** 24, { data: 2, minWriter: 2 }, []]);
});

test('loadSince brings every row and the present bytes of each touched bucket, removed ones as empty', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, collect, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    let head = 0;
    for (let index = 0; index < 9; index += 1) ({ head } = await storage.commit(batchAt(head)));
    const removal = batchAt(9, { rows: 2 });
    removal.puts = [{ store: 'records', key: 'deal/2', bytes: new Uint8Array(0) }];
    await storage.commit(removal);
    const since = await collect(storage, (bucket) => storage.loadSince(7, bucket));
    const none = await collect(storage, (bucket) => storage.loadSince(11, bucket));
    const impossible = await collect(storage, (bucket) => storage.loadSince(12, bucket));
    await storage.close();
    return { since, none, impossible };
  });
  assert.deepEqual(seen.since.rows.map((row) => row.seq), [8, 9, 10, 11]);
  const contents = seen.since.buckets.map(([store, key, value]) => [store, key, value?.head ?? null]);
  assert.deepEqual(contents.sort(), [['history', 'deal/1', 8], ['history', 'deal/2', 9], ['records', 'deal/1', 8], ['records', 'deal/2', null]]);
  assert.deepEqual([seen.none.rows.length, seen.none.buckets.length, seen.none.gap], [0, 0, false]);
  assert.deepEqual([seen.impossible.rows.length, seen.impossible.buckets.length, seen.impossible.gap], [0, 0, true]);
});

test('a commit without a journal row is refused, and so is one before open', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, failureOf, scope } = workload;
    const storage = createStorage({ scope });
    const early = await failureOf(storage.commit(batchAt(0)));
    const created = (await indexedDB.databases()).some((each) => each.name === workload.name);
    await storage.open();
    return { early: early.failure, created, empty: (await failureOf(storage.commit({ ...batchAt(0), rows: [] }))).failure };
  });
  assert.deepEqual(seen, { early: 'unavailable', created: false, empty: 'unknown' });
});

test('a commit is acknowledged after its one strict transaction is complete, never before', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, scope } = workload;
    const made = [];
    const plain = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function watched(...how) {
      const transaction = plain.apply(this, how);
      const entry = { stores: [...transaction.objectStoreNames].sort(), mode: transaction.mode, durability: transaction.durability, complete: false };
      transaction.addEventListener('complete', () => { entry.complete = true; });
      made.push(entry);
      return transaction;
    };
    const storage = createStorage({ scope });
    await storage.open();
    made.length = 0;
    const states = [];
    for (let head = 0; head < 5; head += 1) {
      await storage.commit(batchAt(head));
      states.push(made.every((entry) => entry.complete));
    }
    return { states, made };
  });
  const expected = { stores: ['history', 'journal', 'meta', 'records'], mode: 'readwrite', durability: 'strict', complete: true };
  assert.deepEqual(seen, { states: Array(5).fill(true), made: Array(5).fill(expected) });
});

test('commits asked for together are stored in the order they were asked', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, contradictions, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => storage.commit(batchAt(index))));
    await storage.close();
    return { heads: answers.map((each) => each.head), found: await contradictions() };
  });
  assert.deepEqual(seen, { heads: Array.from({ length: 30 }, (_, index) => index + 1), found: [] });
});

test('without IndexedDB, or when it never answers, open fails as unavailable', async () => {
  const seen = await inPage(async () => {
    const { createStorage, failureOf, scope } = workload;
    const refusing = { open() { throw new DOMException('denied', 'SecurityError'); } };
    let tried = 0;
    const silent = { open() { tried += 1; return {}; } };
    const [missing, denied, hanging] = await Promise.all(
      [null, refusing, silent].map((factory) => failureOf(createStorage({ scope, factory, watchdogMs: 200 }).open())));
    return { missing: missing.failure, denied: denied.failure, hanging: hanging.failure, tried };
  });
  assert.deepEqual(seen, { missing: 'unavailable', denied: 'unavailable', hanging: 'unavailable', tried: 3 });
});

test('a database of a later version or of another make is left alone', async () => {
  const seen = await inPage(async () => {
    const { createStorage, failureOf, scope } = workload;
    const make = (name, version, store) => new Promise((resolve) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onsuccess = () => resolve(request.result.close());
    });
    await make(`${scope}later`, 2, 'records');
    await make(`${scope}other`, 1, 'notes');
    const later = await failureOf(createStorage({ name: `${scope}later` }).open());
    const other = await failureOf(createStorage({ name: `${scope}other` }).open());
    return [later.failure, other.failure];
  });
  assert.deepEqual(seen, ['newer_schema', 'corrupt']);
});

test('when another page deletes the database this one stops for good and creates no empty one in its place', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, failureOf, name, scope } = workload;
    const storage = createStorage({ scope });
    let retired = 0;
    storage.onRetired = () => { retired += 1; };
    await storage.open();
    await storage.commit(batchAt(0));
    await new Promise((resolve) => { indexedDB.deleteDatabase(name).onsuccess = resolve; });
    const commit = await failureOf(storage.commit(batchAt(1)));
    const look = await failureOf(storage.loadSince(1, () => {}));
    return { retired, commit: commit.failure, look: look.failure, exists: (await indexedDB.databases()).some((each) => each.name === name) };
  });
  assert.deepEqual(seen, { retired: 1, commit: 'unavailable', look: 'unavailable', exists: false });
});

test('a database that vanished behind a lost connection is reported, not replaced by an empty one', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, failureOf, name, scope } = workload;
    let vanishes = false;
    const factory = {
      open(...where) {
        if (vanishes) indexedDB.deleteDatabase(name);
        return indexedDB.open(...where);
      },
    };
    const closing = () => new DOMException('The database connection is closing.', 'InvalidStateError');
    const storage = createStorage({ scope, factory, faults: () => (vanishes ? { before: closing() } : undefined) });
    await storage.open();
    await storage.commit(batchAt(0));
    vanishes = true;
    const commit = await failureOf(storage.commit(batchAt(1)));
    const reopen = await failureOf(storage.open());
    return { commit: commit.failure, reopen: reopen.failure, exists: (await indexedDB.databases()).some((each) => each.name === name) };
  });
  assert.deepEqual(seen, { commit: 'corrupt', reopen: 'corrupt', exists: false });
});

test('a database put in the place of ours is neither read as ours nor written to', async () => {
  const seen = await inPage(async () => {
    const { createStorage, batchAt, failureOf, rawPutMeta, rawRead, scope } = workload;
    const storage = createStorage({ scope });
    await storage.open();
    await storage.commit(batchAt(0));
    await rawPutMeta('actor', { id: 'stranger', nextDot: 1 });
    const failures = [
      await failureOf(storage.commit(batchAt(1))), await failureOf(storage.load('records', () => {})),
      await failureOf(storage.loadSince(0, () => {})), await failureOf(storage.open()),
    ];
    await storage.close();
    const { journal, meta } = await rawRead();
    return { failures: failures.map((each) => each?.failure), entries: journal.size, actor: meta.get('actor') };
  });
  assert.deepEqual(seen, {
    failures: ['corrupt', 'corrupt', 'corrupt', 'corrupt'], entries: 1, actor: { id: 'stranger', nextDot: 1 },
  });
});
