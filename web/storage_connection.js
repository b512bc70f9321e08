// The one IndexedDB connection of this tab: opening with retries and a watchdog, forgetting a handle the browser
// closed, and giving up for good when another tab needs the database gone. It knows the names of the object stores and
// nothing about what is in them. The version is 1 for ever, so no upgrade can be blocked by a tab left open.

import { StorageError, classify } from './storage_errors.js';
import { beginNewLog } from './storage_log.js';

const tries = 3;

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const createStores = (database) => {
  database.createObjectStore('records');
  database.createObjectStore('history');
  database.createObjectStore('journal', { keyPath: 'seq' }).createIndex('commit', 'commit');
  database.createObjectStore('meta');
};

// Only the page's first open may create the database. Later ones reopen: a database that has vanished meanwhile must
// be reported, because an empty one in its place would pass for the user's data.
const openOnce = (factory, name, mayCreate, watchdogMs) => new Promise((resolve, reject) => {
  let refusal = null;
  let waiting = 'no answer';
  let late = false;
  const request = factory.open(name, 1);
  const watchdog = setTimeout(() => {
    late = true;
    reject(new StorageError('unavailable', `opening the database: ${waiting} after ${watchdogMs} ms`));
  }, watchdogMs);
  request.onblocked = () => {
    waiting = 'blocked by another tab';
  };
  request.onupgradeneeded = (event) => {
    if (event.dataLoss === 'total') {
      refusal = new StorageError('corrupt', `the browser discarded the database: ${event.dataLossMessage}`, { final: true });
    } else if (!mayCreate) {
      refusal = new StorageError('corrupt', 'the database has vanished', { final: true });
    }
    if (refusal || late) {
      request.transaction.abort();
    } else {
      createStores(request.result);
    }
  };
  request.onsuccess = () => {
    clearTimeout(watchdog);
    if (late) request.result.close();
    resolve(request.result);
  };
  request.onerror = (event) => {
    event.preventDefault();
    clearTimeout(watchdog);
    reject(refusal ?? classify(request.error));
  };
});

// keepsLog: the engine's log must be begun anew with every connection (storage_log.js).
export const createConnection = ({ name, factory, watchdogMs, keepsLog, onRetired }) => {
  let current = null;  // promise of the handle, set before anything is awaited so that there is never a second open
  let retired = null;

  const openWithRetries = async (mayCreate) => {
    if (!factory) throw new StorageError('unavailable', 'this browser offers no IndexedDB here', { final: true });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await openOnce(factory, name, mayCreate, watchdogMs);
      } catch (raw) {
        const error = classify(raw);
        if (error.final || error.failure === 'newer_schema' || attempt === tries) throw error;
        await pause(100 * 4 ** (attempt - 1));
      }
    }
  };

  // To be awaited before the first write over a connection, and again when it could not be done; nothing waits longer than watchdogMs.
  const newLog = async (database) => {
    const slot = current;
    if (!keepsLog || slot?.database !== database) return;
    slot.newLog ??= beginNewLog(factory, `${name} log`, watchdogMs);
    if (!await slot.newLog) slot.newLog = null;
  };

  const forget = (database) => {
    if (current?.database === database) current = null;
    database.close();
  };

  const retire = (error) => {
    retired ??= error;
    if (current?.database) forget(current.database);
    current = null;
  };

  const connect = async (mayCreate, slot) => {
    try {
      const database = await openWithRetries(mayCreate);
      if (retired) {
        database.close();
        throw retired;
      }
      if (!['records', 'history', 'journal', 'meta'].every((store) => database.objectStoreNames.contains(store))) {
        database.close();
        throw new StorageError('corrupt', `the database has other stores: ${[...database.objectStoreNames]}`, { final: true });
      }
      slot.database = database;
      database.onclose = () => forget(database);
      database.onversionchange = (event) => {
        retire(event.newVersion === null
          ? new StorageError('unavailable', 'the database was deleted by another page', { final: true })
          : new StorageError('newer_schema', `another page asks for version ${event.newVersion}`, { final: true }));
        onRetired();
      };
      return database;
    } catch (error) {
      if (current === slot) current = null;
      throw error;
    }
  };

  return {
    get(mayCreate) {
      if (retired) return Promise.reject(retired);
      if (!current) {
        const slot = { database: null, opening: null, newLog: null };
        current = slot;
        slot.opening = connect(mayCreate, slot);
      }
      return current.opening;
    },
    newLog,
    forget,
    retire,
  };
};
