// Files in and out: picker, drop, opened by the system, download. A chosen file stays with the browser under a handle until the program
// lets go of it; what is over the limit is refused by its size alone.
import { download } from './download.js';
import { ask_worker } from './errand.js';
import { Locked, is_locked, lock, unlock } from './locked_files.js';
import { lend, text_at } from './memory.js';
import { shared_route } from './share.js';

const is_zip = async (file) => (await file.slice(0, 4).text()) === 'PK\u0003\u0004';

export function create_files(module, { page, scope, policy, wake }) {
  const chosen = new Map();  // what came in or was made, by handle
  let parts = [];  // of a download that is being written; blobs, so that the browser may keep them elsewhere than in memory
  let next = 1;
  let asking = null;  // nothing else holds the picker while the user chooses, and a browser may forget it, and with it the choice

  let attached = { handle: 0, entries: [] };  // what lay beside the data in the package that came last

  // `plain`: whatever it is, nobody looks into it.
  // `of`: so many come together, one after the other. A zip of tables is such a company, too.
  const arrived = async (ticket, file, plain = false, of = 1) => {
    const handle = next++;
    const inside = !plain && await is_zip(file).catch(() => false) ? (await ask_worker(policy, { open_package: file }).catch(() => ({ opened: null }))).opened : null;
    if (inside?.tables && of === 1) return all_arrived(ticket, inside.tables);
    if (inside?.entries) attached = { handle, entries: inside.entries };
    const whole = inside?.file ?? file;
    chosen.set(handle, whole);
    const locked = !plain && await is_locked(whole).catch(() => false);  // one that cannot be read is for the job to tell
    lend(module, file.name, (pointer, size) =>
      module._platform_file_arrived(ticket, handle, whole.size, locked ? 1 : 0, inside?.entries?.length ?? 0, of, pointer, size));
    wake();
  };
  const all_arrived = async (ticket, files, plain = false) => {
    for (const file of files) await arrived(ticket, file, plain, files.length);
  };

  // To another program or device where the system can, else as a download. Answers false when the user thought better of it.
  async function hand_over(blob, name, share) {
    // Few systems share .json; every program that takes files takes a text, and Voronka knows its files by what is in them.
    const package_ = blob.type === 'application/zip';
    const as = package_ ? [[name, blob.type]] : [[name, 'application/json'], [`${name}.txt`, 'text/plain']];
    for (const file of share ? as.map(([called, type]) => new File([blob], called, { type })) : []) {
      if (!navigator.canShare?.({ files: [file] })) continue;
      try {
        await navigator.share({ files: [file] });
        return true;
      } catch (error) {
        if (error?.name === 'AbortError') return false;
        break;  // not allowed after all: too long after the press, or by the site's policy
      }
    }
    download(blob, name);
    return true;
  }

  page.addEventListener('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    all_arrived(0, [...event.dataTransfer.files]);
  });

  return {
    ask(ticket, pointer, size, several) {
      const input = document.createElement('input');
      asking = input;
      input.type = 'file';
      input.accept = text_at(module, pointer, size);
      input.multiple = several !== 0;
      input.addEventListener('change', () => {
        if (asking === input) asking = null;
        if (input.files.length > 0) all_arrived(ticket, [...input.files], input.accept === '');
      });
      input.click();
    },
    part(bytes_at, size) { parts.push(new Blob([module.HEAPU8.slice(bytes_at >>> 0, (bytes_at >>> 0) + size)])); },
    offer(name_at, name_size, type_at, type_size) {
      download(new Blob(parts, { type: text_at(module, type_at, type_size) }), text_at(module, name_at, name_size));
      parts = [];
    },
    async offer_kept(handle, name_at, name_size, share, password_at, password_size, attached_at, attached_size) {
      let name = text_at(module, name_at, name_size);
      const password = text_at(module, password_at, password_size);
      // "hash name" a line.
      const wanted = text_at(module, attached_at, attached_size).split('\n').filter((line) => line !== '').map((line) => [line.slice(0, 64), line.slice(65)]);
      let blob = chosen.get(handle);
      chosen.delete(handle);
      let done = false, no_crypto = false, missing = 0;
      try {
        if (wanted.length > 0) {
          const packed = await ask_worker(policy, { make_package: { blob, name, wanted, scope } }).catch(() => null);
          missing = packed?.made.missing ?? wanted.length;
          blob = packed?.made.blob ?? blob;  // without them rather than not at all
          if (packed === null) name = name.replace(/zip$/, 'json');
        }
        done = await hand_over(password === '' ? blob : await lock(blob, password), name, share);
      } catch (error) {
        no_crypto = error instanceof Locked;
        if (!no_crypto) console.warn(error);
      }
      module._platform_file_handed(handle, done ? 1 : 0, no_crypto ? 1 : 0, missing);
      wake();
    },
    async unlock(ticket, handle, password_at, password_size) {
      const file = chosen.get(handle);
      try {
        const opened = await unlock(file, text_at(module, password_at, password_size));
        chosen.delete(handle);
        await arrived(ticket, new File([opened], file.name));
      } catch (error) {
        module._platform_file_locked(ticket, Math.max(0, ['wrong', 'too_hard', 'no_crypto'].indexOf(error?.message)));
        wake();
      }
    },
    // A file that a job wrote, until it is offered.
    keep(blob) {
      chosen.set(next, blob);
      return next++;
    },
    // Files that the system opens with the installed program; one that started it has waited in the queue.
    take_launches() {
      globalThis.launchQueue?.setConsumer(async ({ files, targetURL }) => {
        const route = targetURL ? shared_route(targetURL) : '';  // shared with the window that is open: it is not loaded anew
        if (route !== '') location.hash = route;
        if (files?.length > 0) all_arrived(0, await Promise.all(files.map((file) => file.getFile())));
      });
    },
    // A file that came another way: pasted rows.
    bring: (file) => arrived(0, file),
    take: (handle) => chosen.get(handle),
    attached_to: (handle) => (handle === attached.handle ? attached.entries : []),
    forget: (handle) => chosen.delete(handle),
  };
}
