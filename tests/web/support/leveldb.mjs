// The files below IndexedDB, to be damaged as power cuts and full disks do it. The backend is named by `flags` rather than left to the
// browser's roll-out.
import { appendFile, open, readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

export const flags = ['--disable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout'];

// -> { manifest, log, logs }: paths, and how many logs there are. Names have numbers of one width: the last log is the one that is written to.
export async function database_files(profile) {
  const indexed = join(profile, 'Default', 'IndexedDB');
  const folder = join(indexed, (await readdir(indexed)).find((name) => name.endsWith('.leveldb')));
  const files = (await readdir(folder)).sort();
  const path = (fits) => join(folder, files.findLast(fits));
  const is_log = (name) => name.endsWith('.log');
  return { manifest: path((name) => name.startsWith('MANIFEST')), log: path(is_log), logs: files.filter(is_log).length };
}

// The browser says that a database is deleted before LevelDB, on a thread of its own, has noted the new log and dropped the old one.
export async function old_log_is_gone(profile) {
  const until = Date.now() + 20_000;
  while ((await database_files(profile)).logs > 1) {
    if (Date.now() > until) throw new Error('the old log was not dropped within 20 seconds');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

export const cut_end = async (path, bytes) => truncate(path, (await stat(path)).size - bytes);

export async function zero_end(path, bytes) {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(bytes), 0, bytes, (await stat(path)).size - bytes);
  await file.close();
}

// Half a record at the end of the log, as a write leaves it in whose middle the process was killed: a head that names 1,000 bytes more, and some of
// them. It has a place of its own in the blocks of 32 KB, as every record.
export async function tear_end(path) {
  const left = 32768 - (await stat(path)).size % 32768;
  const filler = left < 1100 ? left : 0;
  const head = Buffer.from([1, 2, 3, 4, 1000 & 255, 1000 >> 8, 1]);
  await appendFile(path, Buffer.concat([Buffer.alloc(filler), head, Buffer.alloc(300, 'x')]));
}
