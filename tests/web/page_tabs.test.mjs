// Several tabs of the real page at once on one database: every edit of every tab is there in the end, once, and all tabs show it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { check, dots_of, export_all, records_of } from './support/own_files.mjs';
import { button, click, saved, settle } from './support/pages.mjs';

const edits = process.env.VORONKA_ALL === '1' ? 150 : 25;
const tabs = 4;
const stages = ['Lead generation', 'Qualification', 'Presentation', 'Objections'];

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'voronka-tabs-')); });
after(() => { rmSync(folder, { recursive: true, force: true }); });

test(`${tabs} tabs with ${edits} new deals each end with the same ${tabs * edits} deals, and no dot is given twice`, { timeout: 60_000 + tabs * edits * 3000 }, async () => {
  const site = await open_site();
  const first = await site.page('?lang=en');
  await click(first, button(first, 'Start with an empty board'));
  await button(first, /^New deal in/).first().waitFor({ state: 'attached' });
  await saved(first);
  const pages = [first, ...await Promise.all(Array.from({ length: tabs - 1 }, () => site.page('?lang=en')))];

  // A tab in the background is not drawn; its answers are still heard, and keys reach its focused field through the protocol.
  await Promise.all(pages.map(async (page, tab) => {
    await button(page, `New deal in “${stages[tab]}”`).dispatchEvent('click');
    const field = page.getByRole('textbox', { name: 'New deal: title, amount, day' });
    await field.waitFor({ state: 'attached' });
    await field.focus();
    for (let edit = 0; edit < edits; edit += 1) {
      await field.fill(`tab${tab} edit${edit}`);
      await field.press('Enter');
      await page.waitForFunction((element) => element.value === '', await field.elementHandle(), { polling: 20 });
    }
    await saved(page, 60_000);
  }));

  const heads = (page) => page.getByRole('heading', { level: 2 }).allTextContents();
  for (const [tab, page] of pages.entries()) {
    await page.bringToFront();
    await page.waitForFunction((count) => [...document.querySelectorAll('h2')].filter((head) => head.textContent.includes(`: ${count} deal`)).length === 4, edits, { timeout: 60_000 })
      .catch(async () => assert.fail(`tab ${tab} shows ${await heads(page)}`));
    assert.deepEqual(await heads(page), await heads(pages[0]), `tab ${tab} shows another board`);
  }

  const outs = [];
  for (const page of pages) {
    await page.bringToFront();
    await settle(page);
    outs.push(await export_all(page));
  }
  outs.forEach((out, tab) => assert.equal(out, outs[0], `tab ${tab} exports something else`));
  const path = join(folder, 'all.voronka.json');
  writeFileSync(path, outs[0]);
  check(path);
  const records = records_of(outs[0]);
  const titles = records.filter(({ type }) => type === 'deal').map(({ title }) => title).sort();
  const wanted = Array.from({ length: tabs * edits }, (_, index) => `tab${Math.floor(index / edits)} edit${index % edits}`).sort();
  assert.deepEqual(titles, wanted);
  const twice = [...dots_of(records)].filter(([, owners]) => owners.length > 1);
  assert.deepEqual(twice, [], 'dots with more than one owner');
  await site.close();
});
