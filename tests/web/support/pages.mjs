// What people do with the page, in the words of its roles and names; a real mouse at the place where the node lies.
import { readFile } from 'node:fs/promises';

// Mirror nodes let the pointer through to the canvas, so Playwright's own actionability check would refuse them.
export const click = async (page, locator, options = {}) => {
  const box = await box_of(locator);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, options);
};

export const box_of = async (locator) => {
  await locator.first().waitFor({ state: 'attached' });
  const box = await locator.first().boundingBox();
  if (!box) throw new Error('a node without a place');
  return box;
};

export const button = (page, name) => page.getByRole('button', { name });
export const column = (page, stage) => page.getByRole('list', { name: stage, exact: true });
export const card = (page, stage, title) => column(page, stage).getByRole('listitem', { name: title });

// The names of all cards, once each says how long it has been in its stage: the board is shown before the histories are there.
export async function card_names(page) {
  await page.getByRole('listitem').filter({ hasText: ' in stage' }).first().waitFor({ state: 'attached' });
  return page.getByRole('listitem').allTextContents();
}
export const saved = (page, timeout = 15_000) => page.waitForSelector('html[data-save="saved"]', { state: 'attached', timeout });

// From a card to a point over another column (or a drop zone), with the moves a hand makes.
export async function drag(page, from, to, { hold } = {}) {
  const start = await box_of(from);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 6, { steps: 3 });
  await settle(page);
  const end = typeof to === 'function' ? await to() : to;
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await settle(page);
  if (hold) await hold();
  await page.mouse.up();
  await settle(page);
}

export const middle = async (locator) => {
  const box = await box_of(locator);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

// Until the page has had the frames it wanted.
export const settle = (page) => page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60))); }));

export async function choose_file(page, opener, path) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click(page, opener)]);
  await chooser.setFiles(path);
}

export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFile(await file.path());
}

// What the file says, computed here and not by the code under test: per stage how many deals the board shows, and their sum.
export function totals_of(json) {
  const { records } = JSON.parse(json);
  const stages = records.filter((record) => record.type === 'stage' && !record.deleted);
  const totals = new Map(stages.map((stage) => [stage.id, { name: stage.name, kind: stage.kind ?? 'sales', rank: stage.rank, deals: 0, minor: 0 }]));
  for (const deal of records.filter((record) => record.type === 'deal')) {
    const total = totals.get(deal.position.stage);
    if (!total || deal.deleted || deal.archived || deal.status === 'lost') continue;
    total.deals += 1;
    total.minor += deal.amount?.minor ?? 0;
  }
  return [...totals.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1));
}

// "Квалификация: 1 204 сделки, 12 345 678 ₽, …" -> { deals, minor }
export async function head_of(page, stage) {
  const heading = page.getByRole('heading', { level: 2 }).filter({ hasText: new RegExp(`^${stage.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}: `) });
  const text = (await heading.first().textContent()) ?? '';
  // Parts are separated by a comma and a space; inside a number a comma has no space behind it.
  const [deals, sum = '0'] = text.slice(stage.length + 2).split(', ');
  const digits = (part) => Number.parseInt(part.replace(/\D/g, ''), 10) || 0;
  return { deals: digits(deals), minor: /[.,]\d{2}(?!\d)/.test(sum) ? digits(sum) : digits(sum) * 100 };
}

// Asks until the answer is something. waitForFunction takes the promise of an asynchronous question for its answer.
export async function until(ask, what, timeout_ms = 30_000) {
  for (const end = Date.now() + timeout_ms; ;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeout_ms / 1000} s for ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

// A click on what may lie outside of the screen: the focus scrolls there.
export async function reach(page, locator) {
  await locator.waitFor({ state: 'attached' });
  await locator.focus();
  await settle(page);
  await click(page, locator);
  await settle(page);
}
