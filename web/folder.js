// A folder of the user's disk for copies, where the browser lets a page write into one (File System Access). The handle lies in a small
// database of its own: the one with the data may be what is damaged. After the page was loaded the browser wants to be asked again.
import { failure_of, made } from './copy_failure.js';
import { ask_worker } from './errand.js';
import { answer, open_existing } from './idb.js';
import { lend } from './memory.js';
import { folderDatabase, folderFile } from './names.js';

const states = ['unknown', 'impossible', 'none', 'allowed', 'asks', 'lost'];
const writing = { mode: 'readwrite' };

// The one record: { handle, at, head } of what this browser wrote last.
async function with_record(name, work) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('folder');
  const database = await answer(request);
  try {
    return await answer(work(database.transaction('folder', 'readwrite').objectStore('folder')));
  } finally {
    database.close();
  }
}

async function read_record(name) {
  const database = await open_existing(name);
  if (database === null) return null;
  try {
    return await answer(database.transaction('folder').objectStore('folder').get('picked')) ?? null;
  } finally {
    database.close();
  }
}

export function create_folder(module, { scope, database, policy, wake }) {
  const name = folderDatabase(scope);
  let picked = null;  // the record

  const tell = (state, files = 0, bytes = 0) => {
    lend(module, picked?.handle.name ?? '', (pointer, size) =>
      module._platform_folder(states.indexOf(state), pointer, size, files, bytes, picked?.at ?? 0, picked?.head ?? 0));
    wake();
  };
  const tell_copied = ({ failure, detail }) => {
    lend(module, detail, (pointer, size) => module._platform_folder_copied(failure, pointer, size));
    wake();
  };
  const count = async () => {
    let files = 0, bytes = 0;
    for await (const [file_name, handle] of picked.handle.entries()) {
      if (!folderFile.test(file_name) || handle.kind !== 'file') continue;
      files += 1;
      bytes += (await handle.getFile()).size;
    }
    tell('allowed', files, bytes);
  };
  const show = async () => {
    if (picked === null) return tell('none');
    try {
      if (await picked.handle.queryPermission(writing) === 'granted') await count();
      else tell('asks');
    } catch {
      tell('lost');
    }
  };
  const look = async () => {
    if (!('showDirectoryPicker' in globalThis)) return tell('impossible');
    picked = await read_record(name).catch(() => picked);
    return show();
  };
  // What cannot be kept is known until the page is closed.
  const keep = (record) => {
    picked = record;
    return with_record(name, (store) => (record === null ? store.delete('picked') : store.put(record, 'picked'))).catch(() => {});
  };
  // -> { at, head }
  const write_by_worker = async () => {
    try {
      return (await ask_worker(policy, { folder_copy: { database, scope, folder: picked.handle, at: Date.now() } })).written;
    } catch (told) {
      throw Object.assign(new Error(told.detail), { told });
    }
  };
  const write = async () => {
    const known = picked.head ?? 0;
    picked = await read_record(name).catch(() => picked) ?? picked;
    if ((picked.head ?? 0) > known) return;  // another tab was faster
    const mine = picked.handle;
    const written = await write_by_worker();
    if (!picked || !(await picked.handle.isSameEntry(mine))) return;  // given up, or another one was picked, while it was being written
    await keep({ ...picked, ...written });
  };

  return {
    look,
    async pick() {
      let handle = null;
      try {
        handle = await showDirectoryPicker({ id: 'voronka', ...writing, startIn: 'documents' });
      } catch (error) {
        if (error.name !== 'AbortError') tell_copied(failure_of(error));
        return;
      }
      await keep({ handle });
      show();
    },
    async allow() {
      await picked?.handle.requestPermission(writing).catch(() => {});
      show();
    },
    async forget() {
      await keep(null);
      show();
    },
    async write() {
      let outcome = { failure: made, detail: '' };
      try {
        await (navigator.locks ? navigator.locks.request(name, write) : write());  // tabs take turns
      } catch (error) {
        outcome = error.told ?? failure_of(error);
      }
      await show();
      tell_copied(outcome);
    },
  };
}
