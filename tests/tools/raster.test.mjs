// The icon's PNG files hold the picture of the SVG.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { draw, png } from '../../web/toolchain/raster.mjs';

const svg = readFileSync(new URL('../../assets/icon.svg', import.meta.url), 'utf8');
const pixel = (rgba, size, x, y) => [...rgba.subarray((y * size + x) * 4, (y * size + x) * 4 + 4)];

test('corners are transparent, the funnel is white on its ground', () => {
  const rgba = draw(svg, 512);
  assert.deepEqual(pixel(rgba, 512, 2, 2), [0, 0, 0, 0]);
  assert.deepEqual(pixel(rgba, 512, 256, 60), [0x43, 0x53, 0xd8, 255]);
  assert.deepEqual(pixel(rgba, 512, 256, 170), [255, 255, 255, 255]);
});

test('a maskable icon fills its square', () => {
  assert.deepEqual(pixel(draw(svg, 192, { maskable: true }), 192, 0, 0), [0x43, 0x53, 0xd8, 255]);
});

test('half a pixel of cover is half of the opacity', () => {
  const half = '<svg viewBox="0 0 4 4"><rect x="0" y="0" width="1.5" height="4" fill="#ff0000"/></svg>';
  const rgba = draw(half, 4);
  assert.deepEqual(pixel(rgba, 4, 0, 0), [255, 0, 0, 255]);
  assert.deepEqual(pixel(rgba, 4, 1, 0), [255, 0, 0, 128]);
  assert.deepEqual(pixel(rgba, 4, 2, 0), [0, 0, 0, 0]);
});

test('a PNG unpacks to the pixels that went in', () => {
  const rgba = draw(svg, 64);
  const file = png(rgba, 64);
  const at = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
  const back = new Uint8Array(rgba.length);
  for (let y = 0; y < 64; y++) {
    assert.equal(rows[y * 257], 2);
    for (let i = 0; i < 256; i++) back[y * 256 + i] = rows[y * 257 + 1 + i] + (y > 0 ? back[(y - 1) * 256 + i] : 0);
  }
  assert.deepEqual(back, rgba);
});
