// Every control of the toolkit on one page, for the browser tests of the toolkit and for looking at it. Not part of the site.
#include <array>

#include "generated/icons.hpp"
#include "platform/web/page.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/widgets.hpp"

namespace voronka {

namespace {

using namespace ui;

class Gallery final : public Content {
 public:
  explicit Gallery(Page& page, const PageStart& start) : page_(page) {
    page.ui().locale = browser_locale(start.language);
    page.ui().set_dark(start.dark);
    page.ui().host.set_language(start.language == Language::ru ? "ru" : "en");
  }

  void go(std::string_view route) override { route_ = route; }
  void system_dark(bool dark) override { page_.ui().set_dark(dark); }
  void system_contrast(ui::Contrast contrast, const ui::SystemColors& colors) override {
    if (contrast != ui::Contrast::normal) page_.ui().set_theme({.contrast = contrast, .system = colors});
  }

  void draw(Ui& ui) override {
    ui.host.set_state(AppState::ready, SaveState::memory, false);
    ui.host.set_title("Gallery");
    const float left = ui.compact() ? 0 : ui.dp(52);
    if (!ui.compact()) rail(ui, {0, 0, left, ui.viewport.height});
    const Rect page = {left, 0, ui.viewport.width - left, ui.viewport.height};
    SemScope main(ui, ui.id("main"), page, {.role = Role::main});
    Column column(page);
    top(ui, inset(column.top(ui.dp(56)), ui.dp(16), ui.dp(12)));
    Row row(inset(column.rest(), ui.dp(16), ui.dp(4)), ui.dp(12));
    const float width = ui.compact() ? ui.viewport.width - ui.dp(32) : ui.dp(250);
    controls(ui, row.left(width));
    if (!ui.compact()) {
      fields(ui, row.left(ui.dp(280)));
      cards(ui, row.left(ui.dp(200)));
      list(ui, row.rest());
    }
    overlays(ui);
    draw_messages(ui);
  }

 private:
  void rail(Ui& ui, Rect rect) {
    Composite nav(ui, ui.id("nav"), rect, {.role = Role::navigation, .label = "Разделы", .horizontal = false});
    ui.fill({rect.right() - ui.hairline(), rect.y, ui.hairline(), rect.h}, ui.color.border);
    Column column(inset(rect, ui.dp(8), ui.dp(10)), ui.dp(4));
    paint_icon(ui, column.top(ui.dp(34)), icon::funnel, ui.color.accent, 24);
    const std::array<std::pair<const char*, std::string_view>, 3> items = {
        {{icon::kanban, "Доска"}, {icon::calendar, "Сегодня"}, {icon::settings, "Настройки"}}};
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (icon_button(ui, ui.id("nav", i), column.top(ui.dp(36)),
                      {.icon = items[i].first, .label = items[i].second, .current = i == section_, .icon_dp = 20}))
        section_ = i;
    }
  }

  void top(Ui& ui, Rect rect) {
    Row row(rect, ui.dp(8));
    heading(ui, row.left(text_width(ui, TextStyle::title, "Продажи 2026")), 1, TextStyle::title, "Продажи 2026");
    row.left(ui.dp(4));
    text_field(ui, ui.id("search"), row.left(std::min(ui.dp(250), row.rest().w)),
               {.label = "Поиск",
                .kind = TextKind::search,
                .placeholder = "Поиск по всему",
                .icon = icon::search,
                .keys = "Ctrl K"},
               search_);
    if (ui.shortcut({letter('K'), Mods::ctrl}, {.in_text = true})) ui.focus(ui.id("search"));
    if (ui.compact()) return;
    const std::array<ChipOptions, 3> chips = {{{.label = "Мои фильтры", .pressed = chip_[0], .expanded = 0},
                                               {.label = "Без шага · 3", .pressed = chip_[1]},
                                               {.label = "Застряли · 2", .icon = icon::clock, .pressed = chip_[2]}}};
    for (std::size_t i = 0; i < chips.size(); ++i) {
      const float width = chip_width(ui, chips[i]);
      if (chip(ui, ui.id("chip", i), centered(row.left(width), width, ui.dp(26)), chips[i])) chip_[i] = 1 - chip_[i];
    }
    const ButtonOptions add = {
        .label = "Сделка", .icon = icon::plus, .kind = ButtonKind::primary, .description = "Новая сделка", .keys = "N"};
    if (button(ui, ui.id("add"), row.right(button_width(ui, add)), add) || ui.shortcut({letter('N')})) {
      ui.toast({.text = "Сделка создана", .action = "Отменить", .tag = 7});
    }
    if (const auto tag = ui.take_toast_action()) ui.toast({.text = "Отменено " + std::to_string(*tag)});
  }

