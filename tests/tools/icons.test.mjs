// Icon outlines are joined into one path each; every element must mean the same joined as it did alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, path_of } from '../../web/toolchain/icons.mjs';

test('a relative start becomes absolute, and the pairs after it stay relative', () => {
  assert.equal(path_of(['path', { d: 'm6 6 12 12' }]), 'M6 6l12 12');
  assert.equal(path_of(['path', { d: 'm21 21-4.34-4.34' }]), 'M21 21l-4.34-4.34');
  assert.equal(path_of(['path', { d: 'm.5.5v3' }]), 'M.5 .5v3');
  assert.equal(path_of(['path', { d: 'M1 2h3' }]), 'M1 2h3');
});

test('every SVG shape has a path', () => {
  assert.equal(path_of(['line', { x1: '1', y1: '2', x2: '3', y2: '4' }]), 'M1 2L3 4');
  assert.equal(path_of(['polyline', { points: '1 2 3,4 5 6' }]), 'M1 2L3 4L5 6');
  assert.equal(path_of(['polygon', { points: '1,2 3,4' }]), 'M1 2L3 4Z');
  assert.equal(path_of(['circle', { cx: '12', cy: '12', r: '10' }]), 'M2 12A10 10 0 1 0 22 12A10 10 0 1 0 2 12Z');
  assert.equal(path_of(['rect', { x: '2', y: '3', width: '4', height: '5' }]), 'M2 3h4v5h-4Z');
  assert.match(path_of(['rect', { width: '10', height: '6', rx: '2' }]), /^M2 0h6a2 2 0 0 1 2 2v2a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-2a2 2 0 0 1 2 -2Z$/);
  assert.throws(() => path_of(['text', {}]), /<text>/);
});

test('an icon has the code point of its place in the list', () => {
  const nodes = { x: [['path', { d: 'M18 6 6 18' }], ['path', { d: 'm6 6 12 12' }]] };
  const files = generate([{ name: 'close', lucide: 'x' }, { name: 'cross', lucide: 'x' }], nodes);
  assert.match(files['icons.hpp'], /char close\[\] = "\\xee\\x80\\x80";\ninline constexpr char cross\[\] = "\\xee\\x80\\x81";/);
  assert.match(files['icons.hpp'], /last = 0xE001;/);
  assert.match(files['icons.js'], /"M18 6 6 18M6 6l12 12"/);
});

test('an unknown or doubled icon is named', () => {
  assert.throws(() => generate([{ name: 'a', lucide: 'gone' }], {}), /"a": Lucide has no icon "gone"/);
  assert.throws(() => generate([{ name: 'a', lucide: 'x' }, { name: 'a', lucide: 'x' }], { x: [] }), /"a" is taken twice/);
});
