// Texts between the marks move from the first wasm file's data to the second's: on two small modules, run in node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { with_later_data } from '../../web/toolchain/later_data.mjs';

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id, ...body) => [id, ...leb(body.length), ...body];
const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
const text = (words) => [...leb(words.length), ...Buffer.from(words)];
const address = 1000;
const data = (words) => section(11, 1, 0, 0x41, ...[(address & 127) | 128, address >> 7], 0x0b, ...text(words));
const exported_memory = [...section(5, 1, 0, 1), ...section(7, 1, ...text('memory'), 2, 0)];
const imported_memory = section(2, 2, ...text('primary'), ...text('other'), 3, 0x7f, 0, ...text('primary'), ...text('memory'), 2, 0, 1);
const module_of = (...parts) => Buffer.from([...header, ...parts.flat()]);

const words = '[voronka:later]later words[voronka:end]';
const whole = `before${words}between${words}after`;
const read = (memory) => Buffer.from(memory.buffer, address, whole.length).toString('latin1');

test('the first file has the data without the texts, and the second brings them to their places', () => {
  const files = with_later_data(module_of(exported_memory, data(whole)), module_of(imported_memory));
  assert.ok(!files.first.includes('later words'));
  const primary = new WebAssembly.Instance(new WebAssembly.Module(files.first)).exports;
  const gap = '\0'.repeat(words.length);
  assert.equal(read(primary.memory), `before${gap}between${gap}after`);
  const other = new WebAssembly.Global({ value: 'i32' }, 0);
  new WebAssembly.Instance(new WebAssembly.Module(files.second), { primary: { memory: primary.memory, other } });
  assert.equal(read(primary.memory), whole);
});

test('data without such texts stays as it is', () => {
  const first = module_of(exported_memory, data('nothing of that kind')), second = module_of(imported_memory);
  const files = with_later_data(first, second);
  assert.ok(files.first.equals(first) && files.second.equals(second));
});

test('a text without its end, and a second file without the memory or with data of its own, are refused', () => {
  assert.throws(() => with_later_data(module_of(exported_memory, data('[voronka:later]x')), module_of(imported_memory)), /without its end/);
  assert.throws(() => with_later_data(module_of(exported_memory, data(whole)), module_of()), /no memory/);
  assert.throws(() => with_later_data(module_of(exported_memory, data(whole)), module_of(imported_memory, data('x'))), /data of its own/);
});
