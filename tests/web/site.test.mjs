// The packed folder as a static host sees it: complete, the same each time, at home in any sub-path.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { open_site } from './support/browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');
const contents = (folder) => Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'base64')]));

test('the page becomes ready in a sub-path as well', async () => {
  const site = await open_site({ prefix: '/team/sales/' });
  const page = await site.page('?demo=10');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.app), 'ready');
  await site.close();
});

test('packing the same build again gives the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-pack-'));
  execFileSync(process.execPath, [join(root, 'web/toolchain/pack.mjs'), join(root, 'build/web'), join(folder, 'dist')]);
  const again = contents(join(folder, 'dist'));
  rmSync(folder, { recursive: true });
  assert.deepEqual(Object.keys(again), readdirSync(dist).sort());
  for (const [name, bytes] of Object.entries(contents(dist))) assert.ok(again[name] === bytes, `${name} differs`);
});

test('everything the page and the manifest name is there', () => {
  const names = [...readFileSync(join(dist, 'index.html'), 'utf8').matchAll(/(?:href|src)="([^"#]+)"/g)].map((match) => match[1]);
  const icons = JSON.parse(readFileSync(join(dist, 'manifest.webmanifest'), 'utf8')).icons.map((icon) => icon.src);
  const files = new Set(readdirSync(dist));
  assert.ok(names.length > 5);
  for (const name of [...names, ...icons]) assert.ok(files.has(name), `${name} is missing`);
});
