// "Where your data is": what the page says about how safe the work is, and that it is true. On an iPhone: where to begin.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { copy_site } from './support/next_build.mjs';
import { box_of, button, click, download, saved, settle } from './support/pages.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font } from './support/scenes.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'voronka-health-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const chip = (page) => page.getByRole('button', { name: /^(Saved|Сохранено)/ });
const dialog = (page) => page.getByRole('dialog', { name: /^(Where your data is|Где ваши данные)$/ });
const place = (page, name) => dialog(page).getByRole('listitem', { name });
async function open_health(page) {
  await settle(page);
  await click(page, chip(page));
  await dialog(page).waitFor({ state: 'attached' });
  await settle(page);
}
// What may lie below the edge of what is seen is brought there by its focus, as Tab does.
async function press(page, locator) {
  await locator.waitFor({ state: 'attached' });
  await locator.focus();
  await settle(page);
  await click(page, locator);
  await settle(page);
}
const says = async (page, text) => dialog(page).getByText(text).first().waitFor({ state: 'attached' });

test('the chip opens what is known: saved when, promised or not, and each copy with its age and size', async () => {
  const site = await open_site({ context: { permissions: [] } });
  const page = await site.page();
  await begin_with_sample(page);
  await open_health(page);
  await says(page, 'Everything is saved');
  await says(page, /^Last saved: today, /);
  await says(page, /Chrome, Edge, Yandex/);
  const browser_copies = place(page, 'In this browser, apart from the database');
  await press(page, browser_copies.getByRole('button', { name: 'Make a copy now' }));
  await browser_copies.getByText(/^1 copy · the newest today, .* · \d+ KB$/).waitFor({ state: 'attached' });
  await browser_copies.getByText(/^Read back and compared: today, /).waitFor({ state: 'attached' });
  const files = place(page, 'Files you saved');
  await files.getByText('None yet').waitFor({ state: 'attached' });
  const save = files.getByRole('button', { name: 'Save everything to a file' });
  await save.focus();
  await settle(page);
  await download(page, () => click(page, save));
  await files.getByText(/^1 file · the newest today, .* KB$/).waitFor({ state: 'attached' });
  const rescue = dialog(page).getByRole('link', { name: 'Open the rescue page' });
  assert.equal(await rescue.evaluate((element) => element.href), `${site.url}recover.html`);
  await page.reload();
  await saved(page);
  await open_health(page);
  await place(page, 'Files you saved').getByText(/^1 file · /).waitFor({ state: 'attached' });
  await site.close();
});

test('a browser that promises says so, and one that does not is asked by the button', async () => {
  for (const answer of [true, false]) {
    const site = await open_site();
    await site.context.addInitScript((promises) => {
      if (!navigator.storage) return;  // an empty page
      let promised = false;
      navigator.storage.persisted = async () => promised;
      navigator.storage.persist = async () => { window.asked = (window.asked ?? 0) + 1; promised = promises && window.asked > 1; return promised; };
    }, answer);
    const page = await site.page();
    await begin_with_sample(page);
    await page.waitForFunction(() => window.asked === 1);  // by itself, after the first save
    await open_health(page);
    await says(page, 'The browser has not promised to keep the data.');
    await press(page, dialog(page).getByRole('button', { name: 'Ask the browser to keep it' }));
    await says(page, answer ? 'The browser has promised not to delete the data by itself.' : /^The browser did not promise it this time/);
    await site.close();
  }
});

test('by keyboard: the palette opens it, Escape closes it, and the focus is where it was', async () => {
  const site = await open_site();
  const page = await site.page();
  await begin_with_sample(page);
  await page.getByRole('listitem').first().focus();
  await settle(page);
  await page.keyboard.press('Control+k');
  await settle(page);
  await page.keyboard.type('where your data');
  await settle(page);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'attached' });
  await settle(page);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await site.close();
});

test('a host that alters files is found out: the page works, and says that it works only online', async () => {
  const folder = join(temporary, 'altered');
  copy_site(dist, folder);
  appendFileSync(join(folder, 'index.html'), '\n<!-- served by host.example -->\n');
  const site = await open_site({ folder, context: { serviceWorkers: 'allow' }, allow: [/integrity|index\.html|digest/i] });
  const page = await site.page();
  await begin_with_sample(page);
  await open_health(page);
  await says(page, /^Works only online here: the host alters files of the program \(index\.html\)/);
  await site.close();
});

