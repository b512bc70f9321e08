// What a frame costs on the packed site, counted inside the page at the border of the wasm: 600 frames of hovering, scrolling,
// dragging and a panel (steady frames, decision 22: p95 <= 1 ms of wasm at 100,000 deals), then single edits and typed letters
// (<= 8 ms). "wasm" is the time in wasm alone; "with JS" has the mirror, the WebGL calls and all else it calls.
// Without a GPU the pixels are made in wasm, too, and are part of these figures; --draw=gl leaves them to WebGL, which the budget means.
// Usage: node tests/bench/frame_bench.mjs [deals…] [--draw=gl]       (default: 10000 100000; needs dist/ and the terminal program, tests/support/program.mjs)
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open_site } from '../web/support/browser.mjs';
import { generate, replace_all } from '../web/support/own_files.mjs';
import { button, click, column, middle, saved, settle } from '../web/support/pages.mjs';

const sizes = process.argv.slice(2).filter((word) => !word.startsWith('--')).map(Number);
const query = process.argv.includes('--draw=gl') ? '?draw=gl' : '';
const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// Runs before the page's scripts. A frame is the export that is given the present time in seconds and 0 or 1; it is known by
// that, for the names are made short by the build. Time in an import that wasm calls is counted apart.
const watch_wasm = () => {
  const state = window.__frames = { list: [], memory: null };
  let js = -1, depth = 0;
  const timed_import = (call) => (...values) => {
    if (js < 0 || depth > 0) return call(...values);
    const start = performance.now();
    depth = 1;
    try { return call(...values); } finally { depth = 0; js += performance.now() - start; }
  };
  const timed_export = (call) => (...values) => {
    const start = performance.now();
    const frame = (values[1] === 0 || values[1] === 1) && Math.abs(values[0] - start / 1000) < 0.5;
    if (!frame || js >= 0) return call(...values);
    js = 0;
    try { return call(...values); } finally {
      const all = performance.now() - start;
      state.list.push({ wasm: all - js, all });
      js = -1;
    }
  };
  const both = new WeakMap();  // what the page was given -> the real exports, which the second file needs
  const { instantiate, Instance } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const made = new Map();
    const watched = new Proxy(imports, {
      get: (own, name) => {
        const value = own[name];
        if (String(name).startsWith('placeholder') || typeof value !== 'object') return value;
        if (!made.has(name)) made.set(name, Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typeof one === 'function' ? timed_import(one) : one])));
        return made.get(name);
      },
    });
    const { exports } = await instantiate.call(WebAssembly, module, watched);
    const given = { ...exports };
    for (const [key, value] of Object.entries(exports)) {
      if (typeof value === 'function' && value.length === 2) given[key] = timed_export(value);
      if (value instanceof WebAssembly.Memory) state.memory = value;
    }
    both.set(given, exports);
    return { exports: given };
  };
  WebAssembly.Instance = function watched(module, imports) {
    return new Instance(module, { ...imports, primary: both.get(imports.primary) ?? imports.primary });
  };
};

const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const figures = (name, frames) => ({
  what: name, frames: frames.length,
  'wasm p50': quantile(frames.map((one) => one.wasm), 0.5)?.toFixed(2), 'wasm p95': quantile(frames.map((one) => one.wasm), 0.95)?.toFixed(2),
  'wasm max': quantile(frames.map((one) => one.wasm), 1)?.toFixed(2),
  'with JS p50': quantile(frames.map((one) => one.all), 0.5)?.toFixed(2), 'with JS p95': quantile(frames.map((one) => one.all), 0.95)?.toFixed(2),
});

const take = (page) => page.evaluate(() => window.__frames.list.splice(0));

async function during(page, act) {
  await take(page);
  await act();
  await settle(page);
  return take(page);
}

// The most costly frame of each of several acts: the one in which the work was done.
async function after_each(page, acts) {
  const worst = [];
  for (const act of acts) worst.push((await during(page, act)).sort((a, b) => b.wasm - a.wasm)[0]);
  return worst.filter(Boolean);
}

