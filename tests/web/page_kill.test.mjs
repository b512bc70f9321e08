// The page is used while the whole process tree of its browser is killed, as a crash or a power cut would. What the page called
// saved must be there afterwards, every deal in one place, and the board must say what an export says. Every other kill leaves half a record at the
// end of the log, as one in the middle of a write does.
// A run has the seed printed in its title; VORONKA_SEED takes another one.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/toolchain/serve.mjs';
import { make_ledger } from './support/ledger.mjs';
import { database_files, flags, tear_end } from './support/leveldb.mjs';
import { check, export_all, generate, number_titles, records_of, replace_all } from './support/own_files.mjs';
import { box_of, click, column, head_of, middle, saved, settle, totals_of } from './support/pages.mjs';
import { seeded } from './support/seeded.mjs';
import { launch, newProfile, removeProfile } from './support/storage_page.mjs';

const kills = Number(process.env.VORONKA_KILLS ?? (process.env.VORONKA_ALL === '1' ? 40 : 6));
const { seed, random, pick } = seeded(20261124);
// When the browser dies; the first two need a drag, the next two typing.
const moments = ['in mid-drag', 'just after a drop', 'in mid-typing', 'just after typing', 'at any time'];
const stages = ['Lead generation', 'Qualification', 'Presentation', 'Objections', 'Negotiation and proposal', 'Closing'];

let folder, profile, server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-kill-'));
  profile = await newProfile();
  server = await serve(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
after(async () => {
  await server?.close();
  await removeProfile(profile);
  rmSync(folder, { recursive: true, force: true });
});

async function open_page(complaints) {
  const browser = await launch(profile, [...flags, '--enable-unsafe-swiftshader', '--lang=en-US', '--disable-sync', '--disable-quic']);
  const page = browser.context.pages()[0] ?? await browser.context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.goto(`${server.url}?lang=en`);
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 20_000 }).catch(async (error) => {
    throw new Error(`${error.message}\n${await state_of(page)}`);
  });
  return { browser, page };
}

// What a page that does not become ready is waiting for.
const state_of = (page) => Promise.race([
  page.evaluate(async () => JSON.stringify({
    at: Math.round(performance.now()), ...document.documentElement.dataset, visible: document.visibilityState,
    says: document.getElementById('mirror').innerText.slice(0, 1500), failure: document.getElementById('failure').textContent,
    controlled: navigator.serviceWorker?.controller?.state ?? 'no',
    got: performance.getEntriesByType('resource').map((entry) => `${entry.name.split('/').pop()} ${Math.round(entry.startTime)}-${Math.round(entry.responseEnd)} ${entry.transferSize}`),
    databases: await Promise.race([indexedDB.databases(), new Promise((done) => { setTimeout(done, 3000, 'no answer'); })]),
    opens: await Promise.race([
      new Promise((done) => { const request = indexedDB.open('voronka-probe'); request.onsuccess = () => done('yes'); request.onerror = () => done(String(request.error)); }),
      new Promise((done) => { setTimeout(done, 3000, 'no answer'); })]),
  })),
  sleep(10_000).then(() => 'the page does not answer'),
]);

