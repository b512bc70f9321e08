// Money that should be here: an invoice whose day has come stands on Today, leads to its document, is settled there and is gone; undo brings it
// back. By keys alone. Ends in pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { click, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const focused_name = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

// Lines out of sight are not there: down through the list until the one that is about the document has the focus. Answers its name.
async function walk_to(scenes, title) {
  const { page, t } = scenes;
  await page.getByRole('group', { name: t('today.list') }).getByRole('listitem').first().focus();
  await settle(page);
  await page.keyboard.press('Home');
  await settle(page);
  let before = '';
  for (let i = 0; i < 100; i += 1) {
    const name = await focused_name(page);
    if (name.startsWith(title)) return name;
    if (name === before) break;  // the end
    before = name;
    await page.keyboard.press('ArrowDown');
    await settle(page);
  }
  return null;
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`a due payment is on Today until it is there: ${language}, ${theme}, ${size}`, { timeout: 180_000 }, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    const look = async (part) => {
      await scenes.quiet();
      await scenes.rest();
      wrong.push(check_picture(`today-payment-${part}-${language}-${theme}-${size}`, await page.screenshot()));
    };
    const region = page.getByRole('region');
    const title = t('paper.title').replace('{kind}', t('paper.invoice')).replace('{number}', '1');
    const paper = region.getByRole('button', { name: t('paper.edit').replace('{name}', title), exact: true });
    const due = region.getByRole('textbox', { name: t('paper.pay_by'), exact: true });
    await scenes.board();
    await scenes.deal();
    await reach(page, region.getByRole('button', { name: t('paper.add'), exact: true }));
    await click(page, page.getByRole('menuitem', { name: t('paper.invoice'), exact: true }));
    await paper.waitFor({ state: 'attached' });
    await settle(page);
    await reach(page, due);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(language === 'ru' ? '20.01.2026' : '01/20/2026');
    await page.keyboard.press('Enter');
    await settle(page);
    await saved(page);

    await scenes.today();
    const line = await walk_to(scenes, title);
    assert.ok(line, 'no line about the payment');
    assert.ok(line.includes(t('today.late')[language === 'ru' ? 'many' : 'other'].replace('{count}', '6')), line);
    await page.getByRole('list', { name: t('today.payments') }).waitFor({ state: 'attached' });
    await look('due');

    // Enter leads to the document itself, unfolded; paid there.
    await page.keyboard.press('Enter');
    await paper.waitFor({ state: 'attached' });
    await page.waitForFunction((node) => document.activeElement === node, await paper.elementHandle());
    assert.equal(await paper.getAttribute('aria-expanded'), 'true');
    await reach(page, region.getByRole('radio', { name: t('paper.paid'), exact: true }));
    await saved(page);
    await scenes.today();
    assert.equal(await walk_to(scenes, title), null);
    await look('paid');

    await page.keyboard.press('Control+z');
    await saved(page);
    await settle(page);
    assert.ok(await walk_to(scenes, title), 'undone, it is due again');
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}
