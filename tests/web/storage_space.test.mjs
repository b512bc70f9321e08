// When there is no room: what browsers say then, what goes so that the database can still be written, and a disk that is really small.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch, serve, startBench, test } from './support/storage_page.mjs';
import { small_disk } from './support/small_disk.mjs';

let bench;
let scopes = 0;
before(async () => { bench = await startBench(); });
after(() => bench.stop());

const inPage = async (work, argument) => {
  scopes += 1;
  const page = await bench.page(`/r${scopes}/`);
  try {
    return await page.evaluate(work, argument);
  } finally {
    await page.close();
  }
};

// As Chromium 156, Firefox and Safari word it, and as storage notes of others quote them.
const shapes = [
  ['QuotaExceededError', 'Encountered full disk while opening backing store for indexedDB.open.'],
  ['QuotaExceededError', ''],
  ['UnknownError', 'Connection is closing because of: IO error: .../000003.log: FILE_ERROR_NO_SPACE (ChromeMethodBFE: 3::WritableFileAppend::8)'],
  ['DataError', 'Failed to write blobs (IOError)'],
  ['AbortError', 'The transaction was aborted: QuotaExceededError'],
  ['UnknownError', 'The operation failed because the disk is full'],
];

test('a commit that finds no room is tried again as long as something can go for it', async () => {
  const seen = await inPage(async (all) => {
    const { createStorage, batchAt, contradictions, failureOf, scope } = workload;
    const results = [];
    let head = 0;
    for (const [name, message] of all) {
      const room = [true, true, false];
      let strikes = 2;
      const storage = createStorage({ scope, makeRoom: async () => room.shift(), faults: () => (strikes-- > 0 ? { before: new DOMException(message, name) } : undefined) });
      await storage.open();
      const { head: reached } = await storage.commit(batchAt(head));
      results.push(reached === head + 1 && room.length === 1);
      head = reached;
      strikes = 9;
      results.push((await failureOf(storage.commit(batchAt(head)))).failure);
      strikes = 0;
      ({ head } = await storage.commit(batchAt(head)));  // the next one, once there is room
      await storage.close();
    }
    return { results, found: await contradictions() };
  }, shapes);
  assert.deepEqual(seen, { results: shapes.flatMap(() => [true, 'no_space']), found: [] });
});

test('the ballast goes first, then all copies but the two newest, then nothing', async () => {
  const seen = await inPage(async () => {
    const { keep_ballast, make_room } = await import('/web/room.js');
    const { ballastName, copiesFolder } = await import('/web/names.js');
    const { scope } = workload;
    const root = await navigator.storage.getDirectory();
    await keep_ballast(scope);
    const bytes = (await (await root.getFileHandle(ballastName(scope))).getFile()).size;
    const folder = await root.getDirectoryHandle(copiesFolder(scope), { create: true });
    const there = async () => {
      const names = [];
      for await (const name of folder.keys()) names.push(name);
      return names.sort();
    };
    for (const at of [900, 1000, 1100, 1200]) {
      const writable = await (await folder.getFileHandle(`${at}-1-1.voronka.json.gz`, { create: true })).createWritable();
      await writable.write('x');
      await writable.close();
    }
    const steps = [];
    for (let step = 0; step < 3; step += 1) steps.push([await make_room(scope), (await there()).length]);
    return { bytes, steps, left: await there() };
  });
  assert.deepEqual(seen, { bytes: 2 * 1024 * 1024, steps: [[true, 4], [true, 2], [false, 2]], left: ['1100-1-1.voronka.json.gz', '1200-1-1.voronka.json.gz'] });
});

test('on a disk that is nearly full a large commit is stored by giving up the ballast', async (t) => {
  const disk = await small_disk(t, 64);
  const server = await serve();
  t.after(() => server.close());
  const browser = await launch(disk.profile);
  t.after(() => browser.kill());
  const page = await browser.open(server.address);
  const commit = () => page.evaluate(async () => {
    const { createStorage, batchAt, scope } = workload;
    const { make_room } = await import('/web/room.js');
    globalThis.storage ??= createStorage({ scope, makeRoom: () => make_room(scope) });
    const { head } = await globalThis.storage.open();
    const batch = batchAt(head);
    batch.puts.push({ store: 'records', key: 'deal/900', bytes: Uint8Array.from({ length: 300_000 }, () => Math.random() * 256) });
    return (await globalThis.storage.commit(batch)).head - head;
  });
  await page.evaluate(async () => (await import('/web/room.js')).keep_ballast(workload.scope));
  assert.equal(await commit(), 1);
  const has_ballast = () => page.evaluate(async () => {
    const { ballastName } = await import('/web/names.js');
    return (await navigator.storage.getDirectory()).getFileHandle(ballastName(workload.scope)).then(() => true, () => false);
  });
  assert.equal(await has_ballast(), true);
  await disk.leave(128 * 1024, page);
  assert.equal(await commit(), 1);
  assert.equal(await has_ballast(), false);
  await disk.leave_all(page);
  assert.equal(await commit(), 1);
});
