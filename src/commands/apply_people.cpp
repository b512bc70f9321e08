#include "commands/apply_people.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/fold.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "commands/join_records.hpp"

namespace voronka {
namespace {

bool is_sign(char32_t c) {
  return c < U'0' || (c > U'9' && c < U'a') || (c > U'z' && c < 0xC0) || (c >= 0x2010 && c <= 0x206F);
}

// Sorted, without signs: "Петров, Иван" is "иван", "петров".
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  while (!name.empty()) {
    const char32_t c = folded(take_code_point(name));
    if (!is_sign(c)) {
      append_utf8(words.back(), c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  sort_rows(words);
  return words;
}

// What people are looked up by, as numbers: it is asked for every name and number of every contact. 0: nothing. FNV-1a.
using Key = std::uint64_t;
constexpr Key first_key = 0xCBF29CE484222325U;
constexpr Key more_of(Key key, std::uint64_t part) { return (key ^ part) * 0x100000001B3U; }
Key key_of(char kind, std::string_view text) {
  Key key = more_of(first_key, static_cast<unsigned char>(kind));
  for (const char c : text) key = more_of(key, static_cast<unsigned char>(c));
  return key;
}
// The same for words in any order, with any signs between them.
Key name_key(std::string_view name) {
  Key sum = 0, word = first_key;
  const auto end_word = [&] {
    if (word != first_key) sum += word * 0x9E3779B97F4A7C15U ^ word >> 29;
    word = first_key;
  };
  for (std::string_view rest = name; !rest.empty();) {
    const char32_t c = folded(take_code_point(rest));
    is_sign(c) ? end_word() : void(word = more_of(word, c));
  }
  end_word();
  return name.empty() ? 0 : sum != 0 ? sum : key_of('n', folded(name));
}
Key phone_key(std::string_view phone) {
  const std::string number = number_key(phone);
  return number.empty() ? 0 : key_of('p', number);
}
Key email_key(std::string_view email) { return key_of('e', folded(email)); }
Key id_key(RawId id) { return more_of(more_of(key_of('i', {}), id.high), id.low); }

// A number or an address in place of a name says nothing about whom it belongs to.
bool is_no_name(std::string_view name) {
  return name.contains('@') || std::ranges::all_of(words_of(name), [](const std::string& word) {
           return word.find_first_not_of("0123456789") == std::string::npos;
         });
}
bool names_agree(std::string_view a, std::string_view b) {
  if (is_no_name(a) || is_no_name(b)) return true;
  const std::vector<std::string> x = words_of(a), y = words_of(b);
  return std::ranges::includes(x, y) || std::ranges::includes(y, x);
}

// `keep` with what it lacks. Where it lacks nothing but the name that another program has for it, nothing is to be told.
template <class Record>
Record filled(const Record& keep, const Record& from) {
  Record more = joined(keep, from);
  if (is_no_name(keep.name) && !is_no_name(from.name)) more.name = from.name;
  const Origin origin = std::exchange(more.origin, keep.origin);
  if (more != keep) more.origin = origin;
  return more;
}

// A number that thousands of rows share is nobody's; a list that grows with each of them would take for ever.
template <class Record>
bool is_crowded(const Record& record) {
  return record.phones.size() > 500 || record.emails.size() > 500 || record.extra.size() > 1000 ||
         record.comment.size() > 500'000;
}

Key origin_key(const Origin& origin) { return origin.id.empty() ? 0 : key_of('o', origin.system + "\n" + origin.id); }

// What a record of this row is called by every device that reads it.
std::string own_key(const PersonRow& row) {
  std::string key = row.is_company ? "company " : "person ";
  if (!row.contact.origin.id.empty()) return key + row.contact.origin.system + "\n" + row.contact.origin.id;
  key += folded(row.contact.name) + "\n" + folded(row.company);
  if (!row.contact.phones.empty()) key += "\n" + number_key(row.contact.phones[0]);
  if (!row.contact.emails.empty()) key += "\n" + folded(row.contact.emails[0]);
  return key;
}

Company company_of(const PersonRow& row) {
  return {.name = row.contact.name,
          .phones = row.contact.phones,
          .emails = row.contact.emails,
          .comment = row.contact.comment,
          .origin = row.contact.origin,
          .extra = row.contact.extra};
}

// Records of one type by what a file knows them by. Places of those of the document come before those of new ones.
template <class Record>
class Known {
 public:
  explicit Known(const Document& document) : document_(document) {}
  // Of the document only what somebody looks for is noted: call it for all of that first.
  void want(Key key) {
    if (key != 0) by_key_.try_emplace(key);
  }
  void add_document() {
    for (const Record& record : document_.table<Record>().rows()) {
      if (record.deleted) continue;
      all_.push_back(&record);
      note(record, all_.size() - 1);
    }
  }
  void add(const Record& record) {
    all_.push_back(nullptr);
    new_ids_.try_emplace(record.id.raw, 0);
    change(all_.size() - 1, record);
  }
  const Record& at(std::size_t place) const { return *all_[place]; }
  std::size_t size() const { return all_.size(); }
  void change(std::size_t place, const Record& record) {
    all_[place] = own_.emplace_back(std::make_unique<Record>(record)).get();
    note(record, place);
  }

  // Of the first fifty with that key those for which `is` holds, the oldest first: what more of them share says nothing about anybody.
  template <class Is>
  void find(std::vector<std::size_t>& found, Key key, const Is& is) const {
    const auto places = by_key_.find(key);
    if (places == by_key_.end()) return;
    const std::size_t first = found.size();
    for (std::size_t i = 0; i < std::min<std::size_t>(places->second.size(), 50); ++i)
      if (is(at(places->second[i]))) found.push_back(places->second[i]);
    sort_rows(found, [&](std::size_t a, std::size_t b) { return at(a).id < at(b).id; }, first);
  }

  // One made of the text, unless something else has it by now. What an undo took away is the same record again.
  Id<Record> free_id(const std::string& text) const {
    for (std::size_t turn = 0;; ++turn) {
      const Id<Record> id = {id_of_text(turn == 0 ? text : text + "\n#" + std::to_string(turn))};
      if (new_ids_.contains(id.raw)) continue;
      const Record* there = document_.find(id);
      if (!there || there->deleted.by == DeletedBy::undo) return id;
    }
  }

 private:
  void note(const Record& record, std::size_t place) {
    const auto put = [&](Key key) {
      const auto places = by_key_.find(key);
      if (places == by_key_.end()) return;
      if (places->second.empty() || places->second.back() != place)
        places->second.push_back(static_cast<std::uint32_t>(place));
    };
    put(id_key(record.id.raw));
    put(origin_key(record.origin));
    for (const std::string& phone : record.phones) put(phone_key(phone));
    for (const std::string& email : record.emails) put(email_key(email));
    put(name_key(record.name));
  }

  const Document& document_;
  std::vector<const Record*> all_ = {};  // of the document, or own
  std::vector<std::unique_ptr<Record>> own_ = {};
  std::unordered_map<RawId, char, IdHash> new_ids_ = {};
  std::unordered_map<Key, std::vector<std::uint32_t>> by_key_ = {};
};

class Applying {
 public:
  // Without a draft nothing is written, only counted.
  Applying(const Document& document, const std::vector<PersonRow>& rows, KnownPeople known, Draft* draft)
      : rows_(rows), known_(known), draft_(draft), people_(document), companies_(document) {
    for (const PersonRow& row : rows) row.is_company ? want(companies_, row) : want(people_, row);
    for (const PersonRow& row : rows) companies_.want(name_key(row.company));
    if (known != KnownPeople::add) people_.add_document();
    companies_.add_document();
    first_person_ = people_.size();
    first_company_ = companies_.size();
  }

  PeoplePlan run() {
    plan_.fates.reserve(rows_.size());
    for (const PersonRow& row : rows_) {
      const PersonFate fate = row.is_company ? take_company(row) : take_person(row);
      plan_.fates.push_back(fate);
      std::size_t* counts[] = {&plan_.added, &plan_.filled, &plan_.same, &plan_.skipped, &plan_.repeated};
      ++*counts[static_cast<std::size_t>(fate)];
    }
    return std::move(plan_);
  }

 private:
  template <class Record>
  static void want(Known<Record>& known, const PersonRow& row) {
    const Contact& it = row.contact;
    known.want(origin_key(it.origin));
    known.want(id_key(id_of_text(own_key(row))));
    for (const std::string& phone : it.phones) known.want(phone_key(phone));
    for (const std::string& email : it.emails) known.want(email_key(email));
    known.want(name_key(it.name));
  }

  // Whoever has all that the row says is meant before anybody else: so the same rows find the same people again, whatever those got meanwhile.
  template <class Record, class Agrees>
  std::optional<std::size_t> found(const Known<Record>& known, const PersonRow& row, const Record& record,
                                   const Agrees& agrees) const {
    const Contact& it = row.contact;
    const auto name_agrees = [&](const Record& other) { return names_agree(it.name, other.name); };
    // Row 12 of one table is somebody else than row 12 of another; an id that a system gave means one person under any name.
    const bool is_loose = it.origin.system == any_table_system;
    const auto is_it = [&](const Record& other) { return !is_loose || name_agrees(other); };
    std::vector<std::size_t> places;
    known.find(places, origin_key(it.origin), is_it);
    known.find(places, id_key(id_of_text(own_key(row))), is_it);
    for (const std::string& phone : it.phones) known.find(places, phone_key(phone), name_agrees);
    for (const std::string& email : it.emails) known.find(places, email_key(email), name_agrees);
    // One that only has a number or an address for a name may get its name by now.
    if (!is_no_name(it.name)) known.find(places, name_key(it.name), agrees);
    for (const std::size_t place : places) {
      bool would_get_company = false;  // one that is perhaps not here yet
      if constexpr (requires { record.company; }) would_get_company = !row.company.empty() && !known.at(place).company;
      if (!would_get_company && filled(known.at(place), record) == known.at(place)) return place;
    }
    for (const std::size_t place : places)
      if (!is_crowded(known.at(place))) return place;
    return std::nullopt;
  }

  template <class Record>
  void put(Record record, bool fresh) {
    if (!draft_) return;
    if (const Record* there = fresh ? draft_->document().find(record.id) : nullptr) {  // taken back by undo
      record.stamps = there->stamps;
      record.unknown = there->unknown;
    }
    draft_->put(std::move(record));
  }

  template <class Record>
  PersonFate take(Known<Record>& known, std::size_t first, std::optional<std::size_t> place, Record record,
                  const PersonRow& row) {
    const bool earlier = place && *place >= first;
    if (place && !earlier && known_ == KnownPeople::skip) return PersonFate::skipped;
    if (!place) {
      record.id = known.free_id(own_key(row));
      known.add(record);
      put(std::move(record), true);
      return PersonFate::added;
    }
    Record more = filled(known.at(*place), record);
    const bool changed = more != known.at(*place);
    if (changed) {
      known.change(*place, more);
      put(std::move(more), earlier);
    }
    if (earlier) return PersonFate::repeated;
    return changed ? PersonFate::filled : PersonFate::same;
  }

  PersonFate take_company(const PersonRow& row) {
    Company company = company_of(row);
    if (company.origin.id.empty()) company.origin = {};
    std::erase_if(company.extra, [&](auto& field) {
      std::string* own = field.first == website_mark   ? &company.website
                         : field.first == address_mark ? &company.address
                                                       : nullptr;
      if (own) *own = std::move(field.second);
      return own != nullptr;
    });
    const auto place = found(companies_, row, company, [](const Company&) { return true; });
    return take(companies_, first_company_, place, std::move(company), row);
  }

  PersonFate take_person(const PersonRow& row) {
    Contact contact = row.contact;
    if (contact.origin.id.empty()) contact.origin = {};
    std::vector<std::size_t> company;
    if (!row.company.empty()) companies_.find(company, name_key(row.company), [](const Company&) { return true; });
    if (!company.empty()) contact.company = companies_.at(company[0]).id;
    const bool several_words = words_of(contact.name).size() > 1;
    const auto place = found(people_, row, contact, [&](const Contact& other) {
      const bool same = contact.company && other.company == contact.company;
      const bool none = row.company.empty() || !other.company;
      return same || (several_words && none);
    });
    const bool left_alone = place && *place < first_person_ && known_ == KnownPeople::skip;
    const bool takes_company = !place || !people_.at(*place).company;
    if (company.empty() && !row.company.empty() && takes_company && !left_alone) {
      Company made = {.id = companies_.free_id("company named " + folded(row.company)), .name = row.company};
      contact.company = made.id;
      companies_.add(made);
      ++plan_.companies;
      put(std::move(made), true);
    }
    return take(people_, first_person_, place, std::move(contact), row);
  }

  const std::vector<PersonRow>& rows_;
  KnownPeople known_;
  Draft* draft_;
  Known<Contact> people_;
  Known<Company> companies_;
  std::size_t first_person_ = 0, first_company_ = 0;
  PeoplePlan plan_ = {};
};

}  // namespace

std::vector<PersonRow> named(std::vector<PersonRow> rows, const PeopleWords& words) {
  const std::pair<std::string_view, const std::string*> marks[] = {{birthday_mark, &words.birthday},
                                                                   {address_mark, &words.address},
                                                                   {website_mark, &words.website},
                                                                   {labels_mark, &words.labels},
                                                                   {nickname_mark, &words.nickname},
                                                                   {department_mark, &words.department},
                                                                   {fax_mark, &words.fax}};
  for (PersonRow& row : rows) {
    for (auto& [name, value] : row.contact.extra) {
      if (row.is_company && (name == website_mark || name == address_mark)) continue;
      for (const auto& [mark, word] : marks)
        if (name == mark) name = *word;
    }
    sort_rows(row.contact.extra, [](const auto& a, const auto& b) { return a.first < b.first; });
    // A column of the file may be called so, too.
    ExtraFields& extra = row.contact.extra;
    extra.erase(std::ranges::unique(extra, {}, &ExtraFields::value_type::first).begin(), extra.end());
  }
  return rows;
}

PeoplePlan plan_people(const Document& document, const std::vector<PersonRow>& rows, KnownPeople known) {
  return Applying(document, rows, known, nullptr).run();
}

Result<Done> reduce(Draft& draft, ApplyPeople apply) {
  Applying(draft.document(), apply.rows, apply.known, &draft).run();
  return Done{};
}

}  // namespace voronka
