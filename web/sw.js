// Makes the page work without a network: keeps one complete build and answers from it. Rules (they are what went wrong elsewhere):
//   a build is kept whole or not at all, each file checked by its hash; nothing is added to it later;
//   a newer build waits until its page asks for it (updates.js), so no page ever gets half of one and half of another;
//   the build before stays for tabs that still run it; of other builds only those of this scope are removed, and never any data.
import { build, precache } from 'generated/precache.js';
import { cachePrefix } from './names.js';

const scope = new URL(registration.scope).pathname;  // copies in other folders of the same host keep caches of their own
const prefix = cachePrefix(scope);
const own = prefix + build;
const hashed = /\.[0-9a-f]{10}\.(js|css|wasm)$/;
// Some hosts send index.html on to the folder, and an answer that was sent on cannot open a page.
const address_of = (name) => new URL(name === 'index.html' ? './' : name, registration.scope).href;
const kept = new Set(precache.map(({ url }) => address_of(url)));

async function fetched({ url, integrity }) {
  // What is named by its hash lies in the browser's cache already, from the page that is just being opened.
  const modes = hashed.test(url) ? ['default', 'reload'] : ['no-cache'];
  let failure = null;
  for (const cache of modes) {
    try {
      const response = await fetch(address_of(url), { cache, integrity, credentials: 'same-origin' });
      if (response.ok) return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
      failure = new Error(`${url}: ${response.status}`);
    } catch (error) {
      failure = error;
    }
  }
  throw await reason_for(url, failure);
}

// A file that comes when its hash is not asked for is another one than was built: some hosts write scripts of their own into pages.
async function reason_for(file, failure) {
  const plain = await fetch(address_of(file), { cache: 'reload', credentials: 'same-origin' }).catch(() => null);
  return Object.assign(failure, { not_kept: { why: plain?.ok ? 'altered' : 'missing', file } });
}

// The page says it where people look for how safe their data is.
async function tell_pages(error) {
  const not_kept = error.not_kept ?? { why: error.name === 'QuotaExceededError' ? 'no_room' : 'missing', file: '' };
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: 'window' })) client.postMessage({ not_kept });
}

async function keep_build() {
  const known = await caches.has(own);
  try {
    const cache = await caches.open(own);
    await Promise.all(precache.map(async (file) => cache.put(address_of(file.url), await fetched(file))));
  } catch (error) {
    if (!known) await caches.delete(own);
    await tell_pages(error);
    throw error;
  }
}

// Where the browser can, it answers from the cache itself, without starting this worker first.
const as_pattern = (path) => path.replace(/[.+*?^${}()[\]|\\:]/g, '\\$&');
const add_routes = (event) => event.addRoutes?.([...kept].filter((address) => !address.endsWith('/recover.html')).map((address) => ({
  condition: { urlPattern: { pathname: as_pattern(new URL(address).pathname), search: '' }, requestMethod: 'GET' }, source: { cacheName: own } })));

addEventListener('install', (event) => {
  event.waitUntil(keep_build());
  event.waitUntil(Promise.resolve(add_routes(event)).catch(() => {}));
});

addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);  // the oldest first
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();  // of the first visit: what it loads later comes from here, too
  })());
});

async function answered(address, request) {
  const own_cache = await caches.open(own);
  const found = await own_cache.match(address);
  if (found) return found;
  for (const name of await caches.keys()) {
    const older = name.startsWith(prefix) && await (await caches.open(name)).match(address);
    if (older) return older;
  }
  return fetch(request);
}

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  const name = new URL(request.url).pathname.slice(scope.length);
  // The page that saves data must not depend on what it is to get around: it comes from the host, and from here only without one.
  if (name === 'recover.html') return void event.respondWith(fetch(request).catch(() => answered(address_of(name), request)));
  const address = address_of(name === '' ? 'index.html' : name);  // "?lang=ru" is the page, too
  if (kept.has(address) || hashed.test(name)) event.respondWith(answered(address, request));
});

// Of a reminder (notifier.js): to the page it came from, or a new one.
addEventListener('notificationclick', (event) => {
  const { route, page: origin } = event.notification.data;
  event.notification.close();
  event.waitUntil((async () => {
    const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
    const page = pages.find(({ url }) => { const { pathname, search } = new URL(url); return pathname + search === origin; });
    if (!page) return clients.openWindow(registration.scope + route);
    await page.focus().catch(() => {});
    page.postMessage({ go: route });
  })());
});

addEventListener('message', ({ data }) => {
  if (data === 'use') skipWaiting();
});
