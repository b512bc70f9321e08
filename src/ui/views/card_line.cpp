#include "ui/views/card_line.hpp"

#include "base/later.hpp"
#include "model/custom_values.hpp"
#include "ui/views/custom_words.hpp"

namespace voronka::ui {
namespace {

constexpr std::string_view field_prefix = "fld_";

std::string first_person(const Document& document, const Deal& deal) {
  for (const Id<Contact> id : deal.contacts)
    if (const Contact* contact = document.find(id); contact && !contact->deleted) return contact->name;
  return {};
}

std::string usual_line(const Document& document, const Deal& deal) {
  if (const Company* company = document.find(deal.company); company && !company->deleted) return company->name;
  if (std::string person = first_person(document, deal); !person.empty()) return person;
  return !deal.next_step.empty() ? deal.next_step : deal.source;
}

std::string tag_names(const Document& document, const Deal& deal) {
  std::string names;
  for (const Id<Tag> id : deal.tags)
    if (const Tag* tag = document.find(id); tag && !tag->deleted) names += (names.empty() ? "" : ", ") + tag->name;
  return names;
}

}  // namespace

VORONKA_LATER std::vector<CardLine> card_lines(const ViewContext& context) {
  const Ui& ui = context.ui;
  std::vector<CardLine> lines = {{.word = {}, .label = ui.tr(TextKey::card_line_usual)},
                                 {.word = "contact", .label = ui.tr(TextKey::field_contacts)},
                                 {.word = "next_step", .label = ui.tr(TextKey::field_next_step)},
                                 {.word = "owner", .label = ui.tr(TextKey::field_owner)},
                                 {.word = "source", .label = ui.tr(TextKey::field_source)},
                                 {.word = "tags", .label = ui.tr(TextKey::field_tags)}};
  for (const CustomField* field : custom_fields_of(context.document, CustomOwner::deal))
    lines.push_back({.word = std::string(field_prefix) + text_of(field->id.raw), .label = field_title(ui, *field)});
  return lines;
}

std::string card_line_of(const ViewContext& context, const Deal& deal, std::string_view word) {
  if (word.empty()) return usual_line(context.document, deal);
  if (word == "contact") return first_person(context.document, deal);
  if (word == "next_step") return deal.next_step;
  if (word == "owner") return deal.owner;
  if (word == "source") return deal.source;
  if (word == "tags") return tag_names(context.document, deal);
  const auto id = word.starts_with(field_prefix) ? raw_id_from(word.substr(field_prefix.size())) : std::nullopt;
  const CustomField* field = id ? context.document.find(Id<CustomField>{*id}) : nullptr;
  if (!field || field->deleted) return usual_line(context.document, deal);
  return custom_words(context.ui, *field, custom_value(deal.custom, field->id));
}

}  // namespace voronka::ui
