// Serves web/*.js and the storage workload on a free local port, and drives Debian's Chromium on a profile of its own.
// The browser is started as a process group so that a test can kill all of it at once, as a crash would.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { test as nodeTest } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browser_path } from './browser.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folders = { web: join(root, 'web'), support: join(root, 'tests/web/support') };
const emptyPage = '<!doctype html><meta charset="utf-8"><title>storage</title><script type="module" src="/support/storage_workload.js"></script>';

// A commit that never answers is a failure, not a reason to wait for ever.
export const test = (title, work) => nodeTest(title, { timeout: 60_000 }, work);

// A browser in a process group of its own outlives a test run that is stopped, unless it is ended with it.
const groups = new Set();
const endGroups = () => {
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Ended between the check and the kill.
    }
  }
};
process.on('exit', endGroups);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

export const serve = async () => {
  const server = createServer(async (request, response) => {
    const [, folder, file = ''] = new URL(request.url, 'http://localhost').pathname.split('/');
    if (folders[folder] && extname(file) === '.js') {
      try {
        const text = await readFile(join(folders[folder], basename(file)));
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(text);
      } catch {
        response.writeHead(404).end();
      }
    } else {
      response.writeHead(200, { 'content-type': 'text/html' }).end(emptyPage);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
};

export const newProfile = () => mkdtemp(join(tmpdir(), 'voronka-storage-'));
export const removeProfile = (profile) => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

const portOf = (child) => new Promise((resolve, reject) => {
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
    const found = /DevTools listening on (ws:\S+)/.exec(said);
    if (found) resolve(found[1]);
  });
  child.once('exit', (code) => reject(new Error(`the browser ended with ${code} before it could be reached:\n${said}`)));
});

// env: for the browser beside what this process has.
export const launch = async (profile, flags = [], env = {}) => {
  const child = spawn(browser_path(), [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...flags, 'about:blank',
  ], { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  groups.add(child.pid);
  const gone = once(child, 'exit').then(() => groups.delete(child.pid));
  const browser = await chromium.connectOverCDP(await portOf(child));
  const context = browser.contexts()[0];
  return {
    context,
    async open(address) {
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction(() => globalThis.workload !== undefined);
      return page;
    },
    async kill() {
      process.kill(-child.pid, 'SIGKILL');
      await gone;
      await browser.close().catch(() => {});
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => {});
      await gone;
      await browser.close().catch(() => {});
    },
  };
};

// A server, a profile and a browser for one test file; `stop` leaves nothing behind.
export const startBench = async (flags) => {
  const server = await serve();
  const profile = await newProfile();
  const browser = await launch(profile, flags);
  return {
    address: server.address,
    context: browser.context,
    // Every test gets a scope of its own, so tests never see each other's database.
    page: (scope = '/') => browser.open(new URL(`.${scope}`, server.address).href),
    async stop() {
      await browser.close();
      await server.close();
      await removeProfile(profile);
    },
  };
};
