// What the page costs on this machine, on the packed site in Chromium: bytes, time to ready for a stored pipeline (cold: browser
// started anew, nothing cached; warm: the page reloaded), an edit until it is stored beside a bare strict put of as many bytes in
// the same page, an own file from drop to stored beside JSON.parse of the same text, memory. Medians; figures of one run compare.
// Usage: node tests/bench/page_bench.mjs [deals…]        (default: 200 10000 100000; needs dist/ and build/native/voronka)
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
const launch = (profile) => chromium.launchPersistentContext(profile, {
  executablePath: browser_path(), headless: true, locale: 'en-US', viewport: { width: 1280, height: 800 },
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run', '--js-flags=--expose-gc'],
});

const ready_ms = async (page) => {
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 120_000 });
  await page.waitForFunction(() => performance.getEntriesByName('voronka:ready').length > 0);
  return page.evaluate(() => performance.getEntriesByName('voronka:ready')[0].startTime);
};

// From the key that moves a card until the page says saved, read off the attribute itself.
const edit_ms = (page, key) => page.evaluate((key) => new Promise((resolve) => {
  const html = document.documentElement;
  const start = performance.now();
  let began = false;
  const observer = new MutationObserver(() => {
    if (html.dataset.save !== 'saved') began = true;
    else if (began) { observer.disconnect(); resolve(performance.now() - start); }
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

async function measure(deals, folder, server) {
  const profile = join(folder, `profile-${deals}`);
  const path = generate(folder, deals, { events: 10 });
  const file_bytes = statSync(path).size;
  let context = await launch(profile);
  let page = context.pages()[0];
  await page.goto(server.url);
  await ready_ms(page);
  const import_start = Date.now();
  await replace_all(page, path, 300_000);
  const import_ms = Date.now() - import_start;
  const parse_ms = await page.evaluate((text) => { const start = performance.now(); JSON.parse(text); return performance.now() - start; },
    deals > 20_000 ? '[]' : readFileSync(path, 'utf8'));
  await context.close();

  const cold = [];
  for (let i = 0; i < 3; ++i) {
    context = await launch(profile);
    page = context.pages()[0];
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    await page.goto(server.url);
    cold.push(await ready_ms(page));
    if (i < 2) await context.close();
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
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await context.close();
  return {
    deals, file: mb(file_bytes), 'ready cold': ms(median(cold)), 'ready warm': ms(median(warm)),
    'edit to stored': ms(median(edits)), 'bare put': ms(median(puts)), ratio: (median(edits) / median(puts)).toFixed(1),
    'import, with clicks': ms(import_ms), 'JSON.parse': deals > 20_000 ? '–' : ms(parse_ms),
    'JS heap': mb(usedSize || memory), 'wasm and buffers': mb((backingStorageSize ?? 0) + (embedderHeapUsedSize ?? 0)),
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
