// Splits the page's wasm in two: what the first picture needs, and what only functions marked VORONKA_LATER (src/base/later.hpp)
// lead to. A function goes to the second file when no path of calls reaches it without passing a marked one; what is called
// through the table counts as reached, but for lambdas inside marked functions. A wrong guess costs an early load, nothing else:
// web/wasm.js answers every call into the second file. Texts that only come later move with them (later_data.mjs).
// In BUILD_FOLDER: voronka.wasm (with names) -> voronka.named.wasm (kept for looking at sizes), voronka.wasm, later.wasm.
// Usage: split.mjs BUILD_FOLDER
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { with_later_data } from './later_data.mjs';
import { Refusal, run } from './output.mjs';

const source = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'src');
// What Emscripten lets its code use. Naming them keeps newer, not yet common ones out of the output.
const features = ['mutable-globals', 'sign-ext', 'nontrapping-float-to-int', 'bulk-memory', 'bulk-memory-opt'].map((name) => `--enable-${name}`);

// "Store::run_now", "draw_settings": the names behind VORONKA_LATER.
export function marks_in(text) {
  return [...text.matchAll(/^VORONKA_LATER\s+[^;{}()]*?((?:\w+::)*\w+)\(/gm)].map((match) => match[1]);
}

const unquoted = (name) => name.replace(/\\([0-9a-f]{2}|.)/g, (_, code) => (code.length === 2 ? String.fromCharCode(Number.parseInt(code, 16)) : code));
const name_pattern = String.raw`\$(?:"((?:[^"\\]|\\.)*)"|([^\s()]+))`;
const name_of = (match) => (match[1] === undefined ? match[2] : unquoted(match[1]));

// The calls of a module as text: name -> names it calls, and what can be called from outside or through the table.
export function read_calls(text) {
  const calls = new Map();
  const roots = new Set();
  const table = new Set();
  const any = new RegExp(name_pattern, 'g');
  const call = new RegExp(String.raw`\((?:return_)?call ${name_pattern}|\(ref\.func ${name_pattern}`, 'g');
  for (const item of text.split('\n (')) {
    if (item.startsWith('func ')) {
      const name = name_of(new RegExp(name_pattern).exec(item));
      calls.set(name, new Set([...item.matchAll(call)].map((match) => name_of(match[1] ?? match[2] ? match : [null, match[3], match[4]]))));
    } else if (item.startsWith('export ') || item.startsWith('start ')) {
      const match = /\(func /.test(item) || item.startsWith('start ') ? new RegExp(`(?:func|start) ${name_pattern}`).exec(item) : null;
      if (match) roots.add(name_of(match));
    } else if (item.startsWith('elem ')) {
      for (const match of item.replace(/^elem \S+/, '').matchAll(any)) table.add(name_of(match));
    }
  }
  return { calls, roots, table };
}

// The functions of the second file.
export function later_functions({ calls, roots, table }, marks) {
  const plain = (name) => name.replaceAll('(anonymous namespace)', '');
  const is_marked = (name) => {
    const head = plain(name).split('(')[0];
    return marks.find((mark) => head === mark || head.endsWith(`::${mark}`));
  };
  const inside_marked = (name) => marks.some((mark) => plain(name).includes(`::${mark}(`));
  const found = new Set([...calls.keys()].map(is_marked).filter(Boolean));
  const lost = marks.filter((mark) => !found.has(mark));
  if (lost.length > 0) throw new Refusal(`marked VORONKA_LATER, but not in the wasm: ${lost.join(', ')}`);

  const needed = new Set();
  const visit = [...roots, ...[...table].filter((name) => !inside_marked(name))].filter((name) => !is_marked(name));
  while (visit.length > 0) {
    const name = visit.pop();
    if (needed.has(name) || !calls.has(name)) continue;
    needed.add(name);
    for (const next of calls.get(name)) if (!is_marked(next)) visit.push(next);
  }
  return [...calls.keys()].filter((name) => !needed.has(name));
}

function split(build) {
  const tools = join(execFileSync('em-config', ['BINARYEN_ROOT'], { encoding: 'utf8' }).trim(), 'bin');
  const whole = join(build, 'voronka.named.wasm');
  const list = join(build, 'later.txt');
  const text = join(build, 'voronka.wat');
  copyFileSync(join(build, 'voronka.wasm'), whole);
  execFileSync(join(tools, 'wasm-dis'), [...features, whole, '-o', text], { stdio: 'inherit' });
  const marks = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.cpp'))
    .flatMap((name) => marks_in(readFileSync(join(source, name), 'utf8')));
  const later = later_functions(read_calls(readFileSync(text, 'utf8')), marks);
  rmSync(text);
  writeFileSync(list, later.join('\n'));
  execFileSync(join(tools, 'wasm-split'), [...features, '--quiet', '--strip-debug', '--import-namespace=primary', `--split-funcs=@${list}`,
    whole, '-o1', join(build, 'voronka.wasm'), '-o2', join(build, 'later.wasm')], { stdio: 'inherit' });
  const [first, second] = ['voronka.wasm', 'later.wasm'].map((name) => join(build, name));
  const files = with_later_data(readFileSync(first), readFileSync(second));
  writeFileSync(first, files.first);
  writeFileSync(second, files.second);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run('split', () => split(resolve(process.argv[2])));
