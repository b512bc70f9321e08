// voronka import fills in the histories of deals that are in the file already.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

const deals = `Id,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CurrencyIsoCode,CreatedDate
006A,Roof,Proposal,150,2026-02-01,0,0,EUR,2026-01-01T10:00:00.000Z
006B,Gate,Prospecting,7,2026-03-20,0,0,EUR,2026-01-02T10:00:00.000Z
`;
const changes = `Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate,Probability
3,006Z,u,2026-01-20T10:00:00Z,Prospecting,150,2026-02-01,100
2,006A,u,2026-01-15T10:00:00Z,Proposal,999,2026-02-01,75
1,006A,u,2026-01-01T10:00:00Z,Prospecting,100,2026-02-01,10
`;

function imported(names, into) {
  const output = join(folder, `out${names.length}${into ? 'again' : ''}.json`);
  const { status, stderr } = spawnSync(program, ['import', ...names.map((name) => join(folder, name)), ...(into ? ['--into', into] : []), '--lang', 'en', '-o', output], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { stderr, output, records: JSON.parse(readFileSync(output, 'utf8')).records };
}

test('a table of changes goes into the deals of an earlier one and makes no other; a second time it changes nothing', () => {
  writeFileSync(join(folder, 'deals.csv'), deals);
  writeFileSync(join(folder, 'changes.csv'), changes);
  const both = imported(['deals.csv', 'changes.csv']);
  assert.match(both.stderr, /1 deal of the file is not here/);
  const made = both.records.filter((record) => record.type === 'deal');
  assert.deepEqual(made.map((deal) => deal.title).sort(), ['Gate', 'Roof']);
  const roof = made.find((deal) => deal.title === 'Roof');
  assert.deepEqual(roof.amount, { minor: 15000, currency: 'EUR' });
  const days = roof.history.filter(([kind, at]) => kind === 'stage_entered' && at).map(([, at]) => at.slice(0, 10));
  assert.deepEqual(days, ['2026-01-01', '2026-01-15']);
  const again = imported(['changes.csv'], both.output);
  assert.equal(readFileSync(again.output, 'utf8'), readFileSync(both.output, 'utf8'));
});
