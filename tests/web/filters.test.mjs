// Narrowing the board: by mouse and by keyboard, in the address, as a saved view that travels with the file; what is shown is
// counted here over the exported JSON, not by the code under test.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all, generate, records_of, replace_all } from './support/own_files.mjs';
import { button, click, head_of, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-filters-'));
let site, page, json, threshold;

const bar = (at) => at.getByRole('region', { name: 'A filter is on' });
const editor = (at) => at.getByRole('region', { name: 'Filter', exact: true });
const hash_of = (at) => at.evaluate(() => location.hash);
const hash_becomes = (at, pattern) => at.waitForFunction((source) => new RegExp(source).test(location.hash), pattern.source, { polling: 50 });
const board = async (at, route = '#/board') => {
  await at.evaluate((hash) => { location.hash = hash; }, route);
  await settle(at);
};

// Per stage what the board shows of the deals for which `passes` holds.
function shown_of(text, passes) {
  const records = records_of(text);
  const stages = records.filter((record) => record.type === 'stage' && !record.deleted).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return stages.map((stage) => {
    const deals = records.filter((record) => record.type === 'deal' && record.position.stage === stage.id && !record.deleted && !record.archived &&
      ((record.status ?? 'open') === 'open' || (record.status === 'won' && stage.kind === 'after_sale')) && passes(record));
    return { stage: stage.name, deals: deals.length, minor: deals.reduce((sum, deal) => sum + (deal.amount?.minor ?? 0), 0) };
  });
}
async function assert_shown(at, expected) {
  for (const { stage, deals, minor } of expected) assert.deepEqual({ stage, ...await head_of(at, stage) }, { stage, deals, minor });
}
const large_route = () => `#/board?f=amount%3E${threshold}`;
const large_only = (more = '') => new RegExp(`^#/board\\?f=amount%3E${threshold}${more}$`);
const is_large = (deal) => (deal.amount?.minor ?? 0) > threshold * 100;

before(async () => {
  site = await open_site();
  page = await site.page('?lang=en');
  await replace_all(page, generate(folder, 80));
  json = await export_all(page);
  // The middle one of the amounts on the board, so that about half of the deals are larger.
  const amounts = records_of(json).filter(({ type, status, amount }) => type === 'deal' && (status ?? 'open') === 'open' && amount).map(({ amount }) => amount.minor);
  threshold = Math.floor(amounts.sort((a, b) => a - b)[Math.floor(amounts.length / 2)] / 100);
  await board(page);
});
after(() => site?.close());

test('a filter built by mouse shows what the file says, column by column, and stands in the address', async () => {
  await click(page, button(page, 'My filters'));
  await click(page, page.getByRole('menuitem', { name: 'Set up filter…' }));
  const value = editor(page).getByRole('textbox', { name: 'Value' });
  await value.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, value);
  await page.keyboard.type(String(threshold));
  await settle(page);
  const expected = shown_of(json, is_large);
  const count = expected.reduce((sum, { deals }) => sum + deals, 0);
  const total = shown_of(json, () => true).reduce((sum, { deals }) => sum + deals, 0);
  assert.ok(count > 0 && count < total, `${count} of ${total} would prove nothing`);
  await assert_shown(page, expected);
  assert.match(await bar(page).getByRole('status').textContent(), new RegExp(`^${count} deals? shown of ${total}$`));
  await click(page, button(page, 'Done'));
  await hash_becomes(page, large_only());
});

test('a reload keeps the filter and the search', async () => {
  await click(page, page.getByRole('searchbox', { name: 'Search' }));
  await page.keyboard.type('a');
  await hash_becomes(page, large_only('&q=a'));
  const before_reload = await bar(page).getByRole('status').textContent();
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await bar(page).waitFor({ state: 'attached' });
  await bar(page).getByRole('status').filter({ hasText: before_reload }).waitFor({ state: 'attached' });  // what is long is searched in slices
  assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'a');
  await board(page, large_route());
  await assert_shown(page, shown_of(json, is_large));
});

