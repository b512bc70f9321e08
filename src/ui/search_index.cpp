#include "ui/search_index.hpp"

#include <algorithm>
#include <utility>

#include "base/fold.hpp"

namespace voronka::ui {
namespace {

// Only a text that is longer has a longer block, of its own.
constexpr std::size_t block_bytes = 65'536;

std::uint64_t bit_of(std::uint32_t value) { return std::uint64_t{1} << ((value * 0x9E3779B1U) >> 26); }

struct Masks {
  std::uint64_t letters = 0, pairs = 0;
};
// Bytes, not letters: the second byte of a Cyrillic letter tells as much, and nothing has to be decoded.
Masks masks_of(std::string_view folded_text) {
  Masks masks;
  std::uint32_t before = 0;
  for (const char c : folded_text) {
    const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(c));
    // The lead bytes of Cyrillic are in every Russian text: as letters they rule nothing out.
    if (byte != 0xD0 && byte != 0xD1) {
      masks.letters |= bit_of(byte);
      if (before != 0) masks.pairs |= bit_of(before << 8 | byte);
      before = byte;
    }
    if (byte == '\n') before = 0;
  }
  return masks;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A phone as it is typed: digits and the signs between them.
bool is_phone_like(std::string_view typed) {
  std::size_t digits = 0;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (!is_space(c) && c != '+' && c != '-' && c != '(' && c != ')' && c != '.') {
      return false;
    }
  }
  return digits >= 3;
}

// In Russia the same number begins with 8 or +7.
std::string phone_digits(std::string_view phone) {
  std::string digits = digits_of(phone);
  if (digits.size() == 11 && digits[0] == '8') digits[0] = '7';
  return digits;
}

}  // namespace

SearchQuery::Needle SearchQuery::needle(std::string text) {
  const Masks masks = masks_of(text);
  return {.text = std::move(text), .letters = masks.letters, .pairs = masks.pairs};
}

SearchQuery::SearchQuery(std::string_view typed) {
  if (is_phone_like(typed)) {
    const std::string digits = digits_of(typed);
    Spellings spellings = {needle(digits)};
    if (digits[0] == '8') spellings.push_back(needle("7" + digits.substr(1)));
    std::string as_typed = folded(typed);
    while (!as_typed.empty() && is_space(as_typed.back())) as_typed.pop_back();
    while (!as_typed.empty() && is_space(as_typed.front())) as_typed.erase(0, 1);
    if (as_typed != digits) spellings.push_back(needle(std::move(as_typed)));  // "2026-10" in a title
    words_.push_back(std::move(spellings));
    return;
  }
  while (!typed.empty()) {
    if (is_space(typed[0])) {
      typed.remove_prefix(1);
      continue;
    }
    std::size_t length = 0;
    while (length < typed.size() && !is_space(typed[length])) ++length;
    std::string word = folded(typed.substr(0, length));
    std::string other = folded(on_other_layout(word));
    typed.remove_prefix(length);
    Spellings spellings = {needle(word)};
    if (other != word) spellings.push_back(needle(std::move(other)));
    words_.push_back(std::move(spellings));
  }
}

void SearchIndex::put(const Document& document, std::uint32_t row, std::string_view more) {
  const Deal& deal = document.table<Deal>().rows()[row];
  std::string text = folded(deal.title);
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    text += '\n';
    text += folded(part);
  };
  const auto add_phones = [&](const TextList& phones) {
    for (const std::string& phone : phones) add(phone_digits(phone));
  };
  const auto add_custom = [&](const CustomValues& values) {
    for (const CustomValue& value : values) {
      const CustomField* field = value.text.empty() ? nullptr : document.find(value.field);
      if (!field || field->deleted || field->kind == CustomKind::date || field->kind == CustomKind::flag) continue;
      add(field->kind == CustomKind::phone ? phone_digits(value.text) : value.text);
    }
  };
  add_custom(deal.custom);
  if (const Company* company = document.find(deal.company); company && !company->deleted) {
    add_custom(company->custom);
    add(company->name);
    add_phones(company->phones);
    for (const std::string& email : company->emails) add(email);
  }
  for (const Id<Contact> id : deal.contacts) {
    const Contact* contact = document.find(id);
    if (!contact || contact->deleted) continue;
    add_custom(contact->custom);
    add(contact->name);
    add_phones(contact->phones);
    for (const std::string& email : contact->emails) add(email);
  }
  add(more);
  if (entries_.size() <= row) entries_.resize(std::max<std::size_t>(row + 1, document.table<Deal>().size()));
  drop(row);
  if (dead_bytes_ > 1'000'000 && dead_bytes_ > text_bytes_ / 2) compact();
  const Masks masks = masks_of(text);
  entries_[row] = {.letters = masks.letters, .pairs = masks.pairs, .made = true};
  keep(entries_[row], text);
}

void SearchIndex::keep(Entry& entry, std::string_view text) {
  if (blocks_.empty() || blocks_.back().size() + text.size() > block_bytes)
    blocks_.emplace_back().reserve(std::max(block_bytes, text.size()));
  entry.at = static_cast<std::uint32_t>((blocks_.size() - 1) * block_bytes + blocks_.back().size());
  entry.length = static_cast<std::uint32_t>(text.size());
  blocks_.back() += text;
  text_bytes_ += text.size();
}

std::string_view SearchIndex::text_of(const Entry& entry) const {
  if (entry.length == 0) return {};  // may stand where a block is still to begin
  return std::string_view(blocks_[entry.at / block_bytes]).substr(entry.at % block_bytes, entry.length);
}

void SearchIndex::drop(std::uint32_t row) {
  if (!has(row)) return;
  dead_bytes_ += entries_[row].length;
  entries_[row] = {};
}

void SearchIndex::compact() {
  SearchIndex kept;
  for (Entry& entry : entries_)
    if (entry.made) kept.keep(entry, text_of(entry));
  kept.entries_ = std::move(entries_);
  *this = std::move(kept);
}

bool SearchIndex::matches(std::uint32_t row, const SearchQuery& query) const {
  if (!has(row)) return false;
  const Entry& entry = entries_[row];
  const std::string_view text = text_of(entry);
  return std::ranges::all_of(query.words_, [&](const SearchQuery::Spellings& spellings) {
    return std::ranges::any_of(spellings, [&](const SearchQuery::Needle& needle) {
      if ((needle.letters & ~entry.letters) != 0 || (needle.pairs & ~entry.pairs) != 0) return false;
      return text.find(needle.text) != std::string_view::npos;
    });
  });
}

int SearchIndex::rank(std::uint32_t row, const SearchQuery& query) const {
  if (query.empty() || !matches(row, query)) return 0;
  return query.rank_in(text_of(entries_[row]));
}

int SearchQuery::rank_in(std::string_view folded_text) const {
  int rank = 0;
  for (const Spellings& spellings : words_) {
    int best = 0;
    for (const Needle& needle : spellings) {
      const std::size_t at = folded_text.find(needle.text);
      if (at == std::string_view::npos) continue;
      const char before = at == 0 ? ' ' : folded_text[at - 1];
      const bool begins_word = is_space(before) || before == '"' || before == '-' || before == '\xAB';
      best = std::max(best, at == 0 ? 3 : begins_word ? 2 : 1);
    }
    if (best == 0) return 0;
    rank = std::max(rank, best);
  }
  return rank;
}

}  // namespace voronka::ui
