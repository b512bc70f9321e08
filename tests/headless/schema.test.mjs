// The published JSON Schema: the golden file keeps to it, a generated one too, and damage does not. The validator knows as
// much of JSON Schema as our schema uses; a keyword it does not know fails, so that none is skipped in silence.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { program } from '../support/program.mjs';

const root = new URL('../..', import.meta.url).pathname;
const schema = JSON.parse(readFileSync(join(root, 'assets/voronka.schema.json'), 'utf8'));
const golden = () => JSON.parse(readFileSync(join(root, 'tests/golden/v1.voronka.json'), 'utf8'));
const silent = new Set(['$schema', '$defs', 'title', 'description', 'default', 'then']);

const type_of = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value);
const is_object = (value) => type_of(value) === 'object';

const rules = {
  $ref: (value, name, _, at) => problems(value, schema.$defs[name.slice('#/$defs/'.length)], at),
  type: (value, types, _, at) => ([types].flat().includes(type_of(value)) ? [] : [`${at} is ${type_of(value)}`]),
  const: (value, wanted, _, at) => (value === wanted ? [] : [`${at} is not ${wanted}`]),
  enum: (value, names, _, at) => (names.includes(value) ? [] : [`${at} is not one of ${names}`]),
  minimum: (value, least, _, at) => (value >= least ? [] : [`${at} < ${least}`]),
  maximum: (value, most, _, at) => (value <= most ? [] : [`${at} > ${most}`]),
  pattern: (value, pattern, _, at) => (typeof value !== 'string' || new RegExp(pattern, 'u').test(value) ? [] : [`${at}: ${value}`]),
  required: (value, names, _, at) => (is_object(value) ? names.filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`) : []),
  minItems: (value, least, _, at) => (value.length >= least ? [] : [`${at} is too short`]),
  allOf: (value, parts, _, at) => parts.flatMap((part) => problems(value, part, at)),
  if: (value, part, own, at) => (problems(value, part, at).length === 0 ? problems(value, own.then, at) : []),
  items: (value, part, _, at) => (Array.isArray(value) ? value.flatMap((item, i) => problems(item, part, `${at}/${i}`)) : []),
  prefixItems: (value, parts, _, at) => parts.flatMap((part, i) => (i < value.length ? problems(value[i], part, `${at}/${i}`) : [])),
  properties: (value, parts, _, at) =>
    is_object(value) ? Object.keys(parts).flatMap((name) => (name in value ? problems(value[name], parts[name], `${at}/${name}`) : [])) : [],
  additionalProperties: (value, part, _, at) => Object.keys(value).flatMap((name) => problems(value[name], part, `${at}/${name}`)),
};

function problems(value, part, at) {
  return Object.entries(part).flatMap(([keyword, rule]) => {
    if (silent.has(keyword)) return [];
    assert.ok(rules[keyword], `unknown keyword ${keyword}`);
    return rules[keyword](value, rule, part, at);
  });
}

test('the golden file keeps to the schema', () => {
  assert.deepEqual(problems(golden(), schema, ''), []);
});

test('a generated file keeps to the schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-'));
  try {
    const file = join(folder, 'p.json');
    assert.equal(spawnSync(program, ['generate', '--deals', '200', '--seed', '3', '-o', file]).status, 0);
    assert.deepEqual(problems(JSON.parse(readFileSync(file, 'utf8')), schema, ''), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('voronka schema prints the committed schema', () => {
  assert.equal(spawnSync(program, ['schema'], { encoding: 'utf8' }).stdout, readFileSync(join(root, 'assets/voronka.schema.json'), 'utf8'));
});

test('the schema refuses what the reader refuses', () => {
  const deal = (file) => file.records.find((record) => record.type === 'deal');
  const changes = {
    'another format': (file) => { file.format = 'trello'; },
    'no check': (file) => { delete file.check; },
    'a currency in small letters': (file) => { file.records[0].baseCurrency = 'rub'; },
    'an id that is none': (file) => { file.records[0].id = 'set_x'; },
    'an unknown outcome': (file) => { deal(file).status = 'maybe'; },
    'half a kopeck': (file) => { deal(file).amount = { minor: 1.5 }; },
    'an event at no time': (file) => { deal(file).history[0][1] = 'yesterday'; },
    'a record without a type': (file) => { delete file.records[0].type; },
  };
  for (const [name, change] of Object.entries(changes)) {
    const file = golden();
    change(file);
    assert.notDeepEqual(problems(file, schema, ''), [], name);
  }
});
