// The page beside the program, for the day it does not start: no wasm, no service worker needed. It saves to files what is there, and
// can make the browser forget the stored program. It never changes or deletes data.
import { download } from './download.js';
import { attachmentsFolder, cachePrefix, copiesFolder, databaseName, scopePath } from './names.js';
import { attached_in, make_package } from './packages.js';
import { own_file, raw_file, read_database } from './rescue.js';
import { texts } from './recover_texts.js';

const scope = scopePath(location.href);
const language = (navigator.languages ?? [navigator.language]).map((tag) => tag.split('-')[0]).find((tag) => tag in texts) ?? 'en';
const t = (key, values = {}) => texts[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const at = (id) => document.getElementById(id);

document.documentElement.lang = language;
for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);

const day = () => new Date().toISOString().slice(0, 10);
const because = (error) => String(error?.message ?? error);

// With the files of its documents where there are any: the data name them.
async function download_whole(data) {
  const name = `voronka-${day()}.voronka.json`, wanted = await attached_in(data);
  if (wanted.size === 0) return download(data, name);
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(attachmentsFolder(scope)).catch(() => null);
  const blob_of = async (sha256) => folder?.getFileHandle(sha256).then((handle) => handle.getFile()).catch(() => null) ?? null;
  const { blob } = await make_package(data, name, [...wanted], blob_of);
  return download(blob, name.replace(/json$/, 'zip'));
}

async function show_database() {
  at('database').textContent = t('reading');
  try {
    const read = await read_database(databaseName(scope));
    if (read === null) {
      at('database').textContent = t('none');
      return;
    }
    const file = await own_file(read);
    at('database').textContent = t(file.damaged > 0 ? 'read_in_part' : 'read', file);
    at('save_file').onclick = () => download_whole(file.blob).catch(() => download(file.blob, `voronka-${day()}.voronka.json`));
    at('save_raw').onclick = () => download(raw_file(read), `voronka-raw-${day()}.ndjson`);
    at('save_file').hidden = file.records === 0;
    at('save_raw').hidden = false;
  } catch (error) {
    at('database').textContent = t('unreadable', { why: because(error) });
  }
}

async function show_copies() {
  const found = [];
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(copiesFolder(scope));
    for await (const [name, handle] of folder.entries()) if (name.endsWith('.gz')) found.push([name, await handle.getFile()]);
  } catch {
    // No such folder, or no such store: there are none.
  }
  found.sort(([a], [b]) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  at('copies').textContent = t(found.length > 0 ? 'copies_text' : 'no_copies');
  for (const [name, file] of found) {
    const [made_at, , deals] = name.split(/[-.]/);
    const when = new Date(Number(made_at)).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
    const row = document.createElement('li'), words = document.createElement('span'), button = document.createElement('button');
    words.textContent = t('copy', { when, deals });
    button.textContent = t('save_copy');
    button.setAttribute('aria-label', t('save_copy_of', { when }));
    button.className = 'quiet';
    button.onclick = async () => {
      try {
        download(await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob(), name.replace(/\.gz$/, ''));
      } catch (error) {
        words.textContent = t('copy_broken', { when, why: because(error) });
        download(file, name);  // as it is
      }
    };
    row.append(words, button);
    at('copy_list').append(row);
  }
}

at('forget_program').onclick = async () => {
  try {
    const registration = await navigator.serviceWorker?.getRegistration('./');
    await registration?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(cachePrefix(scope))) await caches.delete(name);
    at('program').textContent = t('forgotten');
  } catch (error) {
    at('program').textContent = because(error);
  }
};

show_database();
show_copies();
