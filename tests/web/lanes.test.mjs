// The board cut into rows in a browser: chosen in the menu, a card dropped into another row, folded, kept over a reload. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, drag, middle, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const rows = (t, what) => t('action.rows').replace('{name}', t(`rows.${what}`));
// The palette knows the choice on every screen.
async function by_rows(scenes, what) {
  const { page, t } = scenes;
  await scenes.board();
  await page.keyboard.press('Control+k');
  await settle(page);
  await page.keyboard.insertText(rows(t, what));
  await settle(page);
  await page.keyboard.press('Enter');
  await scenes.rest();
}
const head = (page, t, name) => page.getByRole('button', { name: t('rows.lane').replace('{name}', name).split('{')[0] });

test('a card dropped into another row is of its owner, a row folds, and a reload keeps the rows', async () => {
  // High enough for several rows.
  const scenes = await open_scenes({ browser, language: 'en', viewport: { width: 1280, height: 2400 } });
  const { page, t } = scenes;
  await by_rows(scenes, 'owner');
  const cells = page.getByRole('list', { name: /, / });
  const names = await cells.evaluateAll((lists) => lists.map((list) => list.getAttribute('aria-label')));
  const owners = [...new Set(names.map((name) => name.slice(name.indexOf(', ') + 2)))];
  assert.ok(owners.length > 1);
  const [from, to] = owners;
  const card = page.getByRole('list', { name: new RegExp(`, ${from}$`) }).first().getByRole('listitem').first();
  const [title] = (await card.textContent()).split(',');
  const place = page.getByRole('list', { name: new RegExp(`, ${to}$`) }).first();
  const target = place.getByRole('listitem').first();
  const stage = (await place.getAttribute('aria-label')).split(', ')[0];
  await drag(page, card, await middle(target));
  await page.getByRole('list', { name: `${stage}, ${to}`, exact: true }).getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });
  await saved(page);

  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await page.getByRole('list', { name: `${stage}, ${to}`, exact: true }).getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });
  await click(page, head(page, t, to));
  await settle(page);
  assert.equal(await head(page, t, to).getAttribute('aria-expanded'), 'false');
  assert.equal(await page.getByRole('list', { name: `${stage}, ${to}`, exact: true }).count(), 0);

  await click(page, page.getByRole('button', { name: t('shell.pipeline_menu').split('{')[0] }));
  await settle(page);
  await click(page, page.getByRole('menuitemcheckbox', { name: rows(t, 'off') }));
  await settle(page);
  assert.equal(await head(page, t, to).count(), 0);
  await scenes.close();
});

for (const [language, theme, viewport, what] of [['ru', 'light', laptop, 'owner'], ['en', 'dark', laptop, 'source'], ['ru', 'dark', phone, 'owner'], ['en', 'light', phone, 'company']]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`the board in rows looks as it did: ${language}, ${theme}, ${size}, ${what}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    await by_rows(scenes, what);
    assert.equal(check_picture(`rows-${what}-${language}-${theme}-${size}`, await scenes.page.screenshot()), null);
    await scenes.close();
  });
}
