// A folder per rival, ready to be served: one html, one script, one style sheet, packed as the site is. The boards of others are
// not among the project's packages: they have a package.json of their own beside this file and come when the bench asks for them.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const here = fileURLToPath(new URL('./', import.meta.url));

export function install_rivals() {
  if (existsSync(`${here}node_modules`)) return;
  console.error('the boards to compare with come from the npm registry …');
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
}

// entry: a file of rivals/. The page's own style comes after the library's, so that it wins.
export async function bundle(folder, entry) {
  mkdirSync(folder, { recursive: true });
  const from = join(here, 'rivals');
  await build({
    stdin: { contents: `import './${entry}';\nimport './page.css';\n`, resolveDir: from },
    outfile: join(folder, 'page.js'), bundle: true, minify: true, format: 'iife', target: 'chrome120', logLevel: 'error',
    loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'dataurl', '.png': 'dataurl', '.gif': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', process: '{"env":{}}', global: 'globalThis' },
  });
  copyFileSync(join(from, 'index.html'), join(folder, 'index.html'));
  return folder;
}

// What a host with brotli would send of these files.
export const packed_bytes = (folder, names) => names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(folder, name)), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, 0);
