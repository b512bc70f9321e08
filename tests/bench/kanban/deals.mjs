// The same deals for every board: an own file for Voronka, and from it the plain list that the other boards fetch. Lost deals are
// opened again, for Voronka's board does not show them and all boards shall have as many cards; titles get a number, so that one
// card can be told from all others.
import { readFileSync, writeFileSync } from 'node:fs';
import { generate, records_of, rewrite } from '../../web/support/own_files.mjs';

function open_and_number(text) {
  let number = 0;
  return text.split('\n').map((line) => {
    if (!line.includes('"type":"deal"')) return line;
    const comma = line.endsWith(',') ? ',' : '';
    const deal = JSON.parse(line.slice(0, line.length - comma.length));
    deal.title += ` ${String(++number).padStart(6, '0')}`;
    if (deal.status === 'lost') {
      for (const field of ['status', 'closedOn', 'lossReason']) delete deal[field];
      deal.history = deal.history.filter(([what]) => what !== 'lost');
    }
    return JSON.stringify(deal) + comma;
  }).join('\n');
}

// -> { path, count, stages, longest, list }: the own file; how many cards; names of the stages from left to right; the one with most
// cards; the deals as the other boards get them, in the order of Voronka's columns.
export function make_deals(folder, count) {
  const path = rewrite(generate(folder, count, { events: 4 }), open_and_number);
  const records = records_of(readFileSync(path, 'utf8'));
  const by_rank = (a, b) => (a.rank < b.rank ? -1 : 1);
  const stages = records.filter(({ type }) => type === 'stage').sort(by_rank);
  const stage_names = new Map(stages.map(({ id, name }) => [id, name]));
  const companies = new Map(records.filter(({ type }) => type === 'company').map(({ id, name }) => [id, name]));
  const list = records.filter(({ type }) => type === 'deal').sort((a, b) => by_rank(a.position, b.position)).map((deal) => ({
    id: deal.title, title: deal.title, company: companies.get(deal.company) ?? '', amount: (deal.amount?.minor ?? 0) / 100,
    close: deal.expectedClose ?? '', stage: stage_names.get(deal.position.stage),
  }));
  const size = (name) => list.filter(({ stage }) => stage === name).length;
  const names = stages.map(({ name }) => name);
  return { path, count, stages: names, longest: [...names].sort((a, b) => size(b) - size(a))[0], list };
}

export const write_list = (path, { stages, list }) => writeFileSync(path, JSON.stringify({ stages, deals: list }));
