// IndexedDB as web/storage.js and web/storage_connection.js use it, and nothing more: databases that many tabs open, their
// connections, and what of them outlives a power cut. README.md says what a browser guarantees here and what it may do.

import { Request, Transaction } from './fake_transaction.mjs';
import { Table } from './fake_values.mjs';

const error = (name, message) => new DOMException(message, name);
const nothing = Object.freeze({ version: 0, tables: Object.freeze({}) });

// One database of the browser, with everything that waits for it.
export class Base {
  constructor(world, name, state = nothing) {
    Object.assign(this, { world, name, state, durable: state, unsynced: [], writes: 0 });
    Object.assign(this, { transactions: [], told: [], connections: [], queue: [] });
  }
  write(changed, strict, version = this.state.version) {
    this.set({ version, tables: { ...this.state.tables, ...changed } }, strict);
  }
  // A strict write takes everything before it to the disk too: there is one log.
  set(state, strict) {
    this.state = state;
    this.writes += 1;
    if (strict) {
      this.durable = state;
      this.unsynced = [];
    } else {
      this.unsynced.push(state);
    }
    this.world.on_write(this);
  }
  // What a power cut at this moment may leave: any suffix of what was only promised may be missing.
  after_power_cut() { return [this.durable, ...this.unsynced]; }

  // The user clears the site's data: every connection is closed by force.
  clear() {
    for (const connection of [...this.connections]) connection.lose();
    this.set(nothing, true);
  }
  delete() { this.queue.push(new Deletion(this)); }

  forget_tab(tab, commits) {
    for (const transaction of [...this.transactions]) {
      if (transaction.tab !== tab) continue;
      const decided = transaction.state === 'committing' && transaction.requests.length === 0 && commits();
      if (!decided) transaction.end_with_abort(null);
    }
    this.told = this.told.filter((transaction) => transaction.tab !== tab || transaction.state !== 'finished');
    this.connections = this.connections.filter((connection) => connection.tab !== tab);
    this.queue = this.queue.filter((request) => request.tab !== tab);
  }

  offer(found) {
    for (const transaction of this.told) transaction.offer(found);
    for (const connection of this.connections) connection.offer(found);
    if (this.queue.length > 0) this.queue[0].offer(found);
  }
  // After every task: who is told nothing more and holds nothing any more is forgotten.
  sweep() {
    for (const transaction of this.transactions) transaction.after_task();
    const over = (transaction) => transaction.state === 'finished' && (transaction.news.length === 0 || !transaction.tab.alive);
    if (this.told.some(over)) this.told = this.told.filter((transaction) => !over(transaction));
  }
}

class Names extends Array {
  contains(name) { return this.includes(name); }
}

class Database {
  constructor(base, tab) {
    Object.assign(this, { base, tab, world: base.world, closed: false, news: [], onclose: null, onversionchange: null });
  }
  disk() { return this.base.state; }
  get objectStoreNames() { return Names.from(Object.keys(this.disk().tables)); }

  transaction(names, mode = 'readonly', { durability = 'default' } = {}) {
    const scope = [names].flat();
    this.world.fault('transaction', this.tab, this)?.strike(this);
    if (this.closed) throw error('InvalidStateError', 'The database connection is closing.');
    if (!scope.every((name) => name in this.disk().tables)) throw error('NotFoundError', 'One of the specified object stores was not found.');
    return this.begin(new Transaction(this, scope, mode, durability));
  }
  begin(transaction) {
    this.base.transactions.push(transaction);
    this.base.told.push(transaction);
    return transaction;
  }
  createObjectStore(name, { keyPath = null } = {}) {
    this.upgrade.names.push(name);
    this.upgrade.changed.set(name, new Table(keyPath));
    return this.upgrade.objectStore(name);
  }
  // What runs is finished; nothing more begins.
  close() { this.closed = true; }
  gone() { return this.closed && !this.base.transactions.some((transaction) => transaction.db === this); }

