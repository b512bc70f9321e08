// Copies of everything in the browser's file store (OPFS). A copy is made by a worker (copy_desk.js); here they are listed, removed, and unpacked for a person.
import { made } from './copy_failure.js';
import { download } from './download.js';
import { ask_worker } from './errand.js';
import { lend, text_at } from './memory.js';
import { copiesFolder } from './names.js';

export function create_copies(module, { scope, database, files, policy, wake }) {
  const folder = async (create) => (await navigator.storage.getDirectory()).getDirectoryHandle(copiesFolder(scope), { create });

  const tell_list = (available, entries) => {
    lend(module, entries.map(([name, bytes]) => `${bytes} ${name}`).join('\n'), (pointer, size) => module._platform_copies(available ? 1 : 0, pointer, size));
    wake();
  };
  const tell_made = (name, { failure, detail } = { failure: made, detail: '' }) => {
    lend(module, name, (pointer, size) => lend(module, detail, (detail_at, detail_size) => module._platform_copy_made(pointer, size, failure, detail_at, detail_size)));
    wake();
  };
  // A damaged one comes as it is: whoever opens it says that it is no file of ours, and a person still has it.
  const unpacked = async (name) => {
    const file = await (await (await folder(false)).getFileHandle(name)).getFile();
    try {
      const whole = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
      return new File([whole], name.replace(/\.gz$/, ''), { type: 'application/json' });
    } catch {
      return file;
    }
  };

  return {
    async list() {
      try {
        const entries = [];
        for await (const [name, handle] of (await folder(true)).entries()) {
          const size = handle.kind === 'file' ? (await handle.getFile()).size : 0;
          if (size > 0) entries.push([name, size]);  // one that is being written is empty until it is whole
        }
        tell_list(true, entries);
      } catch {
        tell_list(false, []);  // no such store here: an old browser, a private window, an address without https
      }
    },
    async make() {
      try {
        tell_made((await ask_worker(policy, { copy: { database, scope, at: Date.now() } })).copied);
      } catch (failure) {
        tell_made('', failure);
      }
    },
    async remove(name, size) {
      const which = text_at(module, name, size);
      try {
        await (await folder(false)).removeEntry(which);
      } catch {
        // Another tab was faster.
      }
    },
    async open(name, size) { files.bring(await unpacked(text_at(module, name, size))); },
    async offer(name, size) {
      const file = await unpacked(text_at(module, name, size));
      download(file, file.name);
    },
  };
}
