// voronka generate makes the tables of tests/data, so anyone can make them anew when the made-up sales change.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const root = new URL('../..', import.meta.url).pathname;
const data = join(root, 'tests/data');
const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

const tables = {
  'bitrix24_utf8.csv': 'bitrix-csv',
  'bitrix24_cp1251.csv': 'bitrix-csv-1251',
  'bitrix24_html.xls': 'bitrix-html',
  'maven.csv': 'maven-csv',
};

function generate(format, seed, file) {
  const words = ['generate', '--deals', '40', '--seed', seed, '--at', '2026-01-04', '--as', format, '-o', file];
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return readFileSync(file);
}

test('every committed table of deals is what generate writes, byte for byte', () => {
  const made_by_hand = /^(calls_|catalog)/;  // lists of calls and of products
  assert.deepEqual(readdirSync(data).filter((name) => !made_by_hand.test(name)).sort(), Object.keys(tables).sort());
  for (const [name, format] of Object.entries(tables)) {
    assert.ok(generate(format, '5', join(folder, name)).equals(readFileSync(join(data, name))), name);
  }
});

test('another seed makes another table', () => {
  assert.ok(!generate('maven-csv', '6', join(folder, 'other.csv')).equals(readFileSync(join(data, 'maven.csv'))));
});
