// Keys as a browser gives them: what is ours, and what stays the browser's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flags, launch_browser, open_site } from './support/browser.mjs';
import { box_of, click, column, head_of, middle, saved, settle } from './support/pages.mjs';

let browser;
before(async () => { browser = await launch_browser(); });
after(() => browser.close());

const press = (page, key, more) => page.evaluate(([key, more]) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  return !(document.activeElement ?? document.body).dispatchEvent(event);
}, [key, more]);

test('keys that belong to the browser are left to it', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  for (const [key, more] of [
    ['l', { code: 'KeyL', ctrlKey: true }], ['t', { code: 'KeyT', ctrlKey: true }], ['r', { code: 'KeyR', ctrlKey: true }],
    ['w', { code: 'KeyW', ctrlKey: true }], ['к', { code: 'KeyR', ctrlKey: true }], ['F5', { code: 'F5' }], ['F12', { code: 'F12' }],
  ]) assert.equal(await press(page, key, more), false, `${key} ${JSON.stringify(more)} was swallowed`);
  // The counter-check: a key of ours is kept.
  assert.equal(await press(page, 'z', { code: 'KeyZ', ctrlKey: true }), true);
  await site.close();
});

test('Ctrl+Z on a Russian layout takes back the last change of the document', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  const card = column(page, 'Qualification').getByRole('listitem').first();
  const title = (await card.getAttribute('aria-label')).split(', ').slice(0, 2).join(', ');
  await card.focus();
  await settle(page);
  await page.keyboard.press('Control+ArrowRight');
  await column(page, 'Presentation').getByRole('listitem', { name: title }).waitFor({ state: 'attached' });
  await settle(page);
  assert.equal(await press(page, 'я', { code: 'KeyZ', ctrlKey: true }), true);
  await column(page, 'Qualification').getByRole('listitem', { name: title }).waitFor({ state: 'attached' });
  await site.close();
});

// The deal of the first card of a column, opened by a click; its title field, focused.
async function open_title(page, stage = 'Qualification') {
  await click(page, column(page, stage).getByRole('listitem').first());
  await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
  await settle(page);
  const field = page.getByRole('textbox', { name: 'Title', exact: true });
  await click(page, field);
  await settle(page);
  return field;
}

test('text composed by an input method arrives in the title whole, Cyrillic and Chinese', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  const field = await open_title(page);
  await page.keyboard.press('Control+A');
  const session = await page.context().newCDPSession(page);
  for (const [steps, result] of [[['щ', 'щё'], 'щётка '], [['n', 'ni', '你'], '你好']]) {
    for (const text of steps) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await settle(page);
      assert.ok((await field.inputValue()).endsWith(text), `composing ${text}`);
    }
    await session.send('Input.insertText', { text: result });
    await settle(page);
  }
  assert.equal(await field.inputValue(), 'щётка 你好');
  await page.keyboard.press('Enter');
  await page.goBack();
  await settle(page);
  await column(page, 'Qualification').getByRole('listitem', { name: 'щётка 你好' }).waitFor({ state: 'attached' });
  await site.close();
});

test('a dead key and its letter give one letter, pasted text arrives, and Ctrl+Z in a field takes back typing, not the document', async () => {
  const site = await open_site({ browser, context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  const page = await site.page('?demo=40&lang=en');
  const field = await open_title(page);
  const before = await field.inputValue();
  const session = await page.context().newCDPSession(page);
  await page.keyboard.press('End');
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Dead', code: 'BracketLeft' });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Dead', code: 'BracketLeft' });
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'ê', code: 'KeyE', text: 'ê' });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'ê', code: 'KeyE' });
  await settle(page);
  assert.equal(await field.inputValue(), `${before}ê`);
  await page.evaluate(() => navigator.clipboard.writeText(' из буфера'));
  await page.keyboard.press('Control+V');
  await settle(page);
  assert.equal(await field.inputValue(), `${before}ê из буфера`);
  await page.keyboard.press('Control+Z');
  await settle(page);
  assert.equal(await field.inputValue(), `${before}ê`);
  await site.close();
});