async function measure(deals, folder) {
  const path = generate(folder, deals, { events: 10 });
  const site = await open_site();
  // Fine clocks (5 µs, not 100) are given to isolated pages only.
  await site.context.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' } });
  });
  await site.context.addInitScript(watch_wasm);
  const page = await site.page(query);
  await replace_all(page, path, 300_000);
  await page.reload();
  await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 120_000 });
  await saved(page);
  await sleep(deals > 20_000 ? 8000 : 2000);  // history comes after the records
  const first = (name) => column(page, name).getByRole('listitem').first();
  const from = await middle(first('Qualification'));
  const rows = [];

  const hover = await during(page, async () => { for (let i = 0; i < 150; ++i) await page.mouse.move(100 + i * 7, 130 + (i % 40) * 14); });
  const scroll = await during(page, async () => {
    for (let i = 0; i < 150; ++i) { await page.mouse.wheel(0, i < 100 ? 260 : -400); await page.evaluate(() => new Promise(requestAnimationFrame)); }
  });
  await page.mouse.wheel(0, -1e6);
  await settle(page);
  const drag = await during(page, async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (let i = 0; i < 150; ++i) await page.mouse.move(from.x + i * 4, from.y + (i % 50) * 8);
    await page.keyboard.press('Escape');
    await page.mouse.up();
  });
  const panel = await during(page, async () => {
    await page.mouse.click(from.x, from.y);
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    for (let i = 0; i < 150; ++i) await page.mouse.move(900 + (i % 30) * 10, 100 + i * 4);
  });
  await page.goBack();
  await settle(page);
  for (const [name, frames] of [['hover', hover], ['scroll', scroll], ['drag', drag], ['open a deal, hover it', panel]]) rows.push(figures(name, frames));
  rows.push(figures('all steady frames', [...hover, ...scroll, ...drag, ...panel]));

  await first('Qualification').focus();
  await settle(page);
  const keys = (list) => list.map((key) => () => page.keyboard.press(key));
  rows.push(figures('after an edit: a card moved', await after_each(page, keys(['Alt+ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowUp', 'Control+ArrowRight', 'Control+ArrowLeft']))));
  rows.push(figures('after undo and redo', await after_each(page, keys(['Control+z', 'Control+y', 'Control+z', 'Control+y']))));
  await click(page, page.getByRole('searchbox').or(page.getByRole('textbox', { name: /^Search/ })));
  await settle(page);
  rows.push(figures('after a letter: search', await after_each(page, keys([...'harbor', ...Array(6).fill('Backspace')]))));
  await page.keyboard.press('Escape');
  await settle(page);
  await click(page, first('Qualification'));
  await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
  await settle(page);
  await click(page, page.getByRole('textbox', { name: 'Title', exact: true }));
  await settle(page);
  rows.push(figures('after a letter: title', await after_each(page, keys([...'Voronka!']))));
  await saved(page);
  await page.goBack();
  await settle(page);
  // Today: opened, walked, and after "done" with what came of it (the list is found anew in slices).
  const lines = page.getByRole('group', { name: /money at risk first/ }).getByRole('listitem');
  rows.push(figures('today: opened', await during(page, async () => {
    await click(page, button(page, 'Today'));
    await lines.first().waitFor({ state: 'attached', timeout: 60_000 });
  })));
  await lines.first().focus();
  await settle(page);
  rows.push(figures('today: walked', await during(page, async () => { for (let i = 0; i < 60; ++i) await page.keyboard.press('ArrowDown'); })));
  rows.push(figures('today: done, closed', await after_each(page, keys(['1', 'Escape', '1', 'Escape', '2', 'Escape']))));
  await saved(page);
  console.log(`${deals} deals; wasm heap ${(await page.evaluate(() => window.__frames.memory.buffer.byteLength) / 1e6).toFixed(0)} MB; milliseconds`);
  console.table(rows);
  await site.close();
}

const folder = mkdtempSync(join(tmpdir(), 'voronka-frames-'));
try {
  for (const deals of sizes.length > 0 ? sizes : [10_000, 100_000]) await measure(deals, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
