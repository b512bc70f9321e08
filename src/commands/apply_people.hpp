// People from a file of another program come in: who is known is filled in, passed over or added again, who is new is added, with the companies
// they work at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commands/done.hpp"

namespace voronka {

// One card or row. Fields that have a meaning everywhere, but no place in our records, are in `extra` under these names until somebody who
// knows the user's language gives them theirs (named()).
struct PersonRow {
  Contact contact =
      {};  // without an id and a company; of `is_company` name, phones, e-mails, comment, origin and extra count
  std::string company = {};  // its name
  bool is_company = false;
  std::size_t line = 0;  // of the file
  bool operator==(const PersonRow&) const = default;
};
struct PeopleWords {
  std::string birthday = {}, address = {}, website = {}, labels = {}, nickname = {}, department = {}, fax = {};
};
inline constexpr std::string_view birthday_mark = "#birthday", address_mark = "#address", website_mark = "#website",
                                  labels_mark = "#labels", nickname_mark = "#nickname", department_mark = "#department",
                                  fax_mark = "#fax";
// Origin::system of rows whose ids may be those of another table as well: names have to agree, too.
inline constexpr std::string_view any_table_system = "contacts";
// The rows with those names in the user's language. A company's website and address have fields of their own.
std::vector<PersonRow> named(std::vector<PersonRow> rows, const PeopleWords& words);

enum class KnownPeople : std::uint8_t { fill, skip, add };

struct ApplyPeople {
  std::vector<PersonRow> rows = {};  // named()
  KnownPeople known = KnownPeople::fill;
  Text label = {};
};

enum class PersonFate : std::uint8_t {
  added,
  filled,    // somebody who is here gets what was missing
  same,      // ... and has all of it
  skipped,   // somebody who is here, left alone as was wished
  repeated,  // somebody of an earlier row, who gets the rest
};
struct PeoplePlan {
  std::vector<PersonFate> fates = {};  // of each row
  std::size_t added = 0, filled = 0, same = 0, skipped = 0, repeated = 0;
  std::size_t companies = 0;  // that people work at and that were not here
};
// What reduce() would do. Linear in rows, contacts and companies.
PeoplePlan plan_people(const Document& document, const std::vector<PersonRow>& rows, KnownPeople known);

// Known is: by the origin, by the id that is made of the row, by the last ten digits of a number or by an e-mail as long as the names do not
// contradict (colleagues share a telephone: of two names one has to hold all words of the other), else by a name of two words or more where
// the companies do not contradict, or of one word at the same company. What is here stays; empty fields are filled, lists grow. The same rows
// again change nothing. Who is in the trash stays there and comes as new. Never refused.
Result<Done> reduce(Draft& draft, ApplyPeople apply);

}  // namespace voronka
