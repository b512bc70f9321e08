// voronka import reads address books and calendars as the page does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { program } from '../support/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

const cards = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Анна Щука\r\nORG:ООО Лес\r\nTEL:+7 917 555-01-22\r\nEMAIL:anna@example.com\r\nBDAY:19800322\r\nEND:VCARD\r\n';
const calendar = 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Договор\r\nDTSTART:20300105T093000\r\nATTENDEE:mailto:anna@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

function imported(inputs, into) {
  const output = join(folder, 'out.json');
  const paths = Object.entries(inputs).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
  const { status, stderr } = spawnSync(program, ['import', ...paths, ...(into ? ['--into', into] : []), '--lang', 'ru', '-o', output], { encoding: 'utf8' });
  const records = status === 0 ? JSON.parse(readFileSync(output, 'utf8')).records : [];
  return { status, stderr, output, of: (type) => records.filter((record) => record.type === type) };
}

test('cards, a table of contacts and a calendar come into one file, and a second time change nothing', () => {
  const inputs = { 'people.vcf': cards, 'more.csv': 'ФИО;Телефон\nОлег Рак;8 917 555-01-23\nАнна Щука;8 917 555-01-22\n', 'calendar.ics': calendar };
  const first = imported(inputs);
  assert.equal(first.status, 0, first.stderr);
  assert.deepEqual(first.of('contact').map((one) => one.name).sort(), ['Анна Щука', 'Олег Рак']);
  const [anna] = first.of('contact').filter((one) => one.name === 'Анна Щука');
  assert.deepEqual(anna.extra, { 'День рождения': '1980-03-22' });
  assert.equal(first.of('company')[0].name, 'ООО Лес');
  assert.deepEqual(first.of('activity').map((one) => [one.title, one.due, one.contact]), [['Договор', { date: '2030-01-05', time: '09:30' }, anna.id]]);
  const before = readFileSync(first.output, 'utf8');
  const copy = join(folder, 'before.json');
  writeFileSync(copy, before);
  const second = imported(inputs, copy);
  assert.equal(second.status, 0, second.stderr);
  assert.match(second.stderr, /0 new contacts, 0 filled in, 1 here already/);
  assert.equal(readFileSync(second.output, 'utf8'), before);
});

test('a calendar without anything in it is refused', () => {
  const refused = imported({ 'empty.ics': 'BEGIN:VCALENDAR\nEND:VCALENDAR\n' });
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /no meetings/);
});
