// The made-up browser keeps its own promises (README.md), or all the rest is about nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World, random_of } from './world.mjs';

// A tab with a database of two stores; `work(database, tab, world)` runs in it as one task.
const with_database = async (options = {}) => {
  const world = new World(options);
  const tab = world.open_tab();
  let database;
  const act = async (work, steps) => {
    let first = true;
    const at_step = () => {
      if (!first) return null;
      first = false;
      return world.act(tab, work);
    };
    await world.run({ at_step, ...(steps === undefined ? {} : { steps }) });
  };
  await act(() => {
    const request = tab.factory.open('x', 1);
    request.onupgradeneeded = () => ['a', 'b'].forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => { database = request.result; };
  });
  const stored = (store) => Object.fromEntries(world.base('x').state.tables[store].values);
  const write = (stores = ['a'], durability = 'strict') => database.transaction(stores, 'readwrite', { durability });
  return { world, tab, database, act, stored, write };
};

test('an aborted transaction leaves nothing, and its requests hear of it', async () => {
  const { act, stored, write } = await with_database();
  const heard = [];
  await act(() => {
    const transaction = write();
    const request = transaction.objectStore('a').put(1, 'k');
    request.onerror = () => heard.push(request.error.name);
    transaction.onabort = () => heard.push('abort');
    transaction.oncomplete = () => heard.push('complete');
    transaction.abort();
  });
  assert.deepEqual([heard, stored('a')], [['AbortError', 'abort'], {}]);
});

test('a request that fails takes its transaction along, unless somebody prevents it', async () => {
  const { act, stored, write } = await with_database();
  for (const prevented of [false, true]) {
    await act(() => {
      const store = write().objectStore('a');
      store.put(1, `first ${prevented}`);
      store.add(2, `first ${prevented}`).onerror = (event) => { if (prevented) event.preventDefault(); };
    });
  }
  assert.deepEqual(stored('a'), { 'first true': 1 });
});

test('a transaction that writes keeps others out of its stores until it is on the disk, and out of no others', async () => {
  const seen = new Set();
  for (let seed = 0; seed < 40; seed += 1) {
    const { act, write, stored } = await with_database({ random: random_of(seed) });
    await act(() => {
      const [first, second, other] = [write(['a']), write(['a']), write(['b'])];
      const keep = (left) => { first.objectStore('a').put(left, 'first').onsuccess = () => { if (left > 0) keep(left - 1); }; };
      keep(3);
      second.objectStore('a').put(1, 'second').onsuccess = () => seen.add(`second after ${stored('a').first}`);
      other.objectStore('b').put(1, 'other').onsuccess = () => seen.add(`other after ${stored('a').first}`);
    });
  }
  assert.deepEqual([...seen].sort(), ['other after 0', 'other after undefined', 'second after 0']);
});

test('nothing can be asked in a transaction after a foreign promise was awaited; it has committed by itself', async () => {
  const { act, stored, write, tab } = await with_database();
  let failure;
  await act(async () => {
    const store = write().objectStore('a');
    store.put(1, 'k');
    await new Promise((resolve) => { tab.set_timer(resolve, 50); });
    try {
      store.put(2, 'k');
    } catch (error) {
      failure = error.name;
    }
  });
  assert.deepEqual([failure, stored('a')], ['TransactionInactiveError', { k: 1 }]);
});

test('a value is stored as it was when it was handed over, and a view brings its whole buffer', async () => {
  const { act, stored, write } = await with_database();
  await act(() => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    write().objectStore('a').put(bytes.subarray(1, 3), 'k');
    bytes.fill(9);
  });
  assert.deepEqual([[...stored('a').k], stored('a').k.buffer.byteLength], [[2, 3], 4]);
});

test('a power cut takes what was not written, may take any suffix of what was relaxed, and nothing that was strict', async () => {
  const { act, write, world } = await with_database();
  const put = (key, durability) => act(() => { write(['a'], durability).objectStore('a').put(1, key); });
  const left = () => world.base('x').after_power_cut().map((state) => state.tables.a.keys.join());
  await put('1', 'relaxed');
  await put('2', 'relaxed');
  assert.deepEqual(left(), ['', '1', '1,2']);
  await put('3', 'strict');
  assert.deepEqual(left(), ['1,2,3']);
  await act(() => { write().objectStore('a').put(1, '4'); }, 2);
  assert.deepEqual(left(), ['1,2,3']);
  world.cut_power();
  assert.deepEqual(world.base('x').state.tables.a.keys, ['1', '2', '3']);
});

test('what a frozen tab has asked for goes on, and it is told when it wakes', async () => {
  const { act, write, tab, world, stored } = await with_database();
  const heard = [];
  await act(() => {
    const transaction = write();
    transaction.objectStore('a').put(1, 'k');
    transaction.oncomplete = () => heard.push('complete');
  }, 2);
  tab.frozen = true;
  await world.run();
  assert.deepEqual([heard, stored('a')], [[], { k: 1 }]);
  tab.frozen = false;
  await world.run();
  assert.deepEqual(heard, ['complete']);
});
