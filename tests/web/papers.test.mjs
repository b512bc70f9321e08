// Documents of a deal in a browser: an offer, an invoice that is late, then paid; kept over a reload.
// Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, click, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const region = (scenes) => scenes.page.getByRole('region');
const field = (scenes, key) => region(scenes).getByRole('textbox', { name: scenes.t(key), exact: true });
const papers = (scenes, key) => region(scenes).getByRole('button', { name: scenes.t('paper.edit').replace('{name}', scenes.t('paper.title').replace('{kind}', scenes.t(key)).replace('{number}', '1')) });

async function add(scenes, key) {
  const { page, t } = scenes;
  await reach(page, region(scenes).getByRole('button', { name: t('paper.add'), exact: true }));
  await click(page, page.getByRole('menuitem', { name: t(key), exact: true }));
  await papers(scenes, key).waitFor({ state: 'attached' });
  await settle(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`an offer is accepted, an invoice is late and then paid: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const name = (part) => `papers-${part}-${language}-${theme}-${viewport.width}`;
    await scenes.board();
    await scenes.deal();
    const deal = await page.evaluate(() => location.hash);
    await add(scenes, 'paper.offer');
    await reach(page, region(scenes).getByRole('radio', { name: t('paper.accepted'), exact: true }));
    await saved(page);
    await add(scenes, 'paper.invoice');
    await reach(page, field(scenes, 'paper.pay_by'));
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(language === 'ru' ? '20.01.2026' : '01/20/2026');
    await page.keyboard.press('Enter');
    await saved(page);
    await scenes.quiet();
    await papers(scenes, 'paper.invoice').focus();
    await scenes.rest();
    wrong.push(check_picture(name('late'), await page.screenshot()));

    // The chip on the board leads to it.
    await scenes.go('#/board');
    if (viewport === laptop) {
      const chip = button(page, new RegExp(`^${t('filter.quick_payment')}`));
      await click(page, chip);
      await page.waitForFunction(() => location.hash.includes('payment_late'));
      await scenes.rest();
      wrong.push(check_picture(name('board'), await page.screenshot()));
      await click(page, chip);
      await settle(page);
    }
    await scenes.go(deal);
    const invoice = papers(scenes, 'paper.invoice');
    await invoice.focus();
    await settle(page);
    if (await invoice.getAttribute('aria-expanded') !== 'true') await page.keyboard.press('Enter');
    await reach(page, region(scenes).getByRole('radio', { name: t('paper.paid'), exact: true }));
    await saved(page);
    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await papers(scenes, 'paper.invoice').waitFor({ state: 'attached' });
    await papers(scenes, 'paper.invoice').focus();
    await scenes.rest();
    const told = await region(scenes).first().textContent();
    assert.ok(told.includes(t('paper.paid_of').split('{paid}')[0].trim()), told);
    wrong.push(check_picture(name('paid'), await page.screenshot()));
    assert.deepEqual(wrong.filter(Boolean), []);
    await scenes.close();
  });
}
