// voronka merge: what the page does with a file of the same data, in a terminal.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { program } from '../support/program.mjs';
import { changed_elsewhere, generate, records_of } from '../web/support/own_files.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-merge-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);
function voronka(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}
const deals = (path) => records_of(readFileSync(path, 'utf8')).filter((record) => record.type === 'deal');

let mine, theirs;
before(() => {
  mine = generate(folder, 20, { name: 'mine.json' });
  theirs = changed_elsewhere(mine, at('theirs.json'), { renamed: 'Renamed', conflict: 'Conflict' });
});

test('a merge takes what is new, says what it did, and is the same from both sides', () => {
  const dry = voronka('merge', mine, theirs, '--dry-run');
  assert.equal(dry.status, 0, dry.stderr);
  assert.match(dry.stdout, /: new 1, changed 1, conflicts 1, deleted 1, newer here 0, same \d+\n$/);
  assert.equal(existsSync(at('out.json')), false);
  const told = voronka('merge', mine, theirs, '-o', at('out.json'));
  assert.equal(told.stdout, dry.stdout);
  const titles = deals(at('out.json')).map((deal) => deal.title);
  assert.ok(titles.includes('Renamed') && titles.includes('Renamed 2'));
  assert.equal(deals(at('out.json')).filter((deal) => deal.deleted).length, deals(mine).filter((deal) => deal.deleted).length + 1);
  // From the other side the same deals are there; the conflict, in which one dot says two things, is for people to decide.
  assert.equal(voronka('merge', theirs, mine, '--prefer', 'theirs', '-o', at('back.json')).status, 0);
  assert.equal(voronka('merge', mine, theirs, '--prefer', 'mine', '-o', at('there.json')).status, 0);
  assert.deepEqual(deals(at('back.json')).map((deal) => deal.title), deals(at('there.json')).map((deal) => deal.title));
  const again = voronka('merge', at('out.json'), theirs, '-o', at('again.json'));
  assert.match(again.stdout, /new 0, changed 0, conflicts 0, deleted 0/);
  assert.equal(readFileSync(at('again.json'), 'utf8'), readFileSync(at('out.json'), 'utf8'));
});

test('--prefer decides conflicts', () => {
  for (const side of ['mine', 'theirs']) {
    assert.equal(voronka('merge', mine, theirs, '--prefer', side, '-o', at(`prefer-${side}.json`)).status, 0);
    assert.equal(deals(at(`prefer-${side}.json`)).some((deal) => deal.title === 'Conflict'), side === 'theirs');
  }
});

test('a file that cannot be believed, or one without an output, is refused and leaves nothing', () => {
  writeFileSync(at('cut.json'), readFileSync(theirs, 'utf8').slice(0, 5000));
  for (const words of [['merge', mine, at('cut.json'), '-o', at('none.json')], ['merge', mine, theirs], ['merge', mine, theirs, '--prefer', 'yours', '-o', at('none.json')]]) {
    const { status, stdout, stderr } = voronka(...words);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^voronka: [^\n]+\n$/);
    assert.equal(existsSync(at('none.json')), false);
  }
});
