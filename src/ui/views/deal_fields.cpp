// The fields of a deal as labelled rows: amount to next step, and how it ended when it has.
#include <algorithm>
#include <array>

#include "filter/deal_facts.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/views/card.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/currencies.hpp"
#include "ui/views/custom_rows.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr ForecastCategory categories[] = {ForecastCategory::none, ForecastCategory::pipeline,
                                           ForecastCategory::best_case, ForecastCategory::commit,
                                           ForecastCategory::omitted};

void amount_row(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_amount);
  Row row(field_row(ui, column, name, true), ui.dp(4));
  const Currency currency = deal.amount ? deal.amount->currency : usual_currency(context);
  const Rect place = row.right(ui.dp(92));
  // A phone has room for the amount or for the button, and half an amount misleads; there the palette copies it.
  const bool can_copy = deal.amount && !ui.compact();
  const Rect copy = can_copy ? row.right(copy_button_width(ui)) : Rect{};
  const EditResult amount = edit_field(context, ui.id("amount"), row.rest(),
                                       {.label = name,
                                        .placeholder = ui.tr(TextKey::field_empty),
                                        .style = TextStyle::body_strong,
                                        .ghost = true,
                                        .select_on_focus = true},
                                       place_of(deal.id, &Deal::amount), money_kind);
  if (can_copy) copy_button(ui, ui.id("copy_amount"), copy, ui.locale.money(*deal.amount));
  const CurrencyList list = currency_list(ui, currency);
  const auto chosen = select(ui, ui.id("currency"), place,
                             {.label = ui.tr(TextKey::field_currency),
                              .items = list.items,
                              .selected = list.selected,
                              .disabled = !deal.amount,
                              .ghost = true});
  if (chosen && deal.amount) {
    // The number that people read stays; only what it counts changes, so the digits move with the minor unit.
    const Currency to = list.currencies[static_cast<std::size_t>(*chosen)];
    const std::optional<Money> money = money_from_decimal(decimal_text(*deal.amount), to);
    if (money) context.outbox.run(set_field(deal.id, &Deal::amount, money));
  }
  problem_below_field(ui, column, amount.problem);
}

void probability_row(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const Stage* stage = context.document.find(deal.position.stage);
  if (deal.status != DealStatus::open || !stage) return;
  const std::string name = ui.tr(TextKey::field_probability);
  const std::string of_stage =
      ui.tr(TextKey::field_probability_of_stage, {{"percent", ui.locale.percent(stage->probability)}});
  Row row(field_row(ui, column, name), ui.dp(4));
  const bool own = deal.probability.has_value();
  // Empty means that the deal follows its stage, and the placeholder says what that is.
  const Rect field = own ? row.left(ui.dp(76)) : row.rest();
  const EditResult probability =
      edit_field(context, ui.id("probability"), field,
                 {.label = name, .placeholder = of_stage, .ghost = true, .select_on_focus = true},
                 place_of(deal.id, &Deal::probability), percent_kind);
  if (own) {
    const Rect clear = row.right(row.rest().h);
    if (icon_button(ui, ui.id("follow_stage"), clear,
                    {.icon = icon::undo_2, .label = ui.tr(TextKey::field_probability_clear)}))
      context.outbox.run(set_field(deal.id, &Deal::probability, std::optional<std::int32_t>()));
    label(ui, row.rest(), TextStyle::meta, ui.color.muted, of_stage);
  }
  problem_below_field(ui, column, probability.problem);
}

template <class Member>
void plain_row(ViewContext& context, const Deal& deal, Column& column, std::string_view id, TextKey key,
               Member Deal::* member, const FieldKind& kind, std::string_view placeholder) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(key);
  const Rect rect = field_row(ui, column, name);
  const EditResult result =
      edit_field(context, ui.id(id), rect, {.label = name, .placeholder = placeholder, .ghost = true},
                 place_of(deal.id, member), kind);
  problem_below_field(ui, column, result.problem);
}

// No line ends within it.
std::string unbroken(std::string text) {
  for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos;) text.replace(at, 1, "\xC2\xA0");
  return text;
}

// "Pushed 3 times: Oct 1 → Oct 15 → Oct 30 → Nov 10", the last of them; nothing when it never was.
void pushes_line(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::vector<Date> days = expected_closes_of(deal);
  PushCount count;
  for (const Date day : days) count.say(day);
  if (count.pushes == 0 || deal.status != DealStatus::open) return;
  constexpr std::size_t most_days = 6;
  std::string way = days.size() > most_days ? "… → " : "";
  const std::size_t first = days.size() - std::min(days.size(), most_days);
  for (std::size_t i = first; i < days.size(); ++i)
    way += (i > first ? " → " : "") + unbroken(ui.locale.date_short(days[i]));
  const std::string text = ui.tr(TextKey::field_pushed, {{"count", std::int64_t{count.pushes}}, {"days", way}});
  const float pad = ui.dp(6);  // as the words in a ghost field
  const float height = wrapped_height(ui, TextStyle::meta, text, field_row_width(ui, column) - pad);
  Row line(field_row_more(ui, column, height + ui.dp(4)));
  line.left(pad);
  paragraph(ui, line.rest(), TextStyle::meta, count.pushes >= many_pushes ? ui.color.warn : ui.color.muted, text);
}

