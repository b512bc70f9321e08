// What a large table of another system costs in the page: 200,000 rows, about 60 MB, from the file to the preview and from the answer to
// the board, on the packed site in Chromium. The longest time between two frames of the page meanwhile (an animation that does nothing but
// ask for the next), how much memory the whole browser has beside an idle page at the worst moment and after all, as ratios to the file.
// Usage: node tests/bench/table_bench.mjs [rows]        (needs dist/)
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../../web/toolchain/serve.mjs';
import { browser_path } from '../web/support/browser.mjs';
import { button, choose_file, click, settle, until } from '../web/support/pages.mjs';

const dist = new URL('../../dist/', import.meta.url).pathname;
const rows = Number(process.argv[2] ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), 'voronka-table-'));
const path = join(folder, 'deals.csv');
const stages = ['Новая', 'Квалификация', 'Презентация', 'Переговоры', 'Сделка успешна', 'Сделка провалена'];
const text = ['ID;Название сделки;Стадия сделки;Сумма;Валюта;Ответственный;Источник;Компания;Контакт;Контакт: Телефон;Дата создания;Предполагаемая дата закрытия;Комментарий'];
for (let n = 0; n < rows; n += 1) {
  const two = (value) => String(value).padStart(2, '0');
  text.push([n + 1, `Поставка оборудования ${n}`, stages[n % 6], `${1000 + n}.50`, 'Российский рубль', `Менеджер ${n % 9}`, ['Сайт', 'Звонок', 'Выставка'][n % 3],
    `ООО «Ромашка ${n % 20_000}»`, `Иван Петров ${n % 30_000}`, `+7 9${two(n % 90)} ${two(n % 97)}5-${two(n % 89)}-${two(n % 83)}`,
    `${two(1 + n % 28)}.${two(1 + n % 12)}.2025 10:${two(n % 60)}:00`, `${two(1 + n % 28)}.${two(1 + n % 12)}.2026`,
    'Перезвонить'].join(';'));
}
writeFileSync(path, text.join('\r\n'));
text.length = 0;
const file_mb = statSync(path).size / 1e6;

// Of this browser and everything it started.
function resident_mb(root) {
  const children = new Map();
  const pages = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      children.set(parent, [...children.get(parent) ?? [], name]);
      const rollup = readFileSync(`/proc/${name}/smaps_rollup`, 'utf8');
      pages.set(name, Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0));
    } catch { /* gone, or nobody's */ }
  }
  const all = [String(root)];
  for (const one of all) all.push(...children.get(one) ?? []);
  return all.reduce((sum, one) => sum + (pages.get(one) ?? 0), 0) / 1000;
}

const server = await serve(dist);
const profile = join(folder, 'profile');
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: browser_path(), headless: true, locale: 'ru-RU', viewport: { width: 1280, height: 800 },
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run'] });
const pid = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).find((name) => {
  try {
    const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
    return line.includes(profile) && !line.includes('--type=');
  } catch {
    return false;
  }
});
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await button(page, 'Загрузить файл').waitFor({ state: 'attached' });
  await settle(page);
  await page.waitForTimeout(2000);
  const idle = resident_mb(pid);
  let worst = idle;
  const watching = setInterval(() => { worst = Math.max(worst, resident_mb(pid)); }, 250);
  await page.evaluate(() => {
    window.__gaps = [];
    let last = performance.now();
    const tick = (now) => { window.__gaps.push(now - last); last = now; requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  });
  const longest = () => page.evaluate(() => { const gaps = window.__gaps; window.__gaps = []; return Math.max(...gaps); });

  await choose_file(page, button(page, 'Загрузить файл'), path);
  let start = Date.now();
  const run = page.getByRole('dialog').getByRole('button', { name: /^Импортировать .* сдел/ });
  await run.waitFor({ state: 'attached', timeout: 120_000 }).catch(async () => {
    throw new Error(`no preview: ${await page.getByRole('dialog').allTextContents()}`);
  });
  const preview = (Date.now() - start) / 1000;
  const preview_gap = await longest();
  const preview_worst = worst;
  await until(() => run.isEnabled(), 'the count');
  await settle(page);
  await longest();
  await click(page, run);
  start = Date.now();
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 300_000 });
  const board = (Date.now() - start) / 1000;
  await page.waitForSelector('html[data-save="saved"]', { state: 'attached', timeout: 300_000 });
  const stored = (Date.now() - start) / 1000;
  const import_gap = await longest();
  await page.waitForTimeout(8000);
  clearInterval(watching);
  const after = resident_mb(pid);
  console.table([{
    rows, 'file MB': file_mb.toFixed(1), 'preview s': preview.toFixed(1), 'to board s': board.toFixed(1), 'stored s': stored.toFixed(1),
    'longest frame, preview ms': preview_gap.toFixed(0), 'longest frame, import ms': import_gap.toFixed(0),
    'memory preview ×': ((preview_worst - idle) / file_mb).toFixed(1), 'memory worst ×': ((worst - idle) / file_mb).toFixed(1),
    'after ×': ((after - idle) / file_mb).toFixed(1),
  }]);
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
