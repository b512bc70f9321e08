#include "ui/lookalikes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "commands/join_records.hpp"

namespace voronka::ui {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 27> company_forms = {
    "ооо", "оао", "зао", "пао", "ао", "нао", "ип",   "нко",  "ано", "гк", "тд",      "фгуп", "муп",    "llc",
    "ltd", "inc", "co",  "plc", "ag", "sa",  "gmbh", "corp", "srl", "oy", "company", "the",  "limited"};

// Letters: of shorter words many differ by one and are others. A name of one word has nothing else to tell it by.
constexpr std::size_t shortest_of_several = 5, shortest_alone = 8;

bool is_sign(char32_t c) {
  return c < U'0' || (c > U'9' && c < U'a') || (c > U'z' && c < 0xC0) || (c >= 0x2010 && c <= 0x206F);
}

Words words_of(std::string_view name) {
  Words words(1);
  while (!name.empty()) {
    const char32_t c = folded(take_code_point(name));
    if (is_sign(c)) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      append_utf8(words.back(), c);
    }
  }
  if (words.back().empty()) words.pop_back();
  sort_rows(words);
  return words;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  while (!text.empty()) letters += take_code_point(text);
  return letters;
}

template <class Record>
LookalikeKeys keys_of(const Record& record) {
  LookalikeKeys keys;
  for (const std::string& phone : record.phones)
    if (std::string key = number_key(phone); !key.empty()) keys.phones.push_back(std::move(key));
  for (const std::string& email : record.emails) keys.emails.push_back(folded(email));
  keys.words = words_of(record.name);
  return keys;
}

bool share_one(const Words& a, const Words& b) {
  return std::ranges::any_of(a, [&](const std::string& text) { return std::ranges::find(b, text) != b.end(); });
}

// What of `a` is not in `b`: nothing, one word, or more than one (then no answer).
std::optional<std::string> other_word(const Words& a, const Words& b) {
  std::string other;
  for (const std::string& word : a) {
    if (std::ranges::find(b, word) != b.end()) continue;
    if (!other.empty()) return std::nullopt;
    other = word;
  }
  return other;
}

bool same_words(const Words& a, const Words& b) {
  if (a.empty() || a.size() != b.size()) return false;
  if (a == b) return true;
  const std::optional<std::string> in_a = other_word(a, b);
  const std::optional<std::string> in_b = other_word(b, a);
  if (!in_a || !in_b || in_a->empty() || in_b->empty()) return false;
  const std::size_t shortest = a.size() == 1 ? shortest_alone : shortest_of_several;
  return letters_of(*in_a).size() >= shortest && letters_of(*in_b).size() >= shortest && within_one_edit(*in_a, *in_b);
}

bool same_name(const Contact& a, const LookalikeKeys& a_keys, const Contact& b, const LookalikeKeys& b_keys) {
  if (a.company && b.company && a.company != b.company) return false;
  if (a_keys.words.size() == 1) return a.company && a.company == b.company && a_keys.words == b_keys.words;
  return same_words(a_keys.words, b_keys.words);
}

// Two numbers of tax are two companies, however alike they are called.
bool same_name(const Company& a, const LookalikeKeys& a_keys, const Company& b, const LookalikeKeys& b_keys) {
  if (!a.inn.empty() && !b.inn.empty() && a.inn != b.inn) return false;
  return same_words(a_keys.words, b_keys.words);
}

bool same_inn(const Contact&, const Contact&) { return false; }
bool same_inn(const Company& a, const Company& b) { return !a.inn.empty() && a.inn == b.inn; }

template <class Record>
std::optional<Likeness> likeness(const Record& a, const LookalikeKeys& a_keys, const Record& b) {
  if (same_inn(a, b)) return Likeness::inn;
  const LookalikeKeys b_keys = lookalike_keys(b);
  if (share_one(a_keys.phones, b_keys.phones)) return Likeness::phone;
  if (share_one(a_keys.emails, b_keys.emails)) return Likeness::email;
  if (same_name(a, a_keys, b, b_keys)) return Likeness::name;
  return std::nullopt;
}

}  // namespace

LookalikeKeys lookalike_keys(const Contact& contact) { return keys_of(contact); }

LookalikeKeys lookalike_keys(const Company& company) {
  LookalikeKeys keys = keys_of(company);
  std::erase_if(keys.words,
                [](const std::string& word) { return std::ranges::find(company_forms, word) != company_forms.end(); });
  return keys;
}

bool within_one_edit(std::string_view a_text, std::string_view b_text) {
  std::u32string a = letters_of(a_text);
  std::u32string b = letters_of(b_text);
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const auto rest = [&](std::size_t a_from, std::size_t b_from) {
    return a_from <= a.size() && b_from <= b.size() &&
           std::u32string_view(a).substr(a_from) == std::u32string_view(b).substr(b_from);
  };
  // Digits are not slips: "Warehouse1" is not "Warehouse2".
  const auto is_number = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  if (at == a.size()) return at == b.size() || !is_number(b[at]);
  if (is_number(a[at]) || is_number(b[at])) return false;
  if (rest(at, at + 1)) return true;
  if (a.size() != b.size()) return false;
  if (rest(at + 1, at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && rest(at + 2, at + 2);
}

VORONKA_LATER bool LookalikeFinder::update(const Document& document, RecordType type, RawId of,
                                           std::size_t rows_at_once) {
  const bool same = document_ == &document && type_ == type && of_ == of;
  const auto touched = same ? document.touched_since(revision_) : std::nullopt;
  const bool concerns =
      !touched || std::ranges::any_of(*touched, [&](const Document::Touched& it) { return it.type == type; });
  if (!touched) found_.clear();
  document_ = &document;
  type_ = type;
  of_ = of;
  revision_ = document.revision();
  if (concerns) {
    new_found_.clear();
    next_row_ = 0;
    done_ = false;
  }
  if (done_) return false;
  done_ = type == RecordType::company ? look<Company>(document, rows_at_once) : look<Contact>(document, rows_at_once);
  if (!done_) return true;
  sort_rows(new_found_,
            [](const Lookalike& a, const Lookalike& b) { return a.why != b.why ? a.why < b.why : a.id < b.id; });
  if (new_found_.size() > most) new_found_.resize(most);
  found_ = new_found_;
  return false;
}

template <class Record>
bool LookalikeFinder::look(const Document& document, std::size_t rows_at_once) {
  const auto rows = document.table<Record>().rows();
  const Record* record = document.find(Id<Record>{of_});
  if (!record) return true;
  if (next_row_ == 0) keys_ = lookalike_keys(*record);
  for (; next_row_ < rows.size() && rows_at_once > 0; ++next_row_, --rows_at_once) {
    const Record& other = rows[next_row_];
    if (other.id == record->id || other.deleted) continue;
    if (const auto why = likeness(*record, keys_, other)) new_found_.push_back({.id = other.id.raw, .why = *why});
  }
  return next_row_ >= rows.size();
}

}  // namespace voronka::ui
