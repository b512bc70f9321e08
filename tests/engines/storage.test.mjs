// web/storage.js alone in other engines than Chromium: killed in the middle of commits (K1), and several tabs at once (K8).
// VORONKA_ENGINE_KILLS says how often, VORONKA_SEED from which seed.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { seeded } from '../web/support/seeded.mjs';
import { bench } from './support/bench.mjs';
import { engines } from './support/engines.mjs';

const kills = Number(process.env.VORONKA_ENGINE_KILLS ?? 10);
const usual_seed = 20261126;
const { seed } = seeded(usual_seed);

// Two at a time: each has a screen of its own, and much of it is waiting.
describe('storage.js in other engines', { concurrency: 2 }, () => {
  for (const engine of Object.keys(engines)) {
    test(`${engine}: after each of ${kills} kills every acknowledged commit is stored and none is torn (seed ${seed})`, { timeout: 60_000 + kills * 20_000 }, async (context) => {
      const at = await bench(context, engine);
      const { page } = at;
      const { random } = seeded(usual_seed);
      const acknowledged = new Map();
      const complaints = [];
      let heard = () => {};
      page.said = ({ acknowledged: one, complaint }) => {
        if (complaint) complaints.push(complaint);
        if (!one) return;
        acknowledged.set(...one);
        heard();
      };
      for (let kill = 0; kill <= kills; kill += 1) {
        const here = page.arrival();
        await at.launch('storage.html');
        await here;
        const { head, found, commits } = await page.call('look');
        const when = `after kill ${kill}`;
        assert.deepEqual(found, [], when);
        const stored = new Map(commits);
        for (const [seq, commit] of acknowledged) assert.equal(stored.get(seq), commit, `${when}: acknowledged commit ${seq} is not stored, the head is ${head}`);
        assert.deepEqual(complaints, [], when);
        if (kill === kills) break;
        const before = acknowledged.size;
        await page.call('commit_on', seed + kill);
        while (acknowledged.size === before) await sleep(2);
        await sleep(random() * 1000);
        // Every other time in the very moment that a commit is called stored: what was said too early is not there then.
        if (kill % 2 === 1) await new Promise((resolve) => { heard = () => { at.browser.kill(); resolve(); }; });
        heard = () => {};
        await at.kill();
      }
      context.diagnostic(`${engine}: ${kills} kills, ${acknowledged.size} acknowledged commits`);
      assert.ok(acknowledged.size > kills * 5, `only ${acknowledged.size} commits were acknowledged, too few to say anything`);
    });

    test(`${engine}: of four tabs with 100 commits each, all 400 are stored once and no dot is given twice`, { timeout: 90_000 }, async (context) => {
      const at = await bench(context, engine);
      const pages = [1, 2, 3, 4].map((number) => at.site.page(String(number)));
      const here = Promise.all(pages.map((page) => page.arrival()));
      await at.launch(...pages.map((_, index) => `storage.html?page=${index + 1}`));
      await here;
      const tabs = await Promise.all(pages.map((page) => page.call('storm', 100)));
      const { commits, found } = await pages[0].call('look');
      const acked = tabs.flatMap((tab) => tab.acked).sort(([a], [b]) => a - b);
      assert.equal(acked.length, 400);
      assert.deepEqual(acked, commits);
      assert.deepEqual(found, []);
      assert.ok(tabs.some((tab) => tab.conflicts > 0), 'the tabs never met, so nothing was tested');
      assert.equal(new Set(tabs.map((tab) => tab.actor)).size, 1);
      assert.equal(tabs.filter((tab) => tab.created).length, 1);
      const blocks = tabs.map((tab) => [tab.firstDot, tab.firstDot + tab.dotCount]).sort(([a], [b]) => a - b);
      blocks.slice(1).forEach(([first], index) => assert.ok(first >= blocks[index][1], `blocks ${blocks} overlap`));
    });
  }
});