test('fields bring up the right keyboard', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  await open_title(page);
  const mode = (name) => page.getByRole('textbox', { name, exact: true }).first().getAttribute('inputmode');
  assert.equal(await mode('Amount'), 'decimal');
  assert.equal(await mode('Title') ?? 'text', 'text');
  await site.close();
});

test('a tap on a card opens the deal and leaves the field alone that comes to lie under the finger', async () => {
  const site = await open_site({ browser, context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  const page = await site.page('?demo=40&lang=en');
  const cards = column(page, 'Lead generation').getByRole('listitem');
  const in_text = () => page.evaluate(() => ['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName));
  // The panel slides in, so which place is a field's in the first moment is not known: some fifteen are tried.
  const top = (await box_of(cards.first())).y;
  const { x } = await middle(cards.first());
  let opened = 0;
  for (let y = top + 6; y < top + 280; y += 18) {
    await page.touchscreen.tap(x, y);
    await settle(page);
    if (!await page.evaluate(() => location.hash.startsWith('#/deal/'))) continue;  // between two cards
    ++opened;
    assert.equal(await in_text(), false, `tapped at ${y}`);
    await page.goBack();
    await settle(page);
  }
  assert.ok(opened > 8, `${opened} taps opened a deal`);
  // A tap on a field itself is for typing.
  await page.touchscreen.tap(x, top + 6);
  await settle(page);
  const title = await middle(page.getByRole('textbox', { name: 'Title', exact: true }));
  await page.touchscreen.tap(title.x, title.y);
  await settle(page);
  assert.equal(await in_text(), true);
  await site.close();
});

test('Back leaves the deal and Forward opens it again', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  await open_title(page);
  const address = await page.evaluate(() => location.hash);
  await page.goBack();
  await settle(page);
  assert.equal(await page.getByRole('textbox', { name: 'Title', exact: true }).count(), 0);
  await page.goForward();
  await settle(page);
  assert.equal(await page.evaluate(() => location.hash), address);
  await page.getByRole('textbox', { name: 'Title', exact: true }).waitFor({ state: 'attached' });
  await site.close();
});

test('every drag has its key: on a stage, down a place, won, lost, trash', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  const cards = (stage) => column(page, stage).getByRole('listitem');
  const name_of = async (card) => (await card.getAttribute('aria-label')).split(', ').slice(0, 2).join(', ');
  const press = async (card, key) => { await card.focus(); await settle(page); await page.keyboard.press(key); await settle(page); };
  const first = await name_of(cards('Qualification').nth(0));
  await press(cards('Qualification').nth(0), 'Control+ArrowRight');
  await column(page, 'Presentation').getByRole('listitem', { name: first }).first().waitFor({ state: 'attached' });

  const upper = await cards('Lead generation').nth(0).getAttribute('aria-label');
  await press(cards('Lead generation').nth(0), 'Alt+ArrowDown');
  assert.equal(await cards('Lead generation').nth(1).getAttribute('aria-label'), upper);

  const count = async (stage) => (await head_of(page, stage)).deals;
  const before = await count('Lead generation');
  await press(cards('Lead generation').nth(0), 'w');
  assert.equal(await count('Lead generation'), before - 1);
  await press(cards('Lead generation').nth(0), 'l');
  await page.getByRole('dialog', { name: 'Why was the deal lost?' }).waitFor({ state: 'attached' });
  await page.keyboard.press('1');
  await settle(page);
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await count('Lead generation'), before - 2);
  await press(cards('Lead generation').nth(0), 'Delete');
  assert.equal(await count('Lead generation'), before - 3);
  await site.close();
});

test('Tab goes through the rail, the bar, the cards and down the deal, and every stop is on the screen', async () => {
  const site = await open_site({ browser });
  const page = await site.page('?demo=40&lang=en');
  const walk = async (limit) => {
    const seen = [];
    for (let i = 0; i < limit; ++i) {
      await page.keyboard.press('Tab');
      await settle(page);
      const at = await page.evaluate(() => {
        const node = document.activeElement;
        if (!node || node === document.body) return null;
        const box = node.getBoundingClientRect();
        return { name: node.getAttribute('aria-label') ?? node.textContent, x: box.x, y: box.y, w: box.width, h: box.height };
      });
      if (!at) break;
      seen.push(at);
      if (seen.length > 1 && at.name === seen[0].name && at.x === seen[0].x && at.y === seen[0].y) break;
    }
    return seen;
  };
  await page.evaluate(() => document.activeElement?.blur());
  const board = await walk(60);
  const places = board.map(({ x, y }) => (x < 52 ? 0 : y < 56 ? 1 : 2));  // rail, bar, cards (one stop: arrows walk them)
  assert.deepEqual(places, [...places].sort());
  assert.deepEqual([...new Set(places)], [0, 1, 2]);
  for (const stop of board) assert.ok(stop.w > 0 && stop.h > 0 && stop.x >= 0 && stop.y >= 0, `${stop.name} is off the screen`);
  await open_title(page);
  const panel = await walk(80);
  assert.ok(panel.length > 20, `${panel.length} stops in the deal`);
  // The note field stands still at the bottom while the rest scrolls under it.
  panel.slice(1).forEach(({ name, y }, i) => assert.ok(y >= panel[i].y - 40, `${name} comes after ${panel[i].name}`));
  await site.close();
});

for (const scale of [1, 1.25, 1.5, 2]) {
  test(`the picture has as many pixels as the screen, at ${scale} to begin with and after a change`, async () => {
    const site = await open_site({ browser, context: { deviceScaleFactor: scale } });
    const page = await site.page('?demo=40&lang=en');
    const pixels = () => page.evaluate(() => { const canvas = document.getElementById('canvas'); return [canvas.width, canvas.height]; });
    assert.deepEqual(await pixels(), [1280 * scale, 800 * scale]);
    const session = await page.context().newCDPSession(page);
    const other = scale === 1.25 ? 1.5 : 1.25;
    await session.send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: other, mobile: false });
    await page.mouse.move(500, 300);
    await settle(page);
    assert.deepEqual(await pixels(), [1280 * other, 800 * other]);
    await site.close();
  });
}

