// Files of documents in a browser: attached, kept over a reload, downloaded as they were, taken along in a package to another browser,
// behind a password too. Ends in pictures.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_package } from '../../web/packages.js';
import { packed_of, read_zip } from '../../web/zip.js';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { open_data_settings } from './support/own_files.mjs';
import { button, choose_file, click, download, reach, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font, open_scenes } from './support/scenes.mjs';

const laptop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const folder = mkdtempSync(join(tmpdir(), 'voronka-files-'));
const scan = Buffer.from(Array.from({ length: 250_000 }, (_, n) => (n * 7919) % 251));
const put = (name, bytes) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const still = { context: { reducedMotion: 'reduce' } };
let browser;
before(async () => { browser = await launch_with_one_font(); });
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const region = (page) => page.getByRole('region');

async function add_document(page, t) {
  await reach(page, region(page).getByRole('button', { name: t('paper.add'), exact: true }));
  await click(page, page.getByRole('menuitem', { name: t('paper.contract'), exact: true }));
  await region(page).getByRole('button', { name: t('attachment.add'), exact: true }).waitFor({ state: 'attached' });
  await settle(page);
}
async function attach(page, t, path) {
  await settle(page);
  const attach_button = region(page).getByRole('button', { name: t('attachment.add'), exact: true });
  await attach_button.focus();
  await settle(page);
  await choose_file(page, attach_button, path);
}
const file_button = (page, t, key, name) => region(page).getByRole('button', { name: t(key).replace('{name}', name), exact: true });
const english = (key) => ({ 'paper.add': 'Add document', 'paper.contract': 'Contract', 'attachment.add': 'Attach a file',
  'attachment.save': 'Download {name}', 'attachment.again': 'Find the file {name}', 'attachment.delete': 'Remove the file {name}' })[key];

async function open_a_deal(page) {
  await page.evaluate(() => { location.hash = '#/board'; });
  await click(page, page.getByRole('listitem').first());
  await region(page).first().waitFor({ state: 'attached' });
  await settle(page);
}
async function attached_in(page, name, contents) {
  await add_document(page, english);
  await attach(page, english, put(name, contents));
  await file_button(page, english, 'attachment.save', name).waitFor({ state: 'attached' });
  await saved(page);
}
async function load(page, path, action) {
  await open_data_settings(page);
  await choose_file(page, button(page, 'Load a file'), path);
  await action(page.getByRole('dialog'));
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 30_000 });
  await saved(page);
}

for (const [language, theme, viewport] of [['ru', 'light', laptop], ['en', 'dark', laptop], ['ru', 'dark', phone], ['en', 'light', phone]]) {
  test(`a file is attached, one is too large, and after a reload it is downloaded as it was: ${language}, ${theme}, ${viewport.width}`, async () => {
    const scenes = await open_scenes({ browser, language, theme, viewport });
    const { page, t } = scenes;
    const wrong = [];
    await scenes.board();
    await scenes.deal();
    const deal = await page.evaluate(() => location.hash);
    await add_document(page, t);
    await scenes.quiet();
    const name = language === 'ru' ? 'Договор поставки № 7, подписанный обеими сторонами.pdf' : 'Supply contract 7, signed by both parties.pdf';
    await attach(page, t, put(name, scan));
    await file_button(page, t, 'attachment.save', name).waitFor({ state: 'attached' });
    await scenes.quiet();
    await attach(page, t, put('film.mov', Buffer.alloc(5_000_001)));
    await page.getByText(/film\.mov/).first().waitFor({ state: 'attached' });
    assert.equal(await file_button(page, t, 'attachment.save', 'film.mov').count(), 0);
    await saved(page);
    await scenes.quiet();
    await file_button(page, t, 'attachment.save', name).focus();
    await scenes.rest();
    wrong.push(check_picture(`attachments-${language}-${theme}-${viewport.width}`, await page.screenshot()));

    await page.reload();
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
    await scenes.go(deal);
    const contract = region(page).getByRole('button', { name: new RegExp(`^${t('paper.contract')}`) });
    await reach(page, contract.first());
    const again = file_button(page, t, 'attachment.save', name);
    await again.focus();
    await settle(page);
    assert.ok((await download(page, () => click(page, again))).equals(scan));
    await scenes.close();
    assert.deepEqual(wrong.filter(Boolean), []);
  });
}

