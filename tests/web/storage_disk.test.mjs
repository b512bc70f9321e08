// The power goes at random moments of continuous commits, and the disk has only what the browser had synced by then. Whatever was acknowledged
// must be stored, and no commit may be half there: that is what `durability: 'strict'` promises, and the last test shows that without it
// commits are lost here. VORONKA_LONG=1 cuts the power 40 times.
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

// What is there: the contradictions in it, and the commits by their place in the journal.
const look = (page) => page.evaluate(async () => {
  const { createStorage, scope, contradictions, rawRead } = workload;
  await createStorage({ scope }).open();
  const { journal } = await rawRead();
  return { found: await contradictions(), commits: [...journal.values()].map(({ seq, commit }) => [seq, commit]) };
});

// Commits until the power goes; -> what was acknowledged in this life: [seq, commit]*
async function work_until_cut(profile, { relaxed = false, sizes }) {
  const acked = [];
  const browser = await launch(profile, flags, await disk.env(profile));
  try {
    const page = await browser.open(server.address);
    await page.exposeFunction('acknowledged', (seq, commit) => { acked.push([seq, commit]); });
    page.evaluate(async ([weak, bytes]) => {
      const { batchAt, createStorage, scope } = workload;
      if (weak) {
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function begin(stores, mode) { return transaction.call(this, stores, mode, { durability: 'relaxed' }); };
      }
      const storage = createStorage({ scope });
      let { head } = await storage.open();
      for (let index = 0; ; index += 1) {
        const batch = batchAt(head, { size: bytes[index % bytes.length], rows: 1 + index % 2 });
        ({ head } = await storage.commit(batch));
        globalThis.acknowledged(head, batch.commitId);
      }
    }, [relaxed, sizes]).catch(() => {});
    while (acked.length === 0) await sleep(5);
    await sleep(random() * 600);
  } finally {
    await browser.kill();
  }
  await disk.power_cut(profile);
  return acked;
}

async function lives(profile, count, options) {
  const acked = new Map();
  let lost = 0;
  for (let cut = 0; cut <= count; cut += 1) {
    const browser = await launch(profile, flags);
    try {
      const { found, commits } = await look(await browser.open(server.address));
      assert.deepEqual(found, []);
      const stored = new Map(commits);
      for (const [seq, commit] of acked) if (stored.get(seq) !== commit) lost += 1;
    } finally {
      await browser.close();
    }
    if (cut === count || lost > 0) break;
    for (const [seq, commit] of await work_until_cut(profile, options)) acked.set(seq, commit);
  }
  return { acked: acked.size, lost };
}

// Of 100 KB and more a value lies in a file of its own beside the database.
for (const [what, sizes] of [['small ones', [100, 5000]], ['large ones', [60_000, 200_000, 100]]]) {
  test(`after each of ${cuts} power cuts every acknowledged commit is stored and none is torn: ${what} (seed ${seed})`, { timeout: cuts * 20_000 }, async (context) => {
    const profile = await newProfile();
    try {
      const { acked, lost } = await lives(profile, cuts, { sizes });
      context.diagnostic(`${cuts} power cuts, ${acked} acknowledged commits, ${lost} lost`);
      assert.equal(lost, 0);
      assert.ok(acked > cuts * 5, `only ${acked} commits were acknowledged, too few to say anything`);
    } finally {
      await removeProfile(profile);
    }
  });
}

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