  void controls(Ui& ui, Rect rect) {
    Column column(rect, ui.dp(10));
    const std::array<std::pair<ButtonKind, std::string_view>, 5> kinds = {{{ButtonKind::primary, "Главная"},
                                                                           {ButtonKind::secondary, "Обычная"},
                                                                           {ButtonKind::ghost, "Тихая"},
                                                                           {ButtonKind::danger, "Удалить"},
                                                                           {ButtonKind::good, "Выиграна"}}};
    for (std::size_t i = 0; i < kinds.size(); i += 2) {
      Row row(column.top(ui.dp(size::control)), ui.dp(8));
      for (std::size_t k = i; k < std::min(i + 2, kinds.size()); ++k) {
        const ButtonOptions options = {.label = kinds[k].second, .kind = kinds[k].first};
        if (button(ui, ui.id("kind", k), row.left(button_width(ui, options)), options)) ++pressed_;
      }
    }
    button(ui, ui.id("dead"), column.top(ui.dp(size::control)), {.label = "Недоступна", .disabled = true});
    const std::array<std::string_view, 3> themes = {"Система", "Светлая", "Тёмная"};
    if (const auto chosen = segmented(ui, ui.id("theme"), column.top(ui.dp(size::control)),
                                      {.label = "Тема", .items = themes, .selected = theme_})) {
      theme_ = *chosen;
      ui.set_dark(theme_ == 2);
    }
    if (toggle(ui, ui.id("toggle"), column.top(ui.dp(28)), "Показывать закрытые", on_)) on_ = !on_;
    if (checkbox(ui, ui.id("check"), column.top(ui.dp(28)), "Напоминать каждый день", check_)) check_ = !check_;
    for (int i = 0; i < 2; ++i) {
      if (radio(ui, ui.id("radio", static_cast<std::uint64_t>(i)), column.top(ui.dp(24)), i == 0 ? "Один" : "Другой",
                radio_ == i))
        radio_ = i;
    }
    const std::array<std::string_view, 6> stages = {"Генерация лида", "Квалификация", "Презентация",
                                                    "Возражения",     "Переговоры",   "Закрытие"};
    const std::array<Color, 6> dots = {rgb(0x7A869A), rgb(0x4C8BF5), rgb(0x2FA8B5),
                                       rgb(0xE0A030), rgb(0xD9663A), rgb(0x9B5DE5)};
    if (const auto chosen = ui::select(ui, ui.id("stage"), column.top(ui.dp(size::control)),
                                       {.label = "Этап", .items = stages, .dots = dots, .selected = stage_}))
      stage_ = *chosen;
    const NodeId more = ui.id("menu_button");
    const Rect place = column.top(ui.dp(size::control));
    const NodeId menu_id = ui.id("menu");
    if (button(ui, more, place,
               {.label = "Меню", .icon = icon::ellipsis, .expanded = menu_is_open(ui, menu_id) ? 1 : 0}))
      open_menu(ui, menu_id, place, ui.keyboard_modality());
    const std::array<MenuItem, 4> items = {
        {{.label = "Открыть", .icon = icon::pencil, .keys = "Enter"},
         {.label = "Дублировать", .icon = icon::plus},
         {.label = "Перенести", .icon = icon::arrow_right, .disabled = true},
         {.label = "В корзину", .icon = icon::trash, .keys = "Del", .danger = true, .separator_before = true}}};
    if (const auto chosen = menu(ui, menu_id, "Действия", items))
      ui.toast({.text = "Выбрано: " + std::string(items[static_cast<std::size_t>(*chosen)].label)});
    if (button(ui, ui.id("dialog_button"), column.top(ui.dp(size::control)), {.label = "Диалог"})) dialog_ = true;
    if (button(ui, ui.id("sheet_button"), column.top(ui.dp(size::control)), {.label = "Панель"})) sheet_ = true;
    progress(ui, ui.id("progress"), column.top(ui.dp(12)), {.label = "Импорт", .share = 0.4});
    link(ui, ui.id("link"), column.top(ui.dp(20)), TextStyle::body, "+7 917 555-01-22", "tel:+79175550122");
  }

