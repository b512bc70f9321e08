// Files that are no pipeline, some of them huge: each is answered with a sentence, and nothing of what is here changes.
import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open_site } from './support/browser.mjs';
import { export_all, generate } from './support/own_files.mjs';
import { button, choose_file, click, column, settle } from './support/pages.mjs';

let folder, site, page, opened, workers = 0;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-junk-'));
  site = await open_site();
  page = await site.page('?demo=60&lang=en');
  opened = await export_all(page);
  page.on('worker', () => { workers += 1; });
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site?.close();
});

function lines(path, bytes) {
  const piece = Buffer.from('Ромашка;120000;01.02.2026;Звонили, просили перезвонить в понедельник\n'.repeat(10_000));
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes; written += piece.length) writeSync(file, piece);
  closeSync(file);
}
// Takes no place on the disk; whoever read it would need all its bytes.
function sparse(path, bytes) {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
}

const megabyte = 1024 * 1024;
for (const [what, name, make, sentence] of [
  ['300 MB of lines as a table', 'lines.csv', (path) => lines(path, 300 * megabyte), /too large: up to 64 MB/],
  ['300 MB of lines as a text', 'lines.txt', (path) => lines(path, 300 * megabyte), /too large: up to 64 MB/],
  ['more than 512 MB', 'large.json', (path) => sparse(path, 513 * megabyte), /larger than 512 MB/],
  ['a picture', 'picture.png', (path) => writeFileSync(path, readFileSync(new URL('../../dist/icon-512.png', import.meta.url))), /picture/],
  ['a file of our own that is cut before its first record', 'cut.voronka.json', (path) => writeFileSync(path, readFileSync(generate(folder, 50)).subarray(0, 300)), /end of the file is missing|ends in the middle/],
  ['ten thousand arrays in each other', 'deep.json', (path) => writeFileSync(path, '['.repeat(10_000) + ']'.repeat(10_000)), /JSON|nested too deeply/],
  ['deep arrays inside a file of our own', 'deep.voronka.json', (path) => writeFileSync(path, `{"format":"voronka","formatVersion":1,"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), /nested too deeply/],
  ['zero bytes', 'zeros.csv', (path) => writeFileSync(path, Buffer.alloc(4096)), /not text/],
]) {
  test(`${what}: refused with one sentence, the board stays`, { timeout: 120_000 }, async () => {
    const path = join(folder, name);
    make(path);
    const before_it = workers;
    try {
      await choose_file(page, button(page, 'Load a file'), path);
      const dialog = page.getByRole('dialog', { name: 'That did not work' });
      await dialog.waitFor({ state: 'attached', timeout: 60_000 });
      assert.match(await dialog.textContent(), sentence);
      // Only a worker ever reads a file; what is over the limit does not start one.
      assert.equal(workers - before_it, name === 'large.json' ? 0 : 1);
    } finally {
      rmSync(path);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await export_all(page), opened);
    await page.evaluate(() => { location.hash = '#/board'; });
    await column(page, 'Qualification').waitFor({ state: 'attached' });
    await settle(page);
    await click(page, column(page, 'Qualification').getByRole('listitem').first());
    await page.waitForFunction(() => location.hash.startsWith('#/deal/'));
    await page.evaluate(() => { location.hash = '#/settings'; });
    await button(page, 'Load a file').waitFor({ state: 'attached' });
    await settle(page);
  });
}

// The same on a first visit, where there is no board to stay.
for (const [what, bytes] of [
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['ten thousand open brackets', Buffer.from('['.repeat(10_000))],
  ['an empty file', Buffer.alloc(0)],
]) {
  test(`${what} on a first visit: refused with one sentence, nothing is changed`, async () => {
    const site = await open_site({ context: { locale: 'en-US' } });
    const page = await site.page();
    const path = join(folder, 'junk.json');
    writeFileSync(path, bytes);
    await choose_file(page, button(page, 'Load a file'), path);
    const dialog = page.getByRole('dialog', { name: /did not work/i });
    await dialog.waitFor({ state: 'attached', timeout: 30_000 });
    assert.match(await dialog.textContent(), /Nothing in your pipeline was changed/i);
    await page.keyboard.press('Escape');
    await settle(page);
    await button(page, 'Load a file').first().waitFor({ state: 'attached' });
    await site.close();
  });
}
