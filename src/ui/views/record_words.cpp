#include "ui/views/record_words.hpp"

#include <algorithm>
#include <type_traits>

#include "model/titles.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/custom_words.hpp"

namespace voronka::ui {
namespace {

struct FieldWord {
  std::string_view field = {};  // as in the field table
  TextKey key = TextKey::none;
};
constexpr FieldWord words[] = {
    {"title", TextKey::record_field_title},
    {"name", TextKey::record_field_name},
    {"company", TextKey::record_field_company},
    {"contacts", TextKey::record_field_contacts},
    {"contact", TextKey::record_field_contact},
    {"amount", TextKey::record_field_amount},
    {"status", TextKey::record_field_status},
    {"position", TextKey::record_field_position},
    {"expectedClose", TextKey::record_field_expected_close},
    {"closedOn", TextKey::record_field_closed_on},
    {"probability", TextKey::record_field_probability},
    {"category", TextKey::record_field_category},
    {"owner", TextKey::record_field_owner},
    {"source", TextKey::record_field_source},
    {"tags", TextKey::record_field_tags},
    {"lossReason", TextKey::record_field_loss_reason},
    {"lossNote", TextKey::record_field_loss_note},
    {"nextStep", TextKey::record_field_next_step},
    {"archived", TextKey::record_field_archived},
    {"origin", TextKey::record_field_origin},
    {"extra", TextKey::record_field_extra},
    {"deleted", TextKey::record_field_deleted},
    {"pipeline", TextKey::record_field_pipeline},
    {"rank", TextKey::record_field_rank},
    {"color", TextKey::record_field_color},
    {"kind", TextKey::record_field_kind},
    {"silentAfterDays", TextKey::record_field_silent_after_days},
    {"stuckAfterDays", TextKey::record_field_stuck_after_days},
    {"requirements", TextKey::record_field_requirements},
    {"exitChecklist", TextKey::record_field_exit_checklist},
    {"checked", TextKey::record_field_checked},
    {"leftOpen", TextKey::record_field_left_open},
    {"legalName", TextKey::record_field_legal_name},
    {"legalAddress", TextKey::record_field_legal_address},
    {"inn", TextKey::record_field_inn},
    {"kpp", TextKey::record_field_kpp},
    {"ogrn", TextKey::record_field_ogrn},
    {"bank", TextKey::record_field_bank},
    {"bic", TextKey::record_field_bic},
    {"account", TextKey::record_field_account},
    {"corrAccount", TextKey::record_field_corr_account},
    {"phones", TextKey::record_field_phones},
    {"emails", TextKey::record_field_emails},
    {"website", TextKey::record_field_website},
    {"address", TextKey::record_field_address},
    {"comment", TextKey::record_field_comment},
    {"jobTitle", TextKey::record_field_job_title},
    {"due", TextKey::record_field_due},
    {"doneAt", TextKey::record_field_done_at},
    {"outcome", TextKey::record_field_outcome},
    {"durationMinutes", TextKey::record_field_duration_minutes},
    {"repeat", TextKey::record_field_repeat},
    {"repeatDay", TextKey::record_field_repeat_day},
    {"text", TextKey::record_field_text},
    {"of", TextKey::record_field_of},
    {"unit", TextKey::record_field_unit},
    {"choices", TextKey::record_field_choices},
    {"requiredIn", TextKey::record_field_required_in},
    {"roles", TextKey::record_field_roles},
    {"links", TextKey::record_field_links},
    {"steps", TextKey::record_field_steps},
    {"custom", TextKey::record_field_custom},
    {"code", TextKey::record_field_code},
    {"price", TextKey::record_field_price},
    {"vatPercent", TextKey::record_field_vat_percent},
    {"product", TextKey::record_field_product},
    {"quantity", TextKey::record_field_quantity},
    {"discountPercent", TextKey::record_field_discount_percent},
    {"vatOnTop", TextKey::record_field_vat_on_top},
    {"subject", TextKey::record_field_subject},
    {"state", TextKey::paper_state},
    {"number", TextKey::paper_number},
    {"date", TextKey::paper_date},
    {"settledOn", TextKey::record_field_settled_on},
    {"link", TextKey::paper_link},
    {"paper", TextKey::record_type_paper},
    {"sizeBytes", TextKey::record_field_size_bytes},
    {"sha256", TextKey::record_field_sha256},
    {"at", TextKey::record_field_at},
    {"deal", TextKey::record_field_deal},
    {"baseCurrency", TextKey::record_field_base_currency},
    {"rates", TextKey::record_field_rates},
    {"page", TextKey::record_field_page},
    {"filter", TextKey::record_field_filter},
    {"sort", TextKey::record_field_sort},
    {"afterKind", TextKey::record_field_after_kind},
    {"afterOutcome", TextKey::record_field_after_outcome},
    {"afterTitle", TextKey::record_field_after_title},
    {"stages", TextKey::chain_stage},
    {"ends", TextKey::chain_ends},
    {"nextKind", TextKey::record_field_next_kind},
    {"nextTitle", TextKey::record_field_next_title},
    {"workingDays", TextKey::chain_days},
};

constexpr TextKey type_words[] = {
    TextKey::record_type_settings,      TextKey::record_type_pipeline,      TextKey::record_type_stage,
    TextKey::record_type_loss_reason,   TextKey::record_type_tag,           TextKey::record_type_custom_field,
    TextKey::record_type_product,       TextKey::record_type_company,       TextKey::record_type_contact,
    TextKey::record_type_deal,          TextKey::record_type_activity,      TextKey::record_type_note,
    TextKey::record_type_paper,         TextKey::record_type_attachment,    TextKey::record_type_line,
    TextKey::record_type_text_template, TextKey::record_type_deal_template, TextKey::record_type_follow_up,
    TextKey::record_type_saved_view,    TextKey::record_type_opaque};
static_assert(std::size(type_words) == record_type_count);

// One overload per kind of value; an empty text is "nothing".
class Words {
 public:
  Words(const ViewContext& context, const FieldInfo& field, const RecordSet* more)
      : context_(context), ui_(context.ui), field_(field), more_(more) {}

