// What is done with every board, by the same mouse and keys, and what it cost. Each act gives { row: number }.
import { setTimeout as sleep } from 'node:timers/promises';

const tick_ms = 1000 / 60;
const moves = 120;
const notch_px = 120;
export const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

export const settle = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60)));
}));

// A hand does not wait for the page: events go out by the clock, and what the page is slow to take piles up in the browser. They go
// to the browser directly: Playwright's own mouse asks the page before each move of a closed hand whether a drag began.
async function by_the_clock(count, send) {
  const answers = [];
  const start = performance.now();
  for (let i = 0; i < count; ++i) {
    answers.push(send(i));
    await sleep(Math.max(0, start + (i + 1) * tick_ms - performance.now()));
  }
  await Promise.all(answers);
}

const middle_of = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + Math.min(height, 600) / 2 });

const mouse = ({ session }, type, { x, y }, more = {}) => session.send('Input.dispatchMouseEvent', { type, x, y, ...more });

// Milliseconds the page's main thread was busy, the renderer's and all processes' CPU time.
async function spent({ session, browser_session }) {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name) => metrics.find((one) => one.name === name).value * 1000;
  const { processInfo } = await browser_session.send('SystemInfo.getProcessInfo');
  const all = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  return { main: metric('TaskDuration'), renderer: metric('ProcessTime'), all };
}

// Frames while something goes on: intervals from the page's own clock, work per frame.
async function frames_during(tab, act) {
  const { page } = tab;
  const before = await spent(tab);
  await page.evaluate(() => window.__watch.record());
  await act();
  await settle(page);
  const intervals = await page.evaluate(() => window.__watch.recorded());
  const after = await spent(tab);
  const per_frame = (what) => (after[what] - before[what]) / intervals.length;
  const part = (share) => quantile(intervals, share);
  return { p50: part(0.5), p95: part(0.95), max: part(1), main: per_frame('main'), all: per_frame('all') };
}

// Where the hand goes: the second card of the first column, the middle of the third. An empty page gets the places of a real board.
export const places_of = ({ page }, { stages, longest }) => page.evaluate(([stages, longest]) => {
  const { look, box } = window.__watch;
  const card = look.cards(stages[0])[1];
  const list = (stage) => box(look.list(stage));
  return { key: look.key(card), card: box(card), second: list(stages[1]), third: list(stages[2]), longest: list(longest) };
}, [stages, longest]);

export async function drag(tab, { card, second, third }) {
  const { page } = tab;
  const from = { x: card.x + card.width / 2, y: card.y + card.height * 0.7 };
  const to = { x: third.x + third.width / 2, y: third.y + Math.min(third.height, 600) * 0.4 };
  const over = { x: second.x + second.width / 2, y: to.y + 120 };
  const between = (a, b, part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
  // A third of the moves to the second column, a third to the third, a third up and down in it.
  const place = (i) => {
    const part = (i % (moves / 3) + 1) / (moves / 3);
    if (i < moves / 3) return between(from, over, part);
    if (i < moves * 2 / 3) return between(over, to, part);
    return { x: to.x + 10 * Math.sin(part * 12), y: to.y + 150 * Math.sin(part * 2 * Math.PI) };
  };
  await mouse(tab, 'mouseMoved', from);
  await settle(page);
  await mouse(tab, 'mousePressed', from, { button: 'left', buttons: 1, clickCount: 1 });
  const move = (i) => mouse(tab, 'mouseMoved', place(i), { button: 'left', buttons: 1 });
  const { p50, p95, max, main, all } = await frames_during(tab, () => by_the_clock(moves, move));
  tab.hand = place(moves - 1);
  return { drag_p50: p50, drag_p95: p95, drag_max: max, drag_main: main, drag_all: all };
}

// The hand that drag() left closed opens.
export async function drop(tab, { key }, { stages }) {
  await tab.page.evaluate(([key, stage]) => window.__watch.drop(key, stage), [key, stages[2]]);
  await mouse(tab, 'mouseReleased', tab.hand, { button: 'left', clickCount: 1 });
  return { drop: await tab.page.evaluate(() => window.__watch.dropped) };
}

export async function filter({ page, keep }, letter) {
  // By the keyboard, for one board has a notice of its maker over the field.
  await page.getByRole('searchbox').focus();
  await settle(page);
  await page.evaluate(() => window.__watch.letter());
  await page.keyboard.press(letter);
  const filtered = await page.evaluate(() => window.__watch.filtered);
  await keep('filtered');
  await page.evaluate(() => window.__watch.letter());
  await page.keyboard.press('Backspace');
  await page.evaluate(() => window.__watch.filtered);
  return { filter: filtered };
}

// A notch of the wheel a frame over the middle of the longest column: three quarters of them down, the rest up.
export async function wheel(tab, { longest }, count) {
  const at = middle_of(longest);
  await mouse(tab, 'mouseMoved', at);
  await by_the_clock(count, (i) => mouse(tab, 'mouseWheel', at, { deltaX: 0, deltaY: i < count * 0.75 ? notch_px : -notch_px }));
}

export async function to_the_top(tab, { longest }) {
  await mouse(tab, 'mouseWheel', middle_of(longest), { deltaX: 0, deltaY: -1e7 });
  await sleep(500);
}

export async function scroll(tab, places) {
  await mouse(tab, 'mouseMoved', middle_of(places.longest));
  await settle(tab.page);
  const { p95, main, all } = await frames_during(tab, () => wheel(tab, places, moves));
  return { scroll_p95: p95, scroll_main: main, scroll_all: all };
}

export async function memory({ page, session, resident_mb }) {
  for (let i = 0; i < 2; ++i) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = await session.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => [...window.__watch.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  return { heap: (usedSize + embedderHeapUsedSize + wasm) / 1e6, resident: await resident_mb(), elements };
}

export async function idle(tab) {
  await tab.page.mouse.move(640, 4);
  await sleep(2500);
  const asked = () => tab.page.evaluate(() => window.__watch.asked);
  const before = { ...await spent(tab), asked: await asked() };
  await sleep(5000);
  const after = { ...await spent(tab), asked: await asked() };
  return { idle_cpu: after.renderer - before.renderer, idle_all: after.all - before.all, idle_frames: after.asked - before.asked };
}
