// Transactions of the fake: requests one after the other, active only inside of their own callbacks, committed by themselves
// when nothing is asked any more, and either wholly on the disk or not at all. When something runs is for the world to say
// (world.mjs): what could run next is told by offer().

import { Table, check_key, clone } from './fake_values.mjs';

const error = (name, message) => new DOMException(message, name);

export class Request {
  constructor(transaction, source) {
    Object.assign(this, { transaction, source, result: undefined, error: null, readyState: 'pending' });
    Object.assign(this, { onsuccess: null, onerror: null });
  }
}

class Index {
  constructor(store, name) { Object.assign(this, { store, name }); }
  getAllKeys(query) {
    const { store, name } = this;
    return store.ask((table) => {
      const path = table.indexes[name];
      return table.keys.filter((key) => query === undefined || table.values.get(key)[path] === query);
    });
  }
}

class ObjectStore {
  constructor(transaction, name) { Object.assign(this, { transaction, name }); }

  ask(work) {
    const { transaction } = this;
    if (transaction.state !== 'active') throw error('TransactionInactiveError', 'the transaction is not active');
    const request = new Request(transaction, this);
    transaction.requests.push({ request, work: () => work(transaction.table(this.name)) });
    return request;
  }
  change(work) {
    if (this.transaction.mode === 'readonly') throw error('ReadOnlyError', 'the transaction only reads');
    return this.ask(() => work(this.transaction.table_to_write(this.name)));
  }
  // The copy is made when it is asked for: what happens to the value afterwards is not stored.
  write(value, key, check) {
    const copy = clone(value);
    const path = this.transaction.table(this.name).key_path;
    if (path !== null && key !== undefined) throw error('DataError', 'the key stands in the value');
    const place = check_key(path === null ? key : copy[path]);
    return this.change((table) => {
      check(table, place);
      table.put(place, copy);
      return place;
    });
  }

  get(key) { check_key(key); return this.ask((table) => clone(table.values.get(key))); }
  getAll(query, count) { return this.ask((table) => table.keys_in(query, count).map((key) => clone(table.values.get(key)))); }
  getAllKeys(query, count) { return this.ask((table) => table.keys_in(query, count)); }
  put(value, key) { return this.write(value, key, () => {}); }
  add(value, key) {
    return this.write(value, key, (table, place) => {
      if (table.values.has(place)) throw error('ConstraintError', `there is a value at ${place}`);
    });
  }
  delete(query) { return this.change((table) => { table.remove(query); }); }
  clear() { return this.change((table) => { table.remove(); }); }
  index(name) {
    if (!(name in this.transaction.table(this.name).indexes)) throw error('NotFoundError', `no index ${name}`);
    return new Index(this, name);
  }
  createIndex(name, path) {
    this.transaction.table_to_write(this.name).indexes[name] = path;
    return new Index(this, name);
  }
}

export class Transaction {
  constructor(database, names, mode, durability) {
    Object.assign(this, { db: database, mode, durability, names: [...names], error: null });
    Object.assign(this, { oncomplete: null, onabort: null, onerror: null });
    Object.assign(this, { state: 'active', commit_asked: false, written: false, requests: [], news: [], changed: new Map() });
    this.order = database.world.next_order();
    this.tab = database.tab;
  }

  // ---- what a page may call ----
  get objectStoreNames() { return this.names; }
  objectStore(name) {
    if (this.state === 'finished') throw error('InvalidStateError', 'the transaction is over');
    if (!this.names.includes(name)) throw error('NotFoundError', `no object store ${name} in the scope`);
    return new ObjectStore(this, name);
  }
  commit() {
    if (this.state !== 'active') throw error('InvalidStateError', 'the transaction is not active');
    this.state = 'committing';
    this.commit_asked = true;
  }
  abort() {
    if (this.state === 'committing' || this.state === 'finished') throw error('InvalidStateError', 'the transaction is over');
    this.end_with_abort(null);
  }

