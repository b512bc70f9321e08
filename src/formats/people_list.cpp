#include "formats/people_list.hpp"

#include <algorithm>
#include <utility>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_values = 100, max_extra = 300, max_comment = 500'000;

void clip(std::string& text, std::size_t limit) {
  if (text.size() > limit) text = first_part(text, limit);
}

}  // namespace

ImportWarning warning_of(std::size_t line, TextKey key, const std::string& value) {
  return {.text = {.key = key, .arguments = {{.name = "value", .value = first_part(value, 80)}}}, .line = line};
}

void add_extra(ExtraFields& extra, std::string name, std::string value) {
  if (name.empty() || value.empty()) return;
  clip(name, 200);
  const auto there = std::ranges::find(extra, name, &ExtraFields::value_type::first);
  if (there == extra.end()) {
    if (extra.size() < max_extra) extra.emplace_back(std::move(name), std::move(value));
  } else if (there->second.size() < max_import_text) {
    add_line(there->second, value);
  }
}

void add_once(TextList& list, std::string text) {
  clip(text, max_import_title);
  if (!text.empty() && list.size() < max_values && std::ranges::find(list, text) == list.end())
    list.push_back(std::move(text));
}

void add_line(std::string& text, std::string_view more) {
  if (more.empty() || text == more) return;
  if (!text.empty()) text += '\n';
  text += more;
}

bool is_usual_label(std::string_view label) {
  return is_one_of(folded(label),
                   "work|home|mobile|cell|main|other|iphone|pager|internet|email|phone|рабочий|домашний|мобильный|"
                   "основной|другой|сотовый|личный|мобильный телефон");
}

bool settle(PersonRow& row) {
  Contact& contact = row.contact;
  if (contact.name.empty() && !row.company.empty()) {
    row.is_company = contact.phones.empty() && contact.emails.empty() ? true : row.is_company;
    if (row.is_company) contact.name = std::exchange(row.company, {});
  }
  if (contact.name.empty())
    contact.name = !contact.emails.empty() ? contact.emails[0] : !contact.phones.empty() ? contact.phones[0] : "";
  if (contact.name.empty()) return false;
  if (row.is_company) row.company.clear();
  clip(contact.name, max_import_title);
  clip(row.company, max_import_title);
  clip(contact.job_title, max_import_title);
  clip(contact.comment, max_comment);
  clip(contact.origin.id, 500);
  for (auto& [name, value] : contact.extra) clip(value, max_import_text);
  return true;
}

}  // namespace voronka
