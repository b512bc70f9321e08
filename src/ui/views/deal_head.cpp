// Top of the deal sheet: where the deal stands and since when, its title, whom to call, the way through the stages, and how
// it ends.
#include <algorithm>

#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::vector<const Stage*> stages_around(const Document& document, const Deal& deal) {
  const Stage* stage = document.find(deal.position.stage);
  return stage ? stages_of(document, stage->pipeline) : std::vector<const Stage*>{};
}

int index_of(const std::vector<const Stage*>& stages, Id<Stage> id) {
  for (std::size_t i = 0; i < stages.size(); ++i)
    if (stages[i]->id == id) return static_cast<int>(i);
  return -1;
}

void menu_of_deal(ViewContext& context, const Deal& deal, DealSheetState& state, NodeId id) {
  Ui& ui = context.ui;
  const std::string won = ui.tr(TextKey::deal_other_day_won);
  const std::string stage = ui.tr(TextKey::deal_other_day_stage);
  const std::string remove = ui.tr(TextKey::deal_delete);
  const MenuItem items[] = {
      {.label = won, .icon = icon::circle_check, .disabled = deal.status == DealStatus::won},
      {.label = stage, .icon = icon::calendar, .disabled = deal.status == DealStatus::lost},
      {.label = remove, .icon = icon::trash, .danger = true, .separator_before = true},
  };
  const std::optional<int> chosen = menu(ui, id, ui.tr(TextKey::deal_more), items);
  if (!chosen) return;
  if (*chosen == 2) {
    context.outbox.run(DeleteRecords{.type = RecordType::deal, .ids = {deal.id.raw}});
    context.go_to = left_panel;
    return;
  }
  state.other_day = *chosen == 0 ? OtherDay::won : OtherDay::stage;
  state.other_day_text.clear();
  state.other_day_problem = TextKey::none;
  state.other_day_stage = deal.position.stage;
}

}  // namespace

void draw_deal_bar(ViewContext& context, const Deal& deal, DealSheetState& state, Rect rect) {
  Ui& ui = context.ui;
  Row row(rect, ui.dp(2));
  if (icon_button(ui, ui.id("close"), row.right(rect.h),
                  {.icon = icon::x, .label = ui.tr(TextKey::deal_close), .keys = "Esc"}))
    context.go_to = left_panel;
  const NodeId menu_id = ui.id("menu");
  const Rect more = row.right(rect.h);
  if (icon_button(
          ui, ui.id("more"), more,
          {.icon = icon::ellipsis, .label = ui.tr(TextKey::deal_more), .expanded = menu_is_open(ui, menu_id) ? 1 : 0}))
    open_menu(ui, menu_id, more, ui.keyboard_modality());
  menu_of_deal(context, deal, state, menu_id);

  const Stage* stage = context.document.find(deal.position.stage);
  const std::string name = stage ? stage->name : std::string();
  const float width = std::min(text_width(ui, TextStyle::meta, name), row.rest().w * 0.6F);
  if (stage) {
    const Rect dot = row.left(ui.dp(12));
    paint_dot(ui, {dot.x + ui.dp(4), dot.center().y}, 8, stage_color(ui.color, stage->color));
  }
  label(ui, row.left(width), TextStyle::meta, ui.color.text, name);
  if (!state.belongings.stage_since) return;
  const std::int32_t days = context.app.today().days - state.belongings.stage_since->days;
  const std::string age =
      days > 0 ? ui.tr(TextKey::deal_age, {{"count", std::int64_t{days}}}) : ui.tr(TextKey::deal_age_today);
  label(ui, row.rest(), TextStyle::meta, ui.color.muted, " · " + age);
}

