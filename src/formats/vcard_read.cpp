#include "formats/vcard_read.hpp"

#include <algorithm>
#include <utility>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_properties = 1000;  // of a card

std::string lone(std::string_view value) { return std::string(trimmed(unescaped(value))); }

// "_$!<Anniversary>!$_" of Apple.
std::string label_of(std::string_view value) {
  std::string label = lone(value);
  if (label.starts_with("_$!<") && label.ends_with(">!$_")) label = label.substr(4, label.size() - 8);
  return label;
}
std::string with_blanks(std::string_view value, std::string_view between) {
  std::string text;
  for (const std::string& part : split_content(value, ';')) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

// "19800322" -> "1980-03-22"; what has no year or a time stays as it is.
std::string day_of(std::string text) {
  const bool eight = text.size() == 8 && std::ranges::all_of(text, is_digit);
  return eight ? text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6) : text;
}

// A value with the order it gets in its list.
struct Ranked {
  int rank = 0;
  std::string text = {};
};

class Card {
 public:
  explicit Card(std::size_t line) { row_.line = line; }

  void add(const ContentLine& line) {
    if (line.left_out) {
      pictures_ = pictures_ || line.name == "PHOTO" || line.name == "LOGO";
    } else if (line.name == "X-ABLABEL" && !line.group.empty()) {
      if (labels_.size() < max_properties) labels_.emplace_back(line.group, label_of(line.value));
    } else if (lines_.size() < max_properties) {
      lines_.push_back(line);
    } else {
      crowded_ = true;
    }
  }
  bool has_picture() const { return pictures_; }
  bool is_crowded() const { return crowded_; }
  bool is_cut() const { return cut_; }
  bool is_group() const { return group_; }

  PersonRow take() {
    for (const ContentLine& line : lines_) read(line);
    Contact& contact = row_.contact;
    if (contact.name.empty()) contact.name = std::move(parts_name_);
    const auto first_ranked = [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; };
    sort_rows(phones_, first_ranked);
    sort_rows(emails_, first_ranked);
    for (Ranked& phone : phones_) add_once(contact.phones, std::move(phone.text));
    for (Ranked& email : emails_) add_once(contact.emails, std::move(email.text));
    if (contact.job_title.empty()) {
      contact.job_title = std::move(role_);
    } else {
      add_extra(contact.extra, "ROLE", std::move(role_));
    }
    if (row_.is_company && contact.name.empty()) contact.name = row_.company;
    contact.origin.system = vcard_system;
    return std::move(row_);
  }

 private:
  std::string label(const ContentLine& line) const {
    for (const auto& [group, label] : labels_)
      if (!line.group.empty() && group == line.group) return label;
    return {};
  }

  // PREF in all its spellings, then mobiles; otherwise as they stand.
  static int rank_of(const ContentLine& line) {
    if (line.has_type("pref")) return 0;
    if (const std::string_view preference = line.parameter("PREF"); !preference.empty())
      return preference == "1" ? 0 : 1;
    return line.has_type("cell") || line.has_type("mobile") ? 2 : 3;
  }

  void reachable(const ContentLine& line, std::vector<Ranked>& list, std::string_view scheme) {
    const std::string whole = lone(line.value);
    std::string text(without_scheme(whole, scheme));
    if (text.size() != whole.size()) {
      const std::size_t end = text.find_first_of(";?");  // ";ext=102": the last ten digits are whose number it is
      if (end != std::string::npos) {
        text.resize(end);
        add_extra(row_.contact.extra, line.name, whole);
      }
    }
    if (text.empty()) return;
    if (line.has_type("fax")) return add_extra(row_.contact.extra, std::string(fax_mark), std::move(text));
    if (std::string name = label(line); !name.empty() && !is_usual_label(name))
      add_extra(row_.contact.extra, std::move(name), text);
    list.push_back({.rank = rank_of(line), .text = std::move(text)});
  }

  void organisation(const ContentLine& line) {
    std::vector<std::string> parts = split_content(line.value, ';');
    std::string first = std::move(parts[0]);
    std::string rest;
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (!parts[i].empty()) rest += (rest.empty() ? "" : ", ") + parts[i];
    add_extra(row_.contact.extra, std::string(department_mark), std::move(rest));
    if (row_.company.empty()) {
      row_.company = std::move(first);
    } else if (first != row_.company) {
      add_extra(row_.contact.extra, "ORG", std::move(first));
    }
  }

