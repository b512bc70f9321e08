// What several tabs of one copy may rely on: no lost update, no dot given twice, and hearing of each other.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBench, test } from './support/storage_page.mjs';

let bench;
before(async () => { bench = await startBench(); });
after(() => bench.stop());

const tabsAt = (scope, count) => Promise.all(Array.from({ length: count }, () => bench.page(scope)));
const closeAll = (pages) => Promise.all(pages.map((page) => page.close()));

test('of four tabs with 150 commits each, all 600 are stored once and no dot is given twice', async () => {
  const pages = await tabsAt('/storm/', 4);
  const tabs = await Promise.all(pages.map((page) => page.evaluate(async () => {
    const { createStorage, scope, storm } = workload;
    const storage = createStorage({ scope });
    const { head, actor, created, firstDot, dotCount } = await storage.open();
    const { acked, conflicts } = await storm(storage, 150, head);
    return { actor, created, firstDot, dotCount, acked, conflicts };
  })));
  const { journal, found } = await pages[0].evaluate(async () => ({
    journal: [...(await workload.rawRead()).journal.values()].map(({ seq, commit }) => [seq, commit]),
    found: await workload.contradictions(),
  }));
  await closeAll(pages);

  const acked = tabs.flatMap((tab) => tab.acked).sort(([a], [b]) => a - b);
  assert.equal(acked.length, 600);
  assert.deepEqual(acked, journal);
  assert.deepEqual(found, []);
  assert.ok(tabs.some((tab) => tab.conflicts > 0), 'the tabs never met, so nothing was tested');

  assert.equal(new Set(tabs.map((tab) => tab.actor)).size, 1);
  assert.equal(tabs.filter((tab) => tab.created).length, 1);
  const blocks = tabs.map((tab) => [tab.firstDot, tab.firstDot + tab.dotCount]).sort(([a], [b]) => a - b);
  blocks.slice(1).forEach(([first], index) => assert.ok(first >= blocks[index][1], `blocks ${blocks} overlap`));
});

test('a tab that was told of a commit reads exactly the rows it lacks', async () => {
  const [writer, reader] = await tabsAt('/told/', 2);
  await reader.evaluate(async () => {
    const { collect, createStorage, createTabs, name, scope } = workload;
    const storage = createStorage({ scope });
    let { head } = await storage.open();
    globalThis.seen = [];
    let last = Promise.resolve();
    const onMoved = () => {
      last = last.then(async () => {
        const since = await collect(storage, (bucket) => storage.loadSince(head, bucket));
        head = since.head;
        globalThis.seen.push(...since.rows.map((row) => row.seq));
      });
    };
    createTabs({ name, build: 'test', schema: 1, onMoved }).start();
  });
  await writer.evaluate(async () => {
    const { createStorage, createTabs, name, scope, storm } = workload;
    const storage = createStorage({ scope });
    const { head } = await storage.open();
    globalThis.ownEcho = 0;
    const tabs = createTabs({ name, build: 'test', schema: 1, onMoved: (moved) => { if (moved > 0) globalThis.ownEcho += 1; } });
    tabs.start();
    await storm(storage, 40, head, (stored) => tabs.announce(stored));
  });
  await reader.waitForFunction(() => globalThis.seen.length >= 40);
  const seen = await reader.evaluate(() => globalThis.seen);
  assert.deepEqual(seen, Array.from({ length: 40 }, (_, index) => index + 1));
  assert.equal(await writer.evaluate(() => globalThis.ownEcho), 0);
  await closeAll([writer, reader]);
});

test('another scope on the same origin hears nothing and shares nothing', async () => {
  const [here] = await tabsAt('/here/', 1);
  const [there] = await tabsAt('/there/', 1);
  await there.evaluate(async () => {
    const { createStorage, createTabs, name, scope } = workload;
    globalThis.heard = [];
    createTabs({ name, build: 'test', schema: 1, onMoved: (head) => { if (head > 0) globalThis.heard.push(head); } }).start();
    globalThis.opened = await createStorage({ scope }).open();
  });
  await here.evaluate(async () => {
    const { createStorage, createTabs, name, scope, storm } = workload;
    const storage = createStorage({ scope });
    const { head } = await storage.open();
    const tabs = createTabs({ name, build: 'test', schema: 1, onMoved: () => {} });
    await storm(storage, 3, head, (stored) => tabs.announce(stored));
    tabs.close();
  });
  const head = await there.evaluate(async () => (await workload.createStorage({ scope: workload.scope }).open()).head);
  assert.equal(head, 0);
  assert.deepEqual(await there.evaluate(() => globalThis.heard), []);
  await closeAll([here, there]);
});

