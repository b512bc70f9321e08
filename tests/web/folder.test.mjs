// Copies in a folder that the user picks. Its handle is a real one, of the browser's own file store: only the system's dialog is replaced.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { button, click, saved, settle, until } from './support/pages.mjs';

const dialog = (page) => page.getByRole('dialog', { name: 'Where your data is' });
const place = (page) => dialog(page).getByRole('listitem', { name: /folder/ });
async function open_health(page) {
  await settle(page);
  await click(page, page.getByRole('button', { name: /^Saved/ }));
  await dialog(page).waitFor({ state: 'attached' });
  await settle(page);
}
async function press(page, name) {
  const wanted = place(page).getByRole('button', { name });
  await wanted.waitFor({ state: 'attached' });
  await wanted.focus();
  await settle(page);
  await click(page, wanted);
  await settle(page);
}
const has = (page, text) => place(page).getByText(text).waitFor({ state: 'attached', timeout: 20_000 });

// `asks`: the browser has forgotten the leave, until it is asked again.
async function with_folder({ asks = false } = {}) {
  const site = await open_site();
  await site.context.addInitScript((forgetful) => {
    window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('Backup', { create: true });
    if (!forgetful || !navigator.storage) return;  // not in an empty page
    let allowed = sessionStorage.getItem('picked') === null;
    FileSystemHandle.prototype.queryPermission = async () => (allowed ? 'granted' : 'prompt');
    FileSystemHandle.prototype.requestPermission = async () => { allowed = true; return 'granted'; };
  }, asks);
  const page = await site.page();
  await begin_with_sample(page);
  return { site, page };
}
const files_in = (page) => page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backup');
  const found = {};
  for await (const [name, handle] of folder.entries()) found[name] = await (await handle.getFile()).text();
  return found;
});
const ours = /^voronka-\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?\.voronka\.json$/;
const move_a_card = async (page) => {
  await page.getByRole('listitem').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await settle(page);
  await saved(page);
};

test('a picked folder gets a whole file at once, another by the button, and never one over another', async () => {
  const { site, page } = await with_folder();
  await open_health(page);
  await press(page, 'Choose a folder');
  await has(page, /^1 file · the newest today, .* · \d+ KB$/);
  await has(page, /^Read back and compared: today, /);
  const first = await files_in(page);
  const [name] = Object.keys(first);
  assert.match(name, ours);
  const { format, records } = JSON.parse(first[name]);
  assert.equal(format, 'voronka');
  assert.ok(records.filter((record) => record.type === 'deal').length > 20);
  await page.keyboard.press('Escape');
  await settle(page);
  await move_a_card(page);
  await open_health(page);
  await press(page, 'Write a file now');
  await has(page, /^2 files · /);
  const second = await files_in(page);
  assert.equal(Object.keys(second).length, 2);
  assert.equal(second[name], first[name]);
  // The data's own database knows nothing of it.
  assert.deepEqual((await page.evaluate(async () => (await indexedDB.databases()).map((each) => each.name))).sort(), ['/voronka-folder', 'voronka']);
  await page.reload();
  await saved(page);
  await open_health(page);
  await has(page, /^2 files · /);
  await press(page, 'Stop writing there');
  await place(page).getByRole('button', { name: 'Choose a folder' }).waitFor({ state: 'attached' });
  assert.equal(Object.keys(await files_in(page)).length, 2);
  await site.close();
});

test('of more than thirty files the oldest of ours go, and nothing else', async () => {
  const { site, page } = await with_folder();
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backup', { create: true });
    const put = async (name) => {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writable.write('old');
      await writable.close();
    };
    for (let day = 1; day <= 30; day += 1) await put(`voronka-2020-01-${String(day).padStart(2, '0')}-0900.voronka.json`);
    for (const name of ['voronka-2019-01-01.voronka.json', 'voronka-2019-01-01-0900.json', 'letter.txt']) await put(name);
  });
  await open_health(page);
  await press(page, 'Choose a folder');
  await has(page, /^30 files · /);
  const names = Object.keys(await files_in(page)).sort();
  assert.equal(names.length, 33);
  assert.ok(!names.includes('voronka-2020-01-01-0900.voronka.json'));
  for (const name of ['voronka-2020-01-02-0900.voronka.json', 'voronka-2019-01-01.voronka.json', 'voronka-2019-01-01-0900.json', 'letter.txt'])
    assert.ok(names.includes(name), name);
  await site.close();
});

test('when the browser asks again, one sentence says so, and one click is enough', async () => {
  const { site, page } = await with_folder({ asks: true });
  await open_health(page);
  await press(page, 'Choose a folder');
  await has(page, /^1 file · /);
  await page.keyboard.press('Escape');
  await page.evaluate(() => sessionStorage.setItem('picked', '1'));
  await page.reload();
  await saved(page);
  await settle(page);
  const note = page.getByText(/^The browser wants to be told again .* “Backup”\.$/);
  assert.equal(await note.count(), 0, 'nothing is due yet');
  await move_a_card(page);
  const wanted = await page.evaluate(() => Date.now() + 2 * 3_600_000);
  await site.context.clock.setFixedTime(wanted);
  await page.mouse.move(300, 300);
  await page.mouse.move(320, 320);
  await note.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, button(page, 'Allow again'));
  await note.waitFor({ state: 'detached' });
  await until(() => page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backup');
    let files = 0;
    for await (const name of folder.keys()) files += Number(name.endsWith('.voronka.json'));
    return files === 2;
  }), 'the second file');
  await site.close();
});

test('where pages may not write into folders that is said, and nothing is offered', async () => {
  const site = await open_site();
  await site.context.addInitScript(() => { delete window.showDirectoryPicker; });
  const page = await site.page();
  await begin_with_sample(page);
  await open_health(page);
  await has(page, /^This browser lets no page write into a folder/);
  assert.equal(await place(page).getByRole('button').count(), 0);
  await site.close();
});
