// A morning in the page: what is to be done, worked by keys alone, kept, and there again after a reload.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all, generate, replace_all } from './support/own_files.mjs';
import { button, click, saved, settle } from './support/pages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'voronka-today-'));
let site;
before(async () => { site = await open_site(); });
after(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const activities = (json) => JSON.parse(json).records.filter((record) => record.type === 'activity' && !record.deleted);
const lines = (page) => page.getByRole('group', { name: 'What to do, the most money at risk first' }).getByRole('listitem');
const focused_name = (page) => page.evaluate(() => { const at = document.activeElement; return at === document.body ? '' : at.getAttribute('aria-label') ?? at.textContent; });

test('the steps of the day are worked by keys alone: what came of it, when next, the next one', { timeout: 120_000 }, async () => {
  const page = await site.page('?lang=en');
  await replace_all(page, generate(folder, 120));
  const before = activities(await export_all(page));
  await page.evaluate(() => { location.hash = '#/board'; });
  await click(page, button(page, 'Today'));
  await lines(page).first().waitFor({ state: 'attached' });
  const first = await lines(page).first().getAttribute('aria-label');
  await lines(page).first().focus();
  for (let i = 0; i < 3; i += 1) {
    assert.match(await focused_name(page), /./, `line ${i}: ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 300))}`);
    await page.keyboard.press('2');  // nobody answered
    const when = page.getByRole('dialog').getByRole('textbox', { name: 'When' });
    await page.waitForFunction((field) => document.activeElement === field, await when.elementHandle());
    await page.keyboard.press('Control+a');
    await page.keyboard.type('+40');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await settle(page);
  }
  await saved(page);
  assert.notEqual(await lines(page).first().getAttribute('aria-label'), first);
  assert.match(await focused_name(page), /./, 'the next line has the focus');

  await page.reload();
  await lines(page).first().waitFor({ state: 'attached' });
  const now = activities(await export_all(page));
  assert.equal(now.length, before.length + 3);
  const done = now.filter((one) => one.outcome === 'no_contact' && !before.some((old) => old.id === one.id && old.doneAt));
  assert.equal(done.length, 3);
  assert.ok(done.every((one) => one.doneAt));
  // Tried again: each has its follower, on a working day.
  const made = now.filter((one) => !before.some((old) => old.id === one.id));
  for (const one of made) assert.ok(![0, 6].includes(new Date(`${one.due.date}T12:00:00Z`).getUTCDay()), one.due.date);

  // Undo takes back the last plan, then what was done, one at a time.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await saved(page);
  const undone = activities(await export_all(page));
  assert.equal(undone.length, before.length + 2);
  assert.equal(undone.filter((one) => one.outcome === 'no_contact' && !before.some((old) => old.id === one.id && old.doneAt)).length, 2);
  await page.close();
});

test('the mark of a card opens its next step under the mouse, and puts it off without opening the deal', { timeout: 60_000 }, async () => {
  const page = await site.page('?demo=60&lang=en');
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  const card = page.getByRole('listitem', { name: /next step (today|tomorrow|\w{3} \d+|\d+ \w{3})|step due today|step overdue/ }).first();
  const box = await card.boundingBox();
  await page.mouse.click(box.x + box.width - 18, box.y + box.height - 20);
  const dialog = page.getByRole('dialog', { name: /^Next step: / });
  await dialog.waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => location.hash.startsWith('#/deal/')), false);
  await click(page, dialog.getByRole('button', { name: '+1 w' }));
  await settle(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.close();
});
