// The bridge between the wasm heap and the storage: every byte arrives, whatever the heap does meanwhile. The heap here
// is a real WebAssembly memory that grows at every allocation, which detaches all earlier views of it.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBench, test } from './support/storage_page.mjs';

let bench;
before(async () => { bench = await startBench(); });
after(() => bench.stop());

const withModule = async (scope, work) => {
  const page = await bench.page(scope);
  try {
    await page.evaluate(() => {
      const memory = new WebAssembly.Memory({ initial: 1, maximum: 60_000 });
      const encoder = new TextEncoder();
      const decoder = new TextDecoder();
      let end = 1024;
      const live = new Set();
      const answers = [];
      const waiting = [];
      const module = {
        get HEAPU8() { return new Uint8Array(memory.buffer); },
        _malloc(size) {
          if (module.exhausted) return 0;
          memory.grow(1 + Math.ceil(size / 65_536));
          const pointer = end;
          end += Math.max(size, 8);
          live.add(pointer);
          return pointer;
        },
        _free(pointer) {
          if (!live.delete(pointer)) throw new Error(`freed ${pointer} twice`);
        },
      };
      const text = (pointer, size) => decoder.decode(module.HEAPU8.slice(pointer, pointer + size));
      const say = (answer) => {
        answers.push(answer);
        waiting.splice(0).forEach((wake) => wake());
      };
      Object.assign(module, {
        _platform_storage_opened: (ticket, head, created, firstDot, dotCount, actor, actorSize, meta, metaSize) =>
          say({ is: 'opened', ticket, head, created, firstDot, dotCount, actor: text(actor, actorSize), meta: text(meta, metaSize) }),
        _platform_storage_bucket: (ticket, store, key, keySize, bytes, size) =>
          say({ is: 'bucket', ticket, store, key: text(key, keySize), bytes: text(bytes, size) }),
        _platform_storage_row: (ticket, bytes, size) => say({ is: 'row', ticket, bytes: text(bytes, size) }),
        _platform_storage_loaded: (ticket, head, meta, metaSize) => say({ is: 'loaded', ticket, head, meta: text(meta, metaSize) }),
        _platform_storage_done: (ticket, head) => say({ is: 'done', ticket, head }),
        _platform_storage_conflict: (ticket, head) => say({ is: 'conflict', ticket, head }),
        _platform_storage_failed: (ticket, failure, detail, size) => say({ is: 'failed', ticket, failure, detail: text(detail, size) }),
        _platform_tab_moved: (head) => say({ is: 'moved', head }),
      });
      const { createStorage, createStorageBridge, createTabs, name, scope } = workload;
      const tabs = createTabs({ name, build: 'test', schema: 1, onMoved: (head) => bridge.moved(head) });
      const bridge = createStorageBridge(module, { storage: createStorage({ scope }), tabs });
      tabs.start();

      // What the C++ side does with its strings: lays them into the heap for the length of the call.
      const lent = (value) => {
        const bytes = encoder.encode(value);
        const pointer = module._malloc(bytes.length);
        module.HEAPU8.set(bytes, pointer);
        return [pointer, bytes.length];
      };
      const commit = (ticket, expectHead, commitId, puts, rows, meta) => {
        const used = [lent(commitId)];
        bridge.begin(ticket, expectHead, 1, ...used[0]);
        for (const [store, key, bytes] of puts) {
          used.push(lent(key), lent(bytes));
          bridge.put(store, ...used.at(-2), ...used.at(-1));
        }
        for (const row of rows) {
          used.push(lent(row));
          bridge.row(...used.at(-1));
        }
        used.push(lent(meta));
        bridge.meta(...used.at(-1));
        bridge.end();
        for (const [pointer, size] of used) module.HEAPU8.fill(0xff, pointer, pointer + size);
        for (const [pointer] of used) module._free(pointer);
      };
      const until = async (kind, ticket) => {
        const arrived = () => answers.find((each) => each.is === kind && each.ticket === ticket);
        while (!arrived()) await new Promise((resolve) => { waiting.push(resolve); });
        return arrived();
      };
      globalThis.core = { module, bridge, answers, commit, until, live };
    });
    return await page.evaluate(work);
  } finally {
    await page.close();
  }
};

