#include "model/fields.hpp"

#include <utility>

namespace voronka {
namespace {

template <class T, std::size_t Index = 0>
constexpr std::uint8_t kind_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<Index, FieldValue>, T>) {
    return Index;
  } else {
    return kind_of<T, Index + 1>();
  }
}

// offsetof of these plain structs is what every compiler we build with gives; the golden files would show a wrong one.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#define FIELD(Record, member, name) \
  FieldInfo { name, kind_of<decltype(Record::member)>(), static_cast<std::uint16_t>(offsetof(Record, member)) }

constexpr FieldInfo settings_fields[] = {FIELD(Settings, name, "name"), FIELD(Settings, base_currency, "baseCurrency"),
                                         FIELD(Settings, rates, "rates")};
constexpr FieldInfo pipeline_fields[] = {FIELD(Pipeline, name, "name"), FIELD(Pipeline, rank, "rank"),
                                         FIELD(Pipeline, deleted, "deleted")};
constexpr FieldInfo stage_fields[] = {FIELD(Stage, pipeline, "pipeline"),
                                      FIELD(Stage, name, "name"),
                                      FIELD(Stage, rank, "rank"),
                                      FIELD(Stage, probability, "probability"),
                                      FIELD(Stage, color, "color"),
                                      FIELD(Stage, kind, "kind"),
                                      FIELD(Stage, silent_after_days, "silentAfterDays"),
                                      FIELD(Stage, stuck_after_days, "stuckAfterDays"),
                                      FIELD(Stage, requirements, "requirements"),
                                      FIELD(Stage, exit_checklist, "exitChecklist"),
                                      FIELD(Stage, deleted, "deleted")};
constexpr FieldInfo loss_reason_fields[] = {FIELD(LossReason, name, "name"), FIELD(LossReason, rank, "rank"),
                                            FIELD(LossReason, deleted, "deleted")};
constexpr FieldInfo tag_fields[] = {FIELD(Tag, name, "name"), FIELD(Tag, color, "color"),
                                    FIELD(Tag, deleted, "deleted")};
constexpr FieldInfo custom_field_fields[] = {
    FIELD(CustomField, name, "name"),       FIELD(CustomField, of, "of"),
    FIELD(CustomField, kind, "kind"),       FIELD(CustomField, unit, "unit"),
    FIELD(CustomField, choices, "choices"), FIELD(CustomField, required_in, "requiredIn"),
    FIELD(CustomField, rank, "rank"),       FIELD(CustomField, deleted, "deleted")};
constexpr FieldInfo product_fields[] = {FIELD(Product, name, "name"),
                                        FIELD(Product, code, "code"),
                                        FIELD(Product, unit, "unit"),
                                        FIELD(Product, price, "price"),
                                        FIELD(Product, vat_percent, "vatPercent"),
                                        FIELD(Product, comment, "comment"),
                                        FIELD(Product, origin, "origin"),
                                        FIELD(Product, deleted, "deleted")};
constexpr FieldInfo company_fields[] = {FIELD(Company, name, "name"),
                                        FIELD(Company, phones, "phones"),
                                        FIELD(Company, emails, "emails"),
                                        FIELD(Company, website, "website"),
                                        FIELD(Company, address, "address"),
                                        FIELD(Company, comment, "comment"),
                                        FIELD(Company, legal_name, "legalName"),
                                        FIELD(Company, legal_address, "legalAddress"),
                                        FIELD(Company, inn, "inn"),
                                        FIELD(Company, kpp, "kpp"),
                                        FIELD(Company, ogrn, "ogrn"),
                                        FIELD(Company, bank, "bank"),
                                        FIELD(Company, bic, "bic"),
                                        FIELD(Company, account, "account"),
                                        FIELD(Company, corr_account, "corrAccount"),
                                        FIELD(Company, origin, "origin"),
                                        FIELD(Company, extra, "extra"),
                                        FIELD(Company, custom, "custom"),
                                        FIELD(Company, deleted, "deleted")};
constexpr FieldInfo contact_fields[] = {
    FIELD(Contact, name, "name"),     FIELD(Contact, company, "company"), FIELD(Contact, job_title, "jobTitle"),
    FIELD(Contact, phones, "phones"), FIELD(Contact, emails, "emails"),   FIELD(Contact, comment, "comment"),
    FIELD(Contact, origin, "origin"), FIELD(Contact, links, "links"),     FIELD(Contact, extra, "extra"),
    FIELD(Contact, custom, "custom"), FIELD(Contact, deleted, "deleted")};
