// voronka import reads workbooks of Excel as the page does, and says why it does not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { program } from '../support/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
after(() => rmSync(folder, { recursive: true }));

const cell = (words) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const row = (n) => `<row><c><v>${n}</v></c>${cell(`Окна ${n}`)}${cell('Переговоры')}<c><v>${n * 10}</v></c></row>`;
const files = (count) => ({
  'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<R><Relationship Id="r" Target="worksheets/sheet1.xml"/></R>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row>${['ID', 'Название сделки', 'Этап сделки', 'Сумма'].map(cell).join('')}</row>${
    Array.from({ length: count }, (_, n) => row(n + 1)).join('')}</sheetData></worksheet>`,
});

// No checksums: nobody who looks for a table in it asks for them. `method` 0 stores; `level` and `strategy` are zlib's.
function zip_of(entries, { method = 8, flags = 0, ...packing } = {}) {
  const parts = [], heads = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const plain = Buffer.from(content), packed = method === 8 ? deflateRawSync(plain, packing) : plain;
    const local = Buffer.alloc(30), head = Buffer.alloc(46);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    head.writeUInt32LE(0x02014b50);
    head.writeUInt16LE(flags, 8);
    head.writeUInt16LE(method, 10);
    head.writeUInt32LE(packed.length, 20);
    head.writeUInt32LE(plain.length, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    heads.push(head, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...heads, end]);
}

function imported(bytes) {
  const path = join(folder, 'deals.xlsx'), output = join(folder, 'out.json');
  rmSync(output, { force: true });
  writeFileSync(path, bytes);
  const { status, stderr } = spawnSync(program, ['import', path, '--currency', 'RUB', '-o', output], { encoding: 'utf8' });
  return { status, stderr, deals: status === 0 ? JSON.parse(readFileSync(output, 'utf8')).records.filter((one) => one.type === 'deal') : [] };
}

test('workbooks are read however they are packed', () => {
  for (const packing of [{}, { method: 0 }, { level: 1 }, { level: 9 }, { level: 0 }, { strategy: 4 }, { strategy: 2 }]) {
    const { status, stderr, deals } = imported(zip_of(files(500), packing));
    assert.equal(status, 0, `${JSON.stringify(packing)}: ${stderr}`);
    assert.equal(deals.length, 500);
    assert.equal(deals.reduce((sum, deal) => sum + deal.amount.minor, 0), 125_250_000);
  }
});

test('a workbook that cannot be read is refused with a sentence', () => {
  const whole = zip_of(files(50));
  for (const [bytes, sentence] of [
    [whole.subarray(0, whole.length - 30), /damaged/],
    [Buffer.concat([whole.subarray(0, 300), Buffer.alloc(20, 0xff), whole.subarray(320)]), /damaged/],
    [zip_of(files(1), { flags: 1 }), /password/],
    [zip_of({ 'xl/workbook.bin': 'x' }), /xlsb/],
    [zip_of({ 'word/document.xml': 'x' }), /archive/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel/],
    [zip_of({ ...files(1), 'xl/worksheets/sheet2.xml': Buffer.alloc(65 * 1024 * 1024) }), /64 MB/],
  ]) {
    const { status, stderr } = imported(bytes);
    assert.equal(status, 2, String(sentence));
    assert.match(stderr, sentence);
  }
});

test('any bent byte gives deals or a sentence', () => {
  const whole = zip_of(files(20));
  for (let at = 0; at < whole.length; at += 23) {
    const bent = Buffer.from(whole);
    bent[at] ^= 0x5a;
    assert.ok([0, 2].includes(imported(bent).status), `byte ${at}`);
  }
});

const samples = process.env.VORONKA_SAMPLES;
test('both workbooks of an amoCRM export give the figures of its source', { skip: samples ? false : 'no sample exports (VORONKA_SAMPLES)' }, () => {
  for (const kind of ['shared', 'inline']) {
    const { status, stderr, deals } = imported(readFileSync(join(samples, `amocrm/constructed_amocrm_export_leads_${kind}.xlsx`)));
    assert.equal(status, 0, stderr);
    assert.equal(deals.length, 20);
    assert.deepEqual(['won', 'lost'].map((is) => deals.filter((deal) => deal.status === is).length), [1, 7]);
  }
});
