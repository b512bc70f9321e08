// The text generator refuses what a translator would otherwise meet as a blank or a raw placeholder in the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from '../../web/toolchain/locale.mjs';
import { cpp_string } from '../../web/toolchain/output.mjs';

const refuses = (ru, en, pattern) => assert.throws(() => generate(ru, en), pattern);

test('keys become names, texts stay in the order of the keys', () => {
  const files = generate({ board: { empty: 'Пусто' }, app: { name: 'Воронка' } }, { app: { name: 'Funnel' }, board: { empty: 'Empty' } });
  assert.match(files['text_keys.hpp'], /none,\n {2}app_name,\n {2}board_empty,\n/);
  assert.match(files['locale_tables.cpp'], /en_patterns\[\] = \{\n {2}\{\},\n {2}\{\{\}, \{\}, \{\}, "Funnel"\},\n {2}\{\{\}, \{\}, \{\}, "Empty"\},/);
});

test('a plural has all forms of its language', () => {
  const ru = { deals: { one: '{n} сделка', few: '{n} сделки', many: '{n} сделок', other: '{n} сделки' } };
  const en = { deals: { one: '{n} deal', other: '{n} deals' } };
  assert.match(generate(ru, en)['locale_tables.cpp'], /\{"\{n\} deal", \{\}, \{\}, "\{n\} deals"\}/);
  refuses({ deals: { one: 'a', other: 'b' } }, { deals: { one: 'a', other: 'b' } }, /ru: "deals" lacks the plural form "few"/);
  refuses(ru, { deals: { other: '{n} deals' } }, /en: "deals" lacks the plural form "one"/);
  refuses(ru, { deals: 'deals {n}' }, /plural in one language only/);
});

test('a text missing in one language is named', () => {
  refuses({ a: 'x', b: 'y' }, { a: 'x' }, /en: "b" is missing/);
  refuses({ a: 'x' }, { a: 'x', b: 'y' }, /ru: "b" is missing/);
});

test('placeholders agree between the languages', () => {
  refuses({ a: '{name}' }, { a: '{title}' }, /"a": placeholders differ: ru has \{name\}, en has \{title\}/);
});

test('keys that would be one name in C++ are refused', () => {
  refuses({ a: { b: 'x' }, a_b: 'y' }, { a: { b: 'x' }, a_b: 'y' }, /same name in C\+\+/);
});

test('any text survives as a C++ literal', () => {
  assert.equal(cpp_string('a"b\\c\n₽7'), '"a\\"b\\\\c\\012\\342\\202\\2757"');
});
