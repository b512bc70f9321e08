// The table in a browser: a real grid for assistive technology, real focus, a real field to edit in, and rows that go to a
// spreadsheet and come back. Ends in a picture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { box_of, click, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

let browser;
before(async () => { browser = await launch_with_one_font(); });
after(() => browser.close());

const amounts = (texts) => texts.map((text) => Number.parseInt(text.replace(/\D/g, ''), 10));

for (const [language, theme] of [['ru', 'light'], ['en', 'dark']]) {
  test(`the table is sorted, walked through, edited, copied and pasted again: ${language}, ${theme}`, async () => {
    const scenes = await open_scenes({ browser, language, theme });
    const { page, t } = scenes;
    await scenes.board();
    await click(page, page.getByRole('button', { name: t('shell.table'), exact: true }));
    await scenes.rest();
    const grid = page.getByRole('grid', { name: t('table.deals') });
    const head = (key) => grid.getByRole('columnheader', { name: t(key), exact: true });
    const column = async (key) => {
      const index = await head(key).getAttribute('aria-colindex');
      return grid.locator(`[role=gridcell][aria-colindex="${index}"]`);
    };
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
    assert.ok(total >= 40);

    await click(page, head('field.amount'));
    await settle(page);
    assert.equal(await head('field.amount').getAttribute('aria-sort'), 'descending');
    const sorted = amounts(await (await column('field.amount')).allTextContents());
    assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));

    // By keyboard: down, and typing replaces what is there. Cyrillic and "n", which elsewhere makes a deal.
    await click(page, (await column('field.title')).first());
    await page.keyboard.press('ArrowDown');
    await settle(page);
    const focused = () => page.evaluate(() => [document.activeElement.getAttribute('role') ?? document.activeElement.tagName, document.activeElement.textContent]);
    assert.equal((await focused())[0], 'gridcell');
    await page.keyboard.type('nЖук');
    await settle(page);
    const field = page.getByRole('textbox', { name: t('field.title'), exact: true });
    assert.equal(await field.inputValue(), 'nЖук');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.equal(await (await column('field.title')).nth(1).textContent(), 'nЖук');
    assert.equal((await focused())[0], 'gridcell');
    await page.keyboard.press('Control+z');
    await settle(page);
    assert.notEqual(await (await column('field.title')).nth(1).textContent(), 'nЖук');

    // Three rows chosen by Shift, copied, and pasted: the preview of the import finds a table of three rows.
    await click(page, (await column('field.title')).first());
    await settle(page);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await settle(page);
    assert.equal(await grid.locator('[role=row][aria-selected=true]').count(), 3);
    await page.keyboard.press('Control+c');
    await settle(page);
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').first().waitFor({ state: 'attached', timeout: 30_000 });
    assert.match(await dialog.textContent(), /clipboard\.tsv/);
    await scenes.leave_dialog();
    await scenes.quiet();

    // Ctrl+Enter opens the deal over the table, Esc is back at the cell.
    await click(page, (await column('field.title')).nth(4));
    await settle(page);
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    await settle(page);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.hash === '#/table');
    await scenes.rest();
    await box_of(grid);
    const complaint = check_picture(`table-story-${language}-${theme}`, await page.screenshot());
    await scenes.close();
    assert.equal(complaint, null);
  });
}
