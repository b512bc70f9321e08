// Chromium keeps IndexedDB in LevelDB and, when it starts, goes on writing at the end of the log it finds there. When that ends with half
// a record, as a write leaves it that was killed, lost its power or found the disk full, reading stops there and nothing is missed. But
// what is then written behind it is as good as lost: at the next start the half record and its successor are read as one, the checksum
// is wrong, and Chromium throws away every database of the origin. To delete a database makes LevelDB begin a new log and drop the
// old one, so that is done before anything is written. (Other engines do not keep logs like this.) LevelDB notes the new log on a thread
// of its own, some ten milliseconds later; whoever is killed a second time within them has lost the database all the same, as after any
// first write of Chromium itself: copies are there for that.

export const keepsLog = () => globalThis.navigator?.userAgentData !== undefined || 'chrome' in globalThis;

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = (event) => {
    event.preventDefault();
    reject(request.error);
  };
});

// Makes a database of this name and deletes it. -> whether the log is a new one; false also after `waitMs`, when another tab is in the way
// or the browser does not answer: to wait longer would keep work from being saved at all.
export const beginNewLog = (factory, name, waitMs) => {
  const turn = async () => {
    (await answer(factory.open(name, 1))).close();
    await answer(factory.deleteDatabase(name));
    return true;
  };
  let timer = null;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, waitMs, false); });
  return Promise.race([turn().catch(() => false), late]).finally(() => clearTimeout(timer));
};