  void read(const ContentLine& line) {
    cut_ = cut_ || line.cut;
    Contact& contact = row_.contact;
    ExtraFields& extra = contact.extra;
    const std::string& name = line.name;
    if (name == "FN") {
      if (contact.name.empty()) {
        contact.name = lone(line.value);
      } else if (std::string other = lone(line.value); other != contact.name) {
        add_extra(extra, "FN", std::move(other));
      }
    } else if (name == "N") {
      std::vector<std::string> parts = split_content(line.value, ';');
      parts.resize(std::max<std::size_t>(parts.size(), 3));
      for (const std::size_t part : {std::size_t{1}, std::size_t{2}, std::size_t{0}})
        if (!parts[part].empty()) parts_name_ += (parts_name_.empty() ? "" : " ") + parts[part];
    } else if (name == "ORG") {
      organisation(line);
    } else if (name == "TITLE" && contact.job_title.empty()) {
      contact.job_title = lone(line.value);
    } else if (name == "ROLE" && role_.empty()) {
      role_ = lone(line.value);
    } else if (name == "TEL") {
      reachable(line, phones_, "tel:");
    } else if (name == "EMAIL") {
      reachable(line, emails_, "mailto:");
    } else if (name == "NOTE") {
      add_line(contact.comment, lone(line.value));
    } else if (name == "UID") {
      contact.origin.id = lone(line.value);
    } else if (name == "BDAY") {
      add_extra(extra, std::string(birthday_mark), day_of(lone(line.value)));
    } else if (name == "ADR") {
      add_extra(extra, std::string(address_mark), with_blanks(line.value, ", "));
    } else if (name == "URL") {
      add_extra(extra, std::string(website_mark), lone(line.value));
    } else if (name == "CATEGORIES") {
      add_extra(extra, std::string(labels_mark), lone(line.value));
    } else if (name == "NICKNAME") {
      add_extra(extra, std::string(nickname_mark), lone(line.value));
    } else if (name == "X-ABSHOWAS") {
      row_.is_company = folded(lone(line.value)) == "company";
    } else if (name == "KIND" || name == "X-ADDRESSBOOKSERVER-KIND") {
      const std::string kind = folded(lone(line.value));
      row_.is_company = kind == "org";
      group_ = kind == "group";
    } else if (!is_one_of(name, "VERSION|PRODID|REV|SORT-STRING|LABEL|MEMBER|CLASS|MAILER|AGENT|X-ABADR")) {
      std::string kept = label(line);
      if (kept.empty()) kept = name;
      add_extra(extra, std::move(kept), with_blanks(line.value, ", "));
    }
  }

  PersonRow row_ = {};
  std::vector<ContentLine> lines_ = {};
  std::vector<std::pair<std::string, std::string>> labels_ = {};
  std::vector<Ranked> phones_ = {}, emails_ = {};
  std::string parts_name_ = {}, role_ = {};
  bool pictures_ = false, crowded_ = false, cut_ = false, group_ = false;
};

}  // namespace

Result<PeopleList> read_vcards(std::string bytes) {
  if (bytes.size() > max_table_bytes)
    return refuse(TextKey::import_too_large, {{.name = "limit", .value = std::int64_t{max_table_bytes >> 20}}});
  ContentLines lines(std::move(bytes));
  PeopleList list;
  std::optional<Card> card;
  std::size_t begun = 0, inside = 0;  // inside: how deep in the card of somebody's agent (2.1)
  bool agent = false;
  const auto finish = [&] {
    if (card->is_crowded()) tell(list, begun, TextKey::people_in_too_many);
    list.pictures += card->has_picture() ? 1 : 0;
    PersonRow row = card->take();
    if (card->is_cut()) tell(list, begun, TextKey::people_in_cut_value, row.contact.name);
    if (card->is_group()) {
      tell(list, begun, TextKey::people_in_group, row.contact.name);
    } else if (settle(row)) {
      list.rows.push_back(std::move(row));
    } else {
      tell(list, begun, TextKey::people_in_nobody);
    }
    card.reset();
  };
  for (ContentLine line; lines.next(line);) {
    const bool begins = line.name == "BEGIN", ends = line.name == "END";
    if (inside > 0 && (begins || ends)) {
      begins ? ++inside : --inside;
    } else if (inside > 0) {
      continue;
    } else if (begins && agent) {
      ++inside;
    } else if (begins) {
      if (card) {  // the one before was never ended
        tell(list, begun, TextKey::people_in_card_cut);
        finish();
      }
      if (list.rows.size() == max_table_rows)
        return refuse(TextKey::import_too_many_rows, {{.name = "limit", .value = std::int64_t{max_table_rows}}});
      begun = line.line;
      card.emplace(begun);
    } else if (ends && card) {
      finish();
    } else if (card && !line.name.empty()) {
      card->add(line);
    } else if (!trimmed(line.value).empty()) {
      tell(list, line.line, TextKey::people_in_bad_line, line.value);
    }
    agent = line.name == "AGENT" || (agent && inside > 0);
  }
  if (card) {
    tell(list, begun, TextKey::people_in_card_cut);
    finish();
  }
  if (list.rows.empty() && list.warning_count == 0) return refuse(TextKey::people_in_none);
  return list;
}

}  // namespace voronka
