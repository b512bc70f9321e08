// The page's half of the Storage port (src/app/ports.hpp) on IndexedDB: opaque bytes in buckets, one strict transaction
// per commit, compare-and-swap on `head`. It does not know what the bytes mean and keeps no copy of them.
//
//   records, history  "deal/1023" -> Uint8Array
//   journal           seq -> an entry (journal.js)
//   meta              head: number, schema: {data, minWriter}, actor: {id, nextDot, was: [earlier ids]}, app: Uint8Array
//
// Transactions await requests of their own and nothing else: a transaction held open by a frozen tab stops every tab.

import { answer, each_bucket } from './idb.js';
import { compact, entriesOf, entryBeyond, rowsOf } from './journal.js';
import { databaseName } from './names.js';
import { createConnection, pause } from './storage_connection.js';
import { StorageError, classify } from './storage_errors.js';
import { keepsLog } from './storage_log.js';

export { StorageError, storageFailures } from './storage_errors.js';

export const dotBlock = 2 ** 24;
const replays = 3;
const newestRows = 200;
const openWatchdogMs = 5000;  // Safari's first open can hang without a word
const dayMs = 86_400_000;
const journalLimits = { entries: 2000, days: 30, every: 32, atOnce: 64 };
const storeLetters = { records: 'r', history: 'h' };
const storeOfLetter = { r: 'records', h: 'history' };
const nothing = new Uint8Array(0);

// Ends a commit without writing: thrown through transact so that the transaction is aborted, then turned into an answer.
class Refusal {
  constructor(reply) {
    this.reply = reply;
  }
}

// Runs `body` in one transaction and returns its value once the browser says `complete`, the only moment anything
// counts as stored. A body that throws leaves nothing behind.
const transact = async (database, stores, mode, body) => {
  const transaction = database.transaction(stores, mode, { durability: 'strict' });
  const finished = new Promise((resolve) => {
    transaction.oncomplete = () => resolve('complete');
    transaction.onabort = () => resolve('abort');
  });
  let value;
  try {
    value = await body(transaction);
    transaction.commit?.();
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The browser aborted it first; its own reason is in transaction.error.
    }
    await finished;
    throw error instanceof Refusal ? error : classify(transaction.error, error);
  }
  if (await finished === 'abort') {
    throw classify(transaction.error ?? new DOMException('the browser aborted the transaction', 'AbortError'));
  }
  return value;
};

const randomActor = () => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  let id = '';
  while (id.length < 8) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0];
    if (byte < 248) id += digits[byte % 62];  // 248 = 4 * 62: every digit equally likely
  }
  return id;
};

const prune = async (journal, head, added, at, limits) => {
  if (head <= limits.entries) return;
  const oldest = await answer(journal.getAll(IDBKeyRange.upperBound(head - limits.entries), limits.atOnce + added));
  // An entry from the future was stamped by a wrong clock and must not keep the journal growing for years.
  const isOld = (entry) => entry.at < at - limits.days * dayMs || entry.at > at + dayMs;
  const firstKept = oldest.findIndex((entry) => !isOld(entry));
  const expired = firstKept === -1 ? oldest : oldest.slice(0, firstKept);
  if (expired.length > 0) journal.delete(IDBKeyRange.upperBound(expired.at(-1).seq));
};