test('without BroadcastChannel, or with a broken message, a tab looks for itself', async () => {
  const [page] = await tabsAt('/alone/', 1);
  const moved = await page.evaluate(async () => {
    const { createTabs, name } = workload;
    const heard = [];
    const alone = new Proxy(globalThis, {
      get: (target, key) => (key === 'BroadcastChannel' ? undefined
        : typeof target[key] === 'function' ? target[key].bind(target) : target[key]),
    });
    const tabs = createTabs({ name, build: 'test', schema: 1, onMoved: (head) => heard.push(head), page: alone });
    tabs.start();
    tabs.announce(5);
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    tabs.close();
    window.dispatchEvent(new Event('focus'));

    const broken = createTabs({ name, build: 'test', schema: 1, onMoved: (head) => heard.push(head) });
    broken.start();
    const channel = new BroadcastChannel(name);
    for (const message of [null, 'text', { head: -1 }, { head: 1.5 }, { head: 7 }]) channel.postMessage(message);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    broken.close();
    channel.close();
    return heard;
  });
  assert.deepEqual(moved, [0, 0, 0, 0, 0, 0, 0, 7]);
  await page.close();
});

test('when the browser clears the site, an open tab says so and writes to no empty database', async () => {
  const [page] = await tabsAt('/cleared/', 1);
  await page.evaluate(async () => {
    const { batchAt, createStorage, scope } = workload;
    globalThis.storage = createStorage({ scope });
    await globalThis.storage.open();
    await globalThis.storage.commit(batchAt(0));
  });
  const session = await bench.context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(bench.address).origin, storageTypes: 'indexeddb' });
  const seen = await page.evaluate(async () => {
    const { batchAt, failureOf, name } = workload;
    const commit = await failureOf(globalThis.storage.commit(batchAt(1)));
    return { commit: commit?.failure, exists: (await indexedDB.databases()).some((each) => each.name === name) };
  });
  assert.ok(['corrupt', 'unavailable'].includes(seen.commit), String(seen.commit));
  assert.equal(seen.exists, false);
  await page.close();
});

test('a connection the browser closes between two commits is reopened unnoticed', async () => {
  const [page] = await tabsAt('/closed/', 1);
  const seen = await page.evaluate(async () => {
    const { batchAt, contradictions, createStorage, scope } = workload;
    const handles = [];
    const factory = {
      open(...where) {
        const request = indexedDB.open(...where);
        request.addEventListener('success', () => handles.push(request.result));
        return request;
      },
    };
    const storage = createStorage({ scope, factory, newLogs: false });
    await storage.open();
    await storage.commit(batchAt(0));
    handles[0].close();
    handles[0].dispatchEvent(new Event('close'));
    const told = await storage.commit(batchAt(1));
    handles[1].close();  // some browsers close without a word
    const untold = await storage.commit(batchAt(2));
    return { told, untold, opens: handles.length, found: await contradictions() };
  });
  assert.deepEqual(seen, { told: { conflict: false, head: 2 }, untold: { conflict: false, head: 3 }, opens: 3, found: [] });
  await page.close();
});

test('a tab goes on under the name another one has given the database, with dots of that name', async () => {
  const [first, second, third] = await tabsAt('/renamed/', 3);
  const begin = (page) => page.evaluate(async () => {
    const { createStorage, scope } = workload;
    globalThis.storage = createStorage({ scope });
    const { actor, firstDot, head } = await storage.open();
    return { actor, firstDot, head };
  });
  const before = await begin(first);
  await begin(second);
  await begin(third);
  const renewed = await first.evaluate(async () => {
    const { actor, firstDot } = await storage.open({ renew: 'copied' });
    const { collect, storm } = workload;
    await storm(storage, 3, 0);
    await collect(storage, (bucket) => storage.load('records', bucket));
    return { actor, firstDot };
  });
  assert.notEqual(renewed.actor, before.actor);

  const goesOn = (page) => page.evaluate(async () => {
    const { collect, batchAt } = workload;
    await collect(storage, (bucket) => storage.load('records', bucket));  // the old name still reads
    const refused = await storage.commit(batchAt(3));
    const since = await collect(storage, (bucket) => storage.loadSince(refused.head, bucket));
    const again = await storage.commit(batchAt(since.head));
    const quiet = await collect(storage, (bucket) => storage.loadSince(again.head, bucket));
    return { refused, renamed: since.renamed, again, quiet: quiet.renamed };
  });
  const { refused, renamed, again, quiet } = await goesOn(second);
  assert.deepEqual([refused, again], [{ conflict: true, head: 3 }, { conflict: false, head: 4 }]);
  assert.equal(renamed.actor, renewed.actor);
  assert.ok(renamed.firstDot > renewed.firstDot, 'the same dots twice');
  assert.equal(quiet, null);

  // Renewed after a loss, the same database is another one for whoever was there before.
  const failure = await third.evaluate(async () => {
    const { createStorage, scope, collect } = workload;
    const lost = createStorage({ scope });
    await lost.open();
    await lost.open({ renew: 'lost' });
    return collect(storage, (bucket) => storage.loadSince(4, bucket)).then(() => null, (error) => error.failure);
  });
  assert.equal(failure, 'corrupt');
  await closeAll([first, second, third]);
});
