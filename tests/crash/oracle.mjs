// What must be true of the disk after every write, and of what tabs have been promised. It shares no code with web/storage.js:
// it reads the tables of the fake as they lie there, and follows the journal with a fold of its own.
//
// A journal row says what its command found and left in every bucket it touched: {id, name, kind, of, keys, schema, batch, records, history},
// the last two {key: [before, after]} with lists of ids, or null for no bucket. `id` is its dot; `name` outlives being planned anew. A row
// whose `before` is not what stands there is a lost update.

const decoder = new TextDecoder();
const decoded = new WeakMap();
export const value_of = (bytes) => {
  if (!decoded.has(bytes)) decoded.set(bytes, JSON.parse(decoder.decode(bytes)));
  return decoded.get(bytes);
};
const text_of = (list) => (list === null || list === undefined ? '' : list.join());
const letters = { records: 'r', history: 'h' };
const stores = ['records', 'history'];
const block = 2 ** 24;

// What a command makes of a bucket of records: the rule, said a second time.
const expected_after = ({ kind, id, of, keys }, before, key) => {
  const had = before ?? [];
  if (kind === 'clear') return null;
  if (kind === 'whole') return undefined;  // everything anew: whatever there was
  if (kind === 'replace') return keys.includes(key) ? [id] : null;
  if (kind === 'undo') return had.length === 1 ? null : had.filter((each) => each !== of);
  return [...had, id].sort();
};

export class Oracle {
  constructor() {
    this.wrong = [];
    this.log = [];              // every row that ever was on the disk, in order
    this.state = { records: new Map(), history: new Map() };
    this.acked = new Set();
    this.failures = new Set();  // what tabs were told of: `commit no_space`
    this.dots = new Set();      // of everything that was ever written, also of what was lost since
    this.blocks = [];           // [actor, first, tab] of all dots ever given
    this.created = false;
    this.checked = null;
    Object.assign(this, { commits: 0, conflicts: 0, gaps: 0 });
    this.rows_kept = Infinity;  // the least that the journal may be pruned to
    this.cleared = 0;           // how often the user threw the database away: what was acknowledged before is gone by right
  }
  claim(truth, text) {
    if (!truth) this.wrong.push(typeof text === 'function' ? text() : text);
  }

  // ---- the disk ----
  on_write(base) {
    try {
      this.look_at(base.state);
    } catch (error) {
      this.claim(false, `what is written cannot be read: ${error}`);
    }
  }
  look_at(state) {
    if (state === this.checked) return undefined;
    this.checked = state;
    if (state.version === 0) return this.emptied();
    this.commits += 1;
    const { tables } = state;
    const head = tables.meta.values.get('head');
    if (head === undefined) {
      this.claim(tables.meta.keys.length === 0 && this.acked.size === 0, 'a database without a head');
      return undefined;
    }
    this.check_journal(tables, head);
    this.check_actor(tables);
    if (this.wrong.length === 0) this.check_buckets(tables);
    return undefined;
  }
  emptied() {
    this.log = [];
    this.state = { records: new Map(), history: new Map() };
    this.acked = new Set();
    this.created = false;
    this.cleared += 1;
  }

  check_journal({ journal, meta }, head) {
    const seqs = journal.keys;
    const newest = seqs.at(-1) ?? 0;
    this.claim(head === newest, `head is ${head}, the newest row ${newest}`);
    this.claim(seqs.length === 0 || newest - seqs[0] + 1 === seqs.length, 'the journal has a hole');
    this.claim(head >= this.log.length, () => `head went back from ${this.log.length} to ${head}`);
    this.claim(seqs.length === 0 || seqs[0] <= this.log.length + 1, 'rows vanished that nobody has seen');
    this.claim(seqs.length >= Math.min(head, this.rows_kept), `the journal is pruned to ${seqs.length} rows`);
    if (this.wrong.length > 0) return;
    const touched = { records: new Set(), history: new Set() };
    for (let seq = this.log.length + 1; seq <= head; seq += 1) {
      const entry = journal.values.get(seq);
      const row = value_of(entry.row);
      const [first, size] = [seq - row.batch.index, row.batch.size];
      for (const other of [first, first + size - 1]) {
        this.claim(journal.values.get(other)?.commit === entry.commit, `the commit of row ${seq} is not wholly there`);
      }
      this.claim(!this.dots.has(row.id), `the dot ${row.id} is used twice, now by row ${seq}`);
      this.dots.add(row.id);
      this.claim(row.schema >= meta.values.get('schema').minWriter, `row ${seq} is written by schema ${row.schema}, behind the fence`);
      this.apply(row, seq, touched);
      const last = row.batch.index === size - 1;
      const keys = entry.keys.map(([letter, key]) => letter + key).sort().join();
      const wanted = last ? stores.flatMap((store) => [...touched[store]].map((key) => letters[store] + key)).sort().join() : '';
      this.claim(keys === wanted, () => `row ${seq} names the buckets ${keys}, and touched were ${wanted}`);
      if (last) stores.forEach((store) => touched[store].clear());
    }
    if (head > 0) {
      const told = value_of(meta.values.get('app'));
      this.claim(told.records === this.state.records.size, `the meta counts ${told.records} buckets, there are ${this.state.records.size}`);
      this.claim(told.last === this.log.at(-1).id, 'the meta is of another commit');
    }
  }
  apply(row, seq, touched) {
    this.claim(!this.log.some(({ name }) => name === row.name), `${row.name} is stored twice, now as row ${seq}`);
    for (const store of stores) {
      for (const [key, [before, after]] of Object.entries(row[store])) {
        const found = this.state[store].get(key);
        this.claim(text_of(before) === text_of(found), () => `row ${seq} (${row.kind} ${row.id}) takes ${key} of ${store} for [${text_of(before)}], there is [${text_of(found)}]`);
        if (store === 'records') {
          const wanted = expected_after(row, before, key);
          this.claim(wanted === undefined || text_of(after) === text_of(wanted), () => `row ${seq} makes [${text_of(after)}] of ${key}, not [${wanted}]`);
        }
        if (after === null) this.state[store].delete(key);
        else this.state[store].set(key, after);
        touched[store].add(key);
      }
    }
    this.log.push(row);
  }
  check_buckets(tables) {
    for (const store of stores) {
      const table = tables[store];
      this.claim(table.keys.length === this.state[store].size, () => `${table.keys.length} buckets of ${store}, and there should be ${this.state[store].size}`);
      for (const key of table.keys) {
        const bytes = table.values.get(key);
        this.claim(bytes.length === bytes.buffer.byteLength, `${key} brought the whole buffer below it`);
        const found = text_of(value_of(bytes));
        this.claim(found === text_of(this.state[store].get(key)), () => `${key} of ${store} holds [${found}], the journal says [${text_of(this.state[store].get(key))}]`);
      }
    }
  }
  check_actor({ meta }) {
    const actor = meta.values.get('actor');
    for (const [id, first] of this.blocks) {
      if (id === actor.id) this.claim(actor.nextDot >= first + block, `the dots from ${first} on would be given again`);
    }
  }

