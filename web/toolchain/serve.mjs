// A static server for dist/ on 127.0.0.1, for ./run.sh and the browser tests: right types, the packed variants where the browser
// takes them, the cache rules a real host should have; by itself no more headers than any host sends, on request those of "_headers".
// It is not for the internet.
// Usage: serve.mjs [FOLDER] with PORT in the environment (default 8080).
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { read_host_headers } from './host_headers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};
const encodings = [['br', '.br'], ['gzip', '.gz']];
const hashed = /\.[0-9a-f]{10}\.(js|css|wasm)$/;

function file_at(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? stat : null;
}

function answer({ folder, prefix, headers_of }, request, response) {
  const refuse = (code) => response.writeHead(code, { 'content-type': types['.txt'] }).end(`${code}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return refuse(400);
  }
  if (!path.startsWith(prefix) || path.includes('\0')) return refuse(404);
  let file = resolve(folder, `./${path.slice(prefix.length)}`);
  if (path.endsWith('/')) file = join(file, 'index.html');
  if (file !== folder && !file.startsWith(folder + sep)) return refuse(403);
  if (!file_at(file)) return refuse(404);

  const headers = {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': hashed.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', vary: 'accept-encoding',
    ...headers_of(`/${path.slice(prefix.length)}`),
  };
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const packed = encodings.find(([name, suffix]) => accepted.includes(name) && file_at(file + suffix));
  if (packed) {
    headers['content-encoding'] = packed[0];
    file += packed[1];
  }
  headers['content-length'] = file_at(file).size;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

// prefix "/a/b/": the site in a sub-path. Port 0: a free one. host_headers: as a host that obeys "_headers". -> { url, close() }
export function serve(folder, { port = 0, prefix = '/', host_headers = false } = {}) {
  const absolute = resolve(folder);
  const headers_of = host_headers ? read_host_headers(readFileSync(join(absolute, '_headers'), 'utf8')) : () => ({});
  const server = createServer((request, response) => answer({ folder: absolute, prefix, headers_of }, request, response));
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}${prefix}`;
      const close = () => new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      done({ url, close });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../dist');
  const port = Number(process.env.PORT || 8080);
  try {
    const { url } = await serve(folder, { port, host_headers: existsSync(join(folder, '_headers')) });
    // The address is printed only when a person who clicks it at once sees the page.
    const page = await fetch(url);
    if (!page.ok || !(await page.text()).includes('<html')) throw new Error(`${url} answers ${page.status}`);
    console.log(url);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `port ${port} is taken: choose another with PORT=8081 ./run.sh` : error.message);
    process.exit(1);
  }
}
