#include "ui/views/copy_list.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t shown_copies = 6;

Rect row_button(const Ui& ui, Row& row) {
  const float side = control_height(ui);
  return centered(row.right(side), side, side);
}

void copy_row(ViewContext& context, const StoredCopy& copy, CopyUse use, Rect rect) {
  Ui& ui = context.ui;
  const std::string when = moment_words(context, copy.made_at_ms);
  const std::string what = ui.tr(TextKey::board_deals, {{"count", static_cast<std::int64_t>(copy.deals)}}) + " · " +
                           bytes_words(ui, copy.bytes);
  const std::string name = name_of(copy);
  IdScope scope(ui, ui.id("copy", static_cast<std::uint64_t>(copy.made_at_ms)));
  SemScope item(ui, ui.id("row"), rect, {.role = Role::list_item, .name = when + ", " + what});
  ui.fill(rect, ui.color.surface, size::radius);
  ui.outline(rect, ui.color.border, size::radius);
  Row row(inset(rect, ui.dp(4), 0), ui.dp(4));
  if (icon_button(ui, ui.id("save"), row_button(ui, row),
                  {.icon = icon::download, .label = ui.tr(TextKey::settings_copies_save, {{"when", when}})}))
    context.outbox.send(OfferCopy{.name = name});
  if (use != CopyUse::save_only &&
      icon_button(ui, ui.id("open"), row_button(ui, row),
                  {.icon = icon::archive_restore, .label = ui.tr(TextKey::settings_copies_open, {{"when", when}})})) {
    if (use == CopyUse::restore) context.outbox.send(AcceptLoss{});
    if (use == CopyUse::repair) context.outbox.send(AcceptDamage{});
    context.outbox.send(OpenCopy{.name = name});
  }
  row.left(ui.dp(6));
  const Rect words = row.rest();
  const float first = std::min(text_width(ui, TextStyle::label, when) + ui.dp(10), words.w);
  paint_text(ui, {words.x, words.y, first, words.h}, TextStyle::label, ui.color.text, when);
  paint_text(ui, {words.x + first, words.y, words.w - first, words.h}, TextStyle::meta, ui.color.muted, what);
}

}  // namespace

std::string bytes_words(const Ui& ui, std::uint64_t bytes) {
  constexpr std::uint64_t kb = 1000, mb = 1'000'000;
  const auto rounded_up = [&](std::uint64_t unit) { return static_cast<std::int64_t>((bytes + unit - 1) / unit); };
  return bytes < mb ? ui.tr(TextKey::settings_copies_kb, {{"count", rounded_up(kb)}})
                    : ui.tr(TextKey::settings_copies_mb, {{"count", rounded_up(mb)}});
}

std::string why_words(const Ui& ui, CopyFailure failure, std::string_view detail) {
  switch (failure) {
    case CopyFailure::none:
      return {};
    case CopyFailure::no_space:
      return ui.tr(TextKey::health_why_no_space);
    case CopyFailure::damaged:
      return ui.tr(TextKey::health_why_damaged);
    case CopyFailure::gone:
      return ui.tr(TextKey::health_why_gone);
    case CopyFailure::different:
      return ui.tr(TextKey::health_why_different);
    case CopyFailure::not_allowed:
      return ui.tr(TextKey::health_why_not_allowed);
    case CopyFailure::no_helper:
      return ui.tr(TextKey::health_why_no_helper);
    case CopyFailure::unknown:
      break;
  }
  return ui.tr(TextKey::health_why_unknown, {{"detail", std::string(detail)}});
}

void draw_rescue_link(Ui& ui, Column& column) {
  const std::string words = ui.tr(TextKey::health_rescue);
  Row row(column.top(control_height(ui)));
  paint_icon(ui, row.left(ui.dp(16)), icon::life_buoy, ui.color.accent);
  row.left(ui.dp(10));
  link(ui, ui.id("rescue"), row.left(std::min(text_width(ui, TextStyle::body, words), row.rest().w)), TextStyle::body,
       words, "recover.html");
  hint(ui, column, ui.tr(TextKey::health_rescue_text));
}

std::string moment_words(const ViewContext& context, std::int64_t at_ms) {
  const Moment at = {.utc_ms = at_ms, .offset_minutes = context.app.now().offset_minutes};
  const Ui& ui = context.ui;
  return ui.tr(TextKey::settings_copies_when, {{"date", ui.locale.date_near(local_date(at), context.app.today())},
                                               {"time", ui.locale.time(local_time(at))}});
}

VORONKA_LATER void draw_copy_list(ViewContext& context, Column& column, CopyUse use) {
  Ui& ui = context.ui;
  const auto copies = context.app.copies().copies();
  if (copies.empty()) return;
  {
    SemScope list(ui, ui.id("copies"), column.rest(), {.role = Role::list, .name = ui.tr(TextKey::settings_copies)});
    for (const StoredCopy& copy : copies.first(std::min(copies.size(), shown_copies))) {
      copy_row(context, copy, use, column.top(ui.dp(ui.coarse_pointer ? size::touch : 40)));
      column.space(ui.dp(6));
    }
  }
  if (copies.size() > shown_copies)
    hint(ui, column,
         ui.tr(TextKey::settings_copies_more, {{"count", static_cast<std::int64_t>(copies.size() - shown_copies)}}));
}

}  // namespace voronka::ui
