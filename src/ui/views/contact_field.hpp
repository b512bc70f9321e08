// Choosing a company, a contact, a tag or a product (by its code, too) by typing its name: what exists is offered in a list below the field, what does not
// is created. And the lines of a person or company that one can call, write to or copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

struct NameFieldOptions {
  std::string_view label = {};
  std::string_view placeholder = {};
  std::string_view current = {};  // shown while nothing is being typed
  RecordType type = RecordType::company;
  std::vector<RawId> without = {};  // chosen already
  TextKey create =
      TextKey::field_create;  // the last item of the list, with {name}; none: only what is there can be chosen
  // What of the typed text is the name to look for where nothing has all of it in its name; none: all of it.
  std::string (*name_in)(const ViewContext& context, std::string_view typed) = nullptr;
  std::string_view reading = {};  // what typed_in() was taken for, told below the field unless all of it is a name
};
struct NameAnswer {
  RawId chosen = {};
  std::string created = {};  // a name that is not there yet
  bool cleared = false;      // the text was emptied on purpose
  std::string typed = {};    // the whole text, when something was chosen or created
  bool whole = false;        // all of it is a name: something is called so
};
// The field stands at `rect`; its list, while there is one, is drawn into `column` below and never over anything.
// What is being typed there, as of the last frame; lives until the next name_field().
std::string_view typed_in(ViewContext& context, NodeId id);
NameAnswer name_field(ViewContext& context, NodeId id, Rect rect, Column& column, const NameFieldOptions& options);

// A record is created and, as soon as it has its id, put where it belongs: two commands, one undo step.
struct NewLink {
  enum class Where : std::uint8_t { nowhere, company, contact, tag, company_of_person, link_of_person };
  Where where = Where::nowhere;
  Id<Deal> deal = {};
  Id<Contact> person = {};  // of company_of_person, link_of_person
  std::string name = {};
  std::uint64_t created_before = 0;
  std::string merge_key = {};
};
void create_and_link(ViewContext& context, NewLink::Where where, const Deal& deal, std::string name);
void create_company_of(ViewContext& context, const Contact& person, std::string name);
void create_link_of(ViewContext& context, const Contact& person, std::string name);
void finish_links(ViewContext& context);  // once a frame, before drawing

// Phones and e-mails: a link and a copy button each; on a device with a mouse phones have a QR code, too (qr_dialog.hpp).
// A click on a number begins a call about the deal; without one it only opens.
void contact_lines(ViewContext& context, Column& column, Id<Deal> deal, const TextList& phones, const TextList& emails);

}  // namespace voronka::ui
