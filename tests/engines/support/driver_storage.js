// What a test asks of the page with web/storage.js alone (tests/web/support/storage_workload.js).
import { say } from './driver.js';

// Commits for ever, sizes and pauses after a seed, and says each one that storage.js called stored.
export function commit_on(seed) {
  const { batchAt, createStorage, scope } = globalThis.workload;
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  (async () => {
    const storage = createStorage({ scope });
    for (let { head } = await storage.open(); ;) {
      const batch = batchAt(head, { size: [100, 100, 5000, 5000, 60_000, 1_000_000][Math.floor(random() * 6)], rows: 1 + Math.floor(random() * 2) });
      ({ head } = await storage.commit(batch));
      say({ acknowledged: [head, batch.commitId] });
      if (random() < 0.1) await new Promise((resolve) => { setTimeout(resolve, random() * 20); });
    }
  })();
}

// What is there now, read by other code than wrote it.
export async function look() {
  const { contradictions, createStorage, rawRead, scope } = globalThis.workload;
  const { head } = await createStorage({ scope }).open();
  const { journal } = await rawRead();
  return { head, found: await contradictions(), commits: [...journal.values()].map(({ seq, commit }) => [seq, commit]) };
}

export async function storm(count) {
  const { createStorage, scope, storm: commits } = globalThis.workload;
  const storage = createStorage({ scope });
  const { head, actor, created, firstDot, dotCount } = await storage.open();
  const { acked, conflicts } = await commits(storage, count, head);
  return { actor, created, firstDot, dotCount, acked, conflicts };
}

// What web/copy_desk.js does with a file that was written by a sync access handle.
export async function move_file() {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('moved', { create: true });
  const handle = await folder.getFileHandle('whole.part', { create: true });
  const writable = await handle.createWritable();
  await writable.write('as written');
  await writable.close();
  await handle.move(folder, 'whole');
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return { names, text: await (await (await folder.getFileHandle('whole')).getFile()).text() };
}
