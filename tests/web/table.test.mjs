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

// A text with forms for counts, as the page says it.
const words_of = (forms, language, count) => forms[new Intl.PluralRules(language).select(count)].replace('{count}', count);
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

    // Rows from a spreadsheet: a new deal, then the same with another amount beside another new one; each undone in one step.
    const paste = async (...lines) => {
      await page.evaluate((words) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', words);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, [`${t('field.title')}\t${t('field.amount')}`, ...lines].join('\n'));
      await dialog.getByRole('combobox').first().waitFor({ state: 'attached', timeout: 30_000 });
      await scenes.rest();
    };
    const confirm = async (count) => {
      await click(page, dialog.getByRole('button', { name: words_of(t('import_view.run_count'), language, count), exact: true }));
      await dialog.waitFor({ state: 'detached' });
      await scenes.rest();
      await scenes.quiet();
    };
    const rows = async () => Number(await grid.getAttribute('aria-rowcount')) - 1;
    const top = async () => [await (await column('field.title')).first().textContent(), ...amounts(await (await column('field.amount')).allTextContents()).slice(0, 2)];
    const before = await top();
    await paste('Ёжик\t98765430');
    await confirm(1);
    assert.deepEqual((await top()).slice(0, 2), ['Ёжик', 98765430]);
    await paste('ёжик \t98765432', 'Уж\t98765431');
    await dialog.getByText(words_of(t('import_view.known'), language, 1)).waitFor({ state: 'attached' });
    const preview = check_picture(`table-paste-${language}-${theme}-1280x800`, await page.screenshot());
    await confirm(2);
    assert.equal(await rows(), total + 2);
    assert.deepEqual(await top(), ['Ёжик', 98765432, 98765431]);
    await page.keyboard.press('Control+z');
    await settle(page);
    assert.equal(await rows(), total + 1);
    assert.deepEqual((await top()).slice(0, 2), ['Ёжик', 98765430]);
    await page.keyboard.press('Control+z');
    await settle(page);
    assert.equal(await rows(), total);
    assert.deepEqual(await top(), before);
    await scenes.quiet();
    assert.equal(preview, null);

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
