// assets/icons.json + lucide-static -> icons.hpp (a private-use code point per icon) and icons.js (its outline as SVG path data,
// which the page's glyph loader strokes on a 24 x 24 grid). Icons are glyphs of the font: no sprite, no image.
// Usage: icons.mjs ICONS.json LUCIDE_NODES.json OUT_FOLDER
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal, read_json, run, write_if_changed } from './output.mjs';

const first_code_point = 0xe000;
const last_code_point = 0xf8ff;  // end of the private use area of the basic plane

const number = (value) => String(Math.round(Number(value) * 1000) / 1000);

function ellipse(cx, cy, rx, ry) {
  const [left, right, y, x_radius, y_radius] = [cx - rx, cx + rx, cy, rx, ry].map(number);
  return `M${left} ${y}A${x_radius} ${y_radius} 0 1 0 ${right} ${y}A${x_radius} ${y_radius} 0 1 0 ${left} ${y}Z`;
}

function rectangle({ x = 0, y = 0, width, height, rx, ry }) {
  const [left, top, wide, high] = [x, y, width, height].map(Number);
  const a = Math.min(Number(rx ?? ry ?? 0), wide / 2);
  const b = Math.min(Number(ry ?? rx ?? 0), high / 2);
  if (a === 0 || b === 0) return `M${number(left)} ${number(top)}h${number(wide)}v${number(high)}h${number(-wide)}Z`;
  const corner = (dx, dy) => `a${number(a)} ${number(b)} 0 0 1 ${number(dx)} ${number(dy)}`;
  return `M${number(left + a)} ${number(top)}h${number(wide - 2 * a)}${corner(a, b)}v${number(high - 2 * b)}${corner(-a, b)}` +
    `h${number(2 * a - wide)}${corner(-a, -b)}v${number(2 * b - high)}${corner(a, -b)}Z`;
}

function polyline(points, close) {
  const values = points.trim().split(/[\s,]+/).map(number);
  let path = '';
  for (let i = 0; i + 1 < values.length; i += 2) path += `${i === 0 ? 'M' : 'L'}${values[i]} ${values[i + 1]}`;
  return path + (close ? 'Z' : '');
}

// A path may start with a relative "m", which means an absolute place only as long as nothing stands before it.
// The pairs that follow it are relative lines.
function absolute_start(d) {
  const value = '-?(?:\\d+\\.?\\d*|\\.\\d+)';
  const start = new RegExp(`^m\\s*(${value})[\\s,]*(${value})[\\s,]*`).exec(d);
  if (!start) return d;
  const rest = d.slice(start[0].length);
  return `M${start[1]} ${start[2]}${/^[-.\d]/.test(rest) ? 'l' : ''}${rest}`;
}

export function path_of([element, a]) {
  switch (element) {
    case 'path': return absolute_start(a.d);
    case 'circle': return ellipse(Number(a.cx), Number(a.cy), Number(a.r), Number(a.r));
    case 'ellipse': return ellipse(Number(a.cx), Number(a.cy), Number(a.rx), Number(a.ry));
    case 'line': return `M${number(a.x1)} ${number(a.y1)}L${number(a.x2)} ${number(a.y2)}`;
    case 'rect': return rectangle(a);
    case 'polyline': return polyline(a.points, false);
    case 'polygon': return polyline(a.points, true);
    default: throw new Refusal(`an icon uses the SVG element <${element}>, which is not handled`);
  }
}

export function generate(icons, nodes) {
  const seen = new Set();
  const problems = [];
  for (const { name, lucide } of icons) {
    if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) problems.push(`"${name}" is not a C++ name`);
    if (seen.has(name) || name === 'first' || name === 'last') problems.push(`the name "${name}" is taken twice`);
    if (!nodes[lucide]) problems.push(`"${name}": Lucide has no icon "${lucide}"`);
    seen.add(name);
  }
  if (icons.length > last_code_point - first_code_point + 1) problems.push('more icons than private-use code points');
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  const utf8 = (index) => [...Buffer.from(String.fromCodePoint(first_code_point + index))].map((b) => `\\x${b.toString(16)}`).join('');
  const header = `// Generated from assets/icons.json by icons.mjs: icons are glyphs, written into any text.
#pragma once

namespace voronka::icon {

inline constexpr char32_t first = 0x${first_code_point.toString(16).toUpperCase()};
inline constexpr char32_t last = 0x${(first_code_point + Math.max(icons.length, 1) - 1).toString(16).toUpperCase()};
${icons.map(({ name }, index) => `inline constexpr char ${name}[] = "${utf8(index)}";`).join('\n')}

}  // namespace voronka::icon
`;
  const paths = icons.map(({ lucide }) => nodes[lucide].map(path_of).join(''));
  const module = `// Generated from assets/icons.json by icons.mjs: outlines on a 24 x 24 grid, stroke 2, round caps and joins.
// Lucide, ISC licence.
export const first_icon = 0x${first_code_point.toString(16)};
export const icon_paths = ${JSON.stringify(paths, null, 1)};
`;
  return { 'icons.hpp': header, 'icons.js': module };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  run('icons', () => {
    const [icons_path, nodes_path, folder] = process.argv.slice(2);
    const files = generate(read_json(icons_path), read_json(nodes_path));
    for (const [name, text] of Object.entries(files)) write_if_changed(join(folder, name), text);
  });
}
