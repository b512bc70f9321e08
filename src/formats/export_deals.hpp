// A table of deals: which columns, and what a deal says in each. Presets for other programs are lists of captions over it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/export_formats.hpp"
#include "formats/export_table.hpp"
#include "model/document.hpp"

namespace voronka {

enum class DealColumn : std::uint8_t {
  id,
  title,
  pipeline,
  stage,         // where it stands, or stood when it ended
  stage_or_end,  // the same while it is open, then DealWords::won or lost: for programs that keep the outcome as a stage
  status,        // DealWords::states
  closed_flag,   // DealWords::yes or no
  amount,
  amount_whole,  // rounded half away from zero, for programs that refuse decimals
  currency,
  probability,
  company,
  contact,  // the first of its people; the others: other_contacts
  other_contacts,
  phone,   // the first one of the contact, else of the company
  phones,  // all of both, ", " between
  email,
  emails,
  job_title,
  expected_close,
  closed_on,
  close_date,  // expected while it is open, the day of the end when it is closed
  won_on,
  lost_on,
  created,
  stage_entered,
  owner,
  source,
  tags,
  loss_reason,
  loss_note,
  next_step,      // its text, else the title of the next activity
  next_step_due,  // of that activity
  comment,        // notes, the newest first, an empty line between
  products,
  archived,  // DealWords::yes, or nothing
};

struct DealCaption {
  std::string_view caption = {};
  DealColumn column = DealColumn::id;
};

struct DealWords {
  std::string_view won = "Closed Won", lost = "Closed Lost";
  std::string_view open_state = "open", won_state = "won", lost_state = "lost";
  std::string_view yes = "Yes", no = "No";
};
DealWords deal_words(bool russian);

// Looks up, once for all deals, what stands in records beside them. Linear in the document, which must outlive it.
class DealRows {
 public:
  DealRows(const Document& document, DealWords words);
  ExportCell cell(const Deal& deal, DealColumn column) const;

 private:
  struct Beside {
    std::vector<const Note*> notes = {};
    std::vector<const Line*> lines = {};
    const Activity* next = nullptr;
  };
  const Beside& beside(const Deal& deal) const { return beside_[static_cast<std::size_t>(&deal - rows_)]; }
  std::string joined(const Deal& deal, TextList Contact::* of_contact, TextList Company::* of_company,
                     bool first_only) const;

  const Document& document_;
  DealWords words_;
  const Deal* rows_ = nullptr;
  std::vector<Beside> beside_ = {};
};

// Captions and a row for every deal that is not deleted, in the order of the table. With `own_fields` a column follows for each custom
// field of deals and for each column of a former import, as long as there are fewer than 500 columns.
void write_deals(const Document& document, std::span<const DealCaption> columns, const DealWords& words,
                 bool own_fields, TableSink& table);

// When a deal came to be and when it came where it is; nothing when nobody knows. With Precision::day the time says nothing.
struct KnownMoment {
  Moment at = {};
  bool day_only = false;
};
std::optional<KnownMoment> created_moment(const Deal& deal);
std::optional<KnownMoment> stage_moment(const Deal& deal);
ExportCell cell_of(const std::optional<KnownMoment>& moment);

}  // namespace voronka
