// Kills the whole browser at random moments of continuous commits. Whatever was acknowledged must be stored, and no
// commit may be half there. VORONKA_LONG=1 kills 40 times, VORONKA_KILLS=500 as often as it says.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { launch, newProfile, removeProfile, serve } from './support/storage_page.mjs';

const kills = Number(process.env.VORONKA_KILLS ?? (process.env.VORONKA_LONG === '1' ? 40 : 10));
let server;
let profile;
before(async () => {
  server = await serve();
  profile = await newProfile();
});
after(async () => {
  await server.close();
  await removeProfile(profile);
});

// A fixed sequence of delays makes a failure easier to meet again, though never exactly.
let seed = 20240607;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const verify = async (page, acked) => {
  const { head, found, commits } = await page.evaluate(async () => {
    const { createStorage, scope, contradictions, rawRead } = workload;
    const storage = createStorage({ scope });
    const opened = await storage.open();
    const { journal } = await rawRead();
    return { head: opened.head, found: await contradictions(), commits: [...journal.values()].map(({ seq, commit }) => [seq, commit]) };
  });
  assert.deepEqual(found, []);
  const stored = new Map(commits);
  for (const [seq, commit] of acked) assert.equal(stored.get(seq), commit, `acknowledged commit ${seq} is not stored`);
  return head;
};

test(`after each of ${kills} kills every acknowledged commit is stored and none is torn`, { timeout: kills * 15_000 }, async () => {
  const acked = new Map();
  let kept = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const browser = await launch(profile);
    try {
      const page = await browser.open(server.address);
      kept = await verify(page, acked);
      await page.exposeFunction('acknowledged', (seq, commit) => { acked.set(seq, commit); });
      const before = acked.size;
      page.evaluate(async (from) => {
        const { batchAt, createStorage, scope } = workload;
        const storage = createStorage({ scope });
        let { head } = await storage.open();
        for (let index = from; ; index += 1) {
          const batch = batchAt(head, { size: [100, 5000, 60000][index % 3], rows: 1 + index % 2 });
          ({ head } = await storage.commit(batch));
          globalThis.acknowledged(head, batch.commitId);
        }
      }, kill).catch(() => {});
      while (acked.size === before) await sleep(5);
      await sleep(random() * 600);
    } finally {
      await browser.kill();
    }
  }
  const browser = await launch(profile);
  try {
    kept = await verify(await browser.open(server.address), acked);
  } finally {
    await browser.close();
  }
  assert.ok(kept >= Math.max(...acked.keys()));
  assert.ok(acked.size > kills * 5, `only ${acked.size} commits were acknowledged, too few to say anything`);
});