test('Back leads from the settings and from a deal to the same filtered board', async () => {
  await click(page, button(page, 'Settings'));
  await hash_becomes(page, /^#\/settings/);
  await page.goBack();
  await hash_becomes(page, large_only());
  await bar(page).waitFor({ state: 'attached' });
  await settle(page);
  await click(page, page.getByRole('list').getByRole('listitem').first());
  await hash_becomes(page, new RegExp(`^#/deal/\\w+\\?f=amount%3E${threshold}$`));
  await page.goBack();
  await hash_becomes(page, large_only());
  await settle(page);
  await assert_shown(page, shown_of(json, is_large));
});

test('a filter is built by keyboard alone, in Cyrillic letters, and cleared by it', async () => {
  await board(page);
  await button(page, 'My filters').focus();
  await page.keyboard.press('Enter');
  await settle(page);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  const until = async (key, name) => {
    for (let i = 0; i < 40 && (await focused()) !== name; ++i) {
      await page.keyboard.press(key);
      await settle(page);
    }
    assert.equal(await focused(), name);
  };
  await until('ArrowDown', 'Set up filter…');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await focused(), 'Field');
  await page.keyboard.press('Enter');
  await settle(page);
  await until('ArrowUp', 'Title');
  await page.keyboard.press('Enter');
  await settle(page);
  await until('Tab', 'Value');
  await page.keyboard.type('ё');
  await settle(page);
  await page.getByRole('heading', { name: 'Nothing matches the filter' }).waitFor({ state: 'attached' });
  await page.keyboard.press('Backspace');
  await page.keyboard.type('a');
  await settle(page);
  await assert_shown(page, shown_of(json, (deal) => deal.title.toLowerCase().includes('a')));
  await until('Tab', 'Clear filter');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await bar(page).count(), 0);
  await page.keyboard.press('Escape');
  await settle(page);
  assert.equal(await editor(page).count(), 0);
});

test('a quick chip shows as many deals as it says', async () => {
  const chip = button(page, /^No step: \d+ deals?$/);
  const said = Number.parseInt((await chip.getAttribute('aria-label') ?? await chip.textContent()).replace(/\D/g, ''), 10);
  await click(page, chip);
  await settle(page);
  assert.match(await bar(page).getByRole('status').textContent(), new RegExp(`^${said} deals? shown of `));
  await click(page, chip);
  await settle(page);
  assert.equal(await bar(page).count(), 0);
});

test('a saved view survives a reload, and travels with the file into a fresh browser', { timeout: 120_000 }, async () => {
  await board(page, large_route());
  await click(page, button(page, 'My filters'));
  await click(page, page.getByRole('menuitem', { name: 'Save as view…' }));
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor({ state: 'attached' });
  await settle(page);
  await page.keyboard.type('Крупные');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Крупные', exact: true }).waitFor({ state: 'attached' });
  await saved(page);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await page.getByRole('button', { name: 'Крупные', exact: true }).waitFor({ state: 'attached' });

  const path = join(folder, 'with-view.voronka.json');
  const exported = await export_all(page);
  writeFileSync(path, exported);
  assert.deepEqual(records_of(exported).filter(({ type }) => type === 'saved_view').map(({ name, page: shown_on, filter }) => ({ name, shown_on, filter })),
    [{ name: 'Крупные', shown_on: 'board', filter: `amount>${threshold}` }]);
  const other = await open_site();
  const fresh = await other.page('?lang=en');
  await replace_all(fresh, path);
  await settle(fresh);
  await click(fresh, button(fresh, 'My filters'));
  await click(fresh, fresh.getByRole('menuitemcheckbox', { name: 'Крупные' }).or(fresh.getByRole('menuitem', { name: 'Крупные' })));
  await settle(fresh);
  await assert_shown(fresh, shown_of(exported, is_large));
  assert.equal(await hash_becomes(fresh, large_only()).then(() => hash_of(fresh)), large_route());
  await other.close();
});

test('the bar and the editor look as they did', { timeout: 240_000 }, async () => {
  const browser = await launch_with_one_font();
  const wrong = [];
  for (const [language, theme, viewport] of [
    ['ru', 'light', { width: 1280, height: 800 }], ['en', 'dark', { width: 1280, height: 800 }],
    ['en', 'light', { width: 1280, height: 800 }], ['ru', 'dark', { width: 1280, height: 800 }],
    ['ru', 'light', { width: 390, height: 844 }], ['en', 'dark', { width: 390, height: 844 }],
  ]) {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    await scenes.board();
    const picture = async (name) => {
      const complaint = check_picture(`${name}-${language}-${theme}-${viewport.width}x${viewport.height}`, await scenes.page.screenshot());
      if (complaint) wrong.push(complaint);
    };
    await scenes.go('#/board?f=amount%3E40000;(close:quarter|silent%3E14|mood=grim);status=open');
    await picture('filter-bar');
    await click(scenes.page, scenes.page.getByRole('button', { name: scenes.t('filter.edit').replace('{name}', ''), exact: false }).first());
    await scenes.page.getByRole('region', { name: scenes.t('filter.title'), exact: true }).waitFor({ state: 'attached' });
    await scenes.rest();
    await picture('filter-editor');
    await scenes.close();
  }
  await browser.close();
  assert.deepEqual(wrong, []);
});
