// People that a file of another program holds, as the helper hands them to the page: cards of vcard_read.hpp, rows of contact_table.hpp. Who of
// them is here already is found in the page (commands/apply_people.hpp).
#pragma once

#include <string>
#include <vector>

#include "commands/apply_people.hpp"
#include "formats/import_table.hpp"

namespace voronka {

struct PeopleList {
  std::vector<PersonRow> rows = {};
  std::size_t pictures = 0;                  // cards with one: it is left out
  bool is_table = false;                     // it could be a table of deals, too
  std::vector<ImportWarning> warnings = {};  // the first hundred
  std::size_t warning_count = 0;
  bool operator==(const PeopleList&) const = default;
};

ImportWarning warning_of(std::size_t line, TextKey key, const std::string& value);  // of {value} the beginning

// What the readers share. Nothing is lost: what has no place goes into `extra`, another value of one name onto a line of its own.
template <class List>
void tell(List& list, std::size_t line, TextKey key, const std::string& value = {}) {
  if (list.warning_count++ < max_listed_warnings) list.warnings.push_back(warning_of(line, key, value));
}
void add_extra(ExtraFields& extra, std::string name, std::string value);
void add_once(TextList& list, std::string text);
void add_line(std::string& text, std::string_view more);
bool is_usual_label(std::string_view label);  // only says what kind of number it is: "Work"
// Fits what check() asks of records, has a name (of several words, else the e-mail or the number). False: there is nobody in it.
bool settle(PersonRow& row);

}  // namespace voronka
