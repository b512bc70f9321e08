// The figures of a size as a table: a row per thing measured, a column per board, medians of the rounds, beside each the ratio to
// Voronka's. Less is better in every row. `slack` is what a row's clock cannot tell apart.
const whole = (value) => value.toFixed(value < 20 ? 1 : 0);

export const rows = [
  { name: 'bytes', what: 'bytes over the wire, KB', print: (value) => whole(value / 1000) },
  { name: 'ready', what: 'cold, until painted, ms' },
  { name: 'drag_p50', what: 'drag: between frames p50, ms', print: (value) => value.toFixed(1) },
  { name: 'drag_p95', what: 'drag: between frames p95, ms', print: (value) => value.toFixed(1) },
  { name: 'drag_max', what: 'drag: longest between frames, ms', print: (value) => value.toFixed(1) },
  { name: 'drag_main', what: 'drag: main thread a frame, ms', print: (value) => value.toFixed(2) },
  { name: 'drag_all', what: 'drag: CPU of all processes a frame, ms' },
  { name: 'drop', what: 'drop until painted, ms' },
  { name: 'filter', what: 'letter until filtered, ms' },
  { name: 'scroll_p95', what: 'scroll: between frames p95, ms', print: (value) => value.toFixed(1) },
  { name: 'scroll_main', what: 'scroll: main thread a frame, ms', print: (value) => value.toFixed(2) },
  { name: 'scroll_all', what: 'scroll: CPU of all processes a frame, ms' },
  { name: 'blank', what: 'scroll: pictures with blank places, %' },
  { name: 'heap', what: 'heap, DOM objects, wasm, MB' },
  { name: 'resident', what: 'memory of all processes, MB' },
  { name: 'elements', what: 'elements in the document', print: (value) => String(value) },
  { name: 'idle_cpu', what: 'idle 5 s: CPU of the renderer, ms', slack: 20 },
  { name: 'idle_all', what: 'idle 5 s: CPU of all processes, ms', slack: 20 },
  { name: 'idle_frames', what: 'idle 5 s: frames asked for', print: (value) => String(value) },
];

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

const level = 0.1;
const ratio = (value, own) => (own === 0 ? (value === 0 ? '= ' : '∞ ') : `×${(value / own).toFixed(2)} `);

// figures: board's name -> row's name -> values of the rounds; reasons: [text].
export function print_size(count, boards, figures, reasons) {
  const [own, ...others] = boards;
  const value_of = (board, row) => {
    const values = figures.get(board.name)[row.name] ?? [];
    return values.length > 0 ? median(values) : undefined;
  };
  const verdicts = { first: [], level: [], behind: [], 'not measured': [] };
  const rivals = others.filter(({ is_floor }) => !is_floor);
  const table = rows.map((row) => {
    const ours = value_of(own, row);
    const line = { [`${count} deals`]: row.what };
    for (const board of boards) {
      const value = value_of(board, row);
      const beside = board === own || ours === undefined || value === undefined ? '' : `  ${ratio(value, ours)}`;
      line[board.name] = value === undefined ? '-' : `${(row.print ?? whole)(value)}${beside}`.trim();
    }
    const best = Math.min(...rivals.map((board) => value_of(board, row) ?? Infinity));
    verdicts[verdict(ours, best, row.slack)].push(row.what.replace(/, [^,]*$/, ''));
    return line;
  });
  console.table(table);
  for (const reason of reasons) console.log(`- ${reason}`);
  for (const [word, list] of Object.entries(verdicts)) {
    if (list.length > 0) console.log(`Voronka ${word} (${list.length}): ${list.join('; ')}`);
  }
  for (const rival of rivals) {
    const words = rows.map((row) => verdict(value_of(own, row), value_of(rival, row) ?? Infinity, row.slack));
    const times = (word) => `${word} ${words.filter((one) => one === word).length}`;
    console.log(`  beside ${rival.name} alone: ${times('first')}, ${times('level')}, ${times('behind')}`);
  }
}

function verdict(ours, best, slack = 0) {
  if (ours === undefined) return 'not measured';
  if (ours === best || Math.abs(ours - best) <= Math.max(slack, level * Math.min(ours, best))) return 'level';
  return ours < best ? 'first' : 'behind';
}
