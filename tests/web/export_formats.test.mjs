// Data leave in the formats of other programs: chosen by keyboard and mouse in the dialog, written by the worker; our own table of deals comes
// back and finds every deal again. Ends in pictures.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { choose_file, click, download, reach, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const in_dialog = ({ page, t }, role, key) => page.getByRole('dialog').getByRole(role, { name: t(key), exact: true });

async function open_dialog(scenes) {
  await scenes.settings('data');
  await reach(scenes.page, scenes.page.getByRole('button', { name: scenes.t('export.options'), exact: true }));
  await in_dialog(scenes, 'combobox', 'export.format').waitFor({ state: 'attached' });
  await settle(scenes.page);
}

async function choose_format(scenes, format) {
  const { page, t } = scenes;
  await reach(page, in_dialog(scenes, 'combobox', 'export.format'));
  await reach(page, page.getByRole('option', { name: t(`export.format_${format}`), exact: true }));
  await settle(page);
}

// -> the bytes of the file
const save_as = async (scenes, format) => {
  await open_dialog(scenes);
  await choose_format(scenes, format);
  const bytes = await download(scenes.page, () => click(scenes.page, in_dialog(scenes, 'button', 'export.run')));
  await scenes.page.getByRole('dialog').waitFor({ state: 'detached' });
  return bytes;
};

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`deals leave as tables, workbook, report and contacts: ${language}, ${theme}, ${viewport.width}`, { timeout: 180_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `export-${part}-${language}-${theme}-${viewport.width}`;
    await scenes.board();
    await open_dialog(scenes);
    await choose_format(scenes, 'universal');
    await scenes.rest();
    wrong.push(check_picture(name('table'), await page.screenshot()));
    const table = await download(page, () => click(page, in_dialog(scenes, 'button', 'export.run')));
    const text = table.toString('utf8');
    assert.ok(text.startsWith(language === 'ru' ? '\ufeffID Voronka;Название сделки;' : '\ufeffVoronka ID,Deal name,'));
    assert.ok(text.split('\r\n').length >= 52);
    if (viewport === laptop) {
      assert.equal((await save_as(scenes, 'workbook')).toString('latin1', 0, 4), 'PK\x03\x04');
      const report = (await save_as(scenes, 'report')).toString('utf8');
      assert.match(report, new RegExp(`^<!doctype html><html lang="${language}">`));
      assert.ok(!/<script|https?:/.test(report));
      assert.match((await save_as(scenes, 'vcard')).toString('utf8'), /^BEGIN:VCARD\r\nVERSION:3.0\r\n/);
      assert.match((await save_as(scenes, 'bitrix24')).toString('utf8'), /^\ufeffID;Название сделки;Воронка;Стадия сделки;/);
    }

    // The same table again: every row is a deal that is here.
    const path = join(folder, `${language}-${viewport.width}.csv`);
    writeFileSync(path, table);
    await scenes.settings('data');
    await choose_file(page, page.getByRole('button', { name: t('first_run.import') }).first(), path);
    const fill = page.getByRole('dialog').getByRole('radio', { name: t('import_view.known_fill'), exact: true });
    await fill.waitFor({ state: 'attached', timeout: 60_000 });
    assert.match(await page.getByRole('dialog').textContent(), language === 'ru' ? /50 сделок уже есть/ : /50 deals are here already/);
    await reach(page, fill);
    await scenes.rest();
    wrong.push(check_picture(name('again'), await page.screenshot()));
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}
