// A column that an import kept beside the deals becomes a custom field of theirs: the field is made, and the values move into it.
#pragma once

#include <string>
#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct AdoptColumn {
  std::string column = {};  // its name in Deal::extra
  CustomField field = {};   // id and rank are given here
  struct Value {
    Id<Deal> deal = {};
    std::string read = {};  // the text that stood in the column
    std::string text = {};  // as the field writes it
  };
  // A deal that is not named here keeps its text beside it: it was no value of that kind. So does one whose text is another by then.
  std::vector<Value> values = {};
};

// Done::created is the field. Linear in the values.
Result<Done> reduce(Draft& draft, AdoptColumn adopt);
Text label_of(const Document& document, const AdoptColumn& adopt);

}  // namespace voronka
