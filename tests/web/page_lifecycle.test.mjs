// A page is left, reloaded, closed or frozen at any frame of an edit. What it called saved at that moment is there afterwards; what was not
// saved it called unsaved, and it is there whole or not at all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch_browser, open_site } from './support/browser.mjs';
import { begin_with_sample } from './support/copies.mjs';
import { column, head_of, saved, settle } from './support/pages.mjs';

// Milliseconds after the key, and as soon as the page says that it has saved.
const moments = process.env.VORONKA_ALL === '1' ? [0, 4, 8, 16, 33, 'saved'] : [0, 8, 'saved'];
let browser, site;
before(async () => {
  // Playwright switches the back/forward cache off; people have it.
  browser = await launch_browser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  site = await open_site({ browser, allow: [/favicon\.ico/] });  // a manifest looked at as a page has no icon
  const page = await site.page('?lang=en');
  await begin_with_sample(page);
  await page.close();
});
after(async () => {
  await site?.close();
  await browser.close();
});

const here = 'Lead generation', there = 'Qualification';  // the sample has most deals in the first
// By the heads: of a long column only what is in sight has nodes.
const both = async (page) => [(await head_of(page, here)).deals, (await head_of(page, there)).deals];

async function open_board() {
  const page = await site.page('?lang=en');
  await column(page, here).getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  return page;
}

async function move_first(page, from, key) {
  const card = column(page, from).getByRole('listitem').first();
  for (let look = 0; look < 20; ++look) {  // what is drawn first may be replaced when the histories have come
    await card.focus();
    await settle(page);
    if (await card.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press(key);
}
async function move_back(page) {
  await move_first(page, there, 'Control+ArrowLeft');
  await settle(page);
  await saved(page);
}

// Moves the first deal of a column on; the page is left from within, at that moment after it heard the key. What the page said just then:
// seen().
async function edit_and(page, moment, act) {
  await page.evaluate(([delay, what]) => {
    localStorage.removeItem('seen');
    let left = false;  // a page that comes back is not left again
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight') return;
      const leave = () => {
        if (left) return;
        left = true;
        localStorage.setItem('seen', document.documentElement.dataset.save);
        if (what === 'away') location.href = 'manifest.webmanifest';
        if (what === 'reload') location.reload();
      };
      if (delay === 'saved') new MutationObserver(() => { if (document.documentElement.dataset.save === 'saved') leave(); }).observe(document.documentElement, { attributeFilter: ['data-save'] });
      else if (delay === 0) queueMicrotask(leave);
      else setTimeout(leave, delay);
    });
  }, [moment, act]);
  await move_first(page, here, 'Control+ArrowRight');
}
const seen = (page) => page.evaluate(() => localStorage.getItem('seen'));

function judge(state, before, now, when) {
  const moved = before[0] - now[0];
  assert.ok(moved === 0 || moved === 1, `${when}: ${moved} deals moved`);
  assert.equal(now[1] - before[1], moved, `${when}: a deal is in two places or none`);
  if (state === 'saved') assert.equal(moved, 1, `${when}: it said saved`);
  else assert.equal(state, 'saving', when);
}

for (const act of ['away', 'reload', 'close']) {
  test(`whatever was called saved before the page went (${act}) is there, and nothing is torn`, { timeout: 120_000 }, async () => {
    const states = new Set();
    for (const moment of moments) {
      let page = await open_board();
      const before = await both(page);
      await edit_and(page, moment, act);
      if (act === 'close') await page.close();
      else await page.waitForFunction((what) => (what === 'away' ? location.pathname.endsWith('manifest.webmanifest') : document.documentElement.dataset.app === 'ready' && performance.navigation.type === 1), act);
      if (!page.isClosed()) await page.close();
      page = await open_board();
      const state = await seen(page);
      states.add(state);
      const now = await both(page);
      if (state !== null) judge(state, before, now, `${act}, moment ${moment}`);
      if (now[0] < before[0]) await move_back(page);  // how many are left must not hang on how often the page was fast enough
      await page.close();
    }
    assert.ok(act === 'close' || states.has('saved'), `never saved: ${[...states]}`);
  });
}

test('a page that comes back from the back/forward cache, or from the disk, goes on with everything', { timeout: 120_000 }, async (context) => {
  let kept = 0;
  for (const moment of moments) {
    const page = await open_board();
    await page.evaluate(() => addEventListener('pageshow', (event) => { globalThis.came_back = event.persisted; }));
    const before = await both(page);
    await edit_and(page, moment, 'away');
    await page.waitForFunction(() => location.pathname.endsWith('manifest.webmanifest'));
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction(() => document.documentElement.dataset.app === 'ready');
    if (await page.evaluate(() => globalThis.came_back === true)) kept += 1;
    await page.waitForFunction(() => document.documentElement.dataset.save === 'saved');
    await settle(page);
    const then = await both(page);
    judge(await seen(page), before, then, `back, moment ${moment}`);
    if (then[0] === before[0]) {
      await move_first(page, here, 'Control+ArrowRight');
      await settle(page);
    }
    await move_back(page);
    const after = await both(page);
    assert.deepEqual(after, before);
    await page.close();
    const later = await open_board();
    assert.deepEqual(await both(later), after);
    await later.close();
  }
  context.diagnostic(`${kept} of ${moments.length} times the page itself came back`);
});