test('a package takes the files to another browser, and a plain file says what is missing until the package comes', async () => {
  const here = await open_site(still);
  const page = await here.page();
  await begin_with_sample(page);
  await open_a_deal(page);
  const deal = await page.evaluate(() => location.hash);
  await attached_in(page, 'scan.pdf', scan);
  await open_data_settings(page);
  const zip = await download(page, () => click(page, button(page, 'Save everything to a file')));
  const entries = await read_zip(new Blob([zip]));
  assert.equal(entries.length, 2);
  assert.match(entries[0].name, /^voronka-.*\.voronka\.json$/);
  assert.match(entries[1].name, /^files\/[0-9a-f]{12}-scan\.pdf$/);
  assert.ok(Buffer.from(await (await packed_of(new Blob([zip]), entries[1])).arrayBuffer()).equals(scan));
  await here.close();

  const there = await open_site(still);
  const other = await there.page();
  const plain = put('plain.voronka.json', Buffer.from(await (await open_package(new File([zip], 'x'))).file.arrayBuffer()));
  await click(other, button(other, /^Look at a sample/));  // something is here already
  await saved(other);
  await load(other, plain, async (dialog) => {
    await click(other, dialog.getByRole('radio', { name: 'Replace everything' }));
    await settle(other);
    const word = dialog.getByRole('textbox', { name: 'Type REPLACE to replace' });
    if (await word.count() > 0) {
      await word.focus();
      await other.keyboard.type('REPLACE');
      await settle(other);
    }
    await click(other, dialog.getByRole('button', { name: 'Replace everything' }));
  });
  await other.evaluate((hash) => { location.hash = hash; }, deal);
  await reach(other, region(other).getByRole('button', { name: /^Contract/ }).first());
  await file_button(other, english, 'attachment.again', 'scan.pdf').waitFor({ state: 'attached' });
  await other.evaluate(() => { location.hash = '#/board'; });

  // Nothing in the data differs; the files come all the same.
  await open_data_settings(other);
  await choose_file(other, button(other, 'Load a file'), put('all.voronka.zip', zip));
  await other.getByText('Added 1 file of documents').first().waitFor({ state: 'attached' });
  for (let tries = 0; tries < 3 && await other.getByRole('dialog').count() > 0; tries += 1) {
    await other.keyboard.press('Escape');
    await settle(other);
  }
  await other.evaluate((hash) => { location.hash = hash; }, deal);
  await settle(other);
  if (await region(other).getByRole('button', { name: 'Attach a file' }).count() === 0)
    await reach(other, region(other).getByRole('button', { name: /^Contract/ }).first());
  const save = file_button(other, english, 'attachment.save', 'scan.pdf');
  await save.waitFor({ state: 'attached' });
  await save.focus();
  await settle(other);
  assert.ok((await download(other, () => click(other, save))).equals(scan));
  await there.close();
});

