// What the page costs on this machine, on the packed site in Chromium: bytes, time to ready for a stored pipeline (with the browser: it
// was started at that moment, nothing is cached; cold: it runs already, nothing is cached; warm: the page reloaded), an edit until its
// transaction is complete beside a bare strict put of as many bytes in the same page, the two parts of importing an own file that are
// not a person's beside the same puts without us and JSON.parse of the same text (a bare SAX pass of it: parse_bench.cpp), memory.
// Medians; figures of one run compare.
// Usage: node tests/bench/page_bench.mjs [deals…]        (default: 200 10000 100000; needs dist/ and the terminal program, tests/support/program.mjs)
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../../web/toolchain/serve.mjs';
import { browser_path } from '../web/support/browser.mjs';
import { generate, replace_all } from '../web/support/own_files.mjs';
import { column, saved, settle } from '../web/support/pages.mjs';

const dist = new URL('../../dist/', import.meta.url).pathname;
const sizes = process.argv.slice(2).map(Number);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const ms = (value) => `${value.toFixed(value < 20 ? 1 : 0)} ms`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

// A profile on disk, so that what is stored outlives the browser.
async function launch(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser_path(), headless: true, locale: 'en-US', viewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run', '--js-flags=--expose-gc'],
  });
  await context.addInitScript(keep_memory);
  return context;
}

const ready_ms = async (page) => {
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 120_000 });
  await page.waitForFunction(() => performance.getEntriesByName('voronka:ready').length > 0);
  return page.evaluate(() => performance.getEntriesByName('voronka:ready')[0].startTime);
};

// From the key that moves a card until the transaction is complete, and until the page says so (one frame later).
const edit_ms = (page, key) => page.evaluate((key) => new Promise((resolve) => {
  if (!window.__completed) {
    window.__completed = { at: 0 };
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function watched(stores, mode, ...more) {
      const made = transaction.call(this, stores, mode, ...more);
      if (mode === 'readwrite') made.addEventListener('complete', () => { window.__completed.at = performance.now(); });
      return made;
    };
  }
  const html = document.documentElement;
  const start = performance.now();
  let began = false;
  const observer = new MutationObserver(() => {
    if (html.dataset.save !== 'saved') began = true;
    else if (began) { observer.disconnect(); resolve({ stored: window.__completed.at - start, said: performance.now() - start }); }
  });
  observer.observe(html, { attributes: true, attributeFilter: ['data-save'] });
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, altKey: true, bubbles: true, cancelable: true }));
}), key);

const bare_put_ms = (page, bytes) => page.evaluate((bytes) => new Promise((resolve, reject) => {
  const open = indexedDB.open('bench', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('puts');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const start = performance.now();
    const transaction = open.result.transaction('puts', 'readwrite', { durability: 'strict' });
    transaction.objectStore('puts').put(new Uint8Array(bytes), 1);
    transaction.objectStore('puts').put('row', 2);
    transaction.oncomplete = () => { open.result.close(); resolve(performance.now() - start); };
  };
}), bytes);

// The two parts of an import that are not a person's: from the file to the question what to do with it, and from the answer to
// "saved", timed inside the page.
async function import_ms(page, path) {
  await page.evaluate(() => {
    const html = document.documentElement;
    const times = window.__import = {};
    document.addEventListener('change', () => { times.chosen ??= performance.now(); }, true);
    new MutationObserver(() => {
      if (times.asked === undefined && document.querySelector('[role=dialog] [role=radio]')) times.asked = performance.now();
      if (html.dataset.save === 'saving') times.saving ??= performance.now();
      if (times.saving !== undefined && html.dataset.save === 'saved') times.saved ??= performance.now();
    }).observe(html, { subtree: true, childList: true, attributes: true });
    // The input for files is in no document: its own event does not come by above.
    const { click } = HTMLInputElement.prototype;
    HTMLInputElement.prototype.click = function watched() {
      this.addEventListener('change', () => { times.chosen ??= performance.now(); });
      return click.call(this);
    };
    addEventListener('pointerup', () => { times.answered = performance.now(); }, true);
  });
  await replace_all(page, path, 300_000);
  const times = await page.evaluate(() => window.__import);
  return { read: times.asked - times.chosen, stored: times.saved - times.answered };
}

// How big the page's wasm memory is; it never shrinks, so this is its peak.
const keep_memory = () => {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...what) => {
    const instance = await instantiate(...what);
    window.__memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return instance;
  };
};
const wasm_bytes = (page) => page.evaluate(() => window.__memory.buffer.byteLength);

