// The code under test: web/*.js as it is, or a copy of it with something broken on purpose.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createStorage } from '../../web/storage.js';

export { createTabs } from '../../web/tabs.js';
export { createStorage };

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const modules = ['storage.js', 'storage_connection.js', 'storage_errors.js', 'storage_log.js', 'journal.js', 'idb.js', 'names.js'];

// `changes`: [file, text, what stands there instead]*. A text that is not there, or is there twice, is an error: the mutation would be none.
export const broken_storage = async (changes) => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-crash-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    mkdirSync(join(folder, 'web'));
    for (const name of modules) cpSync(join(web, name), join(folder, 'web', name));
    for (const [name, text, instead] of changes) {
      const file = join(folder, 'web', name);
      const source = readFileSync(file, 'utf8');
      if (source.split(text).length !== 2) throw new Error(`${name} has not exactly one: ${text}`);
      writeFileSync(file, source.replace(text, () => instead));
    }
    return (await import(pathToFileURL(join(folder, 'web', 'storage.js')))).createStorage;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
