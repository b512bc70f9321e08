// The text generator refuses what a translator would otherwise meet as a blank or a raw placeholder in the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from '../../web/toolchain/locale.mjs';
import { cpp_string } from '../../web/toolchain/output.mjs';

const refuses = (ru, en, pattern, first = []) => assert.throws(() => generate(ru, en, first), pattern);

test('keys become names in order, those of the first picture before the others, whose texts stand between the marks', () => {
  const files = generate({ app: { name: 'Воронка' }, board: { empty: 'Пусто', full: 'Полно' } },
    { board: { full: 'Full', empty: 'Empty' }, app: { name: 'Funnel' } }, ['board']);
  assert.match(files['text_keys.hpp'], /none,\n {2}board_empty,\n {2}board_full,\n {2}app_name,\n\}/);
  assert.match(files['word_runs.cpp'], /char en_first\[\] =\n {2}"\\000"\n {2}"Empty\\000"\n {2}"Full\\000";/);
  assert.match(files['word_runs.cpp'], /char en_later\[\] =\n {2}"\[voronka:later\]"\n {2}"Funnel\\000"\n {2}"\[voronka:end\]";/);
  assert.match(files['text_keys.cpp'], /char first_names\[\] =\n {2}"none\\000"\n {2}"board.empty\\000"\n {2}"board.full\\000";/);
});

test('a name of the first picture that is no text is refused', () => {
  refuses({ a: 'x' }, { a: 'x' }, /first: "b" is no text/, ['b']);
});

test('a plural has all forms of its language', () => {
  const ru = { deals: { one: '{n} сделка', few: '{n} сделки', many: '{n} сделок', other: '{n} сделки' } };
  const en = { deals: { one: '{n} deal', other: '{n} deals' } };
  assert.match(generate(ru, en, ['deals'])['word_runs.cpp'], /"\{n\} deal\\001\\001\\001\{n\} deals\\000"/);
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
