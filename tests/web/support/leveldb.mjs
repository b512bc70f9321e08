// The files below IndexedDB, to be damaged as power cuts and full disks do it. The backend is named by `flags` rather than left to the
// browser's roll-out.
import { open, readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

export const flags = ['--disable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout'];

// -> { manifest, log }: paths
export async function database_files(profile) {
  const indexed = join(profile, 'Default', 'IndexedDB');
  const folder = join(indexed, (await readdir(indexed)).find((name) => name.endsWith('.leveldb')));
  const files = await readdir(folder);
  const path = (fits) => join(folder, files.find(fits));
  return { manifest: path((name) => name.startsWith('MANIFEST')), log: path((name) => name.endsWith('.log')) };
}

export const cut_end = async (path, bytes) => truncate(path, (await stat(path)).size - bytes);

export async function zero_end(path, bytes) {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(bytes), 0, bytes, (await stat(path)).size - bytes);
  await file.close();
}