constexpr FieldInfo deal_fields[] = {FIELD(Deal, title, "title"),
                                     FIELD(Deal, company, "company"),
                                     FIELD(Deal, contacts, "contacts"),
                                     FIELD(Deal, roles, "roles"),
                                     FIELD(Deal, amount, "amount"),
                                     FIELD(Deal, status, "status"),
                                     FIELD(Deal, position, "position"),
                                     FIELD(Deal, expected_close, "expectedClose"),
                                     FIELD(Deal, closed_on, "closedOn"),
                                     FIELD(Deal, probability, "probability"),
                                     FIELD(Deal, category, "category"),
                                     FIELD(Deal, owner, "owner"),
                                     FIELD(Deal, source, "source"),
                                     FIELD(Deal, tags, "tags"),
                                     FIELD(Deal, loss_reason, "lossReason"),
                                     FIELD(Deal, loss_note, "lossNote"),
                                     FIELD(Deal, next_step, "nextStep"),
                                     FIELD(Deal, checked, "checked"),
                                     FIELD(Deal, left_open, "leftOpen"),
                                     FIELD(Deal, archived, "archived"),
                                     FIELD(Deal, origin, "origin"),
                                     FIELD(Deal, extra, "extra"),
                                     FIELD(Deal, custom, "custom"),
                                     FIELD(Deal, deleted, "deleted")};
constexpr FieldInfo activity_fields[] = {FIELD(Activity, deal, "deal"),
                                         FIELD(Activity, contact, "contact"),
                                         FIELD(Activity, kind, "kind"),
                                         FIELD(Activity, title, "title"),
                                         FIELD(Activity, due, "due"),
                                         FIELD(Activity, done_at, "doneAt"),
                                         FIELD(Activity, comment, "comment"),
                                         FIELD(Activity, outcome, "outcome"),
                                         FIELD(Activity, duration_minutes, "durationMinutes"),
                                         FIELD(Activity, repeat, "repeat"),
                                         FIELD(Activity, repeat_day, "repeatDay"),
                                         FIELD(Activity, origin, "origin"),
                                         FIELD(Activity, extra, "extra"),
                                         FIELD(Activity, deleted, "deleted")};
constexpr FieldInfo note_fields[] = {FIELD(Note, deal, "deal"),       FIELD(Note, contact, "contact"),
                                     FIELD(Note, company, "company"), FIELD(Note, text, "text"),
                                     FIELD(Note, at, "at"),           FIELD(Note, deleted, "deleted")};
constexpr FieldInfo paper_fields[] = {FIELD(Paper, deal, "deal"),      FIELD(Paper, kind, "kind"),
                                      FIELD(Paper, state, "state"),    FIELD(Paper, number, "number"),
                                      FIELD(Paper, date, "date"),      FIELD(Paper, amount, "amount"),
                                      FIELD(Paper, due, "due"),        FIELD(Paper, settled_on, "settledOn"),
                                      FIELD(Paper, link, "link"),      FIELD(Paper, comment, "comment"),
                                      FIELD(Paper, deleted, "deleted")};
constexpr FieldInfo attachment_fields[] = {
    FIELD(Attachment, deal, "deal"),     FIELD(Attachment, paper, "paper"),
    FIELD(Attachment, name, "name"),     FIELD(Attachment, size_bytes, "sizeBytes"),
    FIELD(Attachment, sha256, "sha256"), FIELD(Attachment, deleted, "deleted")};
constexpr FieldInfo line_fields[] = {FIELD(Line, deal, "deal"),
                                     FIELD(Line, product, "product"),
                                     FIELD(Line, name, "name"),
                                     FIELD(Line, unit, "unit"),
                                     FIELD(Line, quantity, "quantity"),
                                     FIELD(Line, price, "price"),
                                     FIELD(Line, discount_percent, "discountPercent"),
                                     FIELD(Line, vat_percent, "vatPercent"),
                                     FIELD(Line, vat_on_top, "vatOnTop"),
                                     FIELD(Line, rank, "rank"),
                                     FIELD(Line, deleted, "deleted")};
constexpr FieldInfo text_template_fields[] = {
    FIELD(TextTemplate, name, "name"), FIELD(TextTemplate, kind, "kind"), FIELD(TextTemplate, subject, "subject"),
    FIELD(TextTemplate, text, "text"), FIELD(TextTemplate, rank, "rank"), FIELD(TextTemplate, deleted, "deleted")};
