// Two devices of one person, or two people, and the file between them: what both changed is shown before it changes anything.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all, open_data_settings, records_of } from './support/own_files.mjs';
import { button, card_names, choose_file, click, download, saved, settle } from './support/pages.mjs';
import { launch_with_one_font } from './support/scenes.mjs';
import { begin_with_sample } from './support/copies.mjs';

let folder, browser;
const sites = [];
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-merge-'));
  browser = await launch_with_one_font();
});
after(async () => {
  for (const site of sites) await site.close();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function device(options = {}) {
  const site = await open_site({ browser, ...options });
  sites.push(site);
  return { site, page: await site.page('?lang=en') };
}

const keep = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const deals_of = (text) => records_of(text).filter((record) => record.type === 'deal' && !record.deleted);
const by_title = (text) => deals_of(text).map((deal) => deal.title).sort();

async function open_in_settings(page, path) {
  await open_data_settings(page);
  await choose_file(page, button(page, 'Load a file'), path);
  await page.getByRole('dialog').waitFor({ state: 'attached' });
  await settle(page);
}

// On a device where there is nothing yet: everything, under the same ids.
async function begin_with_file(page, path) {
  await choose_file(page, button(page, /^Load a file/).first(), path);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Merge with what is here' }).waitFor({ state: 'attached' });
  await settle(page);
  await click(page, dialog.getByRole('button', { name: 'Import' }));
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
}

// The names of cards on the board that no other card has: the same on every device.
async function cards_of(page) {
  await page.evaluate(() => { location.hash = '#/board'; });
  const all = await card_names(page);
  return all.filter((name) => all.filter((other) => other === name).length === 1);
}

async function rename(page, from, to) {
  await page.evaluate(() => { location.hash = '#/board'; });
  const card = page.getByRole('listitem', { name: from, exact: true }).first();
  await card.waitFor({ state: 'attached' });
  await settle(page);
  await card.focus();
  await page.waitForFunction((element) => document.activeElement === element, await card.elementHandle());
  await settle(page);
  await page.keyboard.press('F2');
  await settle(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await settle(page);
  await saved(page);
}

async function merge(page) {
  const dialog = page.getByRole('dialog', { name: 'Merge with the file' });
  await click(page, dialog.getByRole('button', { name: /^Merge/ }));
  await dialog.waitFor({ state: 'detached' });
  await saved(page);
  await settle(page);
}

test('two devices change the same data apart, merge each other\'s files, and have the same', { timeout: 180_000 }, async () => {
  const one = await device();
  await begin_with_sample(one.page);
  const start = await export_all(one.page);
  const two = await device();
  await begin_with_file(two.page, keep('start.voronka.json', start));
  assert.equal(await export_all(two.page), start);

  const titles = await cards_of(one.page);
  await rename(one.page, titles[0], 'Renamed by one');
  await rename(one.page, titles[1], 'Conflict by one');
  await rename(two.page, titles[1], 'Conflict by two');
  await rename(two.page, titles[2], 'Renamed by two');
  const from_one = await export_all(one.page);
  const from_two = await export_all(two.page);

  await open_in_settings(one.page, keep('two.voronka.json', from_two));
  const dialog = one.page.getByRole('dialog', { name: 'Merge with the file' });
  assert.match(await dialog.textContent(), /1 conflict · 1 change/);
  // The later of the two is suggested; the other one is chosen.
  const side = dialog.getByRole('radiogroup', { name: 'Which to keep: Title' });
  await click(one.page, side.getByRole('radio', { name: 'Here' }));
  await settle(one.page);
  await merge(one.page);
  const merged = by_title(await export_all(one.page));
  for (const title of ['Renamed by one', 'Conflict by one', 'Renamed by two']) assert.ok(merged.includes(title), title);
  assert.ok(!merged.includes('Conflict by two'));

  // The decision travels: the other device is asked nothing.
  await open_in_settings(two.page, keep('one.voronka.json', await export_all(one.page)));
  const other = two.page.getByRole('dialog', { name: 'Merge with the file' });
  assert.doesNotMatch(await other.textContent(), /conflict/);
  await merge(two.page);
  assert.equal(await export_all(two.page), await export_all(one.page));

  // The same file once more: nothing new. An older one: nothing that would change anything.
  await open_in_settings(two.page, join(folder, 'one.voronka.json'));
  assert.match(await other.textContent(), /nothing that is not here/);
  await click(two.page, other.getByRole('button', { name: 'Close', exact: true }).last());
  await other.waitFor({ state: 'detached' });
  await open_in_settings(two.page, keep('old.voronka.json', from_one));
  assert.match(await other.textContent(), /newer here/);
  await click(two.page, other.getByRole('button', { name: 'Close', exact: true }).last());
  await other.waitFor({ state: 'detached' });

  // One undo takes a merge back.
  await one.page.keyboard.press('Control+Z');
  await settle(one.page);
  await saved(one.page);
  assert.deepEqual(by_title(await export_all(one.page)), by_title(from_one));
});

test('only what is new goes to the other device: three presses on a phone, one on arrival', { timeout: 120_000 }, async () => {
  const phone = await device({ context: { viewport: { width: 390, height: 844 } } });
  await begin_with_sample(phone.page);
  const laptop = await device();
  let presses = 0;
  const press = async (locator) => {
    presses += 1;
    await locator.first().waitFor({ state: 'attached' });
    await settle(phone.page);
    await click(phone.page, locator);
    await settle(phone.page);
  };
  const send = async () => {
    presses = 0;
    await phone.page.evaluate(() => { location.hash = '#/board'; });
    await press(phone.page.getByRole('button', { name: /^Saved/ }));  // the chip that says where the data is
    const send = button(phone.page, 'Send to my other device…').last();
    await send.waitFor({ state: 'attached' });
    await send.focus();  // scrolled into view
    await press(send);
    const bytes = await download(phone.page, () => press(phone.page.getByRole('dialog').getByRole('button', { name: 'Send' })));
    assert.ok(presses <= 4, `${presses} presses`);
    await settle(phone.page);
    return bytes.toString('utf8');
  };
  const all = await send();
  await begin_with_file(laptop.page, keep('all.voronka.json', all));
  const [title] = await cards_of(phone.page);
  await rename(phone.page, title, 'On the way');
  const changes = await send();
  assert.equal(JSON.parse(changes).scope.kind, 'delta');
  assert.ok(records_of(changes).length < 5, `${records_of(changes).length} records`);
  await open_in_settings(laptop.page, keep('changes.voronka.json', changes));
  await merge(laptop.page);
  assert.ok(by_title(await export_all(laptop.page)).includes('On the way'));
});

test('a file with a password opens with it, with no other, and says which of the two it is', { timeout: 120_000 }, async () => {
  const { page } = await device();
  await begin_with_sample(page);
  const before = by_title(await export_all(page));
  await open_data_settings(page);
  await click(page, button(page, 'Save a part, in another format, with a password…'));
  const dialog = page.getByRole('dialog', { name: 'Save to a file' });
  await dialog.getByLabel('Password (optional)').focus();
  await page.keyboard.type('тайна');
  await settle(page);
  await dialog.getByLabel('Password again').focus();
  await page.keyboard.type('тайна');
  await settle(page);
  const locked = await download(page, () => click(page, dialog.getByRole('button', { name: 'Save', exact: true })));
  assert.match(locked.toString('latin1'), /^\{"format":"voronka-encrypted","version":1,"kdf":"PBKDF2-SHA256","iterations":600000,/);
  for (const title of before) assert.ok(!locked.includes(title));

  const other = await device();
  await choose_file(other.page, button(other.page, /^Load a file/).first(), keep('secret.voronka.enc', locked));
  const ask = other.page.getByRole('dialog', { name: 'File with a password' });
  await ask.waitFor({ state: 'attached' });
  await settle(other.page);
  await other.page.keyboard.type('not it');
  await other.page.keyboard.press('Enter');
  await ask.getByRole('alert').filter({ hasText: 'The password is wrong or the file is damaged' }).waitFor({ state: 'attached' });
  await settle(other.page);
  await other.page.keyboard.press('Control+A');
  await other.page.keyboard.type('тайна');
  await other.page.keyboard.press('Enter');
  const own = other.page.getByRole('dialog', { name: 'This is a Voronka file' });
  await own.waitFor({ state: 'attached' });
  await settle(other.page);
  await click(other.page, own.getByRole('button', { name: 'Import' }));
  await own.waitFor({ state: 'detached' });
  await saved(other.page);
  assert.deepEqual(by_title(await export_all(other.page)), before);
});

test('hidden names and amounts are nowhere in the file, and it opens only as a separate pipeline', { timeout: 120_000 }, async () => {
  const { page } = await device();
  await begin_with_sample(page);
  const whole = await export_all(page);
  await open_data_settings(page);
  await click(page, button(page, 'Save a part, in another format, with a password…'));
  const dialog = page.getByRole('dialog', { name: 'Save to a file' });
  for (const name of ['Hide names and titles', 'Hide amounts']) {
    await click(page, dialog.getByRole('checkbox', { name }));
    await settle(page);
  }
  const masked = (await download(page, () => click(page, dialog.getByRole('button', { name: 'Save', exact: true })))).toString('utf8');
  assert.equal(JSON.parse(masked).scope.masked, true);
  const names = records_of(whole).filter((record) => ['deal', 'contact', 'company', 'activity'].includes(record.type)).flatMap((record) => [record.title, record.name, record.id, ...(record.phones ?? []), ...(record.emails ?? []), record.owner]).filter((text) => text && text.length > 3);
  for (const name of names) assert.ok(!masked.includes(name), name);
  assert.ok(deals_of(masked).length > 20 && deals_of(masked).every((deal) => deal.amount === undefined));
  await open_in_settings(page, keep('masked.voronka.json', masked));
  const own = page.getByRole('dialog', { name: 'This is a Voronka file' });
  assert.equal(await own.getByRole('radio').count(), 1);
  await click(page, own.getByRole('button', { name: 'Import' }));
  await own.waitFor({ state: 'detached' });
  await saved(page);
  assert.equal(deals_of(await export_all(page)).length, deals_of(whole).length + deals_of(masked).length);
});

test('a file that was cut on the way gives what is whole of it, and says what is not', { timeout: 120_000 }, async () => {
  const { page } = await device();
  await begin_with_sample(page);
  const start = await export_all(page);
  const [title] = await cards_of(page);
  await rename(page, title, 'Changed since');
  const later = await export_all(page);
  const two = await device();
  await begin_with_file(two.page, keep('whole.voronka.json', start));
  const at = later.indexOf('Changed since') + 3000;
  await open_in_settings(two.page, keep('cut.voronka.json', later.slice(0, at)));
  const dialog = two.page.getByRole('dialog', { name: 'Merge with the file' });
  assert.match(await dialog.textContent(), /check sum is wrong/);
  await merge(two.page);
  assert.ok(by_title(await export_all(two.page)).includes('Changed since'));
  assert.equal(deals_of(await export_all(two.page)).length, deals_of(start).length);
});

test('what was deleted lies in the trash and comes back whole', { timeout: 120_000 }, async () => {
  const { page } = await device();
  await begin_with_sample(page);
  const card = page.getByRole('listitem').first();
  const name = (await card.getAttribute('aria-label')) ?? (await card.textContent());
  const title = name.split(',')[0];
  await card.focus();
  await settle(page);
  await page.keyboard.press('Delete');
  await settle(page);
  await saved(page);
  await open_data_settings(page);
  await click(page, button(page, 'Trash…'));
  const dialog = page.getByRole('dialog', { name: 'Trash' });
  const row = dialog.getByRole('listitem', { name: `Restore “${title}”, Deal` });
  await row.first().waitFor({ state: 'attached' });
  await settle(page);
  await click(page, row);
  await dialog.getByText('The trash is empty').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await saved(page);
  await page.evaluate(() => { location.hash = '#/board'; });
  await page.getByRole('listitem', { name: title }).first().waitFor({ state: 'attached' });
});
