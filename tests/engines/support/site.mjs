// A server for pages that no driver reaches: dist/ with a driver of ours put into its page (driver.js), the storage workload, and a wire
// between the two and the test. A page asks for its next order, does it, and tells what came of it; everything else it says on its own.
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = join(root, 'dist');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain' };
const folders = { '/web/': join(root, 'web'), '/support/': join(root, 'tests/web/support'), '/engines/': join(root, 'tests/engines/support') };
const driver = '<script type="module" src="/engines/driver.js"></script>';
const plain = (scripts) => `<!doctype html><meta charset="utf-8"><title>beside</title><link rel="icon" href="data:,">${scripts}`;

// One page of the browser, by the name in its address. A visit is one document of it: after a kill or a reload there is another.
class Page {
  visit = null;
  orders = [];
  waiting = new Map();  // by number: { resolve, reject }
  visitors = [];
  ask = null;
  said = () => {};
  static next = 0;

  arrived(visit) {
    if (this.visit !== visit.visit) this.lost('the page was left');
    this.visit = visit.visit;
    for (const resolve of this.visitors.splice(0)) resolve(visit);
  }
  lost(why) {
    this.visit = null;
    this.ask = null;
    this.orders = [];
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new Error(why));
  }
  // The next document that says it is there; asked for before whatever brings it.
  arrival(ms = 30_000) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no page came within ${ms} ms`)), ms);
      this.visitors.push((visit) => { clearTimeout(timer); resolve(visit); });
    });
  }
  call(name, ...args) {
    return new Promise((resolve, reject) => {
      if (this.visit === null) return reject(new Error(`${name}: there is no page`));
      const number = ++Page.next;
      this.waiting.set(number, { resolve, reject });
      this.orders.push({ number, name, args });
      this.hand_out();
    });
  }
  // For what ends the page, and so its answer.
  tell(name, ...args) { this.call(name, ...args).catch(() => {}); }
  hand_out() {
    if (this.orders.length === 0 || !this.ask) return;
    this.ask.end(JSON.stringify(this.orders.shift()));
    this.ask = null;
  }
  answered({ number, value, error }) {
    const { resolve, reject } = this.waiting.get(number) ?? {};
    this.waiting.delete(number);
    if (error !== undefined) reject?.(new Error(error));
    else resolve?.(value);
  }
}

const body_of = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return JSON.parse(text);
};

// before_worker: a line of JavaScript in front of the page's workers. mutate(name, text): the file as a test wants it instead.
export async function open_site({ before_worker = '', mutate = (_, text) => text } = {}) {
  const pages = new Map();
  const page = (name) => {
    if (!pages.has(name)) pages.set(name, new Page());
    return pages.get(name);
  };

  async function wire(path, query, request, response) {
    const from = page(query.get('page'));
    const said = await body_of(request);
    if (path === '/wire/ask' && said.visit === from.visit) {
      from.ask = response;
      response.once('close', () => { if (from.ask === response) from.ask = null; });
      return from.hand_out();
    }
    response.end('null');
    if (path === '/wire/here') from.arrived(said);
    else if (path === '/wire/answer') from.answered(said);
    else if (path === '/wire/say') from.said(said);
  }

  function file(path, response) {
    const folder = Object.keys(folders).find((prefix) => path.startsWith(prefix));
    const name = path === '/' ? 'index.html' : path.slice(1);
    const full = folder ? join(folders[folder], basename(path)) : join(dist, name);
    // Its check would find that the page is not the one that was built. Work without a network is not what is tested here.
    if (name === 'sw.js' || name.includes('..') || !existsSync(full) || !statSync(full).isFile()) return response.writeHead(404).end();
    let content = readFileSync(full);
    if (name === 'index.html') content = content.toString().replace('<script type="module"', `${driver}\n<script type="module"`);
    if (before_worker && /^worker\.[0-9a-f]+\.js$/.test(name)) content = `${before_worker}\n${content}`;
    if (folder) content = mutate(name, content.toString());
    response.writeHead(200, { 'content-type': types[extname(full)] ?? 'application/octet-stream' }).end(content);
  }

  const server = createServer((request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url, 'http://localhost');
    if (path.startsWith('/wire/')) wire(path, query, request, response).catch(() => response.destroy());
    else if (path.endsWith('/storage.html')) response.writeHead(200, { 'content-type': types['.html'] }).end(plain(`<script type="module" src="/support/storage_workload.js"></script>${driver}`));
    else if (path === '/away.html') response.writeHead(200, { 'content-type': types['.html'] }).end(plain(driver));
    else file(path, response);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    url, page,
    // A browser that was killed answers nothing any more.
    lost() { for (const each of pages.values()) each.lost('the browser was killed'); },
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
