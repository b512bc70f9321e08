// The page is used with a real mouse and real keys while its whole browser is killed (K1), in other engines than Chromium.
// VORONKA_ENGINE_KILLS says how often (the default is half of it), VORONKA_SEED from which seed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { make_ledger } from '../web/support/ledger.mjs';
import { check, records_of } from '../web/support/own_files.mjs';
import { seeded } from '../web/support/seeded.mjs';
import { begin_with_sample, bench, export_all } from './support/bench.mjs';
import { engines } from './support/engines.mjs';

const kills = Math.ceil(Number(process.env.VORONKA_ENGINE_KILLS ?? 10) / 2);
const usual_seed = 20261126;
const { seed } = seeded(usual_seed);

// Cards are called after the deal and its company; of two with the same name none is taken.
function cards_of(columns, ledger, companies) {
  const deals = [...ledger.deals].map(([id, { title }]) => ({ id, title, name: `${[title, companies.get(id)].filter(Boolean).join(', ')}, ` }));
  return columns.flatMap(({ name: column, cards }) => cards.map((card) => ({ ...card, column, deals: deals.filter(({ name }) => card.name.startsWith(name)) })))
    .filter(({ deals: found }) => found.length === 1 && deals.filter(({ name }) => name === found[0].name).length === 1);
}

// Drags and types until the browser dies.
async function work({ page, hand, click }, { ledger, companies, chance: { random, pick }, edited }) {
  for (;;) {
    const columns = (await page.call('columns')).filter(({ seen }) => seen);
    const card = pick(cards_of(columns, ledger, companies));
    const [{ id, title }] = card.deals;
    if (random() < 0.5) {
      const to = pick(columns.filter(({ name }) => name !== card.column));
      ledger.begin(id, { stage: to.name });
      await hand.drag(card, { x: to.x, y: to.y - to.height / 2 + 60 + random() * 100 });
      await hand.drop();
      await page.call('card_in', to.name, title);
      await page.call('saved');
    } else {
      await hand.click(card);
      await click('textbox', 'Title');
      const typed = `${pick(['Acme', 'Orion', 'Vega', 'Lumen'])}${Math.floor(random() * 1e9)}`;
      ledger.begin(id, { title: typed });
      await hand.press('ctrl+a');
      await hand.type(typed);
      await page.call('saved_as', typed);
      // Without it, Esc would take the typing back.
      await hand.press('Return', 'Escape');
      await page.call('at_board');
    }
    ledger.done(id);
    edited();
  }
}

// Two at a time: each has a screen of its own, and much of it is waiting.
describe('the page killed in other engines', { concurrency: 2 }, () => {
  for (const engine of Object.keys(engines)) {
    test(`${engine}: after each of ${kills} kills in the middle of work with the page everything called saved is there, whole (seed ${seed})`, { timeout: 60_000 + kills * 30_000 }, async (context) => {
      const at = await bench(context, engine);
      const ledger = make_ledger();
      const chance = seeded(usual_seed);
      for (let kill = 0; kill <= kills; kill += 1) {
        await at.open();
        if (kill === 0) await begin_with_sample(at);
        const out = await export_all(at);
        const records = records_of(out);
        ledger.settle(records, `after kill ${kill}`);
        const names = new Map(records.filter(({ type }) => type === 'company').map(({ id, name }) => [id, name]));
        const companies = new Map(records.filter(({ type }) => type === 'deal').map(({ id, company }) => [id, names.get(company)]));
        assert.deepEqual(at.complaints, [], `after kill ${kill}`);
        if (kill === kills) {
          const last = join(at.profile, 'last.voronka.json');
          writeFileSync(last, out);
          check(last);
          break;
        }
        let reached;
        const edit = new Promise((resolve) => { reached = resolve; });
        const busy = work(at, { ledger, companies, chance, edited: reached });
        // Work ends only by the kill; an end before it is a failure of its own.
        await Promise.race([edit, busy]);
        // Every other time in the very moment that something was called saved.
        if (kill % 2 === 0) await Promise.race([sleep(chance.random() * 2500), busy]);
        await at.kill();
        await busy.catch(() => {});
      }
      context.diagnostic(`${engine}: ${kills} kills, ${ledger.acknowledged} acknowledged edits`);
      assert.ok(ledger.acknowledged >= kills, `only ${ledger.acknowledged} edits were acknowledged, too few to say anything`);
    });
  }
});
