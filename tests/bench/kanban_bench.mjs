// Voronka's board beside three boards of the DOM, with the same deals, in one run: bytes, time to ready, frames of a drag, the drop,
// a letter in the search, scrolling, memory, rest; an empty page shows what browser and mouse cost by themselves. Each round asks all
// boards in turn, so that a machine that grows slow does so for all; medians of the rounds; figures of one run compare.
// - Ready: Voronka reads its stored pipeline from IndexedDB, with history and all; the others fetch the deals they show as JSON from
//   the server. The browser is started anew with nothing cached; from navigation to the frame that shows cards.
// - Hand: 120 moves or turns of the wheel by the clock in two seconds, whether the page keeps up or not. Main thread: its CPU time.
// - Drop and letter: from the browser's own time of the event; what a board animates until the card lies counts (react-trello).
// - Search: Voronka looks through more fields; ej2-kanban has a search; the other two are given the fitting deals anew.
// - Without a GPU canvas and DOM are both drawn by the processor; "all processes" has that work, "main thread" has not.
// Usage: node tests/bench/kanban_bench.mjs [deals…] [--rounds=5] [--pictures=FOLDER]     (pictures: what each act left on the screen)
// (default: 200 1000 10000 100000; needs dist/, the terminal program (tests/support/program.mjs) and, the first time, the npm registry)
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../web/toolchain/serve.mjs';
import { replace_all } from '../web/support/own_files.mjs';
import { boards } from './kanban/boards.mjs';
import { bundle, install_rivals, packed_bytes } from './kanban/bundle.mjs';
import { make_deals, write_list } from './kanban/deals.mjs';
import { print_size } from './kanban/report.mjs';
import { launch, round_of } from './kanban/round.mjs';

const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
const sizes = process.argv.slice(2).filter((word) => !word.startsWith('--')).map(Number);
const rounds = Number(option('rounds') ?? 5);
const pictures = option('pictures');
const letter = 'q';
const counted = /\.(html|js|css|wasm|woff2?|ttf)$/;

// Voronka's pipeline has to be in its storage before it can be read from there.
async function store(url, profile, path) {
  const context = await launch(profile);
  try {
    const page = context.pages()[0];
    await page.goto(url);
    await page.waitForSelector('html[data-app="ready"]', { state: 'attached', timeout: 60_000 });
    await replace_all(page, path, 300_000);
  } finally {
    await context.close();
  }
}

async function measure(count, folder, served) {
  const deals = make_deals(folder, count);
  const own_profile = join(folder, `stored-${count}`);
  await store(served.get('Voronka').url, own_profile, deals.path);
  for (const { folder: site, entry } of served.values()) if (entry) write_list(join(site, 'deals.json'), deals);

  const figures = new Map(boards.map(({ name }) => [name, {}]));
  const left_out = new Map(boards.map(({ name }) => [name, new Set()]));
  const reasons = [];
  let known_places;
  for (let round = 1; round <= rounds; ++round) {
    for (const board of boards) {
      const { name } = board;
      if (left_out.get(name).has('ready')) continue;
      const { url, folder: site } = served.get(name);
      console.error(`${count} deals, round ${round}: ${name}`);
      const profile = board === boards[0] ? own_profile : join(folder, 'profile');
      const keep = pictures && ((act, picture) => writeFileSync(join(pictures, `${count}-${name}-${act}.png`), picture));
      const answer = await round_of(board, { url, profile, deals, letter, leave_out: left_out.get(name), known_places, keep })
        .catch((error) => ({ rows: {}, failed: { act: 'ready', reason: error.message.split('\n')[0] }, files: [] }));
      if (board === boards[0]) known_places = answer.places;
      else rmSync(profile, { recursive: true, force: true });
      if (round === 1) answer.rows.bytes = packed_bytes(site, answer.files.filter((file) => counted.test(file)));
      for (const [row, value] of Object.entries(answer.rows)) (figures.get(name)[row] ??= []).push(value);
      if (answer.failed) {
        left_out.get(name).add(answer.failed.act);
        reasons.push(`${name}, ${answer.failed.act}: ${answer.failed.reason}`);
      }
    }
  }
  print_size(count, boards, figures, reasons);
}

const folder = mkdtempSync(join(tmpdir(), 'voronka-kanban-'));
const served = new Map();
try {
  install_rivals();
  if (pictures) mkdirSync(pictures, { recursive: true });
  for (const board of boards) {
    const site = board.folder ?? await bundle(join(folder, board.entry), board.entry);
    served.set(board.name, { ...board, folder: site, ...await serve(site) });
  }
  for (const count of sizes.length > 0 ? sizes : [200, 1000, 10_000, 100_000]) await measure(count, folder, served);
} finally {
  for (const { close } of served.values()) await close();
  rmSync(folder, { recursive: true, force: true });
}
