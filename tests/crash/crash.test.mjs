// K3 wholly, and the first seeds of K4 (README.md). More seeds: node tests/crash/crash.mjs --seeds 100000
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enumerate } from './enumerate.mjs';
import { scenarios } from './scenarios.mjs';
import { simulate } from './simulate.mjs';

for (const [name, script] of Object.entries(scenarios)) {
  test(`${name}: a power cut or a fault at any place leaves every commit wholly there or not at all`, async (t) => {
    const { wrong, counts } = await enumerate(name, script);
    t.diagnostic(`${counts.boundaries} boundaries, ${counts.faults} faults, ${counts.futures} different states afterwards`);
    assert.deepEqual(wrong.slice(0, 5), []);
  });
}

const seeds = process.env.VORONKA_ALL === '1' ? 10000 : 2000;
test(`in ${seeds} lives of two to four tabs every acknowledged edit is stored once, and all tabs come to agree with the disk`, async (t) => {
  const wrong = [];
  const sums = {};
  for (let seed = 0; seed < seeds && wrong.length < 5; seed += 1) {
    const life = await simulate(seed);
    for (const [what, count] of Object.entries(life.counts)) sums[what] = (sums[what] ?? 0) + count;
    if (life.wrong.length > 0) wrong.push(`seed ${seed}: ${life.wrong[0]} (node tests/crash/crash.mjs --seed ${seed})`);
  }
  t.diagnostic(Object.entries(sums).map(([what, count]) => `${count} ${what}`).join(', '));
  assert.deepEqual(wrong, []);
  for (const what of ['faults', 'kills', 'cuts', 'conflicts', 'gaps', 'commits']) assert.ok(sums[what] > 0, `without ${what} nothing was tested`);
});

test('a seed is one story: told twice it goes the same way', async () => {
  const told = async () => {
    const lines = [];
    const { counts } = await simulate(7, { trace: (line) => lines.push(line) });
    return { lines, counts };
  };
  const first = await told();
  assert.ok(first.lines.length > 10);
  assert.deepEqual(await told(), first);
});
