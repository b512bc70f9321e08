// In the worker: one more copy of everything that is stored. It is read from the database itself, in one transaction, so it is also a
// proof that what is stored can be read; then written to the browser's file store, read back, and compared. A copy that is not whole
// never gets its name.
import { CopyError } from './copy_failure.js';
import { answer, each_bucket, open_existing } from './idb.js';
import { copiesFolder } from './names.js';
import { drop_oldest_copies, keep_ballast } from './room.js';
import { isNoSpace } from './storage_errors.js';

const stores = ['records', 'history'];
const ending = '.voronka.json.gz';

const digest = async (blob) => new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);

// Calls bucket(store, key, bytes) for all that is stored at one moment, when wanted(head). -> { head, meta }
async function read_all(database, wanted, bucket) {
  const transaction = database.transaction([...stores, 'meta'], 'readonly');
  const meta = transaction.objectStore('meta');
  const [head, app] = await Promise.all(['head', 'app'].map((key) => answer(meta.get(key))));
  if (wanted(head))
    for (const [index, name] of stores.entries()) await each_bucket(transaction.objectStore(name), (key, bytes) => bucket(index, key, bytes));
  return { head, meta: app ?? new Uint8Array(0) };
}

// Where the browser lacks the one way it has the other.
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
  return handle.move(folder, name);  // WebKit knows no other form
}

// What a worker that was killed left behind: anything but whole copies. -> the names of those, the newest first
async function sweep(folder) {
  const whole = [], rest = [];
  for await (const [name, handle] of folder.entries())
    (name.endsWith(ending) && (await handle.getFile()).size > 0 ? whole : rest).push(name);
  for (const name of rest) await folder.removeEntry(name).catch(() => {});
  return whole.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
}

// Everything that is stored, as one file. -> { head, blob, deals }; without a blob when it was not wanted
export async function snapshot(database_name, tools, wanted = () => true) {
  const database = await open_existing(database_name);
  if (database === null) throw new CopyError('gone', 'the database has vanished');
  let read = null;
  try {
    read = await read_all(database, wanted, tools.bucket);
  } finally {
    database.close();
  }
  if (!wanted(read.head)) return { head: read.head };
  const made = tools.file(read.meta);
  if (typeof made === 'string') throw new CopyError('damaged', made);
  return { head: read.head, ...made };
}

// A file that does not read back as what was written is taken away again.
export async function write_and_verify(folder, name, blob) {
  try {
    await write(folder, name, blob);
    const back = await (await folder.getFileHandle(name)).getFile();
    if (back.size !== blob.size || !same(await digest(back), await digest(blob))) throw new CopyError('different');
  } catch (error) {
    await folder.removeEntry(name).catch(() => {});
    throw error;
  }
}

async function make({ database, scope, at }, tools) {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(copiesFolder(scope), { create: true });
  const [newest] = await sweep(folder);
  const has_it = (head) => newest?.split('-')[1] === String(head);  // another tab was faster
  const { head, blob, deals } = await snapshot(database, tools, (stored) => !has_it(stored));
  if (!blob) return newest;
  const packed = await new Response(blob.stream().pipeThrough(new CompressionStream('gzip'))).blob();
  const name = `${at}-${head}-${deals}${ending}`;
  try {
    await write_and_verify(folder, name, packed);
  } catch (error) {
    // A new copy is worth more than an old one. The ballast is for the database.
    if (!isNoSpace(`${error.name}: ${error.message}`) || !await drop_oldest_copies(scope)) throw error;
    await write_and_verify(folder, name, packed);
  }
  await keep_ballast(scope);
  return name;
}

// tools: bucket(store, key, bytes), file(meta) -> { blob, deals } or a text that says what is damaged. -> the name of the copy
export function make_copy(order, tools) {
  // Tabs take turns: the second then finds the copy of the first.
  return navigator.locks ? navigator.locks.request(copiesFolder(order.scope), () => make(order, tools)) : make(order, tools);
}
