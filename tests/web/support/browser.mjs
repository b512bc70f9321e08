// The packed site in a real browser: a server on a free port over dist/, Debian's Chromium through playwright-core, and every
// console error, page error and failed request collected. A test that saw one fails, even if its own claims held.
//
//   const site = await open_site();                        // or open_site({ prefix: '/team/sales/' }) for a sub-path
//   const page = await site.page('?demo=200&lang=en');     // a page whose html[data-app] is ready
//   ...
//   await site.close();                                    // throws when the browser complained; closes all in any case
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../../web/toolchain/serve.mjs';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));

// WebGL through the software rasteriser, everything else as a user has it. Other flags also slow the compositor down, or
// make the browser call home.
export const flags = [
  '--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-quic', '--no-first-run',
];

export function browser_path() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium: run web/toolchain/setup.sh browsers, or set CHROMIUM');
  return found;
}

export const launch_browser = (more = {}) => chromium.launch({ executablePath: browser_path(), headless: true, args: flags, ...more });

// A test that fails does not come to its close(). Its browser would keep the file's process, and with it the whole run, alive.
const open_sites = new Set();
after(async () => {
  for (const close of open_sites) await close().catch(() => {});
});

// Without a service worker, which would answer before the routes that tests put in the way; { context: { serviceWorkers: 'allow' } } has it.
// options: folder (another site than dist/); prefix; host_headers (as "_headers" says); browser (one of your own, then it stays open); context: playwright's (viewport, locale, deviceScaleFactor);
// allow: [RegExp] for complaints that a test provokes on purpose.
export async function open_site({ folder = dist, prefix = '/', host_headers = false, browser, context: context_options = {}, allow = [] } = {}) {
  if (!existsSync(`${dist}index.html`)) throw new Error('dist/ is missing: run ./run.sh --build');
  const server = await serve(folder, { prefix, host_headers });
  const own_browser = browser ? null : await launch_browser();
  const context = await (browser ?? own_browser).newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', serviceWorkers: 'block', ...context_options });
  const complaints = [];
  const complain = (kind, text) => {
    if (!allow.some((pattern) => pattern.test(text))) complaints.push(`${kind}: ${text}`);
  };
  context.on('weberror', (error) => complain('page error', String(error.error()?.stack ?? error.error())));
  context.on('console', (message) => { if (message.type() === 'error') complain('console', `${message.text()} (${message.location().url})`); });
  context.on('requestfailed', (request) => {
    // A page that is closed or left cancels what it was loading.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complain('request', `${request.url()}: ${request.failure()?.errorText}`);
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !/^(blob|data|about):/.test(request.url())) complain('foreign request', request.url());
  });

  // Opens the page; waits for data-app="ready" unless told another state ('failed', 'loading').
  async function page(query = '', { state = 'ready', timeout = 30_000 } = {}) {
    const opened = await context.newPage();
    await opened.goto(server.url + query);
    await opened.waitForSelector(`html[data-app="${state}"]`, { state: 'attached', timeout });
    return opened;
  }

  async function close_all() {
    open_sites.delete(close_all);
    await context.close();
    await own_browser?.close();
    await server.close();
  }
  open_sites.add(close_all);

  async function close() {
    await close_all();
    if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`);
  }

  // The host is gone from now on; close() stays as it is.
  const stop_serving = () => server.close();

  return { url: server.url, context, page, complaints, stop_serving, close };
}