  std::string of(const std::string& text) const {
    if (field_.name == "afterKind")
      for (const ActivityKind kind : activity_kinds)
        if (name_of(kind) == text) return of(kind);
    return text;
  }
  std::string of(bool flag) const { return ui_.tr(flag ? TextKey::record_field_yes : TextKey::record_field_no); }
  std::string of(std::int32_t number) const {
    return field_.name == "probability" ? ui_.locale.percent(number) : ui_.locale.number(number);
  }
  std::string of(const Money& money) const { return ui_.locale.money(money); }
  std::string of(Date date) const { return ui_.locale.date_medium(date); }
  std::string of(const Moment& moment) const {
    return ui_.locale.date_medium(local_date(moment)) + ", " + ui_.locale.time(local_time(moment));
  }
  std::string of(Currency currency) const { return currency.code == 0 ? std::string() : text_of(currency); }
  std::string of(DealStatus status) const {
    constexpr TextKey keys[] = {TextKey::table_status_open, TextKey::board_won, TextKey::board_lost};
    return ui_.tr(keys[static_cast<std::size_t>(status)]);
  }
  std::string of(StageKind kind) const {
    return ui_.tr(kind == StageKind::sales ? TextKey::settings_kind_sales : TextKey::settings_kind_after_sale);
  }
  std::string of(ActivityKind kind) const { return ui_.tr(key_of(kind)); }
  std::string of(ActivityOutcome outcome) const {
    return outcome == ActivityOutcome::none ? std::string() : ui_.tr(key_of(outcome, ActivityKind::email));
  }
  std::string of(PaperKind kind) const { return ui_.tr(key_of(kind)); }
  std::string of(PaperState state) const { return ui_.tr(key_of(state, PaperKind::contract)); }
  std::string of(CustomOwner owner) const { return ui_.tr(key_of(owner)); }
  std::string of(CustomKind kind) const { return ui_.tr(key_of(kind)); }
  std::string of(TemplateKind kind) const {
    constexpr TextKey keys[] = {TextKey::template_kind_message, TextKey::template_kind_email,
                                TextKey::template_kind_offer};
    return ui_.tr(keys[static_cast<std::size_t>(kind)]);
  }
  std::string of(const PersonLink& link) const {
    return of(link.contact) + (link.words.empty() ? "" : " (" + link.words + ")");
  }
  std::string of(const CustomValue& value) const {
    if (value.text.empty()) return {};
    const CustomField* field = context_.document.find(value.field);
    return of(value.field) + ": " + (field ? custom_words(ui_, *field, value.text) : value.text);
  }
  std::string of(Repeat repeat) const { return ui_.tr(key_of(repeat)); }
  std::string of(ForecastCategory category) const {
    constexpr TextKey keys[] = {TextKey::field_category_none, TextKey::field_category_pipeline,
                                TextKey::field_category_best_case, TextKey::field_category_commit,
                                TextKey::field_category_omitted};
    return ui_.tr(keys[static_cast<std::size_t>(category)]);
  }
  std::string of(const Position& position) const { return of(position.stage); }
  std::string of(const Rank&) const { return {}; }
  std::string of(const Due& due) const {
    std::string text = due.date ? of(*due.date) : std::string();
    if (due.time) text += ", " + ui_.locale.time(*due.time);
    return text;
  }
  std::string of(const Deletion& deletion) const {
    return ui_.tr(deletion ? TextKey::record_field_in_trash : TextKey::record_field_not_in_trash);
  }
  std::string of(const Origin& origin) const {
    return origin.system.empty() ? origin.id : origin.system + " " + origin.id;
  }
  std::string of(const ExtraFields& extra) const {
    std::string text;
    for (const auto& [key, value] : extra) {
      add(text, key);
      text.append(": ").append(value);
    }
    return text;
  }
  std::string of(const RateList& rates) const {
    std::string text;
    for (const DatedRate& rate : rates) {
      std::string one = of(rate.currency);
      one.append(" ").append(rate.rate).append(" (").append(of(rate.date)).append(")");
      add(text, one);
    }
    return text;
  }
  template <class Record>
  std::string of(Id<Record> id) const {
    if (!id) return {};
    std::string title = title_of(context_.document, id);
    if (title.empty() && more_) {
      const auto found = std::ranges::find(more_->of<Record>(), id, &Record::id);
      if (found != more_->of<Record>().end()) title = name_words(ui_, *found);
    }
    return title.empty() ? ui_.tr(TextKey::merge_untitled) : title;
  }
  template <class Item>
  std::string of(const std::vector<Item>& list) const {
    std::string text;
    for (const Item& item : list) add(text, of(item));
    return text;
  }
  template <class T>
  std::string of(const std::optional<T>& value) const {
    return value ? of(*value) : std::string();
  }

 private:
  static void add(std::string& text, const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += part;
  }
  const ViewContext& context_;
  const Ui& ui_;
  const FieldInfo& field_;
  const RecordSet* more_ = nullptr;
};

}  // namespace

std::string words_of(const Ui& ui, RecordType type) { return ui.tr(type_words[static_cast<std::size_t>(type)]); }

std::string field_words(const Ui& ui, RecordType type, std::size_t slot) {
  const std::string_view name = fields_of(type)[slot].name;
  const auto* const found = std::ranges::find(words, name, &FieldWord::field);
  return found == std::end(words) ? std::string(name) : ui.tr(found->key);
}

std::string value_words(const ViewContext& context, const FieldInfo& field, const void* record, const RecordSet* more) {
  std::string text;
  visit_field(record, field, [&](const auto& value) { text = Words(context, field, more).of(value); });
  return text.empty() ? context.ui.tr(TextKey::merge_empty_value) : text;
}

}  // namespace voronka::ui
