// A workbook of Excel becomes the text that the readers of tables take; what is none, or is damaged, says so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { workbook_of } from '../../web/xlsx.js';
import { write_zip } from '../../web/zip.js';

const mark = '\x02workbook\n';
const zip_of = (files, pack = true) => write_zip(Object.entries(files).map(([name, text]) => ({ name, blob: new Blob([text]), pack })));
const text_of = async (blob) => (await workbook_of(blob)).text();
const files = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': '<workbook>Сделки</workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships/>',
  'xl/SharedStrings.xml': '<sst/>',
  'xl/worksheets/sheet1.xml': '<worksheet/>',
  'xl/worksheets/_rels/sheet1.xml.rels': '<no/>',
  'xl/media/image1.png': 'PNG',
};
const expected = `${mark}xl/workbook.xml 33\n<workbook>Сделки</workbook>xl/_rels/workbook.xml.rels 16\n<Relationships/>`
  + 'xl/sharedstrings.xml 6\n<sst/>xl/worksheets/sheet1.xml 12\n<worksheet/>';

test('the files that hold a table come unpacked, with names in lower case and sizes in bytes', async () => {
  assert.equal(await text_of(await zip_of(files)), expected);
  assert.equal(await text_of(await zip_of(files, false)), expected);
});

test('what is no workbook comes back as it is', async () => {
  for (const blob of [new Blob([]), new Blob(['PK']), new Blob(['ID;Сделка\n1;2\n']), await zip_of({ 'word/document.xml': '<w/>' })])
    assert.equal(await workbook_of(blob), blob);
});

test('binary, cut, bent and lying workbooks say why they are not read', async () => {
  assert.equal(await text_of(await zip_of({ 'xl/workbook.bin': 'x' })), `${mark}!xlsb 0\n`);
  const whole = await zip_of(files);
  assert.equal(await text_of(whole.slice(0, whole.size - 30)), `${mark}!damaged 0\n`);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const at = bytes.indexOf(0x50, 1);  // somewhere in the packed bytes or heads behind the first file
  const bent = bytes.slice();
  bent.fill(0xff, at + 50, at + 60);
  assert.equal(await text_of(new Blob([bent])), `${mark}!damaged 0\n`);
});

test('a bomb is given up before it is unpacked', { timeout: 60_000 }, async () => {
  const bomb = await zip_of({ 'xl/workbook.xml': '<a/>', 'xl/worksheets/sheet1.xml': new Uint8Array(65 * 1024 * 1024) });
  assert.ok(bomb.size < 1024 * 1024);
  assert.equal(await text_of(bomb), `${mark}!large 0\n`);
});

const samples = process.env.VORONKA_SAMPLES;
test('workbooks of another program are unpacked', { skip: !samples || !existsSync(samples) }, async () => {
  for (const name of ['shared', 'inline']) {
    const text = await text_of(new Blob([readFileSync(join(samples, `amocrm/constructed_amocrm_export_leads_${name}.xlsx`))]));
    assert.ok(text.startsWith(mark));
    assert.ok(text.includes('xl/worksheets/sheet1.xml '));
  }
});