test('what C++ commits comes back to C++ byte for byte, with its ticket, and nothing stays allocated', async () => {
  const { answers, live } = await withModule('/bytes/', async () => {
    const { answers, bridge, commit, live, until } = core;
    bridge.open(-1);  // tickets are unsigned, the wasm boundary makes them signed
    await until('opened', 4294967295);
    commit(2, 0, 'first', [[0, 'deal/7', 'Сделка "7"'], [1, 'deal/7', 'история']], ['{"a":1}', '{"b":2}'], '{"id":"x"}');
    commit(3, 2, 'second', [[0, 'deal/7', ''], [0, 'deal/8', '\u0000\u0001']], ['{"c":3}'], '');
    await until('done', 3);
    commit(4, 1, 'third', [[0, 'deal/9', 'never']], ['{}'], '{}');
    await until('conflict', 4);
    bridge.load(5, 0);
    await until('loaded', 5);
    bridge.load(6, 1);
    await until('loaded', 6);
    bridge.loadSince(7, 2);
    await until('loaded', 7);
    return { answers, live: live.size };
  });
  assert.match(answers[0].actor, /^\w{8}$/);
  assert.deepEqual(answers.slice(1), [
    { is: 'done', ticket: 2, head: 2 },
    { is: 'done', ticket: 3, head: 3 },
    { is: 'conflict', ticket: 4, head: 3 },
    { is: 'bucket', ticket: 5, store: 0, key: 'deal/8', bytes: '\u0000\u0001' },
    { is: 'row', ticket: 5, bytes: '{"a":1}' }, { is: 'row', ticket: 5, bytes: '{"b":2}' }, { is: 'row', ticket: 5, bytes: '{"c":3}' },
    { is: 'loaded', ticket: 5, head: 3, meta: '{"id":"x"}' },
    { is: 'bucket', ticket: 6, store: 1, key: 'deal/7', bytes: 'история' },
    { is: 'loaded', ticket: 6, head: 3, meta: '{"id":"x"}' },
    { is: 'bucket', ticket: 7, store: 0, key: 'deal/7', bytes: '' },
    { is: 'bucket', ticket: 7, store: 0, key: 'deal/8', bytes: '\u0000\u0001' },
    { is: 'row', ticket: 7, bytes: '{"c":3}' },
    { is: 'loaded', ticket: 7, head: 3, meta: '{"id":"x"}' },
  ]);
  assert.equal(live, 0);
});

test('a database that was opened ahead is the one the core is told of, and a second opening is a new one', async () => {
  const seen = await withModule('/ahead/', async () => {
    const { bridge, until } = core;
    bridge.openAhead();
    bridge.open(1);
    const first = await until('opened', 1);
    bridge.open(2);
    const second = await until('opened', 2);
    return { created: [first.created, second.created], dots: [first.firstDot, second.firstDot] };
  });
  assert.deepEqual(seen, { created: [1, 0], dots: [1, 1 + 2 ** 24] });
});

test('a failure arrives as its class and the browser\'s own words', async () => {
  const failed = await withModule('/early/', async () => {
    core.bridge.load(9, 0);
    return core.until('failed', 9);
  });
  assert.deepEqual(failed, { is: 'failed', ticket: 9, failure: 4, detail: 'the database was not opened' });
});

test('a heap without room fails the question instead of the page', async () => {
  const failed = await withModule('/full/', async () => {
    const { bridge, commit, module, until } = core;
    bridge.open(1);
    await until('opened', 1);
    commit(2, 0, 'first', [[0, 'deal/7', 'bytes']], ['{}'], '{}');
    await until('done', 2);
    module.exhausted = true;
    bridge.load(3, 0);
    return until('failed', 3);
  });
  assert.deepEqual(failed, { is: 'failed', ticket: 3, failure: 5, detail: '' });
});

test('a database deleted elsewhere makes the core look, and its look fails as unavailable', async () => {
  const seen = await withModule('/deleted/', async () => {
    const { answers, bridge, until } = core;
    bridge.open(1);
    await until('opened', 1);
    await new Promise((resolve) => { indexedDB.deleteDatabase(workload.name).onsuccess = resolve; });
    const moved = answers.filter((each) => each.is === 'moved');
    bridge.loadSince(2, 0);
    return { moved, failed: (await until('failed', 2)).failure };
  });
  assert.deepEqual(seen, { moved: [{ is: 'moved', head: 0 }], failed: 4 });
});
