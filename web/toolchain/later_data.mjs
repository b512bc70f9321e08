// Takes texts that come later (src/base/text_run.hpp), which stand between two marks in the constant data, out of the first wasm
// file, and gives them to the second, which puts them at the same place of the shared memory when it is instantiated.
// Binary format: WebAssembly core specification, "Modules" (sections 11 data, 12 data count).
import { Refusal } from './output.mjs';

export const marks = { begin: '[voronka:later]', end: '[voronka:end]' };  // around a later run
const begin = Buffer.from(marks.begin), end = Buffer.from(marks.end);
const import_section = 2, data_section = 11, data_count_section = 12, header_bytes = 8;
const i32_const = 0x41, end_of_expression = 0x0b;

class Reader {
  constructor(bytes, at = 0) { Object.assign(this, { bytes, at }); }
  byte() { return this.bytes[this.at++]; }
  number() {  // LEB128, unsigned
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  signed() {
    for (let value = 0, bits = 0; ;) {
      const byte = this.byte();
      value |= (byte & 127) << bits;
      bits += 7;
      if (byte < 128) return bits < 32 && byte & 64 ? value | (-1 << bits) : value;
    }
  }
  take(count) { return this.bytes.subarray(this.at, (this.at += count)); }
}

function leb(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

function signed_leb(value) {
  const bytes = [];
  for (;;) {
    const low = value & 127;
    value >>= 7;
    if ((value === 0 && !(low & 64)) || (value === -1 && low & 64)) return Buffer.from([...bytes, low]);
    bytes.push(low | 128);
  }
}

function sections_of(bytes) {
  const reader = new Reader(bytes, header_bytes);
  const sections = [];
  while (reader.at < bytes.length) sections.push({ id: reader.byte(), body: reader.take(reader.number()) });
  return sections;
}

const module_of = (bytes, sections) => Buffer.concat([bytes.subarray(0, header_bytes),
  ...sections.flatMap(({ id, body }) => [Buffer.from([id]), leb(body.length), body])]);

function segments_of(body) {
  const reader = new Reader(body);
  return Array.from({ length: reader.number() }, () => {
    if (reader.number() !== 0 || reader.byte() !== i32_const) throw new Refusal('a piece of data without a plain address');
    const address = reader.signed();
    if (reader.byte() !== end_of_expression) throw new Refusal('a piece of data without a plain address');
    return { address, bytes: reader.take(reader.number()) };
  });
}

const data_of = (segments) => Buffer.concat([leb(segments.length), ...segments.flatMap(({ address, bytes }) =>
  [Buffer.from([0, i32_const]), signed_leb(address), Buffer.from([end_of_expression]), leb(bytes.length), bytes])]);

// One segment as what stays of it and what stands between marks, these with it.
function parted({ address, bytes }) {
  const stay = [], later = [];
  for (let at = 0; at < bytes.length;) {
    const from = bytes.indexOf(begin, at);
    const until = from < 0 ? -1 : bytes.indexOf(end, from);
    if (from >= 0 && until < 0) throw new Refusal('a run of later texts without its end');
    const stop = from < 0 ? bytes.length : from;
    if (stop > at) stay.push({ address: address + at, bytes: bytes.subarray(at, stop) });
    if (from < 0) break;
    at = until + end.length;
    later.push({ address: address + from, bytes: bytes.subarray(from, at) });
  }
  return { stay, later };
}

// Both modules as they should be. Refused: a second file without the shared memory, or with data of its own.
export function with_later_data(first, second) {
  const sections = sections_of(first);
  const data = sections.find(({ id }) => id === data_section);
  const parts = segments_of(data?.body ?? Buffer.from([0])).map(parted);
  const later = parts.flatMap((part) => part.later), stay = parts.flatMap((part) => part.stay);
  if (later.length === 0) return { first, second };
  data.body = data_of(stay);
  const count = sections.find(({ id }) => id === data_count_section);
  if (count) count.body = leb(stay.length);
  const others = sections_of(second);
  if (others.some(({ id }) => id === data_section)) throw new Refusal('the second file has data of its own');
  if (!others.some(({ id, body }) => id === import_section && imports_memory(body))) throw new Refusal('the second file has no memory');
  return { first: module_of(first, sections), second: module_of(second, [...others.filter(({ id }) => id !== 0), { id: data_section, body: data_of(later) }]) };
}

function imports_memory(body) {
  const reader = new Reader(body);
  const limits = () => { if (reader.number() & 1) { reader.number(); } reader.number(); };
  for (let left = reader.number(); left > 0; --left) {
    reader.take(reader.number());
    reader.take(reader.number());
    const kind = reader.byte();
    if (kind === 2) return true;
    if (kind === 0) reader.number();
    else if (kind === 1) { reader.byte(); limits(); }
    else reader.take(2);  // a global: its type, and whether it changes
  }
  return false;
}
