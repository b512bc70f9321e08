#include "ui/views/quick_add.hpp"

#include <algorithm>
#include <array>

#include "base/fold.hpp"
#include "base/later.hpp"
#include "ui/text_field.hpp"

namespace voronka::ui {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// "120к", "1,5 млн", "5000 ₽": a number with a word that only money has. A lone "м" may be metres.
bool says_money(std::string_view typed) {
  static constexpr std::array<std::string_view, 10> units = {"к",   "т", "тыс", "k",  "млн",
                                                             "mln", "р", "руб", "kр", "кр"};
  std::string letters;
  bool digits = false;
  bool sign = false;
  const std::string lower = folded(typed);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lower[i]);
    if (byte >= '0' && byte <= '9') digits = true;
    if (byte == '$') sign = true;
    if (byte == 0xE2) {  // ₽ € and the other signs of the block
      sign = sign || std::string_view(lower).substr(i).starts_with("\xE2\x82");
      i += 2;
      continue;
    }
    const bool letter = (byte >= 'a' && byte <= 'z') || byte == 0xD0 || byte == 0xD1;
    if (letter) letters += lower[i];
    if ((byte == 0xD0 || byte == 0xD1) && i + 1 < lower.size()) letters += lower[++i];
  }
  return digits && (sign || std::ranges::find(units, letters) != units.end());
}

}  // namespace

QuickDeal quick_deal_from(const Locale& locale, std::string_view typed, Currency currency) {
  typed = trimmed(typed);
  // The longest tail of up to three words that is an amount: "1,5 млн ₽" before "₽".
  std::size_t cut = typed.size();
  std::array<std::size_t, 3> cuts = {};
  std::size_t words = 0;
  while (words < cuts.size()) {
    const std::size_t space = cut == 0 ? std::string_view::npos : typed.rfind(' ', cut - 1);
    if (space == std::string_view::npos || space == 0) break;
    cut = space;
    cuts[words++] = space;
  }
  for (std::size_t i = words; i-- > 0 && currency.code != 0;) {
    const std::string_view tail = trimmed(typed.substr(cuts[i]));
    const bool begins_as_amount =
        !tail.empty() && ((tail[0] >= '0' && tail[0] <= '9') || tail[0] == '$' || tail.starts_with("\xE2\x82"));
    if (!begins_as_amount || !says_money(tail)) continue;
    if (const std::optional<Money> amount = locale.parse_money(tail, currency); amount && amount->minor > 0)
      return {.title = std::string(trimmed(typed.substr(0, cuts[i]))), .amount = amount};
  }
  return {.title = std::string(typed)};
}

void open_quick_add(ViewContext& context, Id<Stage> stage, NodeId opener) {
  QuickAddState& state = context.states.of<QuickAddState>();
  if (state.stage != stage) state.text.clear();
  state.stage = stage;
  state.opener = opener;
  state.focus_wanted = true;
  context.ui.request_frame();
}

float quick_add_height(const ViewContext& context) {
  const Ui& ui = context.ui;
  return ui.dp(size::control) + ui.dp(4) + line_height(ui, TextStyle::meta) + ui.dp(8);
}

VORONKA_LATER void draw_quick_add(ViewContext& context, Rect rect) {
  Ui& ui = context.ui;
  QuickAddState& state = context.states.of<QuickAddState>();
  const NodeId id = ui.id("quick_add");
  if (state.focus_wanted) ui.focus(id);
  Column column(rect);
  const TextFieldResult result = text_field(ui, id, column.top(ui.dp(size::control)),
                                            {.label = ui.tr(TextKey::board_quick_label),
                                             .placeholder = ui.tr(TextKey::board_quick_placeholder),
                                             .max_length = 500,
                                             .autocomplete = "off"},
                                            state.text);
  if (result.focused) state.focus_wanted = false;
  column.space(ui.dp(4));
  const QuickDeal deal = quick_deal_from(ui.locale, state.text, context.document.base_currency());
  const Rect hint = inset(column.top(line_height(ui, TextStyle::meta)), ui.dp(4), 0);
  const std::string words = deal.amount
                                ? ui.tr(TextKey::board_quick_preview, {{"title", deal.title}, {"sum", *deal.amount}})
                                : ui.tr(TextKey::board_quick_hint);
  paint_text(ui, hint, TextStyle::meta, deal.amount ? ui.color.accent : ui.color.muted, words);

  const bool escaped = result.cancelled || (result.focused && ui.take_key(id, Key::escape));
  if (result.entered && !deal.title.empty()) {
    context.outbox.run_quietly(
        CreateDeal{.deal = {.title = deal.title, .amount = deal.amount, .position = {.stage = state.stage}}}, {});
    state.text.clear();
    ui.focus(id);
  } else if (escaped || (!result.focused && !state.focus_wanted && state.text.empty())) {
    // Left empty, it closes by itself; with something typed it waits.
    if (escaped && state.opener != 0) ui.focus(state.opener);
    state = {};
    ui.request_frame();
  }
}

}  // namespace voronka::ui