test('an edit is called saving before the key that made it is over, and saved only later', async () => {
  const site = await open_site({ browser });
  const page = await site.page();
  await click(page, page.getByRole('button', { name: /^Look at a sample/ }));
  await saved(page);
  // Each sample is another one: a stage may have one deal or none, but some deal can always go to the next stage.
  await page.getByRole('listitem').first().focus();
  await settle(page);
  const state = await page.evaluate(() => {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', ctrlKey: true, bubbles: true, cancelable: true }));
    return document.documentElement.dataset.save;
  });
  assert.equal(state, 'saving');
  await saved(page);
  await site.close();
});

test('a file picker that stays open for long is not forgotten, and the file that is chosen then comes in', async () => {
  const collecting = await launch_browser({ args: [...flags, '--js-flags=--expose-gc'] });
  try {
    const site = await open_site({ browser: collecting });
    await site.context.addInitScript(() => {
      HTMLInputElement.prototype.click = function () { globalThis.picker = new WeakRef(this); };
    });
    const page = await site.page('?lang=en');
    await click(page, page.getByRole('button', { name: /^Load a file/ }).first());
    await page.waitForFunction(() => globalThis.picker);
    const there = await page.evaluate(async () => {
      for (let i = 0; i < 5; ++i) { globalThis.gc(); await new Promise((done) => setTimeout(done, 20)); }
      const input = globalThis.picker.deref();
      if (!input) return false;
      const chosen = new DataTransfer();
      chosen.items.add(new File(['Title;Amount\nGranit;100\nVector;200\n'], 'deals.csv'));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change'));
      return true;
    });
    assert.ok(there, 'the browser has forgotten the picker');
    await page.getByRole('dialog').waitFor({ state: 'attached' });
    await site.close();
  } finally {
    await collecting.close();
  }
});