test('a package behind a password holds the files, too; what is removed leaves with leave only', async () => {
  const site = await open_site(still);
  const page = await site.page();
  await begin_with_sample(page);
  await open_a_deal(page);
  await attached_in(page, 'secret.txt', Buffer.from('the price is 42'));
  await open_data_settings(page);
  await click(page, button(page, /^Save a part/));
  const dialog = page.getByRole('dialog');
  await dialog.waitFor({ state: 'attached' });
  for (const name of ['Password (optional)', 'Password again']) {
    const field = dialog.getByRole('textbox', { name });
    await field.focus();
    await page.keyboard.type('correct horse');
    await settle(page);
  }
  const locked = await download(page, () => click(page, dialog.getByRole('button', { name: 'Save', exact: true })));
  assert.ok(!locked.includes('the price is 42') && locked.toString('latin1').startsWith('{"format":"voronka-encrypted"'));

  // Removed from the document it is still in the browser, and the settings say so.
  await open_a_deal(page);
  if (await region(page).getByRole('button', { name: 'Attach a file' }).count() === 0) await reach(page, region(page).getByRole('button', { name: /^Contract/ }).first());
  await reach(page, file_button(page, english, 'attachment.delete', 'secret.txt'));
  await saved(page);
  const stored = () => page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-files'), { create: true });
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    return names;
  });
  assert.equal((await stored()).length, 1);
  await open_data_settings(page);
  await reach(page, button(page, 'Delete unused files'));
  for (let tries = 0; tries < 50 && (await stored()).length > 0; tries += 1) await settle(page);
  assert.deepEqual(await stored(), []);
  await site.close();
});

test('contents that were changed on the disk are not handed out as what was attached', async () => {
  const site = await open_site(still);
  const page = await site.page();
  await begin_with_sample(page);
  await open_a_deal(page);
  await attached_in(page, 'scan.pdf', scan);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(encodeURIComponent('/voronka-files'));
    for await (const handle of folder.values()) {
      const writable = await handle.createWritable({ keepExistingData: true });
      await writable.write({ type: 'write', position: 1000, data: new Uint8Array([1, 2, 3]) });
      await writable.close();
    }
  });
  const save = file_button(page, english, 'attachment.save', 'scan.pdf');
  await save.focus();
  await settle(page);
  await click(page, save);
  await page.getByText(/is not in this browser/).first().waitFor({ state: 'attached' });
  await site.close();
});

test('the page beside the program saves the files with the data', async () => {
  const site = await open_site(still);
  const page = await site.page();
  await begin_with_sample(page);
  await open_a_deal(page);
  await attached_in(page, 'scan.pdf', scan);
  await page.close();
  const rescue = await site.context.newPage();
  await rescue.goto(`${site.url}recover.html`);
  const save = rescue.getByRole('button', { name: 'Save as a Voronka file' });
  await save.waitFor();
  const zip = new Blob([await download(rescue, () => save.click())]);
  const entries = await read_zip(zip);
  assert.match(entries[1].name, /^files\/[0-9a-f]{12}-scan\.pdf$/);
  assert.ok(Buffer.from(await (await packed_of(zip, entries[1])).arrayBuffer()).equals(scan));
  assert.match(await (await open_package(new File([zip], 'x'))).file.text(), /"type":"attachment"/);
  await site.close();
});

test('a folder that the user has picked gets every file once', async () => {
  const site = await open_site(still);
  await site.context.addInitScript(() => {
    window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('Backup', { create: true });
  });
  const page = await site.page();
  await begin_with_sample(page);
  await open_a_deal(page);
  await attached_in(page, 'scan.pdf', scan);
  await page.evaluate(() => { location.hash = '#/board'; });
  await settle(page);
  await click(page, button(page, /^Saved/));
  const place = page.getByRole('dialog', { name: 'Where your data is' }).getByRole('listitem', { name: /folder/ });
  const stored = () => page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backup');
    const files = await folder.getDirectoryHandle('files');
    const names = [];
    for await (const [name, handle] of files.entries()) names.push(`${name} ${(await handle.getFile()).size}`);
    return names;
  });
  const press = async (name) => {
    await reach(page, place.getByRole('button', { name }));
    await place.getByText(/^Read back and compared: /).waitFor({ state: 'attached', timeout: 20_000 });
  };
  await press('Choose a folder');
  const first = await stored();
  assert.equal(first.length, 1);
  assert.match(first[0], new RegExp(`^[0-9a-f]{12}-scan\\.pdf ${scan.length}$`));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settle(page);
  await page.getByRole('list').getByRole('listitem').first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await settle(page);
  await saved(page);
  await click(page, button(page, /^Saved/));
  await press('Write a file now');
  await settle(page);
  assert.deepEqual(await stored(), first);
  await site.close();
});
