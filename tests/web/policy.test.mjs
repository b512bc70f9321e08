// The page's content security policy, asked of a real browser line by line: what must work works, what must not is refused.
// A policy that a later change loosens or loses would otherwise be noticed by nobody.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';

let site, page;

before(async () => {
  // Each refusal is reported on the console; that is what is wanted here.
  site = await open_site({ allow: [/Content Security Policy|Trusted|Refused to|violates the following|ERR_BLOCKED_BY_CSP|ERR_FAILED/i, /^http:\/\/127\.0\.0\.1:9\//] });
  page = await site.page('?demo=10');
});
after(() => site.close());

// Runs `probe` in the page (devtools may eval, the page may not) and says whether it went through.
const outcome = (probe) => page.evaluate(probe).then((value) => value ?? 'done', (error) => `refused: ${error.message.split('\n')[0]}`);

// Devtools lift the ban on eval for as long as their own call runs, hence the wait.
const refused = {
  'eval': () => new Promise((done) => setTimeout(done)).then(() => { (0, eval)('1 + 1'); }),
  'new Function': () => new Promise((done) => setTimeout(done)).then(() => { new Function('return 1')(); }),
  'a timer made of text': () => { setTimeout('window.timer_ran = 1', 0); },
  'innerHTML': () => { document.createElement('div').innerHTML = '<b>x</b>'; },
  'a policy that is not listed': () => { trustedTypes.createPolicy('other', {}); },
  'a worker from a plain address': () => { new Worker('data:text/javascript,1'); },
  'a request to another host': () => fetch('http://127.0.0.1:9/').then(() => undefined),
};
for (const [name, probe] of Object.entries(refused)) {
  test(`${name} is refused`, async () => { assert.match(await outcome(probe), /^refused/); });
}

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

test('an image of another host is not loaded', async () => {
  const loaded = await page.evaluate(() => new Promise((done) => {
    const image = new Image();
    image.onload = () => done(true);
    image.onerror = () => done(false);
    image.src = 'http://127.0.0.1:9/x.png';
  }));
  assert.equal(loaded, false);
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

test('the policy is the first thing after the character set', async () => {
  const names = await page.evaluate(() => [...document.head.children].slice(0, 2).map((e) => e.getAttribute('charset') ?? e.getAttribute('http-equiv')));
  assert.deepEqual(names, ['utf-8', 'Content-Security-Policy']);
});
