// assets/locale/{ru,en}.json -> text_keys.hpp/.cpp (the keys and their names, which is all the core knows) and word_runs.hpp/.cpp (the
// words). The keys that the first picture needs (first.json: a key, or all of a group) come first; the words and names of the others
// are later runs (src/base/text_run.hpp).
// A text missing in one language, a placeholder that differs, or a missing plural form fails the build.
// Usage: locale.mjs RU.json EN.json FIRST.json OUT_FOLDER
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { marks } from './later_data.mjs';
import { Refusal, cpp_string, read_json, run, write_if_changed } from './output.mjs';

// Forms as Intl.PluralRules names them. Russian needs "other" too: 1.5 deals.
const plural_forms = { ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] };
const all_forms = ['one', 'few', 'many', 'other'];

// { board: { deals: { one, other } } } -> Map { "board.deals" => { one, other } }; a plain text is { other }.
export function flatten(tree, language, problems, prefix = '', texts = new Map()) {
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix ? `${prefix}.${name}` : name;
    if (!/^[a-z][a-z0-9_]*$/.test(name)) problems.push(`${language}: "${key}": a name is lower_case, digits, _`);
    if (typeof value === 'string') texts.set(key, { plural: false, forms: { other: value } });
    else if (value === null || typeof value !== 'object' || Array.isArray(value)) problems.push(`${language}: "${key}" is not a text`);
    else if (is_plural(value)) texts.set(key, plural_of(key, value, language, problems));
    else flatten(value, language, problems, key, texts);
  }
  return texts;
}

// "other" with nothing but texts beside it is a plural: a group never holds a text named "other" alone.
function is_plural(value) {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => all_forms.includes(name)) && Object.values(value).every((v) => typeof v === 'string');
}

function plural_of(key, forms, language, problems) {
  for (const form of plural_forms[language]) {
    if (!forms[form]) problems.push(`${language}: "${key}" lacks the plural form "${form}"`);
  }
  for (const form of Object.keys(forms)) {
    if (!plural_forms[language].includes(form)) problems.push(`${language}: "${key}" has the plural form "${form}", which ${language} does not use`);
  }
  return { plural: true, forms };
}

function placeholders(text) {
  const names = new Set();
  for (const form of Object.values(text.forms)) {
    for (const match of form.matchAll(/\{([a-z0-9_]+)\}/g)) names.add(match[1]);
  }
  return [...names].sort().join(', ');
}

export function check(ru, en, problems) {
  for (const key of ru.keys()) if (!en.has(key)) problems.push(`en: "${key}" is missing`);
  for (const key of en.keys()) if (!ru.has(key)) problems.push(`ru: "${key}" is missing`);
  for (const [key, text] of ru) {
    const other = en.get(key);
    if (!other) continue;
    if (text.plural !== other.plural) problems.push(`"${key}" is a plural in one language only`);
    if (placeholders(text) !== placeholders(other)) {
      problems.push(`"${key}": placeholders differ: ru has {${placeholders(text)}}, en has {${placeholders(other)}}`);
    }
  }
  const names = new Map();
  for (const key of ru.keys()) {
    const name = key.replaceAll('.', '_');
    if (names.has(name) || name === 'none') problems.push(`"${key}" and "${names.get(name) ?? 'none'}" are the same name in C++`);
    names.set(name, key);
  }
}

// The keys in the order of the enum: those of the first picture, then the others.
function ordered(keys, first, problems) {
  const is_of = (key, name) => key === name || key.startsWith(`${name}.`);
  for (const name of first) if (!keys.some((key) => is_of(key, name))) problems.push(`first: "${name}" is no text`);
  const is_first = (key) => first.some((name) => is_of(key, name));
  const sorted = [...keys].sort();
  return { first: sorted.filter(is_first), later: sorted.filter((key) => !is_first(key)) };
}

export function generate(ru_tree, en_tree, first) {
  const problems = [];
  const ru = flatten(ru_tree, 'ru', problems);
  const en = flatten(en_tree, 'en', problems);
  check(ru, en, problems);
  const keys = ordered([...ru.keys()], first, problems);
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  return {
    'text_keys.hpp': keys_header([...keys.first, ...keys.later]), 'text_keys.cpp': keys_source(keys),
    'word_runs.hpp': words_header, 'word_runs.cpp': words_source(keys, { ru, en }),
  };
}

