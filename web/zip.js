// Packages: a file of data with files of documents beside it, as a zip, so that anybody can take a document out by hand. Contents are
// stored as they are but for the data, which are text and packed. A zip of somebody else is only looked into; nothing in it is believed
// before it is checked.
const text = new TextEncoder();
const local_mark = 0x04034b50, central_mark = 0x02014b50, end_mark = 0x06054b50;
const local_bytes = 30, central_bytes = 46, end_bytes = 22, most_comment_bytes = 65_535;
const utf8_names = 0x0800, no_day = 0x0021;  // 1 January 1980: the same data make the same package
export const stored = 0, deflated = 8;

const crc_table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
async function crc_of(blob) {
  let crc = 0xffffffff;
  for (const reader = blob.stream().getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return (crc ^ 0xffffffff) >>> 0;
    for (const byte of value) crc = crc_table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
}

// What both kinds of heads share, from "version needed" to the length of the extra field.
function common(view, at, entry) {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, utf8_names, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 8, no_day, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.packed.size, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, entry.name.length, true);
}

// entries: { name, blob, pack }. -> Blob; 4 GB and 65,535 entries are its limits, which nothing of ours comes near
export async function write_zip(entries) {
  const parts = [], heads = [];
  let offset = 0;
  for (const { name, blob, pack } of entries) {
    const packed = pack ? await new Response(blob.stream().pipeThrough(new CompressionStream('deflate-raw'))).blob() : blob;
    const entry = { name: text.encode(name), method: pack ? deflated : stored, crc: await crc_of(blob), size: blob.size, packed };
    const local = new DataView(new ArrayBuffer(local_bytes));
    local.setUint32(0, local_mark, true);
    common(local, 4, entry);
    const head = new DataView(new ArrayBuffer(central_bytes));
    head.setUint32(0, central_mark, true);
    head.setUint16(4, 20, true);
    common(head, 6, entry);
    head.setUint32(42, offset, true);
    heads.push(head, entry.name);
    parts.push(local, entry.name, packed);
    offset += local_bytes + entry.name.length + packed.size;
  }
  const end = new DataView(new ArrayBuffer(end_bytes));
  end.setUint32(0, end_mark, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, heads.reduce((sum, part) => sum + part.byteLength, 0), true);
  end.setUint32(16, offset, true);
  return new Blob([...parts, ...heads, end], { type: 'application/zip' });
}

const view_of = async (blob, from, to) => new DataView(await blob.slice(from, to).arrayBuffer());

// -> [{ name, method, size, packed_size, offset }], or null when it is no zip that can be read here
export async function read_zip(blob) {
  if (blob.size < end_bytes || (await view_of(blob, 0, 4)).getUint32(0, true) !== local_mark) return null;
  const tail_at = Math.max(0, blob.size - end_bytes - most_comment_bytes);
  const tail = await view_of(blob, tail_at, blob.size);
  let at = tail.byteLength - end_bytes;
  while (at >= 0 && tail.getUint32(at, true) !== end_mark) at -= 1;
  if (at < 0) return null;
  const count = tail.getUint16(at + 10, true), heads_bytes = tail.getUint32(at + 12, true), heads_at = tail.getUint32(at + 16, true);
  if (heads_at + heads_bytes > tail_at + at) return null;
  const heads = await view_of(blob, heads_at, heads_at + heads_bytes);
  const entries = [];
  for (let place = 0, n = 0; n < count; n += 1) {
    if (place + central_bytes > heads.byteLength || heads.getUint32(place, true) !== central_mark) return null;
    const [name_bytes, extra_bytes, comment_bytes] = [28, 30, 32].map((field) => heads.getUint16(place + field, true));
    if (place + central_bytes + name_bytes > heads.byteLength) return null;
    const encrypted = (heads.getUint16(place + 8, true) & 1) !== 0;
    const entry = {
      name: new TextDecoder().decode(new Uint8Array(heads.buffer, place + central_bytes, name_bytes)), method: heads.getUint16(place + 10, true),
      packed_size: heads.getUint32(place + 20, true), size: heads.getUint32(place + 24, true), offset: heads.getUint32(place + 42, true) };
    if (!encrypted && (entry.method === stored || entry.method === deflated)) entries.push(entry);
    place += central_bytes + name_bytes + extra_bytes + comment_bytes;
  }
  return entries;
}

// The bytes of an entry as they lie in the package; null when they are not there.
export async function packed_of(blob, entry) {
  const head = await view_of(blob, entry.offset, entry.offset + local_bytes);
  if (head.byteLength < local_bytes || head.getUint32(0, true) !== local_mark) return null;
  const from = entry.offset + local_bytes + head.getUint16(26, true) + head.getUint16(28, true);
  return from + entry.packed_size <= blob.size ? blob.slice(from, from + entry.packed_size) : null;
}

// What they were before they were packed. Throws when that is damaged, or more than `most` bytes, whatever the package says.
export async function unpacked_of(packed, method, most) {
  if (method === stored) {
    if (packed.size > most) throw new RangeError('too large');
    return packed;
  }
  const pieces = [];
  let size = 0;
  for (const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw new RangeError('too large');
    }
    pieces.push(value);
  }
}
