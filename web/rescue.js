// What lies in the database, without the program that wrote it: every line is checked by itself, what is whole becomes a file that Voronka
// opens, what is not is still given as it is. Reads only. The layout is that of src/formats/README.md.
import { answer, open_existing } from './idb.js';

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0x82f63b78 ^ (c >>> 1) : c >>> 1;
  return c;
});
const crc32c = (bytes) => {
  let crc = -1;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
};
const decoder = new TextDecoder('utf-8', { fatal: true });

// What the user has set aside as damaged once is told no more.
const aside_mark = [33, 33, 32];  // "!! "
const is_aside = (line) => aside_mark.every((byte, index) => line[index] === byte);

// "<crc of the JSON, 8 hex digits> <JSON>\n" -> [JSON, value] of each line that is what it says
function* whole_lines(bytes, damaged) {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    from = end < 0 ? bytes.length : end + 1;
    if (is_aside(line)) continue;
    try {
      const json = line.subarray(9);
      if (crc32c(json) !== Number.parseInt(decoder.decode(line.subarray(0, 8)), 16)) throw new Error('check sum');
      const text = decoder.decode(json);
      yield [text, JSON.parse(text)];
    } catch {
      damaged();
    }
  }
}

// -> { stores: [{ name, rows: [[key, bytes]] }], head, meta }, null when there is none. Throws what the browser says; creates nothing.
export async function read_database(name) {
  const database = await open_existing(name);
  if (database === null) return null;
  try {
    const transaction = database.transaction(['records', 'history', 'journal', 'meta']);
    const all = async (store) => {
      const [keys, values] = await Promise.all([answer(transaction.objectStore(store).getAllKeys()), answer(transaction.objectStore(store).getAll())]);
      return { name: store, rows: keys.map((key, index) => [key, values[index]]) };
    };
    const meta = transaction.objectStore('meta');
    const [stores, head, app] = await Promise.all([Promise.all(['records', 'history', 'journal'].map(all)), answer(meta.get('head')), answer(meta.get('app'))]);
    return { stores, head, meta: app };
  } finally {
    database.close();
  }
}

// Everything as it lies there, a JSON line each: for whoever must look closer.
export function raw_file({ stores, head, meta }) {
  const lenient = new TextDecoder();
  const text = (value) => (value instanceof Uint8Array ? lenient.decode(value) : value);
  const entry = (value) => Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === 'rows' ? part.map(text) : text(part)]));
  const lines = [{ store: 'meta', head, app: text(meta) }];
  for (const { name, rows } of stores)
    for (const [key, value] of rows) lines.push({ store: name, key, value: name === 'journal' ? entry(value) : text(value) });
  return new Blob(lines.map((line) => `${JSON.stringify(line)}\n`), { type: 'application/x-ndjson' });
}

// -> { blob, records, deals, damaged }: a whole *.voronka.json of all that can be read
export async function own_file({ stores, meta }) {
  let damaged = 0;
  const count = () => { damaged += 1; };
  const of = (name) => stores.find((store) => store.name === name).rows;
  let known = {};
  try {
    known = JSON.parse(decoder.decode(meta));
  } catch {
    count();
  }
  const histories = new Map();
  for (const [, bytes] of of('history'))
    for (const [text, { id }] of whole_lines(bytes, count)) histories.set(id, text.slice(text.indexOf('"history":'), -1));
  const records = [], tombstones = [];
  let deals = 0;
  for (const [, bytes] of of('records')) {
    for (const [text, { id, type, deleted }] of whole_lines(bytes, count)) {
      if (type === '#tombstone') {
        const { kept } = JSON.parse(text);
        tombstones.push(JSON.stringify(kept));
      } else if (type !== '#header') {
        const history = histories.get(id);
        records.push(history === undefined ? text : `${text.slice(0, -1)},${history}}`);
        if (type === 'deal' && !deleted) deals += 1;
      }
    }
  }
  const head = `{"format":"voronka","formatVersion":1,"minReader":1,"datasetId":${JSON.stringify(known.datasetId ?? '00000000000000000000000000')},\n` +
    `"scope":{"kind":"all","omits":[]},\n"vv":${JSON.stringify(known.vv ?? {})},\n"records":[`;
  const list = (lines) => (lines.length > 0 ? `\n${lines.join(',\n')}\n` : '');
  const body = new Blob([head, list(records), '],\n"tombstones":[', list(tombstones), ']']);
  const sha = new Uint8Array(await crypto.subtle.digest('SHA-256', await body.arrayBuffer()));
  const hex = [...sha].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const check = `,\n"check":{"records":${records.length},"tombstones":${tombstones.length},"sha256":"${hex}"}}\n`;
  return { blob: new Blob([body, check], { type: 'application/json' }), records: records.length, deals, damaged };
}