constexpr FieldInfo deal_template_fields[] = {
    FIELD(DealTemplate, name, "name"),      FIELD(DealTemplate, title, "title"),
    FIELD(DealTemplate, amount, "amount"),  FIELD(DealTemplate, source, "source"),
    FIELD(DealTemplate, tags, "tags"),      FIELD(DealTemplate, custom, "custom"),
    FIELD(DealTemplate, steps, "steps"),    FIELD(DealTemplate, rank, "rank"),
    FIELD(DealTemplate, deleted, "deleted")};
constexpr FieldInfo follow_up_fields[] = {FIELD(FollowUp, after_kind, "afterKind"),
                                          FIELD(FollowUp, after_outcome, "afterOutcome"),
                                          FIELD(FollowUp, after_title, "afterTitle"),
                                          FIELD(FollowUp, stages, "stages"),
                                          FIELD(FollowUp, ends, "ends"),
                                          FIELD(FollowUp, next_kind, "nextKind"),
                                          FIELD(FollowUp, next_title, "nextTitle"),
                                          FIELD(FollowUp, working_days, "workingDays"),
                                          FIELD(FollowUp, rank, "rank"),
                                          FIELD(FollowUp, deleted, "deleted")};
constexpr FieldInfo saved_view_fields[] = {FIELD(SavedView, name, "name"), FIELD(SavedView, rank, "rank"),
                                           FIELD(SavedView, page, "page"), FIELD(SavedView, filter, "filter"),
                                           FIELD(SavedView, sort, "sort"), FIELD(SavedView, deleted, "deleted")};
#undef FIELD

}  // namespace

std::span<const FieldInfo> fields_of(RecordType type) {
  switch (type) {
    case RecordType::settings:
      return settings_fields;
    case RecordType::pipeline:
      return pipeline_fields;
    case RecordType::stage:
      return stage_fields;
    case RecordType::loss_reason:
      return loss_reason_fields;
    case RecordType::tag:
      return tag_fields;
    case RecordType::custom_field:
      return custom_field_fields;
    case RecordType::product:
      return product_fields;
    case RecordType::company:
      return company_fields;
    case RecordType::contact:
      return contact_fields;
    case RecordType::deal:
      return deal_fields;
    case RecordType::activity:
      return activity_fields;
    case RecordType::note:
      return note_fields;
    case RecordType::paper:
      return paper_fields;
    case RecordType::attachment:
      return attachment_fields;
    case RecordType::line:
      return line_fields;
    case RecordType::text_template:
      return text_template_fields;
    case RecordType::deal_template:
      return deal_template_fields;
    case RecordType::follow_up:
      return follow_up_fields;
    case RecordType::saved_view:
      return saved_view_fields;
    case RecordType::opaque:
      return {};
  }
  return {};
}

std::size_t slot_of(RecordType type, std::string_view name) {
  const auto fields = fields_of(type);
  for (std::size_t slot = 0; slot < fields.size(); ++slot)
    if (fields[slot].name == name) return slot;
  return no_slot;
}

bool same_field(const void* a, const void* b, const FieldInfo& field) {
  bool same = false;
  const auto* other = static_cast<const std::byte*>(b) + field.offset;
  visit_field(a, field, [&]<class T>(const T& value) { same = value == *reinterpret_cast<const T*>(other); });
  return same;
}

void copy_field(void* to, const void* from, const FieldInfo& field) {
  const auto* source = static_cast<const std::byte*>(from) + field.offset;
  visit_field(to, field, [&]<class T>(T& value) { value = *reinterpret_cast<const T*>(source); });
}

FieldValue get_field(const void* record, const FieldInfo& field) {
  FieldValue result;
  visit_field(record, field, [&](const auto& value) { result = value; });
  return result;
}

bool set_field(void* record, const FieldInfo& field, FieldValue value) {
  if (value.index() != field.kind) return false;
  visit_field(record, field, [&]<class T>(T& member) { member = std::move(*std::get_if<T>(&value)); });
  return true;
}

FieldValue default_value(const FieldInfo& field) {
  FieldValue result;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((Index == field.kind ? static_cast<void>(result.emplace<Index>()) : void()), ...);
  }(std::make_index_sequence<std::variant_size_v<FieldValue>>{});
  return result;
}

}  // namespace voronka
