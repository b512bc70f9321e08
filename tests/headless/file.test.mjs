// voronka export, check and schema: what goes in comes out the same, and a refusal is one line that leaves nothing behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const root = new URL('../..', import.meta.url).pathname;
const golden = join(root, 'tests/golden/v1.voronka.json');
const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

function voronka(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

function assert_refused(answer, sentence) {
  assert.equal(answer.status, 2);
  assert.equal(answer.stdout, '');
  assert.match(answer.stderr, /^voronka: [^\n]+\n$/);
  assert.match(answer.stderr, sentence);
}

test('a file exported from a file is the same file', () => {
  const copy = join(folder, 'copy.json');
  assert.deepEqual(voronka('export', golden, '--as', 'voronka', '-o', copy), { status: 0, stdout: '', stderr: '' });
  assert.deepEqual(readFileSync(copy), readFileSync(golden));
});

test('check says what is in a file', () => {
  const { status, stdout } = voronka('check', golden);
  assert.equal(status, 0);
  assert.match(stdout, /14 records, all readable\.\n/);
  assert.match(stdout, /^deal 2$/m);
  assert.match(stdout, /^opaque 1$/m);
});

test('help lists every subcommand and every format', () => {
  const { status, stdout } = voronka('--help');
  assert.equal(status, 0);
  for (const name of ['import', 'export', 'merge', 'metrics', 'check', 'generate', 'schema']) assert.match(stdout, new RegExp(`^  voronka ${name}\\b`, 'm'));
  assert.match(stdout, /Formats for export --as:\n {2}voronka\n/);
  assert.match(voronka('export', '--help').stdout, /^voronka export P\.json --as FORMAT -o FILE \[--russian\]\n/);
});

test('every other format is written, and a table of deals knows which deals they were', () => {
  const data = join(folder, 'data.json');
  assert.equal(voronka('generate', '--deals', '40', '--lang', 'ru', '-o', data).status, 0);
  const formats = [...voronka('export', '--help').stdout.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name);
  assert.ok(formats.length >= 12);
  for (const format of formats) {
    const out = join(folder, format);
    assert.equal(voronka('export', data, '--as', format, '-o', out, '--russian').status, 0, format);
    assert.ok(readFileSync(out).length > 200, format);
  }
  const again = join(folder, 'again.json');
  assert.equal(voronka('import', join(folder, 'universal'), '-o', again).status, 0);
  const ids = (path, id_of) => JSON.parse(readFileSync(path, 'utf8')).records.filter(({ type }) => type === 'deal').map(id_of).sort();
  assert.deepEqual(ids(again, ({ origin }) => origin.id), ids(data, ({ id }) => id));
});

test('bad input is one English line on stderr, exit 2, and nothing written', () => {
  const bad = join(folder, 'bad.json');
  const out = join(folder, 'out.json');
  const before = readdirSync(folder).length;
  const text = readFileSync(golden, 'utf8');
  const cases = [
    ['\x89PNG\r\n', /This is not a Voronka file\. \(@0\)/],
    [text.slice(0, -200), /The end of the file is missing/],
    [text.replace('Ромашка', 'Ромашки'), /its checksum does not match/],
    [text.replace('"minReader":1', '"minReader":2'), /newer Voronka \(format 2\)/],
    [text.replace('"2026-10-15"', '"soon"'), /The value cannot be read\. \(\/records\/8\/expectedClose @\d+\)/],
  ];
  for (const [bytes, sentence] of cases) {
    writeFileSync(bad, bytes, typeof bytes === 'string' && bytes.startsWith('\x89') ? 'latin1' : 'utf8');
    assert_refused(voronka('export', bad, '--as', 'voronka', '-o', out), sentence);
    assert_refused(voronka('check', bad), sentence);
  }
  assert_refused(voronka('export', golden, '--as', 'papyrus', '-o', out), /The format “papyrus” is not known/);
  assert_refused(voronka('export', golden, '--as', 'voronka', '-o', join(folder, 'none/out.json')), /cannot be written/);
  assert_refused(voronka('check', join(folder, 'nowhere.json')), /cannot be opened/);
  assert_refused(voronka('check', folder), /cannot be opened/);
  assert_refused(voronka('dance'), /The command “dance” is not known/);
  assert_refused(voronka('check', golden, '--loud'), /The option --loud is not known/);
  assert_refused(voronka('export', golden), /Usage: voronka export P\.json --as FORMAT -o FILE/);
  assert_refused(voronka('check'), /Usage: voronka check P\.json/);
  assert.equal(readdirSync(folder).length, before + 1);
});

test('an existing file is replaced as a whole or not at all', () => {
  const out = join(folder, 'kept.json');
  writeFileSync(out, 'before');
  assert_refused(voronka('export', join(folder, 'nowhere.json'), '--as', 'voronka', '-o', out), /cannot be opened/);
  assert.equal(readFileSync(out, 'utf8'), 'before');
  assert.equal(voronka('export', golden, '--as', 'voronka', '-o', out).status, 0);
  assert.deepEqual(readFileSync(out), readFileSync(golden));
});

// A file of ours with so many records, written piece by piece.
function write_large(path, records) {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  const put = (text) => { hash.update(text); writeSync(file, text); };
  put('{"format":"voronka","minReader":1,"datasetId":"01J8ZQ0000000000000000000A","vv":{},"records":[\n');
  for (let i = 0; i < records;) {
    let piece = '';
    for (const end = Math.min(records, i + 10_000); i < end; i += 1) piece += `${i === 0 ? '' : ',\n'}{"id":"con_01KE7T000000000000${String(i).padStart(8, '0')}","type":"contact","name":"${i}"}`;
    put(piece);
  }
  put('\n],\n"tombstones":[]');
  writeSync(file, `,\n"check":{"records":${records},"tombstones":0,"sha256":"${hash.digest('hex')}"}}\n`);
  closeSync(file);
}

test('two million records can be read, one more is refused with its place', { skip: process.env.VORONKA_ALL === '1' ? false : 'a quarter of a minute: only with --all' }, () => {
  const path = join(folder, 'large.json');
  write_large(path, 2_000_000);
  const { status, stdout, stderr } = voronka('check', path);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^contact 2000000$/m);
  write_large(path, 2_000_001);
  assert_refused(voronka('check', path), /too many records: at most 2000000\. \(\/records\/2000000 @\d+\)/);
  rmSync(path);
});
