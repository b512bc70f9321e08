// Draws assets/icon.svg into PNG files: a phone's home screen takes no SVG. It reads only what that one picture uses
// (<rect rx>, <path> with M L H V C Z, solid fill), so the same bytes come out on every machine, without a browser.
import { deflateSync } from 'node:zlib';
import { Refusal } from './output.mjs';

const samples = 4;  // per pixel and axis
const curve_steps = 16;

// -> [{ fill: [r, g, b], polygon: [[x, y], ...] }] in the units of the viewBox
export function shapes_of(svg) {
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  if (!box || box[1] !== box[2]) throw new Refusal('icon.svg: a square viewBox "0 0 N N" is expected');
  const shapes = [];
  for (const [, element, text] of svg.matchAll(/<(rect|path|circle|g|text|use|line)\b([^>]*)>/g)) {
    const a = Object.fromEntries([...text.matchAll(/([a-z]+)="([^"]*)"/g)].map((m) => [m[1], m[2]]));
    const fill = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(a.fill ?? '');
    if (!fill || (element !== 'rect' && element !== 'path')) throw new Refusal(`icon.svg: only <rect> and <path> with fill="#rrggbb": <${element}>`);
    const polygon = element === 'rect' ? rectangle(a) : outline(a.d);
    shapes.push({ fill: fill.slice(1).map((hex) => parseInt(hex, 16)), polygon });
  }
  return { size: Number(box[1]), shapes };
}

function rectangle({ x = 0, y = 0, width, height, rx = 0 }) {
  const [left, top, right, bottom, r] = [+x, +y, +x + +width, +y + +height, +rx];
  const points = [];
  const corner = (cx, cy, from) => {
    for (let i = 0; i <= curve_steps; i++) {
      const angle = from + (i / curve_steps) * (Math.PI / 2);
      points.push([cx + r * Math.cos(angle), cy + r * Math.sin(angle)]);
    }
  };
  corner(right - r, top + r, -Math.PI / 2);
  corner(right - r, bottom - r, 0);
  corner(left + r, bottom - r, Math.PI / 2);
  corner(left + r, top + r, Math.PI);
  return points;
}

function outline(d) {
  const points = [];
  let at = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const n = (rest.match(/-?\d+\.?\d*/g) ?? []).map(Number);
    if (letter === 'M' || letter === 'L') points.push((at = [n[0], n[1]]));
    else if (letter === 'H') points.push((at = [n[0], at[1]]));
    else if (letter === 'V') points.push((at = [at[0], n[0]]));
    else if (letter === 'C') {
      for (let i = 1; i <= curve_steps; i++) {
        const t = i / curve_steps, u = 1 - t;
        points.push([0, 1].map((k) => u * u * u * at[k] + 3 * u * u * t * n[k] + 3 * u * t * t * n[2 + k] + t * t * t * n[4 + k]));
      }
      at = [n[4], n[5]];
    } else if (letter !== 'Z') throw new Refusal(`icon.svg: path command "${letter}" is not handled`);
  }
  return points;
}

// A maskable icon has a margin in the colour of the first shape: what a launcher may cut off.
export function draw(svg, pixels, { maskable = false } = {}) {
  const { size, shapes } = shapes_of(svg);
  const rgba = new Uint8Array(pixels * pixels * 4);
  const scale = (pixels / size) * (maskable ? 0.8 : 1);
  const shift = maskable ? pixels * 0.1 : 0;
  if (maskable) for (let i = 0; i < rgba.length; i += 4) rgba.set([...shapes[0].fill, 255], i);
  for (const { fill, polygon } of shapes) fill_polygon(rgba, pixels, polygon.map(([x, y]) => [x * scale + shift, y * scale + shift]), fill);
  return rgba;
}

function fill_polygon(rgba, pixels, polygon, fill) {
  const cover = new Uint16Array(pixels);
  const full = samples * samples;
  for (let y = 0; y < pixels; y++) {
    cover.fill(0);
    for (let s = 0; s < samples; s++) cover_line(cover, polygon, y + (s + 0.5) / samples);
    for (let x = 0; x < pixels; x++) {
      if (cover[x] === 0) continue;
      const alpha = cover[x] / full, i = (y * pixels + x) * 4, below = rgba[i + 3] / 255;
      const out = alpha + below * (1 - alpha);
      for (let k = 0; k < 3; k++) rgba[i + k] = Math.round((fill[k] * alpha + rgba[i + k] * below * (1 - alpha)) / out);
      rgba[i + 3] = Math.round(out * 255);
    }
  }
}

// Counts, per pixel, the sample points of one line that lie inside (even-odd).
function cover_line(cover, polygon, y) {
  const crossings = [];
  for (let i = 0; i < polygon.length; i++) {
    const [x0, y0] = polygon[i], [x1, y1] = polygon[(i + 1) % polygon.length];
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  crossings.sort((a, b) => a - b);
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = Math.max(0, Math.ceil(crossings[i] * samples - 0.5));
    const to = Math.min(cover.length * samples - 1, Math.ceil(crossings[i + 1] * samples - 0.5) - 1);
    for (let s = from; s <= to; s++) cover[Math.floor(s / samples)]++;
  }
}

const crc_table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crc_table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4), crc = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

export function png(rgba, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 6, 0, 0, 0], 8);  // 8 bits, RGBA, no interlace
  const rows = Buffer.alloc(pixels * (pixels * 4 + 1));
  for (let y = 0; y < pixels; y++) {
    // Filter 2, the difference to the row above: large plain areas become zeros.
    const to = y * (pixels * 4 + 1), from = y * pixels * 4;
    rows[to] = 2;
    for (let i = 0; i < pixels * 4; i++) rows[to + 1 + i] = rgba[from + i] - (y > 0 ? rgba[from - pixels * 4 + i] : 0);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
