// assets/locale/{ru,en}.json -> text_keys.hpp (the keys, which is all the core knows) and locale_tables.hpp/.cpp (the words).
// A text missing in one language, a placeholder that differs, or a missing plural form fails the build.
// Usage: locale.mjs RU.json EN.json OUT_FOLDER
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

export function generate(ru_tree, en_tree) {
  const problems = [];
  const ru = flatten(ru_tree, 'ru', problems);
  const en = flatten(en_tree, 'en', problems);
  check(ru, en, problems);
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  const keys = [...ru.keys()].sort();
  return { 'text_keys.hpp': keys_header(keys), 'locale_tables.hpp': tables_header, 'locale_tables.cpp': tables_source(keys, { ru, en }) };
}

function keys_header(keys) {
  return `// Generated from assets/locale by locale.mjs: every text the user can see, by name.
#pragma once

#include <cstdint>
#include <string_view>

namespace voronka {

enum class TextKey : std::uint16_t {
  none,
${keys.map((key) => `  ${key.replaceAll('.', '_')},`).join('\n')}
};

inline constexpr std::string_view text_key_names[] = {
  "none",
${keys.map((key) => `  ${cpp_string(key)},`).join('\n')}
};

}  // namespace voronka
`;
}

const tables_header = `// Generated from assets/locale by locale.mjs: the words of every text key.
#pragma once

#include <span>
#include <string_view>

#include "base/language.hpp"

namespace voronka {

// A text without plural forms has only \`other\`.
struct LocalePattern {
  std::string_view one, few, many, other;
};

// Indexed by TextKey.
std::span<const LocalePattern> locale_patterns(Language language);

}  // namespace voronka
`;

function tables_source(keys, languages) {
  const row = (text) => `{${all_forms.map((form) => (text?.forms[form] ? cpp_string(text.forms[form]) : '{}')).join(', ')}},`;
  const table = ([name, texts]) => `constexpr LocalePattern ${name}_patterns[] = {
  {},
${keys.map((key) => `  ${row(texts.get(key))}`).join('\n')}
};
`;
  return `// Generated from assets/locale by locale.mjs.
#include "generated/locale_tables.hpp"

namespace voronka {

namespace {

${Object.entries(languages).map(table).join('\n')}
}  // namespace

std::span<const LocalePattern> locale_patterns(Language language) {
  return language == Language::ru ? std::span<const LocalePattern>(ru_patterns) : std::span<const LocalePattern>(en_patterns);
}

}  // namespace voronka
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  run('locale', () => {
    const [ru_path, en_path, folder] = process.argv.slice(2);
    const files = generate(read_json(ru_path), read_json(en_path));
    for (const [name, text] of Object.entries(files)) write_if_changed(join(folder, name), text);
  });
}