// What the browser itself needs to store what an import stored: the same buckets once more, in one strict transaction.
const same_puts_ms = (page) => page.evaluate(async () => {
  const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const stores = ['records', 'history'];
  const source = await answer(indexedDB.open('voronka'));
  const open = indexedDB.open('bench-import', 1);
  open.onupgradeneeded = () => stores.forEach((name) => open.result.createObjectStore(name));
  const target = await answer(open);
  const rows = await Promise.all(stores.map(async (name) => {
    const store = source.transaction(name).objectStore(name);
    return { name, keys: await answer(store.getAllKeys()), values: await answer(store.getAll()) };
  }));
  const start = performance.now();
  const transaction = target.transaction(stores, 'readwrite', { durability: 'strict' });
  for (const { name, keys, values } of rows) keys.forEach((key, index) => transaction.objectStore(name).put(values[index], key));
  await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onabort = () => reject(transaction.error); });
  const took = performance.now() - start;
  source.close();
  target.close();
  await answer(indexedDB.deleteDatabase('bench-import'));
  return took;
});

async function measure(deals, folder, server) {
  const profile = join(folder, `profile-${deals}`);
  const path = generate(folder, deals, { events: 10 });
  const file_bytes = statSync(path).size;
  let context = await launch(profile);
  let page = context.pages()[0];
  await page.goto(server.url);
  await ready_ms(page);
  const import_start = Date.now();
  const parts = await import_ms(page, path);
  const with_clicks = Date.now() - import_start;
  const imported_wasm = await wasm_bytes(page);
  const same_puts = await same_puts_ms(page);
  const parse_ms = await page.evaluate((text) => { const start = performance.now(); JSON.parse(text); return performance.now() - start; },
    deals > 20_000 ? '[]' : readFileSync(path, 'utf8'));
  await context.close();

  const with_browser = [], cold = [];
  for (let i = 0; i < 6; ++i) {
    context = await launch(profile);
    page = context.pages()[0];
    if (i >= 3) await page.waitForTimeout(2000);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    await page.goto(server.url);
    (i < 3 ? with_browser : cold).push(await ready_ms(page));
    if (i < 5) await context.close();
  }
  const warm = [];
  for (let i = 0; i < 5; ++i) {
    await page.reload();
    warm.push(await ready_ms(page));
  }
  await saved(page);
  await page.waitForTimeout(deals > 20_000 ? 8000 : 1500);  // history comes after the records

  const cards = column(page, 'Qualification').getByRole('listitem');
  await cards.nth(1).focus();
  await settle(page);
  const edits = [], puts = [];
  for (let i = 0; i < 10; ++i) {
    edits.push(await edit_ms(page, i % 2 ? 'ArrowUp' : 'ArrowDown'));
    await settle(page);
    puts.push(await bare_put_ms(page, 50_000));
  }
  const memory = await page.evaluate(() => { globalThis.gc?.(); return performance.memory.usedJSHeapSize; });
  const session = await context.newCDPSession(page);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const wasm = await wasm_bytes(page);
  await context.close();
  return {
    deals, file: mb(file_bytes), 'ready with the browser': ms(median(with_browser)), 'cold': ms(median(cold)), 'warm': ms(median(warm)),
    'edit to complete': ms(median(edits.map((one) => one.stored))), 'to "saved"': ms(median(edits.map((one) => one.said))),
    'bare put': ms(median(puts)), ratio: (median(edits.map((one) => one.stored)) / median(puts)).toFixed(1),
    'file to question': ms(parts.read), 'answer to saved': ms(parts.stored), 'same puts': ms(same_puts), 'with clicks': ms(with_clicks), 'JSON.parse': deals > 20_000 ? '–' : ms(parse_ms),
    'JS heap': mb(usedSize || memory), 'wasm memory': mb(wasm), 'after import': mb(imported_wasm),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'voronka-bench-'));
const server = await serve(dist);
try {
  console.table(readdirSync(dist).filter((name) => /\.(js|css|html|wasm)$/.test(name)).map((name) => ({
    name, raw: statSync(join(dist, name)).size, gzip: statSync(join(dist, `${name}.gz`)).size, brotli: statSync(join(dist, `${name}.br`)).size })));
  for (const deals of sizes.length > 0 ? sizes : [200, 10_000, 100_000]) console.table([await measure(deals, folder, server)]);
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
