// Reading IndexedDB: a request as a promise, a database that is there, all buckets of a store.
export const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// null when there is none: to look must not be what creates one.
export async function open_existing(name) {
  const request = indexedDB.open(name);
  let none = false;
  request.onupgradeneeded = () => {
    none = true;
    request.transaction.abort();
  };
  return answer(request).catch((error) => {
    if (none) return null;
    throw error;
  });
}

// Batches, several of them under way at once: about a megabyte in memory besides the reader's own copy (64 buckets of any size), and
// (Chromium 156) 40 MB in half the time of one getAll, 8 MB in three quarters of it. Many small buckets go together: 10,000 deals lie in
// 5,000 of 2 KB, which eight at a time took 30 ms longer to read.
const batchBytes = 128 * 1024;
const bucketsAtOnce = { fewest: 8, most: 64 };
const batchesAhead = 8;

// Calls bucket(key, bytes) for all of an object store in key order. Awaits requests of its transaction and nothing else.
export async function each_bucket(store, bucket) {
  const keys = await answer(store.getAllKeys());
  const asked = [];
  let from = 0;
  let size = bucketsAtOnce.fewest;
  const askOn = () => {
    for (; from < keys.length && asked.length < batchesAhead; from += size) {
      const batch = keys.slice(from, from + size);
      const values = answer(store.getAll(IDBKeyRange.bound(batch[0], batch.at(-1))));
      values.catch(() => {});  // told by the await below, or by the error that kept us from getting there
      asked.push({ batch, values });
    }
  };
  for (askOn(); asked.length > 0; askOn()) {
    const { batch, values } = asked.shift();
    const found = await values;
    batch.forEach((key, index) => bucket(key, found[index]));
    const bytes = found.reduce((sum, value) => sum + value.length, 0);
    size = Math.min(bucketsAtOnce.most, Math.max(bucketsAtOnce.fewest, Math.floor(batchBytes * batch.length / Math.max(1, bytes))));
  }
}
