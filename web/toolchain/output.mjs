// What every generator of the build does alike: read arguments, refuse clearly, write only what changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export class Refusal extends Error {}

// Ninja compares times: a file written again with the same text would rebuild everything that includes it.
export function write_if_changed(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

// Runs a script's main and turns its refusals into plain lines and exit code 1. Anything else keeps its stack.
export function run(name, main) {
  Promise.resolve()
    .then(main)
    .catch((error) => {
      if (!(error instanceof Refusal)) throw error;
      for (const line of error.message.split('\n')) console.error(`${name}: error: ${line}`);
      process.exitCode = 1;
    });
}

// A C++ string literal of any text. Octal escapes end after three digits, so nothing after them is swallowed.
export function cpp_string(text) {
  let literal = '"';
  for (const byte of Buffer.from(text, 'utf8')) {
    const char = String.fromCharCode(byte);
    if (char === '"' || char === '\\') literal += '\\' + char;
    else if (byte < 32 || byte === 127) literal += '\\' + byte.toString(8).padStart(3, '0');
    else if (byte < 128) literal += char;
    else literal += '\\' + byte.toString(8).padStart(3, '0');
  }
  return literal + '"';
}

// Only what is inside a JSON file is checked by the generators; that it is JSON at all is checked here.
export function read_json(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Refusal(`${path}: ${error.message}`);
  }
}
