// In the worker: one more copy of everything that is stored. It is read from the database itself, in one transaction, so it is also a
// proof that what is stored can be read; then written to the browser's file store, read back, and compared. A copy that is not whole
// never gets its name.
const stores = ['records', 'history'];
const at_once = 64;  // buckets
const ending = '.voronka.json.gz';

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const digest = async (blob) => new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);

// An existing database only: a copy must not be what creates one.
async function open_database(name) {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction.abort();
  return answer(request);
}

// Calls bucket(store, key, bytes) for all that is stored at one moment. -> { head, meta }
async function read_all(database, bucket) {
  const transaction = database.transaction([...stores, 'meta'], 'readonly');
  const meta = transaction.objectStore('meta');
  const [head, app] = await Promise.all(['head', 'app'].map((key) => answer(meta.get(key))));
  for (const [index, name] of stores.entries()) {
    const store = transaction.objectStore(name);
    const keys = await answer(store.getAllKeys());
    for (let from = 0; from < keys.length; from += at_once) {
      const batch = keys.slice(from, from + at_once);
      const values = await answer(store.getAll(IDBKeyRange.bound(batch[0], batch.at(-1))));
      batch.forEach((key, at) => bucket(index, key, values[at]));
    }
  }
  return { head, meta: app ?? new Uint8Array(0) };
}

async function write(folder, name, blob) {
  if ('createWritable' in FileSystemFileHandle.prototype) {
    const handle = await folder.getFileHandle(name, { create: true });
    return blob.stream().pipeTo(await handle.createWritable());  // what is there before it is closed is empty
  }
  const handle = await folder.getFileHandle(`${name}.part`, { create: true });
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    access.write(new Uint8Array(await blob.arrayBuffer()), { at: 0 });
    access.flush();
  } finally {
    access.close();
  }
  return handle.move(name);
}

// What a worker that was killed left behind: anything but whole copies. -> the names of those, the newest first
async function sweep(folder) {
  const whole = [], rest = [];
  for await (const [name, handle] of folder.entries())
    (name.endsWith(ending) && (await handle.getFile()).size > 0 ? whole : rest).push(name);
  for (const name of rest) await folder.removeEntry(name).catch(() => {});
  return whole.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
}

async function make({ database: database_name, folder: folder_name, at }, tools) {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder_name, { create: true });
  const [newest] = await sweep(folder);
  const database = await open_database(database_name);
  let read = null;
  try {
    read = await read_all(database, tools.bucket);
  } finally {
    database.close();
  }
  if (newest?.split('-')[1] === String(read.head)) return newest;
  const made = tools.file(read.meta);
  if (typeof made === 'string') throw new Error(made);
  const packed = await new Response(made.blob.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  const name = `${at}-${read.head}-${made.deals}${ending}`;
  try {
    await write(folder, name, packed);
    const back = await (await folder.getFileHandle(name)).getFile();
    if (back.size !== packed.size || !same(await digest(back), await digest(packed))) throw new Error('the copy read back is another one');
  } catch (error) {
    await folder.removeEntry(name).catch(() => {});
    throw error;
  }
  return name;
}

// tools: bucket(store, key, bytes), file(meta) -> { blob, deals } or a text that says what is damaged. -> the name of the copy
export function make_copy(order, tools) {
  // Tabs take turns: the second then finds the copy of the first.
  return navigator.locks ? navigator.locks.request(order.folder, () => make(order, tools)) : make(order, tools);
}