test('a page that is frozen in the middle of an edit has it saved when it thaws', { timeout: 120_000 }, async () => {
  for (const moment of moments) {
    const page = await open_board();
    const session = await page.context().newCDPSession(page);
    const before = await both(page);
    await edit_and(page, moment, 'freeze');
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((done) => setTimeout(done, 150));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await saved(page);
    const now = await both(page);
    assert.equal(now[0], before[0] - 1);
    await page.close();
    const later = await open_board();
    assert.deepEqual(await both(later), now);
    await move_back(later);
    await later.close();
  }
});

test('a page that is hidden or left before its program has come does not mind', async () => {
  for (const delay of [0, 20, 60]) {
    const page = await site.context.newPage();
    await page.goto(`${site.url}?lang=en`, { waitUntil: 'commit' });
    await new Promise((done) => setTimeout(done, delay));
    await page.evaluate(() => { document.dispatchEvent(new Event('visibilitychange')); });
    await page.goto('about:blank');
    await page.close();
  }
});

test('a page with something unsaved asks before it is left, and one that has saved does not', async () => {
  const page = await open_board();
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await move_first(page, here, 'Control+ArrowRight');
  await saved(page);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.deepEqual(asked, []);
  // A database that takes nothing any more: another page deletes it.
  await column(page, here).getByRole('listitem').first().waitFor({ state: 'attached' });
  await settle(page);
  await page.evaluate(() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  await move_first(page, here, 'Control+ArrowRight');
  await page.waitForSelector('html[data-save="failed"]', { state: 'attached' });
  await page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await page.close();
});

test('a page that a newer build has shut out asks before it is left with an edit that could not be stored', async () => {
  const page = await open_board();
  const asked = [];
  page.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  const fence = (schema) => page.evaluate(async (value) => {
    const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const database = await answer(indexedDB.open('voronka'));
    const meta = database.transaction('meta', 'readwrite').objectStore('meta');
    const before = await answer(meta.get('schema'));
    await answer(meta.put(value ?? { ...before, minWriter: 99 }, 'schema'));
    database.close();
    return before;
  }, schema);
  const schema = await fence(null);
  await move_first(page, here, 'Control+ArrowRight');
  await page.waitForSelector('html[data-save="read-only"]', { state: 'attached' });
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.deepEqual(asked, ['beforeunload']);
  await fence(schema);
  await page.reload();  // only looked at: nothing is asked
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached' });
  assert.deepEqual(asked, ['beforeunload']);
  await page.close();
});

// Looks from out here: the page's own timers are dead.
async function until(look) {
  for (let left = 100; left > 0; --left) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return undefined;
}

test('what is typed is stored when the page is hidden and never woken again', async () => {
  const page = await open_board();
  await column(page, here).getByRole('listitem').first().focus();
  await page.keyboard.press('Enter');
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await title.waitFor({ state: 'attached' });
  await settle(page);
  await title.focus();
  await settle(page);
  await page.keyboard.press('Control+a');
  const state = await page.evaluate(async () => {
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    // From here on no timer of the page fires, as on a phone that is put away.
    globalThis.setTimeout = () => 0;
    document.activeElement.addEventListener('input', () => requestAnimationFrame(() => requestAnimationFrame(() => {
      globalThis.seen_title = document.title;
      Object.defineProperty(document, 'hidden', { get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
      globalThis.requestAnimationFrame = () => 0;
    })), { once: true });
    return document.documentElement.dataset.save;
  });
  assert.equal(state, 'saved');
  await page.keyboard.insertText('Typed in haste');
  const hidden = await until(() => page.evaluate(() => globalThis.seen_title));
  assert.doesNotMatch(hidden, /Typed in haste/);  // it had not been sent yet
  const stored = () => page.evaluate(async () => {
    const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const database = await answer(indexedDB.open('voronka'));
    const buckets = await answer(database.transaction('records').objectStore('records').getAll());
    database.close();
    return buckets.some((bytes) => new TextDecoder().decode(bytes).includes('"Typed in haste"'));
  });
  assert.ok(await until(stored));
  await page.close();
});

test('a page that is called visible and gets no frames still hears what became of its edits', async () => {
  const page = await open_board();
  const before = await both(page);
  await move_first(page, here, 'Control+ArrowRight');
  await saved(page);
  await page.evaluate(() => { globalThis.requestAnimationFrame = () => 1_000_000; });
  await column(page, here).getByRole('listitem').first().focus();
  await page.keyboard.press('Control+ArrowRight');
  await page.waitForSelector('html[data-save="saving"]', { state: 'attached' });
  await saved(page);
  await page.close();
  const later = await open_board();
  assert.equal((await both(later))[0], before[0] - 2);
  await later.close();
});
