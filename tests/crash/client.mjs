// The program in one tab, as far as the storage knows it: what src/app/store.cpp and store_load.cpp do, with lists of ids in place
// of deals. A bucket's bytes follow from the edits that are in it and from nothing else, so that an update that is lost, or done
// twice, shows. When those files change, this one does.

import { createTabs } from './subject.mjs';
import { value_of } from './oracle.mjs';

const encoder = new TextEncoder();
const bytes_of = (value) => encoder.encode(JSON.stringify(value));
const scope = '/crash/';
export const database = '/crash/voronka';
const plain = ['records', 'history'];

// A command on a document: what it finds and leaves in every bucket it touches, or null when there is nothing to do.
const plan = (document, command, id, name) => {
  const row = { id, name, kind: command.kind, of: command.target?.row?.id, keys: command.keys, records: {}, history: {} };
  const records = (key, after) => { row.records[key] = [document.records.get(key) ?? null, after.length === 0 ? null : after]; };
  const note = (key) => { row.history[key] = [document.history.get(key) ?? null, [...(document.history.get(key) ?? []), id].sort()]; };
  if (command.kind === 'add' || command.kind === 'import') {
    for (const key of command.keys) {
      records(key, [...(document.records.get(key) ?? []), id].sort());
      note(key);
    }
  } else if (command.kind === 'clear') {
    for (const key of command.keys.filter((each) => document.records.has(each))) {
      records(key, []);
      note(key);
    }
  } else if (command.kind === 'undo') {
    for (const [key, list] of document.records) {
      if (!list.includes(row.of)) continue;
      records(key, list.filter((each) => each !== row.of));
      note(key);
    }
  } else if (command.kind === 'replace') {
    for (const key of document.records.keys()) records(key, []);
    for (const key of document.history.keys()) row.history[key] = [document.history.get(key), null];
    for (const key of command.keys) {
      records(key, [id]);
      row.history[key] = [document.history.get(key) ?? null, [id]];
    }
  }
  return Object.keys(row.records).length === 0 && command.kind !== 'remark' ? null : row;
};

const place = (buckets, key, list) => {
  if (list === null) buckets.delete(key);
  else buckets.set(key, list);
};

export class Client {
  // `device` outlives the tab and the database ({last: head}); `options` go to createStorage.
  constructor(world, oracle, createStorage, { device = {}, options = {}, minWriter = 1 } = {}) {
    Object.assign(this, { world, oracle, device, minWriter, schema: options.schema ?? 1, tab: world.open_tab() });
    oracle.rows_kept = Math.min(oracle.rows_kept, options.journal?.entries ?? 2000);
    Object.assign(this, { document: { records: new Map(), history: new Map() }, load_state: 'opening', history_loading: false });
    Object.assign(this, { locked_out: false, name_doubted: false, renewing: null, rewrites_all: false, lost: false, save_failed: false, failure: null, head: 0, actor: null, next_dot: 0 });
    Object.assign(this, { asking: {}, in_flight: 0, look_again: false, doubted: false, pending: [], kept: [], remote: [], refused: 0, made: [] });
    this.tab.on_frame = (event) => this.handle(event);
    this.storage = createStorage({ scope, factory: this.tab.factory, now: () => world.now, ...options });
    this.tabs = createTabs({ name: database, build: 'crash', schema: 1, page: this.tab.page, onMoved: (head) => this.tab.push({ moved: head }) });
    this.storage.onRetired = () => this.tab.push({ moved: 0 });
    this.tabs.start();
    this.tab.push({ starts: true });
  }

  // Asks the storage; the answer comes with a frame. A second question of a kind makes the first one's answer a late one.
  ask(kind, work) {
    const ticket = this.asking[kind] = {};
    const { tab } = this;
    const say = (event) => { if (tab.alive) tab.push({ kind, ticket, ...event }); };
    work().then((answer) => say({ answer }), (failure) => say({ failure }));
  }
  handle({ starts, moved, kind, ticket, answer, failure }) {
    if (starts) return this.open();
    if (moved !== undefined) return this.other_tab_moved(moved);
    if (this.asking[kind] !== ticket) return undefined;
    this.asking[kind] = null;
    if (failure) {
      if (failure.name !== 'StorageError') this.oracle.claim(false, `not a StorageError: ${failure.stack}`);
      return this.failed(kind, failure);
    }
    return this[`${kind}_done`](answer);
  }

