// The journal in IndexedDB: an entry a row, the last entry of a commit telling the whole of it.
//
// Chromium's LevelDB syncs the log it writes to, not the one it has just ended (google/leveldb issue 193), and writes what a transaction has so
// far before it reads, which every request does. So of a transaction in whose middle a log ends the beginning can be lost by a power cut
// although its end was synced and `complete` was said. Therefore the last request of a commit is its last entry, which carries all that the
// rest cannot be told from: the rows before it, and the meta. The buckets are told from the rows (src/app/redo_rows.hpp). Should the log end
// just behind it, all of the commit is lost: the next one tells its rows once more, and when there is no next one, the page knows by
// itself that something is gone (Store::lost).
import { answer } from './idb.js';

// Cloning a view stores the whole buffer below it, which may be the whole heap.
export const compact = (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());

const mostBytes = 64 * 1024;

// Those of the commit that ends with `entry`, when they are small.
const rowsAgain = ({ row, rows = [], count = 1 }) => {
  const own = [...rows.slice(rows.length - (count - 1)), row];
  return own.reduce((sum, { length }) => sum + length, 0) <= mostBytes ? own : [];
};

// {seq, commit, keys: [["r", "deal/1023"], …], row, at, count?: of the rows of its commit, rows?: right before this one, meta?}
// `before`: the entry at `head`, undefined when there is none.
export const entriesOf = ({ commitId, rows, meta }, head, keys, at, before) => {
  const whole = rows.map(compact);
  return whole.map((row, index) => {
    const entry = { seq: head + 1 + index, commit: commitId, keys: [], row, at };
    if (index < whole.length - 1) return entry;
    // The keys stand once, on the last row: nobody ever holds a head between two rows of a commit.
    entry.keys = keys;
    if (whole.length > 1) entry.count = whole.length;
    const earlier = [...(before ? rowsAgain(before) : []), ...whole.slice(0, -1)];
    if (earlier.length > 0) entry.rows = earlier;
    if (meta !== null) entry.meta = compact(meta);
    return entry;
  });
};

// The rows (from, to] of the entries read there, in order; when one is missing, those after it.
export const rowsOf = (entries, from, to) => {
  const found = new Map();
  for (const { seq, row, rows = [] } of entries) {
    found.set(seq, row);
    rows.forEach((earlier, index) => { found.set(seq - rows.length + index, earlier); });
  }
  const list = [];
  for (let seq = to; seq > from && found.has(seq); seq -= 1) list.push(found.get(seq));
  return list.reverse();
};

// Of a commit that was stored without its beginning: the last entry beyond `head`. undefined: none, as always but then.
export const entryBeyond = async (journal, head) => (await answer(journal.getAll(IDBKeyRange.lowerBound(head, true)))).at(-1);
