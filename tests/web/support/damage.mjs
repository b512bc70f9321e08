// What a failing disk does to the database of a page, from below the program.

// One bit in the line of an open deal, which is on the board. -> { key, line }: the bucket, and the line as it then is.
export const damage_deal = (page) => page.evaluate(async () => {
  const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const database = await answer(indexedDB.open('voronka'));
  const store = database.transaction('records', 'readwrite').objectStore('records');
  for (const key of (await answer(store.getAllKeys())).filter((name) => name.startsWith('deal/'))) {
    const bytes = await answer(store.get(key));
    let from = 0;
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const length = new TextEncoder().encode(line).length;
      if (length === 0 || /"(status|archived|deleted)":/.test(line)) {
        from += length + 1;
        continue;
      }
      bytes[from + 40] ^= 1;
      await answer(store.put(bytes, key));
      database.close();
      return { key, line: new TextDecoder().decode(bytes.slice(from, from + length)) };
    }
  }
  throw new Error('there is no open deal');
});

export const bucket_text = (page, key) => page.evaluate(async (name) => {
  const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const database = await answer(indexedDB.open('voronka'));
  const bytes = await answer(database.transaction('records').objectStore('records').get(name));
  database.close();
  return new TextDecoder().decode(bytes);
}, key);

// The text of a bucket, as something else than the program left it.
export const write_bucket = (page, key, text) => page.evaluate(async ([name, whole]) => {
  const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const database = await answer(indexedDB.open('voronka'));
  await answer(database.transaction('records', 'readwrite').objectStore('records').put(new TextEncoder().encode(whole), name));
  database.close();
}, [key, text]);