  // ---- loading ----
  open() {
    this.last = this.device.last ?? 0;  // read before the database is
    this.ask('open', async () => {
      const opened = await this.storage.open();
      this.oracle.opened(opened, this.tab.id);
      return opened;
    });
  }
  open_done(opened) {
    this.take_name(opened);
    this.head = opened.head;
    this.load_state = 'loading';
    this.load('records');
  }
  take_name({ actor, firstDot, dotCount }) {
    this.actor = actor;
    this.next_dot = firstDot;
    this.locked_out = dotCount === 0;
  }
  load(store) {
    this.ask(`load_${store}`, async () => {
      const buckets = new Map();
      const loaded = await this.storage.load(store, (key, bytes) => {
        this.oracle.claim(!buckets.has(key), `${key} was delivered twice`);
        buckets.set(key, value_of(bytes));
      });
      return { ...loaded, buckets };
    });
  }
  load_records_done({ head, meta, buckets }) {
    const counted = meta.length === 0 ? 0 : value_of(meta).records;
    this.oracle.claim(buckets.size === counted, `loaded ${buckets.size} buckets, the meta of the same moment says ${counted}`);
    this.head = head;
    this.lost = head < this.last;
    this.oracle.claim(!this.lost || this.oracle.cleared > 0, 'the database is older than what was acknowledged');
    this.document = { records: buckets, history: new Map() };
    this.load_state = 'ready';
    this.history_loading = true;
    this.load('history');
  }
  load_history_done({ head, buckets }) {
    this.document.history = buckets;
    this.history_loading = false;
    const told = this.look_again;
    this.look_again = false;
    if (told || head !== this.head) this.look();
    this.become_ready();
  }
  become_ready() {
    if (this.reads_only() || !this.complete()) return;
    for (const command of this.kept.splice(0)) this.run_now(command);
    if (this.pending.length === 0) this.save_failed = this.rewrites_all;
    this.flush();
  }
  complete() { return this.load_state === 'ready' && !this.history_loading && !this.asking.renew; }
  reads_only() { return this.locked_out || this.name_doubted || this.lost || this.load_state === 'failed'; }
  saved() { return !this.reads_only() && !this.save_failed && this.pending.length === 0 && this.kept.length === 0; }

  // ---- commands ----
  run(command) {
    if (this.reads_only()) return;
    if (this.complete()) this.run_now(command);
    else this.kept.push(command);
  }
  run_now(command) {
    const name = `${this.actor}:${this.next_dot}`;
    const asked = command.kind === 'undo' && !command.target ? { ...command, target: this.made.at(-1) } : command;
    const row = plan(this.document, asked, name, name);
    if (!row) return;
    this.next_dot += 1;
    this.apply(row, 1);
    const bulk = command.kind === 'import' && this.pending.length === 0;
    const pending = { command: bulk ? null : asked, row, name, bulk };
    this.made.push(pending);
    this.pending.push(pending);
    this.flush();
  }
  // Forwards or back.
  apply(row, side) {
    for (const store of plain) for (const [key, change] of Object.entries(row[store])) place(this.document[store], key, change[side]);
  }

  // ---- writing ----
  flush() {
    if (this.reads_only() || this.asking.commit || this.asking.since || this.pending.length === 0 || !this.complete()) return;
    if (this.renamed) return this.look();
    const sent = this.in_flight = this.pending.length;
    const rows = this.pending.map(({ row }, index) => ({ ...(this.rewrites_all ? this.anew(row, index) : row), schema: this.schema, batch: { index, size: sent } }));
    const puts = new Map();
    for (const row of rows) {
      for (const store of plain) {
        for (const key of Object.keys(row[store])) {
          const list = this.document[store].get(key);
          puts.set(store + key, { store, key, bytes: list ? bytes_of(list) : new Uint8Array(0) });
        }
      }
    }
    const batch = {
      commitId: `${this.pending[0].name}/${sent}`, expectHead: this.head, schemaMinWriter: this.minWriter, puts: [...puts.values()],
      rows: rows.map(bytes_of), meta: bytes_of({ records: this.document.records.size, last: rows.at(-1).id }),
    };
    this.ask('commit', async () => {
      const answer = await this.storage.commit(batch);
      this.oracle.answered(batch, answer, this.world.base(database));
      if (!answer.conflict) this.tabs.announce(answer.head);
      return answer;
    });
  }
  acknowledge({ name }) { this.oracle.acknowledged(name); }
  commit_done({ conflict, head }) {
    if (conflict) {
      this.oracle.conflicts += 1;
      this.in_flight = 0;
      return this.look();
    }
    this.save_failed = false;
    this.doubted = head !== this.head + this.in_flight;
    if (this.doubted) {
      this.in_flight = 0;
      return this.look();
    }
    this.head = head;
    this.rewrites_all = false;
    for (const pending of this.pending.splice(0, this.in_flight)) this.acknowledge(pending);
    this.device.last = Math.max(this.device.last ?? 0, head);
    this.in_flight = 0;
    if (this.look_again) {
      this.look_again = false;
      this.look();
    }
    return this.flush();
  }
  failed(kind, { failure }) {
    if (kind !== 'renew' || this.renewing === 'lost') this.failure = failure;
    this.oracle.failures.add(`${kind} ${failure}`);
    if (kind === 'commit') {
      this.save_failed = true;
      if (failure === 'newer_schema') this.locked_out = true;
    } else if (kind === 'since') {
      this.remote = [];
      if (this.pending.length > 0) this.save_failed = true;
    } else if (kind === 'renew') {
      if (this.renewing === 'lost' && !this.save_failed) this.name_doubted = true;
      this.become_ready();
    } else {
      this.load_state = 'failed';
    }
  }
  // By hand. A database that has vanished is made anew, under a new name, from what is here.
  retry() {
    if (!this.save_failed) return;
    if (this.failure !== 'corrupt' || this.pending.length === 0 || !this.complete()) this.flush();
    else if (!this.asking.commit && !this.asking.since) this.renew();
  }
  accept_loss() {
    this.lost = false;
    this.last = 0;
    this.renew();
  }
  renew(how = 'lost') {
    this.renewing = how;
    this.ask('renew', async () => {
      const opened = await this.storage.open({ renew: how });
      this.oracle.opened(opened, this.tab.id);
      return opened;
    });
  }
  renew_done(opened) {
    this.name_doubted = false;
    if (opened.created) {
      this.head = 0;
      this.rewrites_all = this.document.records.size > 0 || this.document.history.size > 0;
    }
    this.take_name(opened);
    this.renamed = this.pending.length > 0;  // planned anew by the next look
    if (this.renewing === 'lost') this.failure = 'unknown';
    return this.history_loading ? undefined : this.become_ready();
  }
  // The first row of a commit that writes every bucket says so.
  anew(row, index) {
    const all = (store) => Object.fromEntries([...this.document[store]].map(([key, list]) => [key, [null, list]]));
    return { ...row, ...(index === 0 ? { kind: 'whole', records: all('records'), history: all('history') } : { kind: 'remark', records: {}, history: {} }) };
  }

