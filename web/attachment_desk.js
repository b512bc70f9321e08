// In the worker: contents of files of documents into the browser's file store, under the SHA-256 of what is in them, read back and compared.
import { write_and_verify } from './copy_desk.js';
import { attachmentsFolder } from './names.js';
import { drop_oldest_copies } from './room.js';
import { isNoSpace } from './storage_errors.js';
import { unpacked_of } from './zip.js';

const most_bytes = 5_000_000;  // as src/model/attachment.hpp

const hash_of = async (blob) =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())), (byte) => byte.toString(16).padStart(2, '0')).join('');

const open_folder = async (scope) => (await navigator.storage.getDirectory()).getDirectoryHandle(attachmentsFolder(scope), { create: true });

async function put(folder, scope, name, blob) {
  const there = await folder.getFileHandle(name).then((handle) => handle.getFile(), () => null);
  if (there?.size === blob.size && await hash_of(there) === name) return;
  try {
    await write_and_verify(folder, name, blob);
  } catch (error) {
    // A document is worth more than an old copy.
    if (!isNoSpace(`${error.name}: ${error.message}`) || !await drop_oldest_copies(scope)) throw error;
    await write_and_verify(folder, name, blob);
  }
}

// Contents that are not what they were are as good as none. -> a file, or null
export async function read_file({ sha256, scope }) {
  try {
    const file = await (await (await open_folder(scope)).getFileHandle(sha256)).getFile();
    return await hash_of(file) === sha256 ? file : null;
  } catch {
    return null;
  }
}

// -> { name, sha256, size }
export async function keep_file({ file, scope }) {
  const sha256 = await hash_of(file);
  await put(await open_folder(scope), scope, sha256, file);
  return { name: file.name, sha256, size: file.size };
}

// Of the entries of a package, { packed, method }, those whose contents are wanted. -> { kept, failed }
export async function unpack_files({ entries, wanted, scope }) {
  const folder = await open_folder(scope), missing = new Set(wanted);
  let kept = 0, failed = 0;
  for (const { packed, method } of entries) {
    try {
      const blob = await unpacked_of(packed, method, most_bytes);
      const sha256 = await hash_of(blob);
      if (!missing.delete(sha256)) continue;  // not asked for, or damaged: then somebody misses it
      await put(folder, scope, sha256, blob);
      kept += 1;
    } catch {
      failed += 1;
    }
  }
  return { kept, failed };
}
