// The page's content security policy, asked of a real browser line by line: what must work works, what must not is refused.
// A policy that a later change loosens or loses would otherwise be noticed by nobody.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { check_picture } from './support/pictures.mjs';
import { launch_with_one_font } from './support/scenes.mjs';

let site, page, browser, stranger;

before(async () => {
  // Each refusal is reported on the console; that is what is wanted here.
  browser = await launch_with_one_font();
  stranger = createServer((request, response) => response.setHeader('content-type', 'text/html').end(`<iframe src="${site.url}?lang=en" width="900" height="600"></iframe>`));
  await once(stranger.listen(0, '127.0.0.1'), 'listening');
  site = await open_site({ browser, allow: [new RegExp(`127.0.0.1:${stranger.address().port}`), /Content Security Policy|Trusted|Refused to|violates the following|ERR_BLOCKED_BY_CSP|ERR_FAILED/i, /^http:\/\/127\.0\.0\.1:9\//] });
  page = await site.page('?demo=10');
});
after(async () => {
  await site.close();
  await browser.close();
  stranger.close();
});

// Runs `probe` in the page (devtools may eval, the page may not) and says whether it went through.
const outcome = (probe) => page.evaluate(probe).then((value) => value ?? 'done', (error) => `refused: ${error.message.split('\n')[0]}`);

// Every directive of the policy, in its order, with what shows that it holds. Devtools lift the ban on eval for as long as their own call
// runs, hence the wait.
const wait = 'new Promise((done) => setTimeout(done))';
const elsewhere = 'http://127.0.0.1:9';
// A violation as the browser reports it: an address that nobody answers at would fail without any policy, too.
const violates = (directive, act) => `new Promise((done, failed) => {
  document.addEventListener('securitypolicyviolation', (event) => { if (event.effectiveDirective === '${directive}') failed(new Error('refused')); });
  ${act};
  setTimeout(() => done('no violation'), 1500);
})`;
const directives = [
  ["default-src 'none'", { 'a sound of another host': violates('media-src', `document.body.append(Object.assign(document.createElement('audio'), { src: '${elsewhere}/x.mp3' }))`),
    'a frame': violates('frame-src', `document.body.append(Object.assign(document.createElement('iframe'), { src: '${elsewhere}/' }))`),
    'a plug-in': violates('object-src', `document.body.append(Object.assign(document.createElement('object'), { data: '${elsewhere}/x' }))`) }],
  ["script-src 'self' 'wasm-unsafe-eval'", {
    eval: `${wait}.then(() => { (0, eval)('1 + 1'); })`,
    'new Function': `${wait}.then(() => { new Function('return 1')(); })`,
    'a script of another host': violates('script-src-elem', `import('${elsewhere}/x.js').catch(() => {})`) }],
  ["connect-src 'self'", { 'a request to another host': violates('connect-src', `fetch('${elsewhere}/').catch(() => {})`),
    'a socket': violates('connect-src', `try { new WebSocket('ws://127.0.0.1:9/'); } catch { /* told by the event, too */ }`),
    'a beacon': violates('connect-src', `navigator.sendBeacon('${elsewhere}/', 'x')`) }],
  ["img-src 'self' blob: data:", { 'an image of another host': violates('img-src', `new Image().src = '${elsewhere}/x.png'`) }],
  ["style-src 'self'", { 'a style sheet of another host': violates('style-src-elem', `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${elsewhere}/x.css' }))`),
    'a style written into the page': violates('style-src-elem', "document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{}' }))") }],
  ["font-src 'self'", { 'a font of another host': violates('font-src', `new FontFace('x', 'url(${elsewhere}/x.woff2)').load().catch(() => {})`) }],
  ["manifest-src 'self'", {}],  // asked of the browser's own menu, and of a page without trusted types: below
  ["worker-src 'self'", {}],
  ["base-uri 'none'", { 'another base for addresses': violates('base-uri', `document.head.append(Object.assign(document.createElement('base'), { href: '${elsewhere}/' }))`) }],
  ["form-action 'none'", { 'a form': violates('form-action', `const form = Object.assign(document.createElement('form'), { action: '${elsewhere}/', method: 'post' }); document.body.append(form); form.submit()`) }],
  ["require-trusted-types-for 'script'", {
    innerHTML: "Promise.resolve().then(() => { document.createElement('div').innerHTML = '<b>x</b>'; })",
    'a timer made of text': "Promise.resolve().then(() => { setTimeout('window.timer_ran = 1', 0); })",
    'a worker from a plain address': "Promise.resolve().then(() => { new Worker('worker.js'); })" }],
  ['trusted-types voronka', { 'a policy that is not listed': "Promise.resolve().then(() => { trustedTypes.createPolicy('other', {}); })",
    'the listed policy a second time': "Promise.resolve().then(() => { trustedTypes.createPolicy('voronka', {}); })" }],
];

test('the policy is the list of directives tested here, and the first thing after the character set', async () => {
  const [names, content] = await page.evaluate(() => [[...document.head.children].slice(0, 2).map((e) => e.getAttribute('charset') ?? e.getAttribute('http-equiv')),
    document.querySelector('meta[http-equiv="Content-Security-Policy"]').content]);
  assert.deepEqual(names, ['utf-8', 'Content-Security-Policy']);
  assert.deepEqual(content.split('; '), directives.map(([directive]) => directive));
});

for (const [directive, probes] of directives) {
  for (const [name, probe] of Object.entries(probes)) {
    test(`${directive}: ${name} is refused`, async () => { assert.match(await outcome(probe), /^refused/); });
  }
}

test("manifest-src 'self': a manifest of another host is refused", async () => {
  const own = await site.page('?demo=10');
  const devtools = await site.context.newCDPSession(own);
  assert.match((await devtools.send('Page.getAppManifest')).url, /manifest\.webmanifest$/);
  await own.evaluate((foreign) => {
    document.addEventListener('securitypolicyviolation', (event) => { window.__refused = event.effectiveDirective; });
    document.querySelector('link[rel=manifest]').href = foreign;
  }, `${elsewhere}/x.webmanifest`);
  // The new address reaches the browser's menu a moment later.
  const is_refused = () => own.evaluate(() => window.__refused === 'manifest-src');
  for (const deadline = Date.now() + 10_000; !await is_refused();) {
    assert.ok(Date.now() < deadline, 'the manifest of another host was not refused');
    await devtools.send('Page.getAppManifest').catch(() => {});
  }
  await own.close();
});

// In the page itself no address gets past the trusted types; where they are missing (Firefox before 148) this line is what is left.
test("worker-src 'self': a worker made of text is refused, without trusted types too", async () => {
  const weaker = await site.context.newPage();
  await weaker.route((url) => url.pathname === '/', async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/; require-trusted-types-for[^"]*/, '');
    await route.fulfill({ response: answer, body: html, headers: { 'content-type': 'text/html' } });
  });
  await weaker.goto(`${site.url}?demo=10`);
  const probe = (make) => weaker.evaluate(`new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
    try { const worker = ${make}; worker.onmessage = () => done('it runs'); worker.onerror = (event) => event.preventDefault(); } catch (error) { done(String(error)); }
    setTimeout(() => done('no violation'), 1500);
  })`);
  assert.equal(await probe("new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })))"), 'worker-src');
  assert.equal(await probe("new Worker('sw.js')"), 'no violation');
  await weaker.close();
});

test('an inline script does not run', async () => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try { script.textContent = 'window.inline_ran = true'; } catch { /* refused already at the assignment */ }
    document.body.append(script);
    script.remove();
    return window.inline_ran === true;
  });
  assert.equal(ran, false);
});