  // ---- other tabs ----
  other_tab_moved(head) {
    if (this.load_state !== 'ready') return;
    if (this.save_failed && this.failure !== 'corrupt') this.retry();
    if (head !== 0 && head <= this.head) return;
    if (this.asking.commit || this.asking.since || this.history_loading) this.look_again = true;
    else this.look();
  }
  look() {
    if (this.asking.since || this.asking.load_records || this.asking.load_history) return;
    const from = this.head;
    this.ask('since', async () => {
      const buckets = [];
      const loaded = await this.storage.loadSince(from, (store, key, bytes) => buckets.push([store, key, bytes.length === 0 ? null : value_of(bytes)]));
      // Another tab has given the database another name: this tab goes on under it, with dots of its own.
      if (loaded.renamed) this.oracle.opened(loaded.renamed, this.tab.id);
      const whole = loaded.rows.length === loaded.head - from;
      this.oracle.claim(loaded.gap === !whole && (whole || buckets.length === 0), `${loaded.rows.length} rows from ${from} to ${loaded.head}, gap: ${loaded.gap}`);
      return { ...loaded, buckets };
    });
  }
  since_done({ head, rows, buckets, renamed }) {
    if (renamed) this.take_name(renamed);
    if (head < this.head || rows.length !== head - this.head) return this.reload_everything();
    const news = head > this.head || Boolean(renamed) || this.renamed;
    this.renamed = false;
    if (news) {
      for (const pending of [...this.pending].reverse()) if (!pending.bulk) this.apply(pending.row, 0);
      for (const row of rows.map(value_of)) {
        const at = this.pending.findIndex((pending) => pending.name === row.name);
        if (at < 0) continue;
        this.acknowledge(this.pending.splice(at, 1)[0]);
        this.rewrites_all = false;
      }
      this.in_flight = 0;
      // What was written into a database made anew meanwhile comes beside what is here.
      const beside = (store, key, list) => [...new Set([...this.document[store].get(key) ?? [], ...list ?? []])].sort();
      for (const [store, key, list] of buckets) place(this.document[store], key, this.rewrites_all ? beside(store, key, list) : list);
      this.head = head;
      this.drop_undone();
      for (const pending of this.pending) this.replan(pending);
      this.pending = this.pending.filter(({ row }) => row !== null);
      if (this.pending.length === 0) this.save_failed = this.rewrites_all;
    }
    if (this.look_again) {
      this.look_again = false;
      this.look();
    }
    const doubted = this.doubted;
    this.doubted = false;
    if (doubted && !news && this.pending.length > 0) {
      this.save_failed = true;
      this.failure = 'unknown';
      return undefined;
    }
    return this.flush();
  }
  replan(pending) {
    if (!pending.command) return;
    // The name of the commit stays; the edit itself is a new one.
    const row = plan(this.document, pending.command, `${this.actor}:${this.next_dot}`, pending.name);
    if (row) {
      this.next_dot += 1;
      this.apply(row, 1);
    } else {
      this.refused += 1;
    }
    pending.row = row;
  }
  // A step that waits together with its undo goes with it: planned anew it would be another one than the undo knows.
  drop_undone() {
    for (const undo of [...this.pending].reverse()) {
      const { kind, target } = undo.command ?? {};
      if (kind === 'undo' && target?.command && this.pending.includes(target)) this.pending = this.pending.filter((each) => each !== undo && each !== target);
    }
  }
  reload_everything() {
    this.oracle.gaps += 1;
    if (this.rewrites_all) return this.failed('load', { failure: 'corrupt' });
    if (this.pending.some(({ bulk }) => bulk)) return this.failed('load', { failure: 'unknown' });
    this.drop_undone();
    this.kept.unshift(...this.pending.splice(0).map(({ command }) => command));
    this.renamed = this.doubted = false;
    this.document = { records: new Map(), history: new Map() };
    this.load_state = 'loading';
    return this.load('records');
  }
}
