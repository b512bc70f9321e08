// The only place where bytes cross between the wasm heap and web/storage.js. Every call in either direction carries
// numbers; bytes are copied on the way in and on the way out, so no view of the heap outlives the call it came with
// (memory growth detaches views). It knows nothing about deals and nothing about IndexedDB.
//
// `module` is the object handed to the wasm factory; it needs HEAPU8, _malloc, _free and the exported
// _platform_storage_* and _platform_tab_moved functions by the time the first answer arrives.

import { storageFailures } from './storage.js';

const stores = ['records', 'history'];  // positions of enum class StoreName
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const createStorageBridge = (module, { storage, tabs }) => {
  let batch = null;
  let opening = null;

  const copyIn = (pointer, length) => module.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + length);
  const text = (pointer, length) => decoder.decode(copyIn(pointer, length));

  // Lends the bytes to C++ for one call. HEAPU8 is read after the last malloc because malloc may grow the memory.
  const lend = (parts, call) => {
    const pointers = [];
    try {
      for (const bytes of parts) {
        const pointer = bytes.length === 0 ? 0 : module._malloc(bytes.length);
        if (bytes.length !== 0 && pointer === 0) throw new RangeError('out of memory in the wasm heap');
        pointers.push(pointer);
      }
      parts.forEach((bytes, index) => {
        if (bytes.length !== 0) module.HEAPU8.set(bytes, pointers[index] >>> 0);
      });
      call(...parts.flatMap((bytes, index) => [pointers[index], bytes.length]));
    } finally {
      for (const pointer of pointers) if (pointer !== 0) module._free(pointer);
    }
  };

  const fail = (ticket, error) => {
    const failure = Math.max(0, storageFailures.indexOf(error.failure ?? 'unknown'));
    const detail = encoder.encode(String(error.detail ?? error.stack ?? error).slice(0, 2000));
    try {
      lend([detail], (pointer, length) => module._platform_storage_failed(ticket, failure, pointer, length));
    } catch {
      module._platform_storage_failed(ticket, failure, 0, 0);
    }
  };

  const tellOpened = (ticket, opened) =>
    lend([encoder.encode(opened.actor), opened.meta], (actor, actorLength, meta, metaLength) =>
      module._platform_storage_opened(ticket, opened.head, opened.created ? 1 : 0, opened.firstDot, opened.dotCount,
                                      actor, actorLength, meta, metaLength));

  const answerLoad = async (ticket, read) => {
    try {
      const { head, meta, rows, renamed } = await read((store, key, bytes) => lendBucket(ticket, store, key, bytes));
      if (renamed) tellOpened(ticket, renamed);
      for (const row of rows) lend([row], (pointer, length) => module._platform_storage_row(ticket, pointer, length));
      lend([meta], (pointer, length) => module._platform_storage_loaded(ticket, head, pointer, length));
    } catch (error) {
      fail(ticket, error);
    }
  };

  // A load is thousands of buckets: their keys are ASCII and go into the heap beside the bytes, without an encoder, with one malloc.
  const lendBucket = (ticket, store, key, bytes) => {
    const pointer = module._malloc(key.length + bytes.length) >>> 0;
    if (pointer === 0) throw new RangeError('out of memory in the wasm heap');
    const heap = module.HEAPU8;
    for (let i = 0; i < key.length; i += 1) heap[pointer + i] = key.charCodeAt(i);
    heap.set(bytes, pointer + key.length);
    try {
      module._platform_storage_bucket(ticket, stores.indexOf(store), pointer, key.length, pointer + key.length, bytes.length);
    } finally {
      module._free(pointer);
    }
  };

  // A closed-for-good database has no ticket of its own: saying "look again" makes the core ask, and the answer to
  // its question carries the reason.
  storage.onRetired = () => module._platform_tab_moved(0);

  return {
    // The browser takes its time to open a database, most of all after its own start; the wasm is on its way meanwhile.
    openAhead() {
      opening = storage.open();
      opening.catch(() => {});  // told when the core asks
    },

    async open(ticket, renew = 0) {
      try {
        const asked = opening ?? storage.open({ renew: [null, 'lost', 'copied'][renew] });
        opening = null;
        tellOpened(ticket >>> 0, await asked);
      } catch (error) {
        fail(ticket >>> 0, error);
      }
    },

    load(ticket, store) {
      const name = stores[store];
      answerLoad(ticket >>> 0, (bucket) => storage.load(name, (key, bytes) => bucket(name, key, bytes)));
    },

    loadSince(ticket, head) {
      answerLoad(ticket >>> 0, (bucket) => storage.loadSince(head, bucket));
    },

    // begin … end run inside one C++ call, so one batch under construction is enough.
    begin(ticket, expectHead, schemaMinWriter, idPointer, idLength) {
      batch = { ticket: ticket >>> 0, expectHead, schemaMinWriter, commitId: text(idPointer, idLength), puts: [], rows: [],
                meta: null };
    },
    put(store, keyPointer, keyLength, pointer, length) {
      batch.puts.push({ store: stores[store], key: text(keyPointer, keyLength), bytes: copyIn(pointer, length) });
    },
    row(pointer, length) {
      batch.rows.push(copyIn(pointer, length));
    },
    meta(pointer, length) {
      batch.meta = length === 0 ? null : copyIn(pointer, length);
    },
    async end() {
      const { ticket, ...finished } = batch;
      batch = null;
      try {
        const answer = await storage.commit(finished);
        if (answer.conflict) {
          module._platform_storage_conflict(ticket, answer.head);
        } else {
          tabs.announce(answer.head);
          module._platform_storage_done(ticket, answer.head);
        }
      } catch (error) {
        fail(ticket, error);
      }
    },

    moved(head) {
      module._platform_tab_moved(head);
    },
  };
};