// Drags and types until the browser dies; `at` is told where it is. Once `enough` edits are done the next one leads to `moment`.
async function work(page, ledger, { moment, enough, at }) {
  const by_title = new Map([...ledger.deals].map(([id, { title }]) => [title, id]));
  for (;;) {
    const from = pick(stages);
    const cards = column(page, from).getByRole('listitem');
    const names = (await cards.evaluateAll((list) => list.map((item) => item.getAttribute('aria-label')))).slice(0, 4);
    const index = Math.floor(random() * names.length);
    const title = names[index]?.split(', ')[0] ?? '';
    const id = by_title.get(title);
    if (id === undefined || !/^D\d{4}/.test(title)) continue;
    const one = cards.nth(index);

    const due = ledger.acknowledged >= enough;
    const needs = due ? moments.indexOf(moment) : moments.length;
    if (needs < 2 || (needs > 3 && random() < 0.5)) {
      const to = pick(stages.filter((stage) => stage !== from));
      const start = await middle(one);
      const target = await box_of(column(page, to));
      ledger.begin(id, { stage: to });
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move(start.x + 12, start.y + 6, { steps: 2 });
      await page.mouse.move(target.x + target.width / 2, target.y + 40 + random() * 120, { steps: 4 });
      at('in mid-drag');
      await settle(page);
      await page.mouse.up();
      at('just after a drop');
      await column(page, to).getByRole('listitem', { name: `${title}, ` }).waitFor({ state: 'attached', timeout: 5000 });
      await saved(page);
    } else {
      await click(page, one);
      const field = page.getByRole('textbox', { name: 'Title', exact: true });
      await field.waitFor({ state: 'attached', timeout: 5000 });
      await settle(page);
      await click(page, field);
      const typed = `${title.slice(0, 5)} ${pick(['Щёлково', 'Überweg', '見積り', 'Acme & Co', 'ремонт'])} ${Math.floor(random() * 1e6)}`;
      ledger.begin(id, { title: typed });
      await page.keyboard.press('Control+A');
      const half = Math.floor(typed.length / 2);
      await page.keyboard.type(typed.slice(0, half), { delay: 5 });
      at('in mid-typing');
      await page.keyboard.type(typed.slice(half), { delay: 5 });
      at('just after typing');
      // The name of the page is that of the deal in the document; only what is there can have been saved.
      await page.waitForFunction((title) => document.title.replace(/^\(\d+\) /, '').startsWith(`${title} `) && document.documentElement.dataset.save === 'saved', typed);
      by_title.delete(title);
      by_title.set(typed, id);
      // Without it, Esc would take the typing back.
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !location.hash.startsWith('#/deal/'), null, { timeout: 5000 });
      await settle(page);
    }
    ledger.done(id);
    at('at any time');
  }
}

test(`after each of ${kills} kills in the middle of work everything called saved is there, whole (seed ${seed})`, { timeout: 60_000 + kills * 10_000 }, async (context) => {
  const complaints = [];
  const ledger = make_ledger();
  const path = number_titles(generate(folder, 300));
  let opened = await open_page(complaints);
  // A failure must not leave the browser behind.
  context.after(() => opened.browser.kill().catch(() => {}));
  await replace_all(opened.page, path);

  for (let kill = 0; kill <= kills; kill += 1) {
    const { browser, page } = opened;
    const when = `after kill ${kill}`;
    const shown = [];
    for (const stage of [...stages, 'Service after the sale']) shown.push({ name: stage, ...await head_of(page, stage) });
    const out = await export_all(page);
    ledger.settle(records_of(out), when);
    for (const total of totals_of(out)) {
      const { deals, minor } = shown.find(({ name }) => name === total.name);
      assert.deepEqual({ deals, minor }, { deals: total.deals, minor: total.minor }, `${when}: the head of ${total.name}`);
    }
    assert.deepEqual(complaints, [], when);
    if (kill === kills) {
      const last = join(folder, 'last.voronka.json');
      writeFileSync(last, out);
      check(last);
      await browser.close();
      break;
    }

    await page.evaluate(() => { location.hash = '#/board'; });
    await column(page, stages[0]).waitFor({ state: 'attached' });
    await settle(page);
    const moment = moments[kill % moments.length];
    const delay = random() * (moment === 'at any time' ? 1000 : 120);
    const enough = ledger.acknowledged + 1;
    let reached;
    const time_to_die = new Promise((resolve) => { reached = resolve; });
    const busy = work(page, ledger, { moment, enough, at: (where) => { if (where === moment && ledger.acknowledged >= enough) reached(); } });
    // Work ends only by the kill; an end before it is a failure of its own.
    await Promise.race([time_to_die, busy]);
    await sleep(delay);
    await browser.kill();
    await busy.catch(() => {});
    if (kill % 2 === 0) await tear_end((await database_files(profile)).log);
    opened = await open_page(complaints);
  }
  assert.ok(ledger.acknowledged >= kills, `only ${ledger.acknowledged} edits were acknowledged, too few to say anything`);
});
