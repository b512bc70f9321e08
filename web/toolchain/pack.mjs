// The wasm build + web/ + assets/ -> dist/, a static site for any host and any sub-path. Every file but index.html, sw.js and the
// manifest is named by its content, so it may be cached for ever. The same input gives the same bytes.
//
// Modules under web/ import what the build makes as "generated/NAME":
//   generated/voronka.mjs, desk.mjs   the wasm factories of page and worker      generated/icons.js   icon outlines
//   generated/assets.js     page: { wasm_file, wasm_integrity, later_file, later_integrity, worker_file, service_worker_file, build },
//                           worker: { wasm_file, wasm_integrity }; names beside the module, '' where the site has no such file
//   generated/precache.js   (sw.js only) { precache: [{ url, integrity }], build }
// Usage: pack.mjs BUILD_FOLDER DIST_FOLDER
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { host_headers } from './host_headers.mjs';
import { Refusal, run } from './output.mjs';
import { draw, png } from './raster.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const web = join(root, 'web');
const policy_name = 'voronka';

// storage.js, wasm, blobs for downloads, no eval, no inline code, no foreign host. It must be the first element after charset.
const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "img-src 'self' blob: data:", "style-src 'self'",
  "font-src 'self'", "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'",
  "require-trusted-types-for 'script'", `trusted-types ${policy_name}`,
].join('; ');

const sha = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrity_of = (bytes) => `sha384-${sha('sha384', bytes, 'base64')}`;
const short_hash = (bytes) => sha('sha256', bytes, 'hex').slice(0, 10);

class Site {
  files = new Map();
  add(name, content) {
    this.files.set(name, Buffer.from(content));
    return name;
  }
  // "app", ".js" -> "app.1a2b3c4d5e.js"
  add_hashed(stem, extension, content) {
    return this.add(`${stem}.${short_hash(content)}${extension}`, content);
  }
  integrity(name) { return integrity_of(this.files.get(name)); }
}

// Answers imports of "generated/NAME": first from `made`, then from the build folder.
function generated_plugin(build, made) {
  return {
    name: 'generated',
    setup(bundler) {
      bundler.onResolve({ filter: /^generated\// }, ({ path }) => {
        const name = path.slice('generated/'.length);
        if (name in made) return { path: name, namespace: 'made' };
        const file = [join(build, 'generated', name), join(build, name)].find(existsSync);
        return file ? { path: file } : { errors: [{ text: `the build made no ${path}` }] };
      });
      bundler.onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({ contents: made[path], loader: 'js' }));
    },
  };
}

async function bundle(esbuild, entry, build, made, format = 'esm') {
  const result = await esbuild.build({
    entryPoints: [join(web, entry)], bundle: true, minify: true, write: false, format, platform: 'browser', target: 'es2022',
    charset: 'utf8', legalComments: 'none', logLevel: 'error', absWorkingDir: root, plugins: [generated_plugin(build, made)],
  });
  return result.outputFiles[0].contents;
}

function constants_module(values) {
  return Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n');
}

// Replaces a text that must be there exactly once: a page that silently lost its policy or its script is worse than none.
function replace_once(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Refusal(`a page in web/: expected exactly one ${from}`);
  return parts.join(to);
}

