// The estimators of src/metrics agree with R (package survival) to 1e-9: the exact calls stand in src/metrics/SPEC.md, [M26] to [M29].
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const probe = join(program, '..', 'survival_probe');
const script = new URL('../metrics/r/survival.R', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

const has_r = spawnSync('Rscript', ['-e', 'library(survival)']).status === 0;
// ./test.sh --all installs it; there its absence is a failure.
const skip = !has_r && process.env.VORONKA_ALL !== '1' ? 'no R with the package survival (web/toolchain/setup.sh statistics)' : false;

function said(command, args, input) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.equal(status, 0, `${command}: ${error ?? stderr}`);
  return stdout;
}
const lines_of = (text) => new Map(text.trim().split('\n').map((line) => JSON.parse(line)).map((one) => [one.case, one]));

// mulberry32: small and the same everywhere.
function random_of(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Waits with ties (whole days), or without; some watched from a later age on; some of a weight of their own; some still lasting.
function made_up({ seed, size, whole, late, weighted }) {
  const random = random_of(seed);
  return Array.from({ length: size }, () => {
    const length = -Math.log(1 - random()) * 40;
    const exit = whole ? Math.ceil(length) : length + 0.001;
    const entry = late && random() < 0.5 ? (whole ? Math.floor(exit * random() * 0.99) : exit * random() * 0.9) : 0;
    const draw = random();
    const cause = draw < 0.25 ? 0 : draw < 0.5 ? 1 : draw < 0.85 ? 2 : 3;
    return [entry, exit, cause, weighted ? Math.ceil(random() * 1e7) / 100 : 1];
  });
}

function compare(cases) {
  const csv = join(folder, 'cases.csv');
  writeFileSync(csv, 'case,entry,exit,cause,weight\n' + [...cases].map(([name, rows]) => rows.map((row) => `${name},${row.join(',')}\n`).join('')).join(''));
  const ours = lines_of(said(probe, [], [...cases].map(([name, rows]) => `case ${name}\n` + rows.map((row) => row.join(' ') + '\n').join('')).join('')));
  const theirs = lines_of(said('Rscript', [script, csv]));
  assert.equal(ours.size, cases.size);
  let compared = 0;
  for (const [name, r] of theirs) {
    const we = ours.get(name);
    const near = (a, b, what) => {
      compared += 1;
      if (b === null || a === null) return assert.equal(a, b, `${name} ${what}`);
      assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${name} ${what}: ours ${a}, R's ${b}`);
    };
    for (const curve of ['km', 'aj1', 'aj2', 'aj3']) {
      // R keeps rows at which somebody comes in and nothing else happens: curves do not step there.
      const at = new Map(r[curve].time.map((time, i) => [time, i]));
      we[curve].time.forEach((time, i) => {
        const j = at.get(time);
        assert.notEqual(j, undefined, `${name} ${curve}: R has no row at ${time}`);
        near(we[curve].share[i], r[curve].share[j], `${curve} at ${time}`);
        // Where the whole curve is 0 or nobody is left R has no error, or one of no use.
        if (r[curve].share[j] === 0) return;
        // All have ended so: R's sum of weights may stop a rounding short of 1 and give ends that are 1 to 1e-9, where we give none.
        if (we[curve].share[i] === 1 && r[curve].share[j] > 1 - 1e-12 && r[curve].share[j] < 1)
          for (const what of ['low', 'high']) {
            near(r[curve][what][j], 1, `${curve} ${what} at ${time}, certain`);
            r[curve][what][j] = we[curve][what][i];
          }
        for (const what of ['se', 'low', 'high']) near(we[curve][what][i], r[curve][what][j], `${curve} ${what} at ${time}`);
      });
    }
    for (const what of ['q50', 'q80', 'rmean']) we[what].forEach((value, i) => near(value, r[what][i], `${what}[${i}]`));
  }
  return compared;
}

test('[M26] [M27] [M28] [M29] made-up data: ties, censoring, late entries and weights, as R has them', { skip }, () => {
  const cases = new Map();
  for (const size of [1, 2, 5, 12, 60, 300])
    for (let seed = 1; seed <= 6; ++seed)
      for (const [kind, of] of Object.entries({ plain: {}, ties: { whole: true }, late: { late: true, whole: true }, weights: { weighted: true, whole: true }, all: { weighted: true, late: true } }))
        cases.set(`${kind}-${size}-${seed}`, made_up({ seed: seed * 1000 + size, size, ...of }));
  const all_gone = [3, 1, 4, 1, 5].map((exit) => [0, exit, 1, 1]);
  cases.set('all-gone', all_gone);
  cases.set('none-gone', all_gone.map(([entry, exit]) => [entry, exit, 0, 1]));
  const compared = compare(cases);
  assert.ok(compared > 20000, `${compared} numbers`);
});

const samples = process.env.VORONKA_SAMPLES;
const maven = samples && join(samples, 'maven-crm/sales_pipeline.csv');
const hubspot = samples && join(samples, 'hubspot/constructed_hubspot-crm-exports-all-deals_wide_stage_dates.csv');
const no_samples = skip || (maven && existsSync(maven) && existsSync(hubspot) ? false : 'no sample exports (VORONKA_SAMPLES)');

// The spells that our paths make of an export, by the name of what they are of.
function spells_of(file, as_of) {
  const out = join(folder, 'sample.json');
  said(program, ['import', file, '--lang', 'en', '-o', out]);
  const cases = new Map();
  for (const line of said(probe, ['paths', out, as_of]).trim().split('\n')) {
    if (line.startsWith('case ')) cases.set(line.slice(5).replaceAll(/[,"]/g, ' '), []);
    else [...cases.values()].at(-1).push(line.split(' ').map(Number));
  }
  for (const [name, rows] of cases) if (rows.filter(([entry, exit]) => exit > entry).length === 0) cases.delete(name);
  return new Map([...cases].map(([name, rows]) => [name, rows.filter(([entry, exit]) => exit > entry)]));
}

test('[M26] [M27] Maven: engage to close, read from the export by itself, and as our paths have it, as R has them', { skip: no_samples }, () => {
  const ours = spells_of(maven, '2017-12-31');
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000;
  const [head, ...rows] = readFileSync(maven, 'utf8').trim().split(/\r?\n/).map((line) => line.split(','));
  const column = Object.fromEntries(head.map((name, i) => [name, i]));
  const own = [];
  for (const row of rows) {
    const [engage, close, stage] = ['engage_date', 'close_date', 'deal_stage'].map((name) => row[column[name]]);
    if (!engage) continue;
    const cause = stage === 'Won' ? 1 : stage === 'Lost' ? 2 : 0;
    // Days known to the day count at noon, the view ends with the evening.
    const exit = cause ? day(close) - day(engage) : day('2017-12-31') + 1 - (day(engage) + 0.5);
    if (exit > 0) own.push([0, exit, cause, 1]);
  }
  const sorted = (list) => list.map((row) => row.join(' ')).sort();
  assert.deepEqual(sorted(ours.get('deals')), sorted(own));
  compare(ours);
});

test('[M26] [M27] HubSpot: the life of deals and the stays in each stage, as R has them', { skip: no_samples }, () => {
  const cases = spells_of(hubspot, '2026-01-01');
  assert.ok(cases.size >= 3, [...cases.keys()].join());
  compare(cases);
});
