// A package of ours (zip.js): "NAME.voronka.json" and, in the folder "files", what its documents have attached. Names there are for people;
// which contents belong to which document say the hashes in the data.
import { packed_of, read_zip, unpacked_of, write_zip } from './zip.js';

const most_data_bytes = 512 * 1024 * 1024;  // as src/formats/file.hpp
const most_file_bytes = 5_000_000, most_files = 20_000;  // as src/model/attachment.hpp
const data_name = /^[^/]*\.voronka\.json$/;

const folder = 'files/';
// Where a program that unpacks it would put it: nowhere but into the folder, and under 255 bytes.
export const file_name = (sha256, name) => `${sha256.slice(0, 12)}-${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-80)}`;

// -> what the records of a file of ours name: a map from hash to name
export async function attached_in(data) {
  const named = new Map();
  for (const line of (await data.text()).split('\n')) {
    if (!line.includes('"type":"attachment"')) continue;
    const { sha256, name } = JSON.parse(line.replace(/,$/, ''));
    if (/^[0-9a-f]{64}$/.test(sha256)) named.set(sha256, name ?? sha256);
  }
  return named;
}

// wanted: [sha256, name]; blob_of(sha256) -> Blob or null. -> { blob, missing: how many could not be put in }
export async function make_package(data, name, wanted, blob_of = async () => null) {
  const entries = [{ name: name.replace(/\.(zip|enc)$/, '.json').replace(/(?<!\.voronka)\.json$/, '.voronka.json'), blob: data, pack: true }];
  for (const [sha256, called] of wanted) {
    const blob = await blob_of(sha256);
    if (blob !== null) entries.push({ name: folder + file_name(sha256, called), blob, pack: false });
  }
  return { blob: await write_zip(entries), missing: wanted.length - (entries.length - 1) };
}

const table_name = /\.(csv|tsv|txt|json|xlsx|vcf|ics)$/i, most_tables = 20;
// An export of several tables as one zip, as Salesforce and HubSpot make them. -> [File], or null
async function tables_in(file, all) {
  const named = all.filter(({ name, size }) => table_name.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name) && size > 0);
  if (named.length === 0 || named.length > most_tables || named.reduce((sum, { size }) => sum + size, 0) > most_data_bytes) return null;
  const tables = [];
  for (const entry of named) {
    const packed = await packed_of(file, entry);
    if (packed === null) return null;
    tables.push(new File([await unpacked_of(packed, entry.method, most_data_bytes)], entry.name.split('/').pop()));
  }
  return tables;
}

// -> { file: the data, entries: [{ packed, method }] }; { tables: [File] } when it holds tables of others; else null
export async function open_package(file) {
  const all = await read_zip(file);
  const data = all?.find((entry) => data_name.test(entry.name));
  if (!data) return all?.some(({ name }) => name.startsWith('xl/')) ? null : tables_in(file, all ?? []).then((tables) => tables && { tables });
  const packed = await packed_of(file, data);
  if (packed === null) return null;
  const whole = await unpacked_of(packed, data.method, most_data_bytes);
  const entries = [];
  for (const entry of all.filter(({ name, size }) => name.startsWith(folder) && size > 0 && size <= most_file_bytes).slice(0, most_files)) {
    const bytes = await packed_of(file, entry);
    if (bytes !== null) entries.push({ packed: bytes, method: entry.method });
  }
  return { file: new File([whole], file.name), entries };
}
