// A workbook of Excel is a zip: its files that hold a table are unpacked here and handed on as one, in the framing that
// src/formats/xlsx_table.hpp describes. What they say is read there.
import { packed_of, read_zip, unpacked_of } from './zip.js';

const mark = '\x02workbook\n';
const most_part_bytes = 64 * 1024 * 1024, most_bytes = 256 * 1024 * 1024;  // as src/formats/xlsx_table.hpp
const needed = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedstrings\.xml|styles\.xml|worksheets\/[^/\n]+\.xml)$/;

const nothing = (why) => new Blob([`${mark}!${why} 0\n`]);

// file: any Blob. -> the parts of a workbook, or why there are none; what is no workbook comes back as it is
export async function workbook_of(file) {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return file;
  const entries = await read_zip(file);
  if (entries === null) return nothing('damaged');
  const named = entries.map((entry) => [entry.name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase(), entry]);
  if (named.some(([name]) => name === 'xl/workbook.bin')) return nothing('xlsb');
  if (!named.some(([name]) => name === 'xl/workbook.xml')) return file;
  const parts = [mark];
  let bytes = 0;
  for (const [name, entry] of named.filter(([one]) => needed.test(one))) {
    try {
      const packed = await packed_of(file, entry);
      const part = packed && await unpacked_of(packed, entry.method, Math.min(most_part_bytes, most_bytes - bytes));
      if (part === null || part.size !== entry.size) return nothing('damaged');
      bytes += part.size;
      parts.push(`${name} ${part.size}\n`, part);
    } catch (error) {
      return nothing(error instanceof RangeError ? 'large' : 'damaged');
    }
  }
  return new Blob(parts);
}