function page_with_policy(name) {
  const html = readFileSync(join(web, name), 'utf8');
  return replace_once(html, '<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

// The page for the day the program does not start: nothing of it is shared with the program but the icon.
function recovery_page(site, { script, style }) {
  let html = page_with_policy('recover.html');
  html = replace_once(html, '<link rel="stylesheet" href="recover.css">', `<link rel="stylesheet" href="${style}" integrity="${site.integrity(style)}">`);
  return replace_once(html, '<script type="module" src="recover.js"></script>', `<script type="module" src="${script}" integrity="${site.integrity(script)}"></script>`);
}

function page(site, { app, style, wasm }) {
  let html = page_with_policy('index.html');
  html = replace_once(html, '<link rel="stylesheet" href="style.css">', `<link rel="stylesheet" href="${style}" integrity="${site.integrity(style)}">`);
  html = replace_once(html, '<script type="module" src="main.js"></script>',
    `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${wasm}" integrity="${site.integrity(wasm)}">\n` +
    `<script type="module" src="${app}" integrity="${site.integrity(app)}"></script>`);
  return html;
}

const manifest = {
  name: 'Voronka', short_name: 'Voronka', start_url: './', scope: './', id: './', display: 'standalone',
  background_color: '#f5f6f8', theme_color: '#4353d8', categories: ['business', 'productivity'],
  launch_handler: { client_mode: 'focus-existing' },
  file_handlers: [{ action: './', accept: { 'application/json': ['.json'], 'text/csv': ['.csv'], 'text/tab-separated-values': ['.tsv'],
    'text/vcard': ['.vcf'], 'text/calendar': ['.ics'],
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'] } }],
  share_target: { action: './', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

function add_icons(site) {
  const svg = readFileSync(join(root, 'assets/icon.svg'), 'utf8');
  site.add('icon.svg', svg);
  for (const [name, pixels, maskable] of [['icon-192', 192, false], ['icon-512', 512, false], ['icon-maskable-512', 512, true]]) {
    site.add(`${name}.png`, png(draw(svg, pixels, { maskable }), pixels));
  }
}

// What a running page tells other tabs and the service worker about itself: changes with anything that goes into it.
function build_id(build) {
  const hash = createHash('sha256');
  const own = readdirSync(web).filter((name) => /\.(js|css|html)$/.test(name)).sort().map((name) => join(web, name));
  for (const file of [...own, ...['voronka.wasm', 'voronka.mjs', 'later.wasm', 'desk.wasm', 'desk.mjs', 'generated/icons.js'].map((name) => join(build, name))]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

async function make_site(build) {
  if (!existsSync(join(build, 'voronka.wasm'))) throw new Refusal(`no voronka.wasm in ${build}: build the preset "web" first`);
  const esbuild = await import('esbuild');
  const site = new Site();
  const id = build_id(build);
  const has = (name) => existsSync(join(web, name));

  const wasm = site.add_hashed('voronka', '.wasm', readFileSync(join(build, 'voronka.wasm')));
  const later = site.add_hashed('later', '.wasm', readFileSync(join(build, 'later.wasm')));
  const desk = site.add_hashed('desk', '.wasm', readFileSync(join(build, 'desk.wasm')));
  const worker = site.add_hashed('worker', '.js', await bundle(esbuild, 'worker.js', build, { 'assets.js': constants_module({ wasm_file: desk, wasm_integrity: site.integrity(desk) }) }));
  const shared = {
    wasm_file: wasm, wasm_integrity: site.integrity(wasm), later_file: later, later_integrity: site.integrity(later),
    worker_file: worker, service_worker_file: '', build: id };
  if (has('sw.js')) shared.service_worker_file = 'sw.js';
  const app = site.add_hashed('app', '.js', await bundle(esbuild, 'main.js', build, { 'assets.js': constants_module(shared) }));
  const small_css = async (name) => (await esbuild.transform(readFileSync(join(web, name), 'utf8'), { loader: 'css', minify: true, charset: 'utf8' })).code;
  const style = site.add_hashed('style', '.css', await small_css('style.css'));
  site.add('index.html', page(site, { app, style, wasm }));
  site.add('recover.html', recovery_page(site, {
    script: site.add_hashed('recover', '.js', await bundle(esbuild, 'recover.js', build, {})), style: site.add_hashed('recover', '.css', await small_css('recover.css')) }));
  add_icons(site);
  site.add('manifest.webmanifest', JSON.stringify(manifest));

  const ready = ['index.html', app, style, wasm];
  const precache = [...site.files.keys()].sort();
  if (has('sw.js')) {
    const list = precache.map((url) => ({ url, integrity: site.integrity(url) }));
    site.add('sw.js', await bundle(esbuild, 'sw.js', build, { 'precache.js': constants_module({ precache: list, build: id }) }, 'iife'));
  }
  site.add('licenses.txt', readFileSync(join(root, 'assets/licenses.txt')));
  site.add('_headers', host_headers([...site.files.keys()], policy));
  return { site, ready, precache };
}

function compress(site) {
  for (const [name, bytes] of [...site.files]) {
    if (!/\.(html|js|css|wasm|svg|txt|webmanifest)$/.test(name)) continue;
    site.add(`${name}.gz`, gzipSync(bytes, { level: 9 }));
    site.add(`${name}.br`, brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }));
  }
}

run('pack', async () => {
  const [build, dist] = process.argv.slice(2).map((path) => resolve(path));
  const { site, ready, precache } = await make_site(build);
  compress(site);
  // Aside and renamed: a server that runs on dist/ never shows half a site.
  const aside = `${dist}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  for (const [name, bytes] of site.files) writeFileSync(join(aside, name), bytes);
  rmSync(dist, { recursive: true, force: true });
  renameSync(aside, dist);
  writeFileSync(join(build, 'site.json'), JSON.stringify({ ready, precache }, null, 1));
});
