// One board once: a browser started anew, the page loaded without a cache, then every act. An act that takes too long, or fails, ends
// the round of this board; the rounds after it leave that act out and give the others their turn.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browser_path, flags } from '../../web/support/browser.mjs';
import { drag, drop, filter, idle, memory, places_of, scroll } from './acts.mjs';
import { blanks, empty_at_rest } from './blanks.mjs';
import { watch_page } from './watch.mjs';

export const launch = (profile) => chromium.launchPersistentContext(profile, {
  executablePath: browser_path(), headless: true, locale: 'en-US', viewport: { width: 1280, height: 800 }, args: flags });

const within = (limit_ms, act) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${limit_ms / 1000} s`)), limit_ms);
  });
  return Promise.race([act, late]).finally(() => clearTimeout(timer));
};

// Memory of all processes of the browser that is theirs alone.
async function resident_mb(browser_session) {
  const { processInfo } = await browser_session.send('SystemInfo.getProcessInfo');
  const kilobytes = ({ id }) => {
    try {
      return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;  // it has ended meanwhile
    }
  };
  return processInfo.reduce((sum, one) => sum + kilobytes(one), 0) / 1000;
}

async function open_tab(context) {
  const page = context.pages()[0];
  const session = await context.newCDPSession(page);
  const browser_session = await context.browser().newBrowserCDPSession();
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, session, browser_session, resident_mb: () => resident_mb(browser_session) };
}

// -> { rows: { name: number }, failed: { act, reason } or null, places, files: what the page fetched }
// known_places: for a page that has no board of its own.
export async function round_of(board, { url, profile, deals, letter, leave_out, known_places, keep }) {
  const context = await launch(profile);
  const rows = {}, files = new Set();
  let failed = null, tab, places = known_places;
  const step = async (act, limit_s, work) => {
    if (failed || leave_out.has(act)) return;
    try {
      Object.assign(rows, await within(limit_s * 1000, work()));
      await tab.keep(act);
    } catch (error) {
      failed = { act, reason: error.message.split('\n')[0] };
    }
  };
  try {
    tab = await open_tab(context);
    tab.keep = async (act, picture) => keep?.(act, picture ?? await tab.page.screenshot({ timeout: 20_000 }));
    tab.page.on('request', (request) => {
      if (request.url().startsWith(url)) files.add(new URL(request.url()).pathname.slice(1) || 'index.html');
    });
    await context.addInitScript({ content: `(${watch_page})(${JSON.stringify(deals.stages)}, (${board.look})());` });
    await step('ready', 120, async () => {
      await tab.page.goto(url, { timeout: 120_000, waitUntil: 'commit' });
      return { ready: await tab.page.evaluate(() => window.__watch.ready) };
    });
    // Voronka's history comes after its records; all wait as long.
    await new Promise((resolve) => { setTimeout(resolve, failed ? 0 : deals.count > 20_000 ? 8000 : 2000); });
    await step('memory', 60, () => memory(tab));
    if (!board.is_floor) await step('places', 60, async () => {
      places = await places_of(tab, deals);
      places.at_rest = await empty_at_rest(tab.page, places);
    });
    if (places) await step('drag', 60, () => drag(tab, places));
    if (!board.is_floor && !leave_out.has('drag')) await step('drop', 60, () => drop(tab, places, deals));
    await step('idle', 60, () => idle(tab));
    if (places) await step('scroll', 60, () => scroll(tab, places));
    if (!board.is_floor) {
      await step('blanks', 60, () => blanks(tab, places));
      await step('filter', 90, () => filter(tab, letter));
    }
  } finally {
    // A page that hangs keeps its browser from closing in good order.
    await within(10_000, context.close()).catch(() => {});
  }
  return { rows, failed, places, files: [...files] };
}
