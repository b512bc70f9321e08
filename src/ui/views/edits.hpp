// Typing into fields of records. What is typed is in the document at most 300 ms later, and at once when the page is being hidden, so that a
// killed page loses nothing;
// everything typed between focus and blur is one undo step; Esc brings back what was there before. A text that cannot be
// read as a value stays in its field and says so. Not for texts that are no fields of a record (a new note, a search).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/fields.hpp"
#include "ui/text_field.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

// How values of a kind are written into a field and read back.
struct FieldKind {
  std::string (*text)(const ViewContext& context, const FieldValue& value) = nullptr;
  // Nothing: cannot be read. `now` is the value as it is, for what the text does not say (a currency, the time of a date).
  std::optional<FieldValue> (*value)(const ViewContext& context, std::string_view text,
                                     const FieldValue& now) = nullptr;
  TextKey problem = TextKey::none;
  TextKind input = TextKind::text;
  // History remembers every commit of this field, so it is sent when typing pauses, not while it goes on.
  bool settle = false;
};
extern const FieldKind text_kind, lines_kind, long_text_kind, list_kind, phones_kind, emails_kind;
extern const FieldKind money_kind, percent_kind, stage_percent_kind, days_kind, minutes_kind, working_days_kind;
// Of a day without its year: date_kind takes the nearest, the others the next.
extern const FieldKind date_kind, coming_date_kind, due_date_kind, due_time_kind;
extern const FieldKind settled_text_kind;
// Of custom fields, by their kinds.
extern const FieldKind custom_number_kind, custom_money_kind, custom_date_kind, custom_phone_kind, custom_email_kind;

struct FieldPlace {
  RecordType type = RecordType::deal;
  RawId id = {};
  std::size_t slot = 0;
  Id<CustomField> custom = {};  // then the value is its text
  Id<Contact> linked = {};      // of a field that is a list of people: what is said of this one
};
template <class Record, class Member>
FieldPlace place_of(Id<Record> id, Member Record::* member) {
  return {.type = record_type_of<Record>(), .id = id.raw, .slot = slot_of_member(member)};
}
// A monostate-like empty text when the record is gone.
FieldValue value_at(const Document& document, const FieldPlace& place);

// The currency a new amount gets: that of the data set, else what the language suggests.
Currency usual_currency(const ViewContext& context);

struct EditResult {
  std::string problem = {};  // a sentence, to be drawn below the field; spoken already
  bool focused = false;
  bool entered = false;
  bool cancelled = false;
  bool unreadable = false;  // as the text stands now; known after Enter, `leaving` or a pause
};
// options.kind is set here, and options.error when the text cannot be read. `leaving`: the view is about to take the field away (Tab in a table); what was
// typed is sent at once, and when it cannot be read the field must stay.
EditResult edit_field(ViewContext& context, NodeId id, Rect rect, TextFieldOptions options, const FieldPlace& place,
                      const FieldKind& kind, bool leaving = false);

// A field of a form for a text of one line that may have come with more (from a file, a paste elsewhere): then it has them all, is as high as they
// need, and `column` begins below it. `rect` is its place as one line.
EditResult edit_lines(ViewContext& context, NodeId id, Rect rect, Column& column, const TextFieldOptions& options,
                      const FieldPlace& place);

// Sends what was typed into fields that are no longer drawn. The shell calls it once a frame, after the views: a field that
// leaves the screen (Back, another deal) must not take the last letters with it.
void flush_edits(ViewContext& context);

}  // namespace voronka::ui