  // ---- what tabs are told ----
  opened({ actor, created, firstDot, dotCount }, tab) {
    // The database that was new once must not be shown as new again: it would pass for the user's empty data.
    this.claim(!created || !this.created, 'an empty database was shown as new a second time');
    this.created ||= created;
    if (dotCount === 0) return;
    for (const [id, first, owner] of this.blocks) {
      this.claim(id !== actor || firstDot >= first + block || firstDot + dotCount <= first, `tabs ${owner} and ${tab} got the same dots of ${id}`);
    }
    this.blocks.push([actor, firstDot, tab]);
  }
  // A commit that stands in the journal is done, however often it is asked for, and is told its own head.
  answered({ commitId, expectHead }, { conflict, head }, { state }) {
    const own = [...state.tables.journal?.values.values() ?? []].filter((entry) => entry.commit === commitId).map(({ seq }) => seq);
    if (conflict) this.claim(own.length === 0, `${commitId} is stored and was answered with a conflict`);
    else if (own.length > 0) this.claim(head === Math.max(expectHead, ...own), `${commitId} ends at ${Math.max(...own)} and was told ${head}`);
    else this.claim(head <= this.log.length && head >= expectHead, `${commitId} was told ${head}`);
  }
  acknowledged(name) {
    this.claim(this.log.some((row) => row.name === name), `${name} was acknowledged before it was stored`);
    this.acked.add(name);
  }
  // The browser has lost the newest commits by itself: what nobody can prevent, and must notice.
  rolled_back(base) {
    this.cleared += 1;
    const names = new Set(this.log.slice(0, base.state.tables.meta.values.get('head')).map((row) => row.name));
    this.acked = new Set([...this.acked].filter((name) => names.has(name)));
    this.blocks = [];  // the database knows of them no more: only another name helps, and `dots` tells whether it was taken
    this.after_power_cut(base);
  }
  // After a power cut: the disk is a state there has been, with all that was acknowledged.
  after_power_cut(base) {
    const { tables, version } = base.state;
    const head = version === 0 ? 0 : tables.meta.values.get('head') ?? 0;
    this.claim(head <= this.log.length, 'the disk is ahead of everything that was written');
    const kept = this.log.slice(0, head);
    const names = new Set(kept.map((row) => row.name));
    for (const name of this.acked) this.claim(names.has(name), `${name} was acknowledged and is lost`);
    if (this.wrong.length > 0) return;
    this.log = [];
    this.state = { records: new Map(), history: new Map() };
    const touched = { records: new Set(), history: new Set() };
    kept.forEach((row, index) => this.apply(row, index + 1, touched));
    this.checked = null;
    if (version > 0) this.on_write(base);
  }
  // What a tab holds, when it holds nothing unsaved, is what is stored.
  compare(client, where) {
    this.claim(client.head === this.log.length, `${where}: tab ${client.tab.id} stands at ${client.head}, the disk at ${this.log.length}`);
    for (const store of stores) {
      const [mine, disk] = [client.document[store], this.state[store]];
      for (const key of new Set([...mine.keys(), ...disk.keys()])) {
        this.claim(text_of(mine.get(key)) === text_of(disk.get(key)),
          () => `${where}: tab ${client.tab.id} has [${text_of(mine.get(key))}] in ${key} of ${store}, the disk [${text_of(disk.get(key))}]`);
      }
    }
  }
  // A copy to look into another future with.
  fork() {
    const other = new Oracle();
    other.log = [...this.log];
    other.state = { records: new Map(this.state.records), history: new Map(this.state.history) };
    other.acked = new Set(this.acked);
    other.rows_kept = this.rows_kept;
    other.dots = new Set(this.dots);
    other.cleared = this.cleared;
    other.blocks = [...this.blocks];
    other.created = this.created;
    return other;
  }
}
