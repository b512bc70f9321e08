// Packages (web/zip.js, web/packages.js): what goes in comes out, other programs can read them, and a hostile one costs nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { make_package, open_package } from '../../web/packages.js';
import { packed_of, read_zip, unpacked_of, write_zip } from '../../web/zip.js';

const bytes_of = async (blob) => Buffer.from(await blob.arrayBuffer());
const file = (blob, name = 'x.zip') => new File([blob], name);
let seed = 11;
const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
const noise = (size) => Buffer.from(Array.from({ length: size }, () => random(256)));

test('what goes in comes out, packed or stored, whatever it is called', async () => {
  const entries = [['пустой.txt', noise(0)], ['a/Договор № 7.pdf', noise(70_000)], ['b', Buffer.from('aaaa'.repeat(50_000))], ['ü'.repeat(200), noise(1)]]
    .flatMap(([name, bytes]) => [true, false].map((pack) => ({ name: `${pack}/${name}`, blob: new Blob([bytes]), pack })));
  const zip = await write_zip(entries);
  const read = await read_zip(zip);
  assert.deepEqual(read.map(({ name }) => name), entries.map(({ name }) => name));
  for (const [index, { blob }] of entries.entries()) {
    const back = await unpacked_of(await packed_of(zip, read[index]), read[index].method, 1_000_000);
    assert.ok((await bytes_of(back)).equals(await bytes_of(blob)));
  }
});

test('heads say what other programs check: the checksum, both sizes, names in UTF-8', async () => {
  const text = Buffer.from('привет '.repeat(1000));
  const zip = await bytes_of(await write_zip([{ name: 'ы.txt', blob: new Blob([text]), pack: true }]));
  assert.equal(zip.readUInt32LE(14), crc32(text));
  assert.equal(zip.readUInt32LE(18), deflateRawSync(text).length);
  assert.equal(zip.readUInt32LE(22), text.length);
  assert.equal(zip.readUInt16LE(6) & 0x0800, 0x0800);
  assert.equal(zip.toString('utf8', 30, 30 + zip.readUInt16LE(26)), 'ы.txt');
});

test('a package gives back the data and the files, and counts what is not there', async () => {
  const data = new Blob(['{"format":"voronka"}']);
  const contents = new Map([['a'.repeat(64), new Blob([noise(100)])], ['b'.repeat(64), new Blob([noise(10)])]]);
  const wanted = [...contents.keys(), 'c'.repeat(64)].map((hash) => [hash, '../../evil\\name?.pdf']);
  const { blob, missing } = await make_package(data, 'voronka-2026-01-05.voronka.zip', wanted, async (hash) => contents.get(hash) ?? null);
  assert.equal(missing, 1);
  assert.deepEqual((await read_zip(blob)).map(({ name }) => name),
    ['voronka-2026-01-05.voronka.json', 'files/aaaaaaaaaaaa-.._.._evil_name_.pdf', 'files/bbbbbbbbbbbb-.._.._evil_name_.pdf']);
  const opened = await open_package(file(blob, 'any.zip'));
  assert.equal(opened.file.name, 'any.zip');
  assert.equal(await opened.file.text(), '{"format":"voronka"}');
  assert.equal(opened.entries.length, 2);
});

test('a part and a locked file have the data under a name that is found again', async () => {
  for (const name of ['voronka-2026-01-05-part.voronka.zip', 'voronka-2026-01-05.voronka.enc']) {
    const { blob } = await make_package(new Blob(['{}']), name, [], undefined);
    assert.equal(await (await open_package(file(blob))).file.text(), '{}');
  }
});

test('a zip of somebody else, a cut one and any with a byte turned are no package or the same data, never an error that is not caught', async () => {
  const { blob } = await make_package(new Blob(['{"format":"voronka"}'.repeat(50)]), 'x.voronka.zip', [['d'.repeat(64), 'a.pdf']], async () => new Blob([noise(300)]));
  const whole = await bytes_of(blob);
  assert.equal(await open_package(file(await write_zip([{ name: 'xl/workbook.xml', blob: new Blob(['<x/>']), pack: true }]))), null);
  assert.equal(await open_package(file(new Blob(['Title;Amount\n']))), null);
  for (let size = 0; size < whole.length; size += 7) assert.equal(await open_package(file(whole.subarray(0, size))), null);
  for (let n = 0; n < 400; n += 1) {
    const bytes = Buffer.from(whole);
    bytes[random(bytes.length)] ^= 1 << random(8);
    await open_package(file(bytes)).catch((error) => assert.ok(error instanceof Error));
  }
});

test('a bomb is left at its limit, whatever size it claims', async () => {
  const bomb = new Blob([deflateRawSync(Buffer.alloc(50_000_000))]);
  await assert.rejects(unpacked_of(bomb, 8, 1_000_000), RangeError);
  await assert.rejects(unpacked_of(new Blob([Buffer.alloc(2_000_000)]), 0, 1_000_000), RangeError);
});