void close_row(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_expected_close);
  Row row(field_row(ui, column, name), ui.dp(4));
  const bool shown_in_words = deal.expected_close && deal.status == DealStatus::open;
  const Rect field = shown_in_words ? row.left(ui.dp(104)) : row.rest();
  const EditResult close =
      edit_field(context, ui.id("expected_close"), field,
                 {.label = name, .placeholder = ui.tr(TextKey::field_date_placeholder), .ghost = true},
                 place_of(deal.id, &Deal::expected_close), coming_date_kind);
  if (shown_in_words) {
    const bool late = *deal.expected_close < context.app.today();
    label(ui, row.rest(), TextStyle::meta, late ? ui.color.bad : ui.color.muted,
          ui.locale.date_near(*deal.expected_close, context.app.today()));
  }
  problem_below_field(ui, column, close.problem);
  pushes_line(context, deal, column);
}

void category_row(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::field_category);
  std::array<std::string, 5> names;
  std::array<std::string_view, 5> items;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = ui.tr(key_of(categories[i]));
    items[i] = names[i];
  }
  const auto chosen =
      select(ui, ui.id("category"), field_row(ui, column, name),
             {.label = name, .items = items, .selected = static_cast<int>(deal.category), .ghost = true});
  if (chosen) context.outbox.run(set_field(deal.id, &Deal::category, categories[*chosen]));
}

void outcome_rows(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string date_form = ui.tr(TextKey::field_date_placeholder);
  plain_row(context, deal, column, "closed_on", TextKey::field_closed_on, &Deal::closed_on, date_kind, date_form);
  if (deal.status != DealStatus::lost) return;
  std::vector<const LossReason*> reasons = loss_reasons_of(context.document);
  std::vector<std::string_view> items;
  int selected = -1;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    items.push_back(reasons[i]->name);
    if (reasons[i]->id == deal.loss_reason) selected = static_cast<int>(i);
  }
  // A reason that was deleted meanwhile is still why this deal was lost.
  const std::string gone = selected < 0 ? title_of(context.document, deal.loss_reason) : std::string();
  const std::string name = ui.tr(TextKey::field_loss_reason);
  const auto chosen = select(ui, ui.id("loss_reason"), field_row(ui, column, name),
                             {.label = name,
                              .items = items,
                              .selected = selected,
                              .placeholder = gone.empty() ? ui.tr(TextKey::field_empty) : gone,
                              .ghost = true});
  if (chosen)
    context.outbox.run(set_field(deal.id, &Deal::loss_reason, reasons[static_cast<std::size_t>(*chosen)]->id));
  plain_row(context, deal, column, "loss_note", TextKey::field_loss_note, &Deal::loss_note, text_kind,
            ui.tr(TextKey::field_empty));
}

void extra_rows(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  if (deal.extra.empty() && deal.origin.id.empty()) return;
  section_heading(ui, column, ui.tr(TextKey::deal_extra));
  if (!deal.origin.id.empty())
    hint(ui, column, ui.tr(TextKey::deal_imported_as, {{"id", deal.origin.id}, {"system", deal.origin.system}}));
  for (const auto& [key, value] : deal.extra) {
    const Rect place = column.rest();
    const float name_width = place.w * 0.4F;
    const float name_height = wrapped_height(ui, TextStyle::meta, key, name_width - ui.dp(8));
    const float height = std::max(name_height, wrapped_height(ui, TextStyle::meta, value, place.w - name_width));
    paragraph(ui, {place.x, place.y, name_width - ui.dp(8), height}, TextStyle::meta, ui.color.muted, key);
    paragraph(ui, {place.x + name_width, place.y, place.w - name_width, height}, TextStyle::meta, ui.color.text, value);
    column.space(height + ui.dp(6));
  }
}

}  // namespace

TextKey key_of(ForecastCategory category) {
  switch (category) {
    case ForecastCategory::none:
      return TextKey::field_category_none;
    case ForecastCategory::pipeline:
      return TextKey::field_category_pipeline;
    case ForecastCategory::best_case:
      return TextKey::field_category_best_case;
    case ForecastCategory::commit:
      return TextKey::field_category_commit;
    case ForecastCategory::omitted:
      return TextKey::field_category_omitted;
  }
  return TextKey::field_category_none;
}

void draw_deal_fields(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::string empty = ui.tr(TextKey::field_empty);
  column.space(ui.dp(14));
  amount_row(context, deal, column);
  probability_row(context, deal, column);
  close_row(context, deal, column);
  if (deal.status != DealStatus::open) outcome_rows(context, deal, column);
  plain_row(context, deal, column, "next_step", TextKey::field_next_step, &Deal::next_step, text_kind, empty);
  draw_deal_people(context, deal, column);
  plain_row(context, deal, column, "source", TextKey::field_source, &Deal::source, text_kind, empty);
  plain_row(context, deal, column, "owner", TextKey::field_owner, &Deal::owner, settled_text_kind, empty);
  category_row(context, deal, column);
  draw_deal_tags(context, deal, column);
  draw_custom_rows(context, CustomOwner::deal, deal.id.raw, deal.custom,
                   deal.status == DealStatus::open ? deal.position.stage : Id<Stage>{}, column);
  extra_rows(context, deal, column);
}

}  // namespace voronka::ui
