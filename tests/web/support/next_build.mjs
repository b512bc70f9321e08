// Another build of the site, as a later release would be: dist/ with other bytes in its script, and so other names and hashes. Packed
// variants are left out, for the server would send those.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sha = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const integrity_of = (path) => `sha384-${sha('sha384', readFileSync(path), 'base64')}`;

export function copy_site(from, to) {
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to)) if (/\.(br|gz)$/.test(name)) rmSync(join(to, name));
}

// What makes a script that of a build which stores a newer layout: [what stands there, what comes in its place].
export const newer_schema = [
  [/expectHead:(\w+),schemaMinWriter:(\w+)/, 'expectHead:$1,schemaMinWriter:Math.max(2,$2)'],
  [/schema:\w+(?=,makeRoom:\(\)=>)/, 'schema:2'],
  [/schema:\w+(?=,onMoved:\w+=>)/, 'schema:2'],
];

// Turns the site in `folder` into its next build; says how its script is called now.
export function make_next_build(folder, mark, changes = []) {
  const at = (name) => join(folder, name);
  const old_app = readdirSync(folder).find((name) => /^app\.[0-9a-f]{10}\.js$/.test(name));
  const old = { app: integrity_of(at(old_app)), page: integrity_of(at('index.html')) };
  let code = `${readFileSync(at(old_app), 'utf8')}\n// ${mark}\n`;
  for (const [there, instead] of changes) {
    if (!there.test(code)) throw new Error(`the script has no ${there}`);
    code = code.replace(there, instead);
  }
  const app = `app.${sha('sha256', code, 'hex').slice(0, 10)}.js`;
  renameSync(at(old_app), at(app));
  writeFileSync(at(app), code);
  const page = readFileSync(at('index.html'), 'utf8').replaceAll(old_app, app).replaceAll(old.app, integrity_of(at(app)));
  writeFileSync(at('index.html'), page);
  const worker = readFileSync(at('sw.js'), 'utf8');
  const build = /"([0-9a-f]{12})"/.exec(worker)[1];
  writeFileSync(at('sw.js'), worker.replaceAll(old_app, app).replaceAll(old.app, integrity_of(at(app)))
    .replaceAll(old.page, integrity_of(at('index.html'))).replaceAll(build, sha('sha256', mark, 'hex').slice(0, 12)));
  return app;
}
