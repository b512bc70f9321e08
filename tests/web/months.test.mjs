// The board by months of the expected close in a browser: real mouse, real keys, what is stored after a reload. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, drag, middle, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const columns = (t, what) => t('action.columns').replace('{name}', t(`months.${what}`));
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// The palette knows the choice on every screen.
async function by_months(scenes) {
  const { page, t } = scenes;
  await scenes.board();
  await page.keyboard.press('Control+k');
  await settle(page);
  await page.keyboard.insertText(columns(t, 'by_month'));
  await settle(page);
  await page.keyboard.press('Enter');
  await scenes.rest();
}

test('a card is dragged and sent by keys to other months, is put off, and a reload keeps all of it', async () => {
  const scenes = await open_scenes({ browser, language: 'en' });
  const { page, t } = scenes;
  await by_months(scenes);
  const list = (name) => page.getByRole('list', { name, exact: true });
  const titles = async (name) => (await list(name).getByRole('listitem').allTextContents()).map((text) => text.split(',')[0]);
  const first = page.getByRole('list').getByRole('listitem').first();
  const [title] = (await first.textContent()).split(',');
  const before = (await titles(t('months.none'))).length;
  await drag(page, first, await middle(list(t('months.none'))));
  await settle(page);
  assert.equal((await titles(t('months.none'))).length, before + 1);

  await scenes.rest();  // the mouse away: keys mean the card with the focus
  const moved = list(t('months.none')).getByRole('listitem', { name: title }).first();
  await moved.focus();
  await settle(page);
  await page.keyboard.press('Control+ArrowLeft');
  await settle(page);
  const later = list(t('months.later')).getByRole('listitem', { name: title });
  assert.ok(await later.count() > 0);
  await saved(page);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await list(t('months.later')).getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });

  await click(page, page.getByRole('button', { name: t('shell.pipeline_menu').split('{')[0] }));
  await settle(page);
  await click(page, page.getByRole('menuitemcheckbox', { name: columns(t, 'by_stage') }));
  await settle(page);
  assert.equal(await list(t('months.later')).count(), 0);
  await scenes.close();
});

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`the board by months looks as it did: ${language}, ${theme}, ${size}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    await by_months(scenes);
    // On a phone the columns are pages: the first with cards in it.
    const next = scenes.page.getByRole('button', { name: scenes.t('board.stage_next'), exact: true });
    if (viewport === phone) {
      for (const _ of [1, 2]) {
        await click(scenes.page, next);
        await scenes.rest();
      }
    }
    assert.equal(check_picture(`months-${language}-${theme}-${size}`, await scenes.page.screenshot()), null);
    await scenes.close();
  });
}