  // The browser closes it by force, and says so or does not.
  lose({ told = true, reason = error('UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again') } = {}) {
    if (this.closed && this.gone()) return;
    this.closed = true;
    for (const transaction of this.base.transactions.filter((each) => each.db === this)) transaction.end_with_abort(reason);
    if (told) this.news.push(() => { this.onclose?.({ type: 'close', target: this }); });
  }
  offer(found) {
    if (this.news.length > 0 && this.tab.awake()) found.push({ tab: this.tab, order: 0, what: 'news', run: () => this.news.shift()() });
  }
}

// One open() on its way; those of a database go one after the other.
export class OpenRequest extends Request {
  constructor(base, tab, version) {
    super(null, null);
    Object.assign(this, { base, tab, version, stage: 'waiting', order: base.world.next_order(), database: null });
    Object.assign(this, { onblocked: null, onupgradeneeded: null });
  }
  begin() {
    const { base } = this;
    const fault = base.world.fault('open', this.tab, this);
    if (fault) return fault.strike(this);
    if (base.state.version > this.version) return this.fail(error('VersionError', 'The requested version is less than the existing version.'));
    this.database = new Database(base, this.tab);
    base.connections.push(this.database);
    this.stage = base.state.version === this.version ? 'opened' : 'needs upgrade';
    return undefined;
  }
  fail(failure) {
    this.stage = 'failed';
    this.error = failure;
  }
  // Kept from going on until `at`, out of the way of others, as Safari's first open has been seen to be.
  sleep(at) {
    this.leave();
    if (at < Infinity) this.base.world.later(at, () => { if (this.tab.alive) this.base.queue.push(this); });
  }
  leave() { this.base.queue = this.base.queue.filter((each) => each !== this); }

  upgrade() {
    const transaction = new Transaction(this.database, [], 'versionchange', 'strict');
    transaction.version = this.version;
    transaction.oncomplete = () => { this.stage = 'opened'; };
    transaction.onabort = () => {
      this.database.close();
      this.fail(error('AbortError', 'The transaction was aborted.'));
    };
    this.stage = 'upgrading';
    this.transaction = this.database.upgrade = this.database.begin(transaction);
    this.result = this.database;
    this.onupgradeneeded?.({ type: 'upgradeneeded', target: this, oldVersion: 0, newVersion: this.version, dataLoss: 'none' });
  }
  tell() {
    this.leave();
    this.readyState = 'done';
    if (this.stage === 'failed') {
      this.result = undefined;
      this.onerror?.({ type: 'error', target: this, preventDefault() {} });
    } else {
      this.transaction = null;
      this.result = this.database;
      this.onsuccess?.({ type: 'success', target: this });
    }
  }
  offer(found) {
    const { tab, order, stage } = this;
    if (stage === 'waiting') found.push({ tab, order, what: 'open', run: () => this.begin() });
    else if (stage === 'needs upgrade' && tab.awake()) found.push({ tab, order, what: 'news', run: () => this.upgrade() });
    else if ((stage === 'opened' || stage === 'failed') && tab.awake()) found.push({ tab, order, what: 'news', run: () => this.tell() });
  }
}

// Another page deletes the database: the open connections are asked to go, and once they are gone it is done.
class Deletion {
  constructor(base) { Object.assign(this, { base, tab: null, order: base.world.next_order(), asked: false }); }
  ask() {
    this.asked = true;
    for (const connection of this.base.connections.filter((each) => !each.closed)) {
      connection.news.push(() => { connection.onversionchange?.({ type: 'versionchange', newVersion: null, target: connection }); });
    }
  }
  offer(found) {
    const { base, order } = this;
    const run = () => {
      base.queue.shift();
      base.set(nothing, true);
    };
    if (!this.asked) found.push({ tab: null, order, what: 'delete', run: () => this.ask() });
    else if (base.connections.every((connection) => connection.gone())) found.push({ tab: null, order, what: 'delete', run });
  }
}

export const create_factory = (world, tab) => ({
  open(name, version = 1) {
    const base = world.base(name);
    const request = new OpenRequest(base, tab, version);
    base.queue.push(request);
    return request;
  },
});