  // ---- of the fake ----
  table(name) { return this.changed.get(name) ?? this.db.disk().tables[name]; }
  table_to_write(name) {
    if (!this.changed.has(name)) this.changed.set(name, this.table(name)?.copy() ?? new Table());
    return this.changed.get(name);
  }
  overlaps(other) {
    return (this.mode !== 'readonly' || other.mode !== 'readonly') && this.names.some((name) => other.names.includes(name));
  }
  // Locks are given in the order of creation and kept until the outcome is on the disk.
  may_run() {
    for (const other of this.db.base.transactions) {
      if (other === this) return true;
      if (this.overlaps(other)) return false;
    }
    return true;
  }
  leave() {
    const { transactions } = this.db.base;
    const at = transactions.indexOf(this);
    if (at >= 0) transactions.splice(at, 1);
  }

  end_with_abort(reason) {
    if (this.state === 'finished') return;
    this.state = 'finished';
    this.error = reason;
    this.leave();
    this.tell_abort(reason);
  }
  tell_abort(reason) {
    for (const { request } of this.requests.splice(0)) {
      this.news.push(() => this.answer(request, undefined, error('AbortError', reason?.message ?? 'the transaction was aborted')));
    }
    this.news.push(() => { this.onabort?.({ type: 'abort', target: this }); });
  }

  // Calls the handler; what runs after the handler and everything that follows from it has run is returned.
  answer(request, result, failure) {
    Object.assign(request, { result, error: failure ?? null, readyState: 'done' });
    const event = { type: failure ? 'error' : 'success', target: request, prevented: false, preventDefault() { this.prevented = true; } };
    // Whoever called commit() may still be told of results, but asks nothing more.
    const was_inactive = this.state === 'inactive';
    if (was_inactive) this.state = 'active';
    request[failure ? 'onerror' : 'onsuccess']?.(event);
    return () => { if (failure && !event.prevented) this.end_with_abort(failure); };
  }

  run_request() {
    const { request, work } = this.requests[0];
    const fault = this.db.world.fault('request', this.tab, this);
    if (fault) return fault.strike(this);
    this.requests.shift();
    let result;
    try {
      result = work();
    } catch (failure) {
      return this.answer(request, undefined, failure);
    }
    return this.answer(request, result);
  }
  // For the fault "this one request fails".
  fail_request(failure) { return this.answer(this.requests.shift().request, undefined, failure); }

  // The moment that counts: from here on the outcome is on the disk (strict), or in the system's memory (relaxed).
  write() {
    const fault = this.db.world.fault('commit', this.tab, this);
    if (fault && !fault.written) return fault.strike(this);
    this.written = true;
    if (this.changed.size > 0) this.db.base.write(Object.fromEntries(this.changed), this.durability === 'strict', this.version);
    this.leave();
    this.state = 'finished';
    if (fault) return fault.strike(this);
    this.news.push(() => { this.oncomplete?.({ type: 'complete', target: this }); });
    return undefined;
  }

  // Once a task of the tab is over nobody can ask in it any more.
  after_task() {
    if (this.state === 'active') this.state = 'inactive';
    if (this.state === 'inactive' && this.requests.length === 0) {
      this.state = 'committing';
      this.commit_asked = true;
    }
  }

  // A frozen page is told nothing, and asks nothing; what it has asked for goes on.
  offer(found) {
    const { order, tab } = this;
    if (this.news.length > 0) {
      if (tab.awake()) found.push({ tab, order, what: 'news', run: () => this.news.shift()() });
    } else if (this.state !== 'finished' && this.may_run()) {
      if (this.requests.length > 0) {
        if (tab.awake()) found.push({ tab, order, what: 'request', run: () => this.run_request() });
      } else if (this.commit_asked) {
        found.push({ tab, order, what: 'write', run: () => this.write() });
      }
    }
  }
}
