// Files in and out: picker, drop, opened by the system, download. A chosen file stays with the browser under a handle until a job reads
// it; what is over the limit is refused by its size alone.
import { download } from './download.js';
import { lend, text_at } from './memory.js';

export function create_files(module, { page, wake }) {
  const chosen = new Map();  // what came in or was made, by handle
  let parts = [];  // of a download that is being written; blobs, so that the browser may keep them elsewhere than in memory
  let next = 1;

  const arrived = (ticket, file) => {
    const handle = next++;
    chosen.set(handle, file);
    lend(module, file.name, (pointer, size) => module._platform_file_arrived(ticket, handle, file.size, pointer, size));
    wake();
  };

  page.addEventListener('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    arrived(0, event.dataTransfer.files[0]);
  });

  return {
    ask(ticket, pointer, size) {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = text_at(module, pointer, size);
      input.addEventListener('change', () => { if (input.files.length > 0) arrived(ticket, input.files[0]); });
      input.click();
    },
    part(bytes_at, size) { parts.push(new Blob([module.HEAPU8.slice(bytes_at >>> 0, (bytes_at >>> 0) + size)])); },
    offer(name_at, name_size, type_at, type_size) {
      download(new Blob(parts, { type: text_at(module, type_at, type_size) }), text_at(module, name_at, name_size));
      parts = [];
    },
    offer_kept(handle, name_at, name_size) {
      download(chosen.get(handle), text_at(module, name_at, name_size));
      chosen.delete(handle);
    },
    // A file that a job wrote, until it is offered.
    keep(blob) {
      chosen.set(next, blob);
      return next++;
    },
    // Files that the system opens with the installed program; one that started it has waited in the queue.
    take_launches() {
      globalThis.launchQueue?.setConsumer(async ({ files }) => {
        if (files?.length > 0) arrived(0, await files[0].getFile());
      });
    },
    // A file that came another way: pasted rows.
    bring: (file) => arrived(0, file),
    take: (handle) => chosen.get(handle),
    forget: (handle) => chosen.delete(handle),
  };
}
