// Voronka's own files around the page: made by the terminal program, brought in and taken out by hand of a user (in English),
// and read here without any code of the page.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../support/program.mjs';
import { button, choose_file, click, download, saved, settle } from './pages.mjs';

export function generate(folder, deals, { seed = 7, events, as, lang = 'en', name = `${deals}.voronka.json` } = {}) {
  const path = join(folder, name);
  execFileSync(program, ['generate', '--deals', String(deals), '--seed', String(seed), '--lang', lang,
    ...(events === undefined ? [] : ['--events', String(events)]), ...(as === undefined ? [] : ['--as', as]), '-o', path]);
  return path;
}

// Throws what the program says about a file it does not like.
export const check = (path) => execFileSync(program, ['check', path], { encoding: 'utf8' });

export const records_of = (json) => JSON.parse(json).records;

// A dot is spent by the stamp of a record (its newest fields) or by one event. Fields written together share a dot, and so
// does nothing else.
export function dots_of(records) {
  const owners = new Map();
  const claim = (dot, owner) => { owners.set(dot, [...owners.get(dot) ?? [], owner]); };
  for (const record of records) {
    for (const dot of new Set(Object.values(record._s ?? {}).map((stamp) => stamp.split('@')[0]))) claim(dot, record.id);
    (record.history ?? []).forEach(([kind, , dot], index) => { if (dot !== null) claim(dot, `${record.id} ${kind} ${index}`); });
  }
  return owners;
}

// Rewrites an own file's text, and the two checksums with it.
export function rewrite(path, change) {
  const hash = (text) => createHash('sha256').update(text).digest('hex');
  const text = change(readFileSync(path, 'utf8'));
  const begin = text.indexOf('"records":[') + '"records":['.length;
  const end = text.lastIndexOf('\n],\n"tombstones"');
  const named = text.replace(/"fileId":"[0-9a-f]{32}"/, `"fileId":"${hash(text.slice(begin, end)).slice(0, 32)}"`);
  const body = named.slice(0, named.lastIndexOf(',\n"check"'));
  writeFileSync(path, named.slice(0, body.length) + named.slice(body.length).replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${hash(body)}"`));
  check(path);
  return path;
}

// A copy with one of each thing that `generate` makes none of and the settings have a section for: a custom field, a product, templates of texts
// and of deals, a column that an import kept beside a deal.
export function furnished(path) {
  const id = (prefix, n) => `${prefix}_01KFWRG1M00000000000000A0${n}`;
  const records = [
    { id: id('fld', 1), type: 'custom_field', name: 'Area', kind: 'choice', choices: ['Large', 'Small'], rank: 'V' },
    { id: id('prd', 2), type: 'product', name: 'Cable', code: 'A-1', unit: 'm', vatPercent: 20, comment: 'thick\nand long' },
    { id: id('tpl', 3), type: 'text_template', name: 'Offer', kind: 'offer', subject: '{{deal.title}}', text: '{{deal.title}}\n{{deal.titel}}', rank: 'V' },
    { id: id('dtp', 4), type: 'deal_template', name: 'Usual', title: 'Usual', steps: ['call 2 Ask'], rank: 'V' },
    { id: id('fup', 5), type: 'follow_up', afterKind: 'call', nextKind: 'email', nextTitle: 'Send it', rank: 'V' },
  ];
  const target = path.replace('.voronka.json', '-furnished.voronka.json');
  copyFileSync(path, target);
  return rewrite(target, (text) => text
    .replace('"type":"deal",', '"type":"deal","extra":{"City":"Tula"},')
    .replace('\n],\n"tombstones"', `${records.map((record) => `,\n${JSON.stringify(record)}`).join('')}\n],\n"tombstones"`)
    .replace(/"check":\{"records":(\d+)/, (_, count) => `"check":{"records":${Number(count) + records.length}`));
}

// Rewrites the titles of deals ("D0001", "D0002", …) so that a card can be told by its name.
export function number_titles(path) {
  let number = 0;
  return rewrite(path, (text) => text.replace(/("type":"deal",(?:.*?)"title":)"[^"]*"/g, (_, head) => `${head}"D${String(++number).padStart(4, '0')}"`));
}

export async function replace_all(page, path, timeout = 60_000) {
  await choose_file(page, button(page, 'Load a file'), path);
  const dialog = page.getByRole('dialog');
  const choice = dialog.getByRole('radio', { name: 'Replace everything' });
  await choice.waitFor({ state: 'attached', timeout });
  await click(page, choice);
  await settle(page);
  await click(page, dialog.getByRole('button', { name: 'Replace everything' }));
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout });
  await saved(page, timeout);
}

export async function open_data_settings(page) {
  await page.evaluate(() => { location.hash = '#/settings'; });
  const section = page.getByRole('tab', { name: 'Data', exact: true });
  await section.waitFor({ state: 'attached' });
  await settle(page);
  await click(page, section);
  await button(page, 'Save everything to a file').waitFor({ state: 'attached' });
  await settle(page);
}

// Leaves the page in the settings.
export async function export_all(page) {
  await open_data_settings(page);
  return (await download(page, () => click(page, button(page, 'Save everything to a file')))).toString('utf8');
}

// The file as another device would have changed it: one deal renamed, one that both sides changed (the same dot says another thing), one
// deleted, one new.
export function changed_elsewhere(path, to, { renamed, conflict }) {
  const text = readFileSync(path, 'utf8');
  const file = JSON.parse(text);
  const deals = file.records.filter((record) => record.type === 'deal' && !record.deleted);
  const [first, second, third, fourth] = deals;
  const stamp = (n) => `Elsewher:${n}@${Date.parse('2026-11-20T10:00:00Z')}`;
  Object.assign(first, { title: renamed, amount: { ...first.amount, minor: (first.amount?.minor ?? 0) + 500_000 } });
  Object.assign(first._s, { title: stamp(1), amount: stamp(2) });
  second.title = conflict;
  third.deleted = { by: 'user', at: Date.parse('2026-11-20T10:00:00Z') };
  third._s.deleted = stamp(3);
  const added = { ...structuredClone(fourth), id: `${fourth.id.slice(0, -4)}ZZZZ`, title: `${renamed} 2`, _s: { '*': stamp(4) } };
  delete added.history;
  file.records.push(added);
  const order = ['settings', 'pipeline', 'stage', 'loss_reason', 'tag', 'company', 'contact', 'deal', 'activity', 'note', 'saved_view'];
  file.records.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.id < b.id ? -1 : 1));
  const head = text.slice(0, text.indexOf('"vv":'));
  const vv = JSON.stringify({ ...file.vv, Elsewher: '1-4' });
  const lines = file.records.map((record) => JSON.stringify(record)).join(',\n');
  const tail = text.slice(text.indexOf('\n],\n"tombstones"')).replace(/"records":\d+/, `"records":${file.records.length}`);
  writeFileSync(to, `${head}"vv":${vv},\n"records":[\n${lines}${tail}`);
  return rewrite(to, (same) => same);
}
