// The files of documents: what is in them lies in the browser's file store (OPFS), each under its SHA-256. The worker writes
// and reads it (attachment_desk.js), for WebKit writes files nowhere else; here it is listed and removed.
import { made } from './copy_failure.js';
import { download } from './download.js';
import { ask_worker } from './errand.js';
import { lend, text_at } from './memory.js';
import { attachmentsFolder } from './names.js';

export function create_attachments(module, { scope, files, policy, wake }) {
  const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(attachmentsFolder(scope), { create: true });

  const list = async () => {
    const entries = [];
    let available = true;
    try {
      for await (const [name, handle] of (await folder()).entries()) {
        const size = handle.kind === 'file' ? (await handle.getFile()).size : 0;
        if (size > 0 && /^[0-9a-f]{64}$/.test(name)) entries.push(`${size} ${name}`);
      }
    } catch {
      available = false;  // an old browser, a private window, an address without https
    }
    lend(module, entries.join('\n'), (pointer, size) => module._platform_attachments(available ? 1 : 0, pointer, size));
    wake();
  };

  return {
    list,
    async keep(ticket, handle) {
      const file = files.take(handle);
      files.forget(handle);
      let kept = { name: file.name, sha256: '', size: 0 }, failure = made;
      try {
        ({ kept } = await ask_worker(policy, { keep_file: { file, scope } }));
      } catch (refused) {
        ({ failure } = refused);
      }
      lend(module, kept.name, (name_at, name_size) => lend(module, kept.sha256, (pointer, size) =>
        module._platform_attachment_kept(ticket, failure, kept.size, name_at, name_size, pointer, size)));
      wake();
    },
    async offer(sha256_at, sha256_size, name_at, name_size) {
      const sha256 = text_at(module, sha256_at, sha256_size), name = text_at(module, name_at, name_size);
      const { read } = await ask_worker(policy, { read_file: { sha256, scope } }).catch(() => ({ read: null }));
      // As a download and nothing else: what is opened here by its address would run as a page of ours.
      if (read !== null) return download(new Blob([read], { type: 'application/octet-stream' }), name);
      lend(module, sha256, (pointer, size) => module._platform_attachment_missing(pointer, size));
      wake();
    },
    async remove(pointer, size) {
      const names = text_at(module, pointer, size).split('\n');
      for (const name of names) await folder().then((there) => there.removeEntry(name)).catch(() => {});  // another tab was faster
      await list();
    },
    async unpack(handle, pointer, size) {
      const wanted = text_at(module, pointer, size).split('\n'), entries = files.attached_to(handle);
      const { unpacked } = await ask_worker(policy, { unpack: { entries, wanted, scope } }).catch(() => ({ unpacked: { kept: 0, failed: entries.length } }));
      module._platform_attachments_unpacked(unpacked.kept, unpacked.failed);
      wake();
    },
  };
}
