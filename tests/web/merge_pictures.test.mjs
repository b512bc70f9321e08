// How the dialogs by which data come and go look: the differences of a file, the trash, a part with a password, the other device.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { changed_elsewhere } from './support/own_files.mjs';
import { choose_file, click, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

let browser, folder;
before(async () => {
  browser = await launch_with_one_font();
  folder = mkdtempSync(join(tmpdir(), 'voronka-pictures-'));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`a merge, the trash and what leaves look as they did: ${language}, ${theme}, ${size}`, { timeout: 120_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t, rest, quiet } = scenes;
    const wrong = [];
    const look = async (name) => {
      await quiet();  // a toast may come late
      await rest();
      const complaint = check_picture(`${name}-${language}-${theme}-${size}`, await page.screenshot());
      if (complaint) wrong.push(complaint);
    };
    const dialog = page.getByRole('dialog');
    const press = async (key) => {
      const found = page.getByRole('button', { name: t(key), exact: true }).last();
      await found.focus();
      await settle(page);
      await click(page, found);
      await settle(page);
    };
    await scenes.board();

    await scenes.settings('data');
    const words = language === 'ru' ? { renamed: 'Переименовано на телефоне', conflict: 'Изменено и там, и тут: очень длинное название сделки' }
      : { renamed: 'Renamed on the phone', conflict: 'Changed there and here: a deal with a very long title' };
    const path = changed_elsewhere(generated(language), join(folder, `${language}-elsewhere.voronka.json`), words);
    const load = page.getByRole('button', { name: t('settings.data_import'), exact: true });
    await load.focus();
    await settle(page);
    await choose_file(page, load, path);
    await dialog.waitFor({ state: 'attached' });
    await look('merge');
    await click(page, dialog.getByRole('button', { name: new RegExp(`^${t('merge.run')}`) }));
    await dialog.waitFor({ state: 'detached' });
    await saved(page);
    await rest();
    await quiet();

    // What it did can be seen again.
    await page.keyboard.press('Control+Alt+z');
    await dialog.waitFor({ state: 'attached' });
    await settle(page);
    await press('step.open');
    await page.getByRole('list', { name: new RegExp(t('undo.merge').split('{')[0]) }).waitFor({ state: 'attached' });
    await look('step');
    assert.match((await dialog.getByRole('listitem').allTextContents()).join('\n'), new RegExp(`${words.renamed}|${words.conflict}`));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await press('trash.open');
    await look('trash');
    await page.keyboard.press('Escape');
    await press('device.send');
    await look('send');
    await page.keyboard.press('Escape');
    await press('export.options');
    await look('export-part');
    await page.keyboard.press('Escape');
    await scenes.close();
    assert.deepEqual(wrong, []);
  });
}
