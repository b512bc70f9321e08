// The server of ./run.sh sends what a real host should: types, packed variants, cache rules, and nothing outside its folder.
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { serve } from '../../web/toolchain/serve.mjs';

let folder, site;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voronka-serve-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<html>');
  writeFileSync(join(folder, 'dist/app.0123456789.js'), 'hello');
  writeFileSync(join(folder, 'dist/app.0123456789.js.br'), brotliCompressSync('hello'));
  writeFileSync(join(folder, 'dist/voronka.0123456789.wasm'), '\0asm');
  site = await serve(join(folder, 'dist'), { prefix: '/a/b/' });
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

// Raw, because fetch() tidies up paths and encodings.
const get = (path, headers = {}, method = 'GET') => new Promise((done, failed) => {
  const { hostname, port } = new URL(site.url);
  request({ hostname, port, path, headers, method }, async (response) => {
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    done({ code: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
  }).on('error', failed).end();
});

test('the folder in a sub-path is the page', async () => {
  const answer = await get('/a/b/');
  assert.equal(answer.code, 200);
  assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'no-cache');
  assert.equal((await get('/')).code, 404);
});

test('a browser that takes brotli gets it, another gets the plain file', async () => {
  const packed = await get('/a/b/app.0123456789.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(packed.headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(brotliDecompressSync(packed.body).toString(), 'hello');
  const plain = await get('/a/b/app.0123456789.js');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), 'hello');
});

test('files named by content are cached for ever, wasm has its type', async () => {
  const { headers } = await get('/a/b/voronka.0123456789.wasm');
  assert.equal(headers['content-type'], 'application/wasm');
  assert.match(headers['cache-control'], /immutable/);
});

test('nothing outside the folder is answered, nothing but reading is allowed', async () => {
  for (const path of ['/a/b/../../secret.txt', '/a/b/%2e%2e/secret.txt', '/a/b/..%2fsecret.txt', '/a/b/%00', '/a/b/%']) {
    const { code, body } = await get(path);
    assert.ok(code >= 400, `${path} answered ${code}`);
    assert.doesNotMatch(body.toString(), /secret/);
  }
  assert.equal((await get('/a/b/', {}, 'POST')).code, 405);
});