test('where the program is kept the page says that it works without a network', async () => {
  const site = await open_site({ context: { serviceWorkers: 'allow' } });
  const page = await site.page();
  await begin_with_sample(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await open_health(page);
  await says(page, /^Voronka works without a network/);
  await site.close();
});

test('seven days without a file outside, and one click saves one; "later" is later', async () => {
  const site = await open_site();
  await site.context.addInitScript(() => { delete window.showDirectoryPicker; });
  const start = Date.UTC(2026, 0, 5, 9);
  await site.context.clock.setFixedTime(start);
  const page = await site.page();
  await begin_with_sample(page);
  await page.waitForFunction(() => localStorage.getItem('/voronka.files') !== null);
  await site.context.clock.setFixedTime(start + 8 * 86_400_000);
  await page.reload();
  const note = page.getByText('There is no copy outside of this browser yet.');
  await note.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, button(page, 'Later'));
  await note.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await note.count(), 0);
  await site.context.clock.setFixedTime(start + 16 * 86_400_000);
  await page.reload();
  await note.waitFor({ state: 'attached' });
  await settle(page);
  const file = await download(page, () => click(page, button(page, 'Save to a file')));
  assert.equal(JSON.parse(file.toString('utf8')).format, 'voronka');
  await note.waitFor({ state: 'detached' });
  await site.close();
});

test('an iPhone is told to begin from the Home Screen, the icon where the deals of before are', async () => {
  const phone = { userAgent: iphone, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const site = await open_site({ context: phone });
  const page = await site.page();
  await page.getByRole('region', { name: 'First add Voronka to the Home Screen' }).waitFor({ state: 'attached' });
  await button(page, /^Start with an empty board/).waitFor({ state: 'attached' });
  await site.context.addInitScript(() => { Object.defineProperty(navigator, 'standalone', { value: true }); });
  const installed = await site.page();
  await installed.getByText(/^Did you already enter deals in Safari\?/).waitFor({ state: 'attached' });
  assert.equal(await installed.getByRole('region', { name: /^First add/ }).count(), 0);
  await site.close();
  const elsewhere = await open_site();
  const plain = await elsewhere.page();
  await settle(plain);
  assert.equal(await plain.getByRole('region', { name: /^First add/ }).count(), 0);
  await elsewhere.close();
});

test('they look as they did: where the data is, and the first page of an iPhone', async () => {
  const browser = await launch_with_one_font();
  const now = Date.UTC(2026, 0, 26, 9, 30);
  for (const { language, scheme, width, height } of [
    { language: 'ru', scheme: 'light', width: 1280, height: 800 }, { language: 'en', scheme: 'dark', width: 1280, height: 800 },
    { language: 'ru', scheme: 'dark', width: 390, height: 844 }, { language: 'en', scheme: 'light', width: 390, height: 844 }]) {
    const look = { viewport: { width, height }, locale: language === 'ru' ? 'ru-RU' : 'en-US', colorScheme: scheme, timezoneId: 'Europe/Moscow', hasTouch: width < 600 };
    const site = await open_site({ browser, context: look });
    await site.context.clock.setFixedTime(now);
    await site.context.addInitScript(() => {
      if (!navigator.storage) return;
      navigator.storage.persisted = navigator.storage.persist = async () => false;
      window.showDirectoryPicker ??= () => {};
    });
    const page = await site.page();
    await click(page, button(page, language === 'ru' ? /^Посмотреть на примере/ : /^Look at a sample/));
    await saved(page);
    await page.reload();  // the toast stands before what is looked at
    await page.getByRole('listitem').first().waitFor({ state: 'attached' });
    await open_health(page);
    await dialog(page).getByText(language === 'ru' ? /^Браузер пока не обещал/ : /^The browser has not promised/).waitFor({ state: 'attached' });
    if (width < 600) {
      const { width: wide, height: high } = await box_of(chip(page));
      assert.ok(wide >= 44 && high >= 44, 'room for a finger');
    }
    // The board behind it is a sample, another one each time.
    const { x, y, width: w, height: h } = await box_of(dialog(page));
    assert.equal(check_picture(`health-${language}-${scheme}-${width}x${height}`, await page.screenshot({ clip: { x, y, width: w, height: h } })), null);
    const rescue = dialog(page).getByRole('link');
    await rescue.focus();
    // It glides there.
    for (let before = 0, now = 1; before !== now;) {
      before = now;
      await page.waitForTimeout(400);
      ({ y: now } = await box_of(rescue));
    }
    assert.equal(check_picture(`health-end-${language}-${scheme}-${width}x${height}`, await page.screenshot({ clip: { x, y, width: w, height: h } })), null);
    await site.close();
    if (width > 600) continue;
    const first = await open_site({ browser, context: { ...look, userAgent: iphone } });
    const begin = await first.page();
    await settle(begin);
    assert.equal(check_picture(`first-run-iphone-${language}-${scheme}`, await begin.screenshot()), null);
    await first.close();
  }
  await browser.close();
});
