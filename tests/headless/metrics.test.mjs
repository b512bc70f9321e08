// voronka metrics: all numbers of a pipeline, of today and of a past day, as JSON that says no more than it knows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

function said(...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr);
  return stdout;
}
const made = join(folder, 'made.json');
const numbers = (...args) => {
  const answer = JSON.parse(said('metrics', made, '--json', ...args));
  return { ...answer, of: (id) => answer.metrics.find((metric) => metric.id === id) };
};
const part = (values, name) => values.find((value) => value.part === name);
const every_value = (answer) => answer.metrics.flatMap((metric) => [...metric.values, ...metric.stages.flatMap((stage) => stage.values)]);

test('a made-up pipeline: every metric is there, stays add up, intervals hold their value', () => {
  said('generate', '--deals', '400', '--seed', '7', '--lang', 'en', '-o', made);
  const answer = numbers();
  assert.equal(answer.metrics.length, 30);
  for (const metric of answer.metrics) assert.ok(metric.title.length > 0, metric.id);
  for (const stage of answer.of('stage_exits').stages) {
    const [entries, ...ends] = stage.values;
    assert.equal(entries.part, 'entries');
    assert.equal(ends.length, 7);
    assert.equal(ends.reduce((sum, end) => sum + (end.value ?? 0), 0), entries.value ?? 0, stage.name);
  }
  for (const value of every_value(answer)) {
    assert.equal(value.value === null, value.state === 'nothing');
    if (value.low === null || value.high === null || value.value === null) continue;
    assert.ok(Number(value.low) <= Number(value.high), JSON.stringify(value));
    assert.ok(Number(value.low) <= Number(value.value) + 1e-6 && Number(value.value) <= Number(value.high) + 1e-6, JSON.stringify({ ...value, deals: [] }));
  }
  const chance = answer.of('ultimate_win_rate').values;
  const sum = ['count', 'lost', 'undecided'].reduce((total, name) => total + part(chance, name).value, 0);
  assert.ok(Math.abs(sum - 1) < 1e-5, `${sum}`);
  assert.ok(part(answer.of('stage_duration').stages[0].values, 'median').value > 0);
});

test('of a past day: only what had happened by its evening', () => {
  said('generate', '--deals', '400', '--seed', '7', '--lang', 'en', '-o', made);
  const now = numbers(), then = numbers('--at', '2025-10-01');
  assert.equal(then.at, '2025-10-01');
  const made_by = (answer) => part(answer.of('cycle_length').values, 'median').n;
  assert.ok(made_by(then) > 0 && made_by(then) < made_by(now), `${made_by(then)} of ${made_by(now)}`);
  assert.deepEqual(numbers('--at', '2025-10-01').metrics, then.metrics);
});

test('deals imported without any date give no length and no chance by age, and say so', () => {
  const table = join(folder, 'table.csv');
  const rows = Array.from({ length: 40 }, (_, i) => `Deal ${i};${['Won', 'Lost', 'Negotiation'][i % 3]};100`);
  writeFileSync(table, ['Title;Stage;Amount', ...rows].join('\n'));
  said('import', table, '--lang', 'en', '--currency', 'USD', '-o', made);
  const answer = numbers();
  for (const id of ['cycle_length', 'ultimate_win_rate']) for (const value of answer.of(id).values) assert.equal(value.state, 'nothing', `${id} ${value.part}`);
  for (const value of every_value(answer)) assert.equal(value.value === null, value.state === 'nothing');
  assert.ok(answer.of('deal_count').values[0].value === 40);
});

test('the table for people has the same numbers in short', () => {
  said('generate', '--deals', '60', '--seed', '3', '--lang', 'en', '-o', made);
  const text = said('metrics', made);
  assert.match(text, /^ultimate_win_rate: count 0\.\d+ \(0\.\d+\.\.\.0\.\d+\), n=\d+/m);
  assert.match(text, /^stage_duration: /m);
  assert.doesNotMatch(text, /nan|inf\b/i);
});
