// Several tabs of the real page at once on one database: every edit of every tab is there in the end, once, and all tabs show it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';
import { copy_site, make_next_build, newer_schema } from './support/next_build.mjs';
import { check, dots_of, export_all, records_of } from './support/own_files.mjs';
import { button, click, saved, settle } from './support/pages.mjs';

const edits = process.env.VORONKA_ALL === '1' ? 150 : 25;
const tabs = 4;
const stages = ['Lead generation', 'Qualification', 'Presentation', 'Objections'];

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'voronka-tabs-')); });
after(() => { rmSync(folder, { recursive: true, force: true }); });

// A tab in the background is not drawn; its answers are still heard, and keys reach its focused field through the protocol.
async function open_line(page, stage) {
  await button(page, `New deal in “${stage}”`).dispatchEvent('click');
  const field = page.getByRole('textbox', { name: 'New deal: title, amount, day' });
  await field.waitFor({ state: 'attached' });
  await field.focus();
  return field;
}
async function add_deal(page, field, title) {
  await field.fill(title);
  await field.press('Enter');
  await page.waitForFunction((element) => element.value === '', await field.elementHandle(), { polling: 20 });
}
async function add_deals(page, tab, count) {
  const field = await open_line(page, stages[tab]);
  for (let edit = 0; edit < count; edit += 1) await add_deal(page, field, `tab${tab} edit${edit}`);
  await saved(page, 60_000);
}
const titles_of = (out) => records_of(out).filter(({ type }) => type === 'deal').map(({ title }) => title).sort();

test(`${tabs} tabs with ${edits} new deals each end with the same ${tabs * edits} deals, and no dot is given twice`, { timeout: 60_000 + tabs * edits * 3000 }, async () => {
  const site = await open_site();
  const first = await site.page('?lang=en');
  await click(first, button(first, 'Start with an empty board'));
  await button(first, /^New deal in/).first().waitFor({ state: 'attached' });
  await saved(first);
  const pages = [first, ...await Promise.all(Array.from({ length: tabs - 1 }, () => site.page('?lang=en')))];

  await Promise.all(pages.map((page, tab) => add_deals(page, tab, edits)));

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
  const wanted = Array.from({ length: tabs * edits }, (_, index) => `tab${Math.floor(index / edits)} edit${index % edits}`).sort();
  assert.deepEqual(titles_of(outs[0]), wanted);
  const twice = [...dots_of(records)].filter(([, owners]) => owners.length > 1);
  assert.deepEqual(twice, [], 'dots with more than one owner');
  await site.close();
});

test('tabs of two builds share the data while they store it alike; once the newer one stores another layout, the older one only reads', { timeout: 180_000 }, async () => {
  const copy = join(folder, 'site');
  copy_site(dist, copy);
  const site = await open_site({ folder: copy });
  const old = await site.page('?lang=en');
  await click(old, button(old, 'Start with an empty board'));
  await button(old, /^New deal in/).first().waitFor({ state: 'attached' });
  await saved(old);

  make_next_build(copy, 'a later release');
  const later = await site.page('?lang=en');
  const count = Math.min(edits, 25);
  await Promise.all([add_deals(old, 0, count), add_deals(later, 1, count)]);
  const wanted = [0, 1].flatMap((tab) => Array.from({ length: count }, (_, index) => `tab${tab} edit${index}`)).sort();
  for (const page of [old, later]) {
    await page.bringToFront();
    await settle(page);
    assert.deepEqual(titles_of(await export_all(page)), wanted);
    await page.evaluate(() => { location.hash = '#/board'; });
  }

  make_next_build(copy, 'one with another layout', newer_schema);
  const newest = await site.page('?lang=en');
  await add_deal(newest, await open_line(newest, stages[2]), 'in the new layout');
  await saved(newest);
  const stored = [...wanted, 'in the new layout'].sort();
  assert.deepEqual(titles_of(await export_all(newest)), stored);

  // What the older tab still takes it does not call saved, and gives it out as a file.
  await old.bringToFront();
  await settle(old);
  await add_deal(old, await open_line(old, stages[3]), 'too late');
  await old.waitForSelector('html[data-save="read-only"]', { state: 'attached' });
  await old.getByRole('alert').filter({ hasText: 'A newer Voronka keeps this data.' }).waitFor({ state: 'attached' });
  assert.deepEqual(titles_of(await export_all(old)), [...stored, 'too late'].sort());
  // One that opens now cannot write from the start.
  await newest.bringToFront();
  await newest.reload();
  await newest.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.deepEqual(titles_of(await export_all(newest)), stored);
  assert.equal(await newest.evaluate(() => document.documentElement.dataset.save), 'saved');
  old.on('dialog', (dialog) => { dialog.accept(); });  // it asks before it is left
  await site.close();
});
