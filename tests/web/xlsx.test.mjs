// A workbook of Excel in a browser: chosen, shown as what it is, imported; a damaged one says so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { write_zip } from '../../web/zip.js';
import { open_site } from './support/browser.mjs';
import { button, card, choose_file, click, saved, settle } from './support/pages.mjs';

const text = (words) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const rows = [
  ['ID', 'Название сделки', 'Этап сделки', 'Бюджет ₽', 'Валюта', 'Дата создания'].map(text).join(''),
  `<c><v>101</v></c>${text('Окна для школы')}${text('Переговоры')}<c><v>350000</v></c>${text('RUB')}<c s="1"><v>46027</v></c>`,
  `<c><v>102</v></c>${text('Двери &amp; замки')}${text('Переговоры')}<c><v>1250.5</v></c>${text('RUB')}<c s="1"><v>46028.5</v></c>`,
];
const files = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="Сделки" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.map((row) => `<row>${row}</row>`).join('')}</sheetData></worksheet>`,
};
const workbook = async () => {
  const zip = await write_zip(Object.entries(files).map(([name, content]) => ({ name, blob: new Blob([content]), pack: true })));
  return Buffer.from(await zip.arrayBuffer());
};
const as_file = (buffer) => ({ name: 'deals.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });

let site, page;
before(async () => {
  site = await open_site({ context: { locale: 'en-US' } });
  page = await site.page();
});
after(() => site?.close());

test('a cut workbook is refused with a sentence, a whole one comes in through the preview', { timeout: 120_000 }, async () => {
  const whole = await workbook();
  await choose_file(page, button(page, 'Load a file'), as_file(whole.subarray(0, whole.length - 40)));
  const dialog = page.getByRole('dialog');
  await page.getByRole('dialog', { name: 'That did not work' }).waitFor({ state: 'attached', timeout: 60_000 });
  assert.match(await dialog.textContent(), /This Excel workbook is damaged/);
  await settle(page);
  await choose_file(page, dialog.getByRole('button', { name: 'Choose another file', exact: true }), as_file(whole));

  const run = dialog.getByRole('button', { name: 'Import 2 deals', exact: true });
  await run.waitFor({ state: 'attached', timeout: 60_000 });
  assert.match(await dialog.textContent(), /, Excel · 2 rows/);
  await settle(page);
  await click(page, run);
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page);
  for (const title of [/Окна для школы/, /Двери & замки/]) await card(page, 'Переговоры', title).waitFor({ state: 'attached' });
});