test('wasm, own files, blobs and data images work', async () => {
  const all = await page.evaluate(async () => {
    const module = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const own = (await fetch('manifest.webmanifest')).ok;
    const blob = URL.createObjectURL(new Blob(['x']));
    const image = await new Promise((done) => {
      const element = new Image();
      element.onload = () => done(true);
      element.onerror = () => done(false);
      element.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==';
    });
    return { wasm: module instanceof WebAssembly.Module, own, blob: blob.startsWith('blob:'), image };
  });
  assert.deepEqual(all, { wasm: true, own: true, blob: true, image: true });
});

test('inside a page of another origin it opens nothing and says why, in a picture too', async () => {
  const outer = await site.context.newPage();
  await outer.goto(`http://127.0.0.1:${stranger.address().port}/`);
  const inner = outer.frames()[1];
  await inner.waitForSelector('html[data-app="failed"]', { state: 'attached' });
  await inner.getByRole('heading', { name: 'Voronka inside a foreign page' }).waitFor();
  assert.equal(await inner.getByRole('link', { name: 'Open in a tab of its own' }).getAttribute('target'), '_blank');
  assert.equal(await inner.getByRole('heading', { name: 'The page did not start' }).count(), 0);
  assert.deepEqual(await inner.evaluate(async () => (await indexedDB.databases()).length), 0);
  assert.equal(check_picture('framed', await outer.screenshot()), null);
  await outer.close();
});

test('inside a page of its own origin it runs', async () => {
  const outer = await site.context.newPage();
  await outer.route(`${site.url}outer.html`, (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="./?demo=10" width="900" height="600"></iframe>' }));
  await outer.goto(`${site.url}outer.html`);
  await outer.frames()[1].waitForSelector('html[data-app="ready"]', { state: 'attached' });
  await outer.close();
});