// `schema` is the data schema this build writes. The parameters after it are seams for tests: faults is asked
// once per commit attempt and may name an error to raise {before, during, after} its transaction.
export const createStorage = ({
  scope = '/', name = databaseName(scope), schema = 1, factory = globalThis.indexedDB, now = Date.now,
  journal: limits = journalLimits, watchdogMs = openWatchdogMs, faults = () => undefined, newLogs = keepsLog(),
  makeRoom = async () => false,
}) => {
  let actorId = null;
  let lastCommit = Promise.resolve();
  const storage = { onRetired: () => {} };
  const connection = createConnection({ name, factory, watchdogMs, keepsLog: newLogs, onRetired: () => storage.onRetired() });

  // A lost connection is replaced and `work` repeated, and so is what found the disk full, as long as there is something that can go for it
  // (makeRoom); `mayRepeat` says whether that is (still) harmless.
  const withDatabase = async (mayCreate, work, mayRepeat = () => true) => {
    for (let attempt = 0; ; attempt += 1) {
      let database = null;
      try {
        database = await connection.get(mayCreate);
        return await work(database);
      } catch (raw) {
        if (raw instanceof Refusal) throw raw;
        const error = classify(raw);
        if (database && !error.final) connection.forget(database);
        if (error.failure === 'no_space' && mayRepeat() && await makeRoom()) continue;
        if (error.failure !== 'connection_lost' || attempt >= replays || !mayRepeat()) throw error;
        await pause(50 * 4 ** attempt);
      }
    }
  };

  const requireOpened = () => {
    if (actorId === null) throw new StorageError('unavailable', 'the database was not opened', { final: true });
  };

  // Is what stands there the database this tab knows up to the head `known`, and is it under another name? Another tab may have renewed it:
  // what was read of it still holds, but a dot of the old name may mean something else on another machine, so nothing more is written
  // under it. Anything else in its place means that somebody cleared the site's data meanwhile.
  const isRenamed = (actor, head, known = 0) => {
    if (actor?.id === actorId) return false;
    if (actor?.was?.includes(actorId) && known <= head) return true;
    throw new StorageError('corrupt', 'another database stands in the place of ours', { final: true });
  };

  // First use makes the actor; every open reserves a fresh block of dots, so no dot is ever handed out twice.
  // A database fenced by a newer build is left untouched, and no dots are given. `renew` gives it another name, under which no dot of
  // before is ever given again. 'lost': its newest commits are gone, and with them what it knew of dots given out; or all of it has
  // vanished, and whoever renews it makes it anew: either way no other tab goes on with it. 'copied': another browser has the same name.
  const open = async ({ renew = null } = {}) => {
    const newcomer = randomActor();
    let made = false;
    const opened = await withDatabase(actorId === null || renew === 'lost', async (database) => {
      await connection.newLog(database);
      return transact(database, ['meta', 'journal'], 'readwrite', async (transaction) => {
        const meta = transaction.objectStore('meta');
        const [found, fence, actor, known] = await Promise.all(
          ['head', 'schema', 'actor', 'app'].map((key) => answer(meta.get(key))));
        const stored = found ?? 0;
        const beyond = await entryBeyond(transaction.objectStore('journal'), stored);
        // A first attempt of this call got through and its answer was lost: nobody else could know this name.
        const ours = actor?.id === newcomer;
        made = actor === undefined || (made && ours);
        if (actorId !== null && !ours && !(renew === 'lost' && actor === undefined)) isRenamed(actor, stored);
        const fenced = fence !== undefined && fence.minWriter > schema;
        const torn = !fenced && beyond !== undefined;
        const [head, app] = torn ? [beyond.seq, beyond.meta ?? known] : [stored, known];
        const fresh = renew !== null && !ours;
        const { id, nextDot } = fresh ? { id: newcomer, nextDot: 1 } : actor ?? { id: newcomer, nextDot: 1 };
        const names = actor?.was ?? [];
        const was = !fresh ? names : renew === 'copied' && actor ? [...names, actor.id] : [];
        if (torn || found === undefined) meta.put(head, 'head');
        if (torn && app) meta.put(app, 'app');
        if (fence === undefined) meta.put({ data: schema, minWriter: 1 }, 'schema');
        // Last, so that as little as can be of the transaction can be lost without it: a dot given twice is worse than all the rest.
        if (!fenced) meta.put({ id, nextDot: nextDot + dotBlock, was }, 'actor');
        return { head, created: made, actor: id, firstDot: nextDot, dotCount: fenced ? 0 : dotBlock, meta: app ?? nothing };
      });
    });
    actorId = opened.actor;
    return opened;
  };

  const readMeta = async (transaction, known) => {
    const meta = transaction.objectStore('meta');
    const [head, actor, app] = await Promise.all(['head', 'actor', 'app'].map((key) => answer(meta.get(key))));
    return { head, meta: app ?? nothing, renamed: isRenamed(actor, head, known) };
  };

  // Delivers every bucket as bucket(key, bytes) in key order, all from one moment. Once the first is out a lost
  // connection is an error, because a second pass could show another moment.
  const load = async (store, bucket) => {
    requireOpened();
    let delivered = false;
    return withDatabase(false, (database) => transact(database, [store, 'journal', 'meta'], 'readonly', async (transaction) => {
      const buckets = transaction.objectStore(store);
      const { head, meta } = await readMeta(transaction);
      await each_bucket(buckets, (key, bytes) => {
        delivered = true;
        bucket(key, bytes);
      });
      const entries = store === 'records'
        ? await answer(transaction.objectStore('journal').getAll(IDBKeyRange.bound(head - newestRows + 1, head)))
        : [];
      return { head, meta, rows: rowsOf(entries, head - newestRows, head) };
    }), () => !delivered);
  };

  // Rows (head, stored head] and the present bytes of every bucket they touched, as bucket(store, key, bytes); a removed
  // bucket comes as no bytes. When rows are missing nothing is delivered and `gap` says to load everything again. `renamed`: under which name
  // and with which dots to go on, as open() says it; commits under the old one are conflicts from now on.
  const loadSince = async (head, bucket) => {
    requireOpened();
    let delivered = false;
    const since = await withDatabase(false, (database) => transact(database, ['records', 'history', 'journal', 'meta'], 'readonly',
      async (transaction) => {
        const { head: newest, meta, renamed } = await readMeta(transaction, head);
        const entries = newest > head
          ? await answer(transaction.objectStore('journal').getAll(IDBKeyRange.bound(head + 1, newest)))
          : [];
        // The entries themselves: a row that another one tells again says nothing of the buckets its commit touched.
        const gap = entries.length !== newest - head;
        if (gap) return { head: newest, meta, rows: [], gap, renamed };
        const touched = new Map(entries.flatMap((entry) => entry.keys).map(([letter, key]) => [letter + key, [letter, key]]));
        const found = await Promise.all([...touched.values()].map(async ([letter, key]) => {
          const store = storeOfLetter[letter];
          return [store, key, await answer(transaction.objectStore(store).get(key)) ?? nothing];
        }));
        delivered = found.length > 0;
        for (const [store, key, bytes] of found) bucket(store, key, bytes);
        return { head: newest, meta, rows: entries.map((entry) => entry.row), gap, renamed };
      }), () => !delivered);
    return { ...since, renamed: since.renamed ? await open() : null };
  };

  const write = (database, batch, fault) => transact(database, ['records', 'history', 'journal', 'meta'], 'readwrite',
    async (transaction) => {
      const { commitId, expectHead, puts, rows } = batch;
      const [journal, meta] = [transaction.objectStore('journal'), transaction.objectStore('meta')];
      const [head, fence, actor, earlier, before] = await Promise.all([
        answer(meta.get('head')), answer(meta.get('schema')), answer(meta.get('actor')),
        answer(journal.index('commit').getAllKeys(commitId)), answer(journal.get(expectHead)),
      ]);
      const renamed = isRenamed(actor, head, expectHead);
      // A retry after an unknown outcome: the first attempt did get through.
      if (earlier.length > 0) throw new Refusal({ conflict: false, head: Math.max(expectHead, ...earlier) });
      const mine = Math.max(schema, batch.schemaMinWriter);
      if (fence.minWriter > mine) {
        throw new StorageError('newer_schema', `written by schema ${fence.minWriter}, this build writes ${mine}`, { final: true });
      }
      if (head !== expectHead || renamed) throw new Refusal({ conflict: true, head });

      // The journal comes last, and its last entry tells the rest (journal.js).
      const at = now();
      const newest = head + rows.length;
      meta.put(newest, 'head');
      if (batch.meta !== null) meta.put(compact(batch.meta), 'app');
      if (batch.schemaMinWriter > fence.minWriter || mine > fence.data) {
        meta.put({ data: Math.max(mine, fence.data), minWriter: Math.max(batch.schemaMinWriter, fence.minWriter) }, 'schema');
      }
      for (const { store, key, bytes } of puts) {
        const buckets = transaction.objectStore(store);
        if (bytes.length === 0) buckets.delete(key);
        else buckets.put(compact(bytes), key);
      }
      if (Math.floor(newest / limits.every) !== Math.floor(head / limits.every)) {
        await prune(journal, newest, rows.length, at, limits);
      }
      const keys = puts.map(({ store, key }) => [storeLetters[store], key]);
      for (const entry of entriesOf(batch, head, keys, at, before)) journal.add(entry);
      if (fault?.during) throw fault.during;
      return { conflict: false, head: newest };
    });

  const commitNow = async (batch) => {
    requireOpened();
    if (batch.rows.length === 0) {
      throw new StorageError('unknown', 'a commit without journal rows would go unnoticed by other tabs', { final: true });
    }
    try {
      return await withDatabase(false, async (database) => {
        const fault = faults('commit');
        if (fault?.before) throw fault.before;
        await connection.newLog(database);
        const done = await write(database, batch, fault);
        if (fault?.after) throw fault.after;
        return done;
      });
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  };

  // {commitId, expectHead, schemaMinWriter, puts: [{store, key, bytes}], rows: [bytes], meta: bytes | null}
  // -> {conflict, head}. One transaction is in flight at a time; the next starts whatever became of the one before.
  const commit = (batch) => {
    const result = lastCommit.then(() => commitNow(batch));
    lastCommit = result.catch(() => {});
    return result;
  };

  const close = async () => {
    await lastCommit;
    connection.retire(new StorageError('unavailable', 'the storage was closed', { final: true }));
  };

  return Object.assign(storage, { open, load, loadSince, commit, close });
};