namespace {

// "ООО «Гранит» · Ольга Смирнова · +7 917 555-01-22": what one needs before dialling.
void people_line(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  std::string text = company_name(context.document, deal.company);
  std::string phone;
  if (const Contact* contact = first_contact(context.document, deal)) {
    if (!text.empty()) text += " · ";
    text += contact->name;
    if (!contact->phones.empty()) phone = contact->phones[0];
  }
  if (text.empty() && phone.empty()) return;
  Row row(column.top(ui.dp(ui.coarse_pointer ? size::touch : 24)));
  if (!phone.empty()) {
    const float phone_width = text_width(ui, TextStyle::label, phone);
    const float room = std::max(row.rest().w - phone_width, ui.dp(40));
    const float width = std::min(text_width(ui, TextStyle::label, text), room - ui.dp(16));
    label(ui, row.left(width), TextStyle::label, ui.color.muted, text);
    paint_text(ui, row.left(ui.dp(16)), TextStyle::label, ui.color.muted, "·", Align::center);
    if (link(ui, ui.id("call"), row.left(phone_width), TextStyle::label, phone, call_address(context, phone)))
      call_begun(context, deal.id);
    copy_by_key(ui, ui.id("call"), phone);
  } else {
    label(ui, row.rest(), TextStyle::label, ui.color.muted, text);
  }
}

void stepper(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const std::vector<const Stage*> stages = stages_around(context.document, deal);
  if (stages.empty()) return;
  const int at = index_of(stages, deal.position.stage);
  const auto count = static_cast<int>(stages.size());
  const Rect place = column.top(ui.dp(ui.coarse_pointer ? size::touch : 24));
  const float gap = ui.dp(3);
  const float width = (place.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  Composite steps(ui, ui.id("steps"), place, {.role = Role::toolbar, .label = ui.tr(TextKey::deal_stage)});
  const Color on = deal.status == DealStatus::won    ? ui.color.ok
                   : deal.status == DealStatus::lost ? ui.color.faint
                                                     : ui.color.accent;
  for (int i = 0; i < count; ++i) {
    const Stage& stage = *stages[static_cast<std::size_t>(i)];
    const Rect cell = {place.x + static_cast<float>(i) * (width + gap), place.y, width, place.h};
    const std::string name =
        ui.tr(TextKey::deal_stage_step,
              {{"stage", stage.name}, {"position", std::int64_t{i + 1}}, {"count", std::int64_t{count}}});
    const NodeId id = ui.id("step", stage.id.raw);
    const Interaction it =
        ui.interact(id, cell,
                    {.role = Role::button,
                     .name = name,
                     .description = i == at ? std::string() : ui.tr(TextKey::deal_move_to, {{"stage", stage.name}}),
                     .tab_stop = i == at || (at < 0 && i == 0),
                     .disabled = deal.status == DealStatus::lost,
                     .current = i == at});
    const float grown = ui.animate(id ^ 0x51U, it.hovered || it.focus_visible ? 1.F : 0.F, 0.12F);
    const Rect bar = centered(cell, cell.w, ui.dp(6) + grown * ui.dp(4));
    ui.fill(bar, i <= at ? on : mix(ui.color.surface, ui.color.text, (ui.color.dark ? 0.28F : 0.2F) + 0.1F * grown), 3);
    if (it.focus_visible) ui.focus_ring(inset(cell, 0, ui.dp(3)), 4);
    if (it.hovered) ui.tooltip(id, cell, stage.name);
    if (it.activated && i != at) context.outbox.run(MoveDeal{.deal = deal.id, .to = stage.id});
  }
}

bool bad_button(Ui& ui, NodeId id, Rect rect, std::string_view text, std::string_view description) {
  const Interaction it = ui.interact(id, rect, {.role = Role::button, .name = text, .description = description});
  const float hover = ui.animate(id ^ 0x51U, it.hovered ? 1.F : 0.F, 0.12F);
  ui.fill(rect, mix(ui.color.sunken, ui.color.bad_soft, it.held ? 1.F : hover), size::radius);
  const float text_w = text_width(ui, TextStyle::strong, text);
  Row row(centered(rect, text_w + ui.dp(22), rect.h), ui.dp(6));
  paint_icon(ui, row.left(ui.dp(16)), icon::x, ui.color.bad);
  paint_text(ui, row.rest(), TextStyle::strong, ui.color.bad, text);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  return it.activated;
}

void outcome(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  Row row(column.top(control_height(ui)), ui.dp(8));
  if (deal.status == DealStatus::open) {
    const std::string won = ui.tr(TextKey::deal_won);
    const std::string lost = ui.tr(TextKey::deal_lost);
    const std::string won_hint = ui.tr(TextKey::deal_won_hint);
    const ButtonOptions options = {
        .label = won, .icon = icon::check, .kind = ButtonKind::good, .description = won_hint};
    if (button(ui, ui.id("won"), row.left(button_width(ui, options)), options))
      context.outbox.run(WinDeal{.deal = deal.id});
    if (bad_button(ui, ui.id("lost"), row.left(text_width(ui, TextStyle::strong, lost) + ui.dp(50)), lost,
                   ui.tr(TextKey::deal_lost_hint)))
      open_lose_dialog(context, {deal.id});
    return;
  }
  const bool is_won = deal.status == DealStatus::won;
  const std::string reopen = ui.tr(TextKey::deal_reopen);
  const ButtonOptions options = {.label = reopen, .icon = icon::rotate_ccw};
  if (button(ui, ui.id("reopen"), row.right(button_width(ui, options)), options))
    context.outbox.run(ReopenDeal{.deal = deal.id});
  const std::string day = deal.closed_on ? ui.locale.date_near(*deal.closed_on, context.app.today()) : std::string();
  const std::string text = ui.tr(is_won ? TextKey::deal_won_on : TextKey::deal_lost_on, {{"date", day}});
  const Color ink = is_won ? ui.color.ok : ui.color.bad;
  paint_icon(ui, row.left(ui.dp(16)), is_won ? icon::check : icon::x, ink);
  label(ui, row.rest(), TextStyle::strong, ink, text);
}

}  // namespace

void draw_deal_head(ViewContext& context, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  // The field's own padding is drawn outside, so that the letters stand flush with everything below.
  Rect title = column.top(ui.dp(ui.coarse_pointer ? size::touch : 38));
  title.x -= ui.dp(6);
  title.w += ui.dp(12);
  const float copy = deal.title.empty() ? 0 : copy_button_width(ui);
  title.w -= copy;
  edit_field(context, ui.id("title"), title,
             {.label = ui.tr(TextKey::field_title),
              .placeholder = ui.tr(TextKey::field_title_placeholder),
              .style = TextStyle::panel_title,
              .ghost = true},
             place_of(deal.id, &Deal::title), text_kind);
  if (copy > 0) copy_button(ui, ui.id("copy_title"), {title.right(), title.y, copy, title.h}, deal.title);
  people_line(context, deal, column);
  column.space(ui.dp(8));
  stepper(context, deal, column);
  column.space(ui.dp(10));
  outcome(context, deal, column);
}

}  // namespace voronka::ui
