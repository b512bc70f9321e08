// The whole way, by role and name, with a real mouse and a real database: a file comes in, is worked with, survives a reload,
// goes out, and comes in again elsewhere without losing a byte. In both languages and themes, each ending in golden pictures.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { program } from '../support/program.mjs';
import { open_site } from './support/browser.mjs';
import { box_of, button, card, choose_file, click, column, download, drag, head_of, middle, saved, settle, totals_of } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { generated, launch_with_one_font, open_scenes } from './support/scenes.mjs';

let folder, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-story-'));
  browser = await launch_with_one_font();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const laptop = { width: 1280, height: 800 };
// Typed in both languages: a page in English has customers with Cyrillic names, too.
const new_title = 'Щёлковский завод: вентиляция';

const check_heads = async (page, totals) => {
  for (const total of totals) {
    const head = await head_of(page, total.name);
    assert.equal(head.deals, total.deals, `deals in ${total.name}`);
    assert.equal(head.minor, total.minor, `sum of ${total.name}`);
  }
};

async function export_all({ page, t, settings }) {
  await settings('data');
  return download(page, () => click(page, button(page, t('settings.data_export'))));
}

for (const [language, theme] of [['ru', 'light'], ['ru', 'dark'], ['en', 'light'], ['en', 'dark']]) {
  test(`a pipeline of 8,800 deals comes in, is worked with, survives a reload and goes out byte for byte: ${language}, ${theme}`, async () => {
    const path = generated(language, { deals: 8800 });
    const scenes = await open_scenes({ browser, language, theme, viewport: laptop });
    const { page, t } = scenes;
    const wrong = [];
    const look = async (scene) => {
      await scenes.rest();
      const complaint = check_picture(`story-${scene}-${language}-${theme}`, await page.screenshot());
      if (complaint) wrong.push(complaint);
    };

    await scenes.board(path);
    const totals = totals_of(readFileSync(path, 'utf8'));
    await check_heads(page, totals);
    const [lead, qualified] = totals.map((total) => total.name);

    // Search for one card by a word of its name.
    const first = column(page, lead).getByRole('listitem').first();
    const name = await first.getAttribute('aria-label') ?? await first.textContent();
    // The age at the end of the name changes with the stage.
    const [title, company] = name.split(', ');
    const search = page.getByRole('searchbox', { name: t('shell.search') });
    await click(page, search);
    await page.keyboard.type(title);
    await settle(page);
    const found = await head_of(page, lead);
    assert.ok(found.deals >= 1 && found.deals < totals[0].deals, `found ${found.deals}`);
    await look('search');
    await page.keyboard.press('Escape');
    await settle(page);
    if (await search.inputValue() !== '') { await click(page, button(page, t('shell.search_clear'))); await settle(page); }

    // Drag it one stage on.
    const target = await box_of(column(page, qualified));
    await drag(page, card(page, lead, name), { x: target.x + target.width / 2, y: target.y + 60 });
    assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);
    assert.equal((await head_of(page, qualified)).deals, totals[1].deals + 1);

    // Edit its title, in Cyrillic, in the panel.
    await click(page, card(page, qualified, `${title}, ${company}`));
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    await settle(page);
    await click(page, page.getByRole('textbox', { name: t('field.title'), exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(new_title);
    await page.keyboard.press('Enter');
    await settle(page);
    await scenes.quiet();
    await look('deal');
    await page.goBack();
    await settle(page);
    await card(page, qualified, new_title).first().waitFor({ state: 'attached' });

    // Lose another one, with a reason.
    const loser = column(page, lead).getByRole('listitem').first();
    await drag(page, loser, () => middle(page.getByText(t('board.lost'), { exact: true })));
    const dialog = page.getByRole('dialog', { name: t('lose.title') });
    await dialog.getByRole('radio').first().waitFor({ state: 'attached' });
    await click(page, dialog.getByRole('radio', { name: t('default_reason.price') }));
    await click(page, dialog.getByRole('button', { name: t('lose.confirm') }));
    await settle(page);
    assert.equal((await head_of(page, lead)).deals, totals[0].deals - 2);

    // Undo brings it back, and the button says what it would undo.
    const undo_lost = t('shell.undo').replace('{what}', t('undo.lose_deal').replace('{deal}', ''));
    await click(page, page.getByRole('button', { name: new RegExp(`^${undo_lost}`) }));
    await settle(page);
    assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);

    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await settle(page);
    assert.equal((await head_of(page, lead)).deals, totals[0].deals - 1);
    await card(page, qualified, new_title).first().waitFor({ state: 'attached' });
    await look('board');

    // Out, into a fresh profile, and out again.
    const out = await export_all(scenes);
    const out_path = join(folder, `${language}-${theme}.voronka.json`);
    writeFileSync(out_path, out);
    execFileSync(program, ['check', out_path]);
    await scenes.close();

    const fresh = await open_scenes({ browser, language, theme, viewport: laptop });
    await fresh.board(out_path);
    await check_heads(fresh.page, totals_of(out.toString('utf8')));
    const again = await export_all(fresh);
    assert.ok(out.equals(again), 'the second export differs from the first');
    await fresh.close();
    assert.deepEqual(wrong, []);
  });
}

test('the Maven export of 8,800 deals comes in through the preview with the figures of its source', { skip: process.env.VORONKA_SAMPLES ? false : 'no sample exports (VORONKA_SAMPLES)' }, async () => {
  const path = join(process.env.VORONKA_SAMPLES, 'maven-crm/sales_pipeline.csv');
  assert.ok(existsSync(path));
  const site = await open_site({ context: { locale: 'en-US' } });
  const page = await site.page();
  await choose_file(page, button(page, 'Load a file'), path);
  const dialog = page.getByRole('dialog');
  const run = dialog.getByRole('button', { name: /Import 8,800 deals/ });
  await run.waitFor({ state: 'attached', timeout: 60_000 });
  const words = await dialog.textContent();
  for (const figure of ['4,238', '2,473', '2,089']) assert.ok(words.includes(figure), `${figure} in the preview`);
  // The file names no currency; without an answer the button stays off.
  assert.ok(await run.isDisabled());
  await click(page, dialog.getByRole('combobox', { name: 'Currency of amounts' }));
  await settle(page);
  await click(page, page.getByRole('option', { name: /USD/ }));
  await page.waitForFunction(() => [...document.querySelectorAll('button')].some((one) => /^Import 8,800 deals/.test(one.textContent || one.ariaLabel || '') && !one.disabled && one.getAttribute('aria-disabled') !== 'true'), null, { timeout: 30_000 });
  await settle(page);
  await click(page, run);
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 60_000 });
  await saved(page, 60_000);
  assert.equal((await head_of(page, 'Engaging')).deals, 1589);
  assert.equal((await head_of(page, 'Prospecting')).deals, 500);
  await page.keyboard.press('Control+z');
  await settle(page);
  await button(page, 'Load a file').first().waitFor({ state: 'attached' });
  await site.close();
});
