// Runs inside the page: commits with a known meaning, and a raw look into the database that shares no code with
// web/storage.js, so that a mistake there cannot hide itself.

import { databaseName, scopePath } from '/web/names.js';
import { createStorage, storageFailures } from '/web/storage.js';
import { createStorageBridge } from '/web/storage_bridge.js';
import { createTabs } from '/web/tabs.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const scope = scopePath(location.href);
const name = databaseName(scope);
const bytesOf = (value) => encoder.encode(JSON.stringify(value));
const valueOf = (bytes) => JSON.parse(decoder.decode(bytes));

const rawOpen = () => new Promise((resolve, reject) => {
  const request = indexedDB.open(name);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const rawRead = async () => {
  const database = await rawOpen();
  const stores = ['records', 'history', 'journal', 'meta'];
  const transaction = database.transaction(stores, 'readonly');
  const result = {};
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    for (const store of stores) {
      result[store] = new Map();
      transaction.objectStore(store).openCursor().onsuccess = ({ target }) => {
        if (!target.result) return;
        result[store].set(target.result.key, target.result.value);
        target.result.continue();
      };
    }
  });
  database.close();
  return result;
};

const rawPutMeta = async (key, value) => {
  const database = await rawOpen();
  await new Promise((resolve, reject) => {
    const transaction = database.transaction('meta', 'readwrite');
    transaction.objectStore('meta').put(value, key);
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
};

// A commit at head h writes h + 1 into the buckets deal/<h+1 mod keys> of both stores, the journal and the meta.
const batchAt = (expectHead, { commitId = crypto.randomUUID(), rows = 1, size = 0, keys = 7, schemaMinWriter = 1 } = {}) => {
  const head = expectHead + rows;
  const content = bytesOf({ head, commitId, filler: 'x'.repeat(size) });
  const key = `deal/${head % keys}`;
  return {
    commitId, expectHead, schemaMinWriter,
    puts: [{ store: 'records', key, bytes: content }, { store: 'history', key, bytes: content }],
    rows: Array.from({ length: rows }, (_, index) => bytesOf({ seq: expectHead + 1 + index, commitId })),
    meta: bytesOf({ head }),
  };
};

// Everything that must hold of a database written with batchAt, whatever happened; returns the complaints. `behind`: takes the buckets that
// are older than the journal, which is then to be whole, for it tells what they should hold.
const contradictions = async ({ behind = null } = {}) => {
  const { records, history, journal, meta } = await rawRead();
  const found = [];
  if (behind) {
    for (const { seq, commit, rows = [] } of [...journal.values()])
      rows.forEach((row, index) => {
        const earlier = seq - rows.length + index;
        if (!journal.has(earlier)) behind.push(`row ${earlier}`);
        journal.set(earlier, journal.get(earlier) ?? { seq: earlier, commit, keys: [], row });
      });
  }
  const claim = (truth, text) => { if (!truth) found.push(text); };
  const head = meta.get('head');
  const seqs = [...journal.keys()].sort((a, b) => a - b);
  claim(head === (seqs.at(-1) ?? 0), `head ${head}, newest journal entry ${seqs.at(-1)}`);
  claim(seqs.length === 0 || seqs.at(-1) - seqs[0] + 1 === seqs.length, 'the journal has a hole');
  claim(head === 0 || valueOf(meta.get('app')).head === head, 'meta.app is of another head');
  const expected = new Map();
  for (const [seq, entry] of journal) {
    claim(valueOf(entry.row).seq === seq && valueOf(entry.row).commitId === entry.commit, `journal entry ${seq} is not its own`);
    for (const [letter, key] of entry.keys) expected.set(`${letter}:${key}`, [seq, entry.commit]);
  }
  for (const [letter, store] of [['r', records], ['h', history]]) {
    for (const [key, bytes] of store) {
      const [seq, commit] = expected.get(`${letter}:${key}`) ?? [];
      const content = valueOf(bytes);
      if (behind && content.head < seq) behind.push(`${letter}:${key}`);
      else claim(content.head === seq && content.commitId === commit, `${letter}:${key} holds ${content.head}, the journal says ${seq}`);
      expected.delete(`${letter}:${key}`);
    }
  }
  if (behind) behind.push(...expected.keys());
  else claim(expected.size === 0, `journalled but not stored: ${[...expected.keys()]}`);
  return found;
};

// Commits until `count` of this tab's own are stored, taking every conflict as the new head; returns what was acknowledged.
const storm = async (storage, count, head, onAck = () => {}) => {
  const acked = [];
  const times = [];
  let conflicts = 0;
  while (acked.length < count) {
    const batch = batchAt(head);
    const before = performance.now();
    const answer = await storage.commit(batch);
    head = answer.head;
    if (answer.conflict) {
      conflicts += 1;
    } else {
      times.push(performance.now() - before);
      acked.push([head, batch.commitId]);
      onAck(head);
    }
  }
  return { acked, conflicts, times };
};

const failureOf = async (promise) => {
  try {
    await promise;
    return null;
  } catch (error) {
    return { failure: error.failure, detail: error.detail };
  }
};

const collect = async (storage, ask) => {
  const buckets = [];
  const loaded = await ask((...bucket) => {
    const bytes = bucket.pop();
    buckets.push([...bucket, bytes.length === 0 ? null : valueOf(bytes)]);
  });
  return { ...loaded, buckets, rows: loaded.rows.map(valueOf), meta: loaded.meta.length === 0 ? null : valueOf(loaded.meta) };
};

globalThis.workload = {
  createStorage, createStorageBridge, createTabs, storageFailures, scope, name, bytesOf, valueOf, rawOpen, rawRead, rawPutMeta,
  batchAt, contradictions, storm, failureOf, collect,
};
