// A record in the browser's database is damaged: the page writes nothing, says so, and gets back to whole data with a copy of its own. The
// damaged line stays where it was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bucket_text, damage_deal } from './support/damage.mjs';
import { click, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

// Of the columns in sight, also what is below: a strip on top leaves room for less.
const deals_in_sight = (page) => page.evaluate(() => [...document.querySelectorAll('#mirror [role=list], #mirror ul')]
  .map((list) => Number(list.querySelector('li, [role=listitem]')?.getAttribute('aria-setsize') ?? 0)).reduce((sum, count) => sum + count, 0));

for (const [language, theme, viewport] of [['ru', 'light', { width: 1280, height: 800 }], ['en', 'dark', { width: 390, height: 844 }]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`a damaged record comes back from a copy, and work goes on: ${language}, ${theme}, ${size}`, { timeout: 120_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { t, rest, site } = scenes;
    let { page } = scenes;
    const wrong = [];
    const press = async (found) => {
      await found.waitFor({ state: 'attached' });
      await found.focus();
      await settle(page);
      await click(page, found);
      await settle(page);
    };
    const named = (name) => page.getByRole('button', { name, exact: true });
    await scenes.board();
    await scenes.settings('data');
    await press(named(t('settings.copies_make')));
    await page.getByRole('list', { name: t('settings.copies') }).getByRole('listitem').first().waitFor({ state: 'attached' });
    const before = await page.evaluate(() => { location.hash = '#/'; return document.documentElement.dataset.save; });
    assert.equal(before, 'saved');
    await page.getByRole('listitem').first().waitFor({ state: 'attached' });
    await rest();
    const cards = await page.getByRole('listitem').allTextContents();
    const deals = await deals_in_sight(page);
    assert.ok(deals > 5);

    const { key, line } = await damage_deal(page);
    await page.close();
    page = await site.page();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'read-only');
    await page.getByRole('listitem').first().waitFor({ state: 'attached' });
    await settle(page);
    assert.equal(await deals_in_sight(page), deals - 1);

    await press(named(t('damage.repair')));
    const dialog = page.getByRole('dialog', { name: t('damage.title') });
    const copy = dialog.getByRole('listitem').first();
    await copy.waitFor({ state: 'attached' });
    await page.mouse.move(2, 300);
    await settle(page);
    await page.waitForTimeout(150);
    const complaint = check_picture(`repair-${language}-${theme}-${size}`, await page.screenshot());
    if (complaint) wrong.push(complaint);
    const opens = t('settings.copies_open').split('{when}')[0];
    await press(copy.getByRole('button', { name: new RegExp(`^${opens}`) }));
    await press(page.getByRole('dialog', { name: t('import_view.own_title') }).getByRole('button', { name: t('import_view.run'), exact: true }));
    const merge = page.getByRole('dialog', { name: t('merge.title') });
    await merge.waitFor({ state: 'attached', timeout: 30_000 });
    await settle(page);
    await press(merge.getByRole('button', { name: t('merge.run'), exact: true }));
    await merge.waitFor({ state: 'detached', timeout: 30_000 });
    await saved(page);
    assert.ok((await bucket_text(page, key)).includes(`!! ${line}\n`), 'the damaged line is gone');
    await page.close();

    page = await site.page();
    // Whole: the histories come after the records.
    await page.getByRole('listitem').filter({ hasText: cards[0] }).first().waitFor({ state: 'attached' });
    await settle(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.save), 'saved');
    assert.deepEqual(await page.getByRole('listitem').allTextContents(), cards);
    assert.equal(await named(t('damage.repair')).count(), 0);
    assert.deepEqual(wrong, []);
    await scenes.close();
  });
}
