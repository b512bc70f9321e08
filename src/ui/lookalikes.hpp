// Contacts and companies that may be one and the same: the same number, the same address, the same name but for the order of its words, the form of the
// company or one letter. Pure. Only guesses: joining them is the user's (commands/join_records.hpp).
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka::ui {

enum class Likeness : std::uint8_t { inn, phone, email, name };

struct Lookalike {
  RawId id = {};
  Likeness why = Likeness::name;
};

// What of a record is compared.
struct LookalikeKeys {
  std::vector<std::string> phones = {}, emails = {};
  std::vector<std::string> words = {};  // of the name, in order, folded, of a company without its form
};

// Those like one record: of its kind, not in the trash, numbers before addresses before names. Equal names of people in different companies mean
// nothing, nor does a first name alone.
class LookalikeFinder {
 public:
  static constexpr std::size_t most = 3;

  // Looks at a share of the table, some microseconds a row; rows() are those of before until all were looked at. True when there is more to do:
  // ask for a frame and come again.
  bool update(const Document& document, RecordType type, RawId of,
              std::size_t rows_at_once = std::numeric_limits<std::size_t>::max());
  std::span<const Lookalike> found() const { return found_; }

 private:
  template <class Record>
  bool look(const Document& document, std::size_t rows_at_once);

  std::vector<Lookalike> found_ = {}, new_found_ = {};
  LookalikeKeys keys_ = {};
  const Document* document_ = nullptr;
  RecordType type_ = RecordType::contact;
  RawId of_ = {};
  std::uint64_t revision_ = 0;
  std::size_t next_row_ = 0;
  bool done_ = true;
};

LookalikeKeys lookalike_keys(const Contact& contact);
LookalikeKeys lookalike_keys(const Company& company);
bool within_one_edit(std::string_view a,
                     std::string_view b);  // a letter more, less, another, or two that changed places

}  // namespace voronka::ui