function keys_header(keys) {
  return `// Generated from assets/locale by locale.mjs: every text the user can see, by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace voronka {

enum class TextKey : std::uint16_t {
  none,
${keys.map((key) => `  ${key.replaceAll('.', '_')},`).join('\n')}
};

inline constexpr std::size_t text_key_count = ${keys.length + 1};

// "board.deals"; files and journals know a text by it.
std::string_view text_key_name(TextKey key);
TextKey text_key_named(std::string_view name);  // none for a name that this build does not have

}  // namespace voronka
`;
}

// A run as C++: `texts` one behind the other; a later one between the marks, which are no part of it.
function run_source(name, texts, is_later) {
  const [begin, end] = is_later ? [marks.begin, marks.end] : ['', ''];
  const lines = [begin, ...texts.map((text) => `${text}\0`), end].filter((line) => line !== '');
  return `constexpr char ${name}[] =
${lines.map((line) => `  ${cpp_string(line)}`).join('\n')};
constexpr TextRun ${name}_run{${name} + ${begin.length}, sizeof(${name}) - 1 - ${begin.length + end.length}, ${is_later}};
`;
}

function keys_source(keys) {
  return `// Generated from assets/locale by locale.mjs.
#include "generated/text_keys.hpp"

#include <algorithm>
#include <vector>

#include "base/text_run.hpp"

namespace voronka {

namespace {

${run_source('first_names', ['none', ...keys.first], false)}
${run_source('later_names', keys.later, true)}
constexpr std::size_t first_count = ${keys.first.length + 1};

// At least \`wanted\` of them.
const std::vector<std::string_view>& names(std::size_t wanted) {
  static std::vector<std::string_view> read;
  if (read.empty()) read_run(first_names_run, read);
  if (wanted > read.size()) read_run(later_names_run, read);
  return read;
}

}  // namespace

std::string_view text_key_name(TextKey key) {
  const auto index = static_cast<std::size_t>(key);
  return names(index + 1)[index];
}

TextKey text_key_named(std::string_view name) {
  for (const std::size_t wanted : {first_count, text_key_count}) {
    const std::vector<std::string_view>& known = names(wanted);
    const auto found = std::ranges::find(known, name);
    if (found != known.end()) return static_cast<TextKey>(found - known.begin());
  }
  return TextKey::none;
}

}  // namespace voronka
`;
}

const words_header = `// Generated from assets/locale by locale.mjs: the words of the text keys, in their order. ui/words.hpp reads them.
#pragma once

#include "base/language.hpp"
#include "base/text_run.hpp"

namespace voronka {

// A text with plural forms is one, few, many, other with \\1 between them.
TextRun first_words(Language language);
TextRun later_words(Language language);

}  // namespace voronka
`;

function words_source(keys, languages) {
  const text_of = ({ plural, forms }) => (plural ? all_forms.map((form) => forms[form] ?? '').join('\x01') : forms.other);
  const runs = ([name, texts]) => run_source(`${name}_first`, ['', ...keys.first.map((key) => text_of(texts.get(key)))], false)
    + run_source(`${name}_later`, keys.later.map((key) => text_of(texts.get(key))), true);
  return `// Generated from assets/locale by locale.mjs.
#include "generated/word_runs.hpp"

namespace voronka {

namespace {

${Object.entries(languages).map(runs).join('\n')}
}  // namespace

TextRun first_words(Language language) { return language == Language::ru ? ru_first_run : en_first_run; }

TextRun later_words(Language language) { return language == Language::ru ? ru_later_run : en_later_run; }

}  // namespace voronka
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  run('locale', () => {
    const [ru_path, en_path, first_path, folder] = process.argv.slice(2);
    const files = generate(read_json(ru_path), read_json(en_path), read_json(first_path));
    for (const [name, text] of Object.entries(files)) write_if_changed(join(folder, name), text);
  });
}
