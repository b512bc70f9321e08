// Room for the day the disk is full: a file that is good for nothing but to be deleted then, and the oldest copies. To delete it needs no
// write to the database, which a database that keeps a log would need to delete rows of its own.
import { ballastName, copiesFolder } from './names.js';

const ballast_bytes = 2 * 1024 * 1024;
const piece_bytes = 65_536;  // the most that getRandomValues gives
const copies_that_stay = 2;

const root = () => navigator.storage.getDirectory();

// Random: a file system that packs zeros would keep no room.
export async function keep_ballast(scope) {
  const folder = await root();
  const name = ballastName(scope);
  const there = await folder.getFileHandle(name).then((handle) => handle.getFile(), () => null);
  if (there?.size >= ballast_bytes) return;
  try {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
    for (let written = 0; written < ballast_bytes; written += piece_bytes) await writable.write(crypto.getRandomValues(new Uint8Array(piece_bytes)));
    await writable.close();
  } catch {
    await folder.removeEntry(name).catch(() => {});  // no room even now, or a browser that writes otherwise
  }
}

// -> whether anything was deleted
export async function drop_oldest_copies(scope) {
  const folder = await (await root()).getDirectoryHandle(copiesFolder(scope));
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  names.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  let dropped = false;
  for (const name of names.slice(copies_that_stay)) {
    await folder.removeEntry(name);
    dropped = true;
  }
  return dropped;
}

// For the database: the ballast first, the copies when that was not enough. -> whether another try is worth it
export async function make_room(scope) {
  try {
    await (await root()).removeEntry(ballastName(scope));
    return true;
  } catch {
    // There is none, or it is gone already.
  }
  try {
    return await drop_oldest_copies(scope);
  } catch {
    return false;
  }
}
