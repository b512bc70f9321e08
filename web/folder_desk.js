// In the worker: one more whole file in the folder that the user has picked. What is there is never written over, and of the files there
// only those go that carry our name, the oldest first.
import { read_file } from './attachment_desk.js';
import { snapshot, write_and_verify } from './copy_desk.js';
import { CopyError } from './copy_failure.js';
import { folderFile } from './names.js';
import { attached_in, file_name } from './packages.js';

const files_that_stay = 30;
const ending = '.voronka.json';

// "voronka-2026-11-26-1412", in the time of the place: a person looks for the hour of the day.
function stem_of(at) {
  const day = new Date(at), two = (number) => String(number).padStart(2, '0');
  return `voronka-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}-${two(day.getHours())}${two(day.getMinutes())}`;
}

async function free_name(folder, at) {
  const taken = new Set();
  for await (const name of folder.keys()) taken.add(name);
  const stem = stem_of(at);
  let name = stem + ending;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}${ending}`;
  return name;
}

async function drop_oldest(folder) {
  const ours = [];
  for await (const name of folder.keys()) if (folderFile.test(name)) ours.push(name);
  for (const name of ours.sort().slice(0, -files_that_stay)) await folder.removeEntry(name).catch(() => {});  // somebody has it open
}

// Files of documents lie beside, each once: a zip of the folder "files" and one of our files is a package that opens (packages.js).
async function write_attached(folder, scope, data) {
  const named = await attached_in(data);
  if (named.size === 0) return;
  const beside = await folder.getDirectoryHandle('files', { create: true });
  const there = new Set();
  for await (const name of beside.keys()) there.add(name.slice(0, 12));
  for (const [sha256, called] of named) {
    if (there.has(sha256.slice(0, 12))) continue;
    const file = await read_file({ sha256, scope });
    if (file !== null) await write_and_verify(beside, file_name(sha256, called), file);
  }
}

// -> { at, head } of the file that was written, read back and found the same
export async function write_to_folder({ database, scope, folder, at }, tools) {
  if (await folder.queryPermission?.({ mode: 'readwrite' }) === 'denied') throw new CopyError('not_allowed');
  const { head, blob } = await snapshot(database, tools);
  await write_and_verify(folder, await free_name(folder, at), blob);
  await drop_oldest(folder);
  await write_attached(folder, scope, blob);
  return { at, head };
}