  void fields(Ui& ui, Rect rect) {
    Column column(rect, ui.dp(4));
    const auto field = [&](std::string_view name, std::string_view label, TextFieldOptions options, std::string& value,
                           float height = size::control) {
      field_label(ui, column.top(ui.dp(17)), label, options.required);
      options.label = label;
      const TextFieldResult result = text_field(ui, ui.id(name), column.top(ui.dp(height)), options, value);
      column.space(ui.dp(8));
      return result;
    };
    field("title", "Название", {.placeholder = "Например, Ромашка", .required = true}, title_);
    if (field("amount", "Сумма",
              {.kind = TextKind::money, .style = TextStyle::body_strong, .select_on_focus = true, .align_right = true},
              amount_)
            .committed) {
      if (const auto money = ui.locale.parse_money(amount_, *currency_from("RUB"))) amount_ = ui.locale.money(*money);
    }
    if (field("date", "Закрытие", {.kind = TextKind::date, .placeholder = "дд.мм.гггг"}, date_).committed) {
      if (const auto date = ui.locale.parse_date(date_, Date{20'700})) date_ = ui.locale.date_numeric(*date);
    }
    field("mail", "Почта", {.kind = TextKind::email, .error = "Нет знака @"}, mail_);
    field("note", "Заметка", {.kind = TextKind::multiline, .placeholder = "Что обсудили"}, note_, 96);
    field_label(ui, column.top(ui.dp(17)), "Без рамки");
    text_field(ui, ui.id("ghost"), column.top(ui.dp(size::control)), {.label = "Без рамки", .ghost = true}, ghost_);
    column.space(ui.dp(8));
    label(ui, column.top(line_height(ui, TextStyle::figure)), TextStyle::figure, ui.color.text,
          ui.locale.money({.minor = 125'000'000, .currency = *currency_from("RUB")}));
    label(ui, column.top(line_height(ui, TextStyle::panel_title)), TextStyle::panel_title, ui.color.text,
          "Гранит: оборудование");
    paragraph(ui, {rect.x, column.rest().y, rect.w, 0}, TextStyle::meta, ui.color.muted,
              "31 д на этапе; 80 % уходят за 18 д. Нет шага. 漢字 👍 ✓ → ₽ № Қазақша");
  }

  void cards(Ui& ui, Rect rect) {
    const NodeId area_id = ui.id("cards");
    SemScope scope(ui, area_id, rect, {.role = Role::list, .name = "Переговоры"});
    ScrollArea area(ui, area_id, rect);
    Column column(area.content(), ui.dp(8));
    for (std::size_t i = 0; i < 12; ++i) {
      const Rect card = inset(column.top(ui.dp(84)), ui.dp(3), 0);
      const std::string name = "Сделка " + std::to_string(i + 1) + ", Сайт и каталог, 120 000 ₽";
      const NodeId id = ui.id("card", i);
      const Interaction it = ui.interact(id, card,
                                         {.role = Role::list_item,
                                          .name = name,
                                          .tab_stop = i == card_,
                                          .position = static_cast<int>(i) + 1,
                                          .set_size = 12},
                                         {.draggable = true});
      const Rect at = ui.drag.source == id
                          ? Rect{ui.drag.at.x - ui.drag.grab.x, ui.drag.at.y - ui.drag.grab.y, card.w, card.h}
                          : card;
      if (ui.drag.source == id) {
        ui.dashed(card, with_alpha(ui.color.accent, 0.55F), 10, ui.dp(2));
        LayerScope layer(ui, Layer::drag);
        ui.shadow(at, true);
        body(ui, at, it, i);
      } else {
        body(ui, at, it, i);
      }
      if (it.activated) opened_ = static_cast<int>(i);
      const std::size_t old = card_;
      if (ui.take_key(id, Key::down)) card_ = std::min<std::size_t>(11, i + 1);
      if (ui.take_key(id, Key::up)) card_ = i == 0 ? 0 : i - 1;
      if (card_ != old) {
        ui.focus(ui.id("card", card_));
        ui.scroll_into_view(area_id, static_cast<float>(card_) * ui.dp(92),
                            static_cast<float>(card_) * ui.dp(92) + ui.dp(84));
      }
      if (it.focused) card_ = i;
    }
    area.set_content(column.used());
  }

  void body(Ui& ui, Rect card, const Interaction& it, std::size_t i) {
    paint_card(ui, card, it);
    Column lines(inset(card, ui.dp(12), ui.dp(10)));
    paint_text(ui, lines.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
               i == 2 ? "Расчёт дверных блоков для склада" : "Ромашка");
    paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ui.color.muted, "Сайт и каталог");
    lines.space(ui.dp(8));
    Row row(lines.top(line_height(ui, TextStyle::strong)), ui.dp(6));
    const Rect dot = row.right(ui.dp(10));
    paint_dot(ui, dot.center(), 10, i % 3 == 0 ? ui.color.ok : i % 3 == 1 ? ui.color.bad : ui.color.faint);
    const float width = text_width(ui, TextStyle::meta, "15 окт");
    paint_text(ui, row.right(width), TextStyle::meta, i % 3 == 1 ? ui.color.bad : ui.color.muted, "15 окт");
    paint_text(ui, row.rest(), TextStyle::strong, ui.color.text, "120 000 ₽");
  }

  void list(Ui& ui, Rect rect) {
    Column column(rect, ui.dp(12));
    const Rect place_of_list = column.top(ui.dp(260));
    contacts(ui, place_of_list);
    const Rect empty = column.top(ui.dp(280));
    ui.fill(empty, ui.color.surface, size::radius_tile);
    ui.outline(empty, ui.color.border, size::radius_tile);
    if (empty_state(ui, ui.id("empty"), empty,
                    {.icon = icon::kanban,
                     .title = "Здесь пока пусто",
                     .sentence = "Добавьте первую сделку или принесите файл из прежней CRM: распознаем столбцы сами.",
                     .primary = "Добавить",
                     .secondary = "Импорт",
                     .primary_icon = icon::plus}) == EmptyStateAnswer::primary)
      ++pressed_;
  }

  void contacts(Ui& ui, Rect rect) {
    List rows(ui, ui.id("rows"), rect, {.label = "Контакты", .count = 10'000, .row_height = ui.dp(36)}, rows_);
    const auto emit = [&](int i, bool drawn) {
      const NodeId id = ui.id("row", static_cast<std::uint64_t>(i));
      const std::string name = "Контакт " + ui.locale.number(i + 1);
      const Rect place = rows.row(i);
      if (!drawn) {
        ui.sem.add(id, place, rows.row_sem(i, {.name = name, .focusable = true}), false);
        return;
      }
      const Interaction it = ui.interact(id, place, rows.row_sem(i, {.name = name}));
      if (it.hovered) ui.fill(place, ui.color.hover, 6);
      paint_text(ui, inset(place, ui.dp(10), 0), TextStyle::body, ui.color.text, name);
      if (it.focus_visible) ui.focus_ring(inset(place, ui.dp(3)), 6);
      if (it.focused) rows_.focus_row = i;
    };
    if (const int i = rows.row_out_of_sight(); i >= 0 && i < rows.range().first) emit(i, false);
    for (int i = rows.range().first; i < rows.range().last; ++i) emit(i, true);
    if (const int i = rows.row_out_of_sight(); i >= rows.range().last) emit(i, false);
    if (rows.moved_to() >= 0) ui.focus(ui.id("row", static_cast<std::uint64_t>(rows.moved_to())));
  }

  void overlays(Ui& ui) {
    if (sheet_) {
      Sheet sheet(ui, ui.id("sheet"), {.title = "Сделка"});
      Column column(sheet.body(), ui.dp(8));
      heading(ui, column.top(line_height(ui, TextStyle::panel_title)), 2, TextStyle::panel_title,
              "Гранит: оборудование");
      field_label(ui, column.top(ui.dp(17)), "Имя в панели");
      text_field(ui, ui.id("sheet_name"), column.top(ui.dp(size::control)), {.label = "Имя в панели"}, sheet_text_);
      if (sheet.closed()) sheet_ = false;
    }
    if (dialog_) {
      Dialog dialog(ui, ui.id("dialog"), {.title = "Удалить сделку?", .width_dp = 420, .height_dp = 120});
      paragraph(ui, dialog.body(), TextStyle::body, ui.color.muted,
                "Сделка уйдёт в корзину. Её можно вернуть 30 дней.");
      Row footer(dialog.footer(), ui.dp(8));
      const ButtonOptions remove = {.label = "Удалить", .kind = ButtonKind::danger};
      const ButtonOptions keep = {.label = "Оставить"};
      const Rect last = footer.right(button_width(ui, remove));
      const Rect first = footer.right(button_width(ui, keep));
      bool close = button(ui, ui.id("keep"), first, keep);
      close = button(ui, ui.id("remove"), last, remove) || close;
      if (close || dialog.closed()) dialog_ = false;
    }
  }

  Page& page_;
  std::string route_ = {};
  std::size_t section_ = 0, card_ = 0;
  std::array<int, 3> chip_ = {1, 0, 0};
  int theme_ = 0, stage_ = 4, radio_ = 0, pressed_ = 0, opened_ = -1;
  bool on_ = true, check_ = true, dialog_ = false, sheet_ = false;
  ListState rows_ = {};
  std::string search_ = {}, title_ = "Ромашка", amount_ = "1 250 000 ₽", date_ = "15.10.2026", mail_ = "ольга",
              note_ = {}, ghost_ = "Рекомендация", sheet_text_ = {};
};

}  // namespace

std::unique_ptr<Content> make_content(Page& page, const PageStart& start) {
  return std::make_unique<Gallery>(page, start);
}

}  // namespace voronka
