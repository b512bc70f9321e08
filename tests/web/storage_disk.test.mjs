// The power goes at random moments of continuous commits, and the disk has only what the browser had synced by then. Whatever was acknowledged
// must be stored, and no commit may be half there: that is what `durability: 'strict'` promises, and the last test shows that without it
// commits are lost here. The promise has a hole (web/journal.js): of a commit in whose middle the database changed its log, buckets can be
// older than the journal. Then the journal is whole all the same, and tells what they should hold. VORONKA_LONG=1 cuts the power 40 times.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { forgetful_disk } from './support/forgetful_disk.mjs';
import { flags } from './support/leveldb.mjs';
import { launch, newProfile, removeProfile, serve } from './support/storage_page.mjs';

const cuts = process.env.VORONKA_LONG === '1' ? 40 : 8;
const seed = 20261127;
let state = seed;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

let server, disk;
before(async () => {
  server = await serve();
  disk = await forgetful_disk();
});
after(async () => {
  await server.close();
  await disk.remove();
});

// What is there: the contradictions in it, what of it is older than the journal, and the commits by their place there. The rows that a load
// brings are all of the newest.
const look = (page) => page.evaluate(async () => {
  const { createStorage, scope, contradictions, rawRead, valueOf } = workload;
  const storage = createStorage({ scope });
  const { head } = await storage.open();
  const behind = [];
  const found = await contradictions({ behind });
  const rows = (await storage.load('records', () => {})).rows.map(valueOf);
  if (rows.length !== Math.min(head, 200) || rows.some(({ seq }, index) => seq !== head - rows.length + 1 + index)) found.push('rows are missing');
  const { journal } = await rawRead();
  return { found, behind, commits: [...[...journal.values()].map(({ seq, commit }) => [seq, commit]), ...rows.map(({ seq, commitId }) => [seq, commitId])] };
});

// Commits until the power goes; -> what was acknowledged in this life: [seq, commit]*
async function work_until_cut(profile, { relaxed = false, sizes, keys, commits = 1, work_ms = 600, slow_ms = 0 }) {
  const acked = [];
  const browser = await launch(profile, flags, await disk.env(profile, { slow_ms }));
  try {
    let failed = null;
    const page = await browser.open(server.address);
    await page.exposeFunction('acknowledged', (seq, commit) => { acked.push([seq, commit]); });
    page.evaluate(async ([weak, bytes, buckets]) => {
      const { batchAt, createStorage, scope } = workload;
      if (weak) {
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function begin(stores, mode) { return transaction.call(this, stores, mode, { durability: 'relaxed' }); };
      }
      const storage = createStorage({ scope });
      let { head } = await storage.open();
      for (let index = 0; ; index += 1) {
        const batch = batchAt(head, { size: bytes[index % bytes.length], keys: buckets, rows: 1 + index % 2 });
        ({ head } = await storage.commit(batch));
        globalThis.acknowledged(head, batch.commitId);
      }
    }, [relaxed, sizes, keys]).catch((error) => { failed = error; });  // in the end by the power
    while (acked.length < commits) {
      if (failed) throw failed;
      await sleep(5);
    }
    await sleep(random() * work_ms);
  } finally {
    await browser.kill();
  }
  await disk.power_cut(profile);
  return acked;
}

async function lives(profile, count, options) {
  const acked = new Map();
  let lost = 0, torn = 0;
  for (let cut = 0; cut <= count; cut += 1) {
    const browser = await launch(profile, flags);
    try {
      const { found, behind, commits } = await look(await browser.open(server.address));
      assert.deepEqual(found, []);
      if (behind.length > 0) torn += 1;
      const stored = new Map(commits);
      for (const [seq, commit] of acked) if (stored.get(seq) !== commit) lost += 1;
    } finally {
      await browser.close();
    }
    if (cut === count || lost > 0 || (options.until_torn && torn > 0)) break;
    for (const [seq, commit] of await work_until_cut(profile, options)) acked.set(seq, commit);
  }
  return { acked: acked.size, lost, torn };
}

// Of 100 KB and more a value lies in a file of its own beside the database.
for (const [what, sizes] of [['small ones', [100, 5000]], ['large ones', [60_000, 200_000, 100]]]) {
  test(`after each of ${cuts} power cuts every acknowledged commit is stored and none is torn: ${what} (seed ${seed})`, { timeout: cuts * 20_000 }, async (context) => {
    const profile = await newProfile();
    try {
      const { acked, lost, torn } = await lives(profile, cuts, { sizes });
      context.diagnostic(`${cuts} power cuts, ${acked} acknowledged commits, ${lost} lost, ${torn} torn and told by the journal`);
      assert.equal(lost, 0);
      assert.ok(acked > cuts * 5, `only ${acked} commits were acknowledged, too few to say anything`);
    } finally {
      await removeProfile(profile);
    }
  });
}

// A disk that takes its time between one log and the table made of the one before: what is rare elsewhere happens every other time. A log is 4 MB,
// which is some 160 of these commits.
test('a commit torn by the change of the log is told by the journal', { timeout: 600_000 }, async (context) => {
  const profile = await newProfile();
  try {
    const { acked, lost, torn } = await lives(profile, 30, { sizes: [5000, 20_000], keys: 1000, commits: 140, work_ms: 2500, slow_ms: 1500, until_torn: true });
    context.diagnostic(`${acked} acknowledged commits, ${lost} lost, ${torn} torn and told by the journal`);
    assert.equal(lost, 0);
    assert.ok(torn > 0, 'the disk tore nothing: the test says nothing');
  } finally {
    await removeProfile(profile);
  }
});

test('the same disk loses commits that were not asked to be strict', { timeout: 120_000 }, async (context) => {
  const profile = await newProfile();
  try {
    const { acked, lost } = await lives(profile, 4, { sizes: [100, 5000], relaxed: true });
    context.diagnostic(`${lost} of ${acked} acknowledged commits lost`);
    assert.ok(lost > 0);
  } finally {
    await removeProfile(profile);
  }
});
