// Voronka's own files around the page: made by the terminal program, brought in and taken out by hand of a user (in English),
// and read here without any code of the page.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
