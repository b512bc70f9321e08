// By hand: node tests/crash/crash.mjs [--seeds N] [--from S] [--seed S] [--only NAME]
//   --seeds N     K4 with N seeds (2,000), beginning at --from (0)
//   --seed S      one of them, and what happened in it
//   --only NAME   K3: the stories with NAME in their names ('' is all of them)
// One line for every failure, with how to repeat it; the exit code is 1 when there was one.

import { parseArgs } from 'node:util';
import { enumerate } from './enumerate.mjs';
import { scenarios } from './scenarios.mjs';
import { simulate } from './simulate.mjs';

const { values } = parseArgs({ options: {
  seeds: { type: 'string', default: '2000' }, from: { type: 'string', default: '0' }, seed: { type: 'string' }, only: { type: 'string' },
} });
let failures = 0;
const fail = (text) => {
  failures += 1;
  console.log(text);
};
const sums = {};
const add = (counts) => { for (const [what, count] of Object.entries(counts)) sums[what] = (sums[what] ?? 0) + count; };

if (values.only !== undefined) {
  for (const [name, script] of Object.entries(scenarios)) {
    if (!name.includes(values.only)) continue;
    const { wrong, counts } = await enumerate(name, script);
    add(counts);
    for (const text of wrong) fail(`${text}   (--only '${name}')`);
  }
} else if (values.seed !== undefined) {
  const { wrong, counts } = await simulate(Number(values.seed), { trace: console.log });
  add(counts);
  for (const text of wrong) fail(text);
} else {
  const [from, count] = [Number(values.from), Number(values.seeds)];
  for (let seed = from; seed < from + count; seed += 1) {
    const { wrong, counts } = await simulate(seed);
    add(counts);
    if (wrong.length > 0) fail(`${wrong[0]}   (--seed ${seed})`);
  }
}
console.log(Object.entries(sums).map(([what, count]) => `${count} ${what}`).join(', '));
process.exitCode = failures > 0 ? 1 : 0;
