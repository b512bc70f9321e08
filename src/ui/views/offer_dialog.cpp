#include "ui/views/offer_dialog.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "templates/offer_html.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/copying.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/views/settings_view.hpp"
#include "ui/views/template_words.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct OfferText {
  std::optional<Id<TextTemplate>> chosen = {};  // an empty id: the device's own text
  std::string subject = {}, text = {};
  std::vector<std::string> problems = {};
};

struct OfferState : OfferText {
  Id<Deal> deal = {};                  // none: closed
  std::optional<MessageWay> way = {};  // none: an offer
  std::string number = {};
  bool adds_paper = true;
  bool changed = false;                  // by hand
  std::vector<OfferText> replaced = {};  // what had been changed by hand when another template was chosen
  bool added = false;                    // to the documents, as of this revision
  std::optional<std::uint64_t> looked_at = {};
};

// Texts changed by hand whose dialog was closed, by a slip of the finger or not: they are there again when it is opened anew.
struct OfferDrafts {
  std::vector<OfferState> left = {};
};

constexpr std::array way_names = {TextKey::way_whatsapp, TextKey::way_telegram, TextKey::way_viber, TextKey::way_sms,
                                  TextKey::way_email};
constexpr int longest_text = 100'000;
constexpr std::size_t most_problems = 3;

bool is_offer(const OfferState& state) { return !state.way; }
bool has_subject(const OfferState& state) { return is_offer(state) || state.way == MessageWay::email; }

std::vector<const TextTemplate*> templates_for(const Document& document, std::optional<MessageWay> way) {
  if (!way) return templates_of(document, {TemplateKind::offer});
  if (way == MessageWay::email) return templates_of(document, {TemplateKind::email, TemplateKind::message});
  return templates_of(document, {TemplateKind::message});
}

Paper paper_of(const ViewContext& context, const OfferState& state, const Deal& deal) {
  return {.deal = deal.id,
          .kind = PaperKind::offer,
          .number = state.number,
          .date = context.app.today(),
          .amount = deal.amount};
}

// Until an undo takes it away again.
bool is_added(const ViewContext& context, OfferState& state) {
  if (state.looked_at == context.document.revision()) return state.added;
  state.looked_at = context.document.revision();
  state.added = std::ranges::any_of(context.document.table<Paper>().rows(), [&](const Paper& paper) {
    return paper.deal == state.deal && paper.kind == PaperKind::offer && paper.number == state.number && !paper.deleted;
  });
  return state.added;
}

void fill(ViewContext& context, OfferState& state, const Deal& deal, Id<TextTemplate> chosen) {
  state.chosen = chosen;
  state.changed = false;
  state.problems.clear();
  state.subject.clear();
  const TextTemplate* one = context.document.find(chosen);
  if (!one) {
    state.text = message_text(context, deal);
    return;
  }
  const TemplateFacts facts =
      facts_of(context.document, deal, first_contact(context.document, deal), context.app.today(), state.number);
  const PageWording wording(context.ui);
  RenderedText subject = render(one->subject, facts, wording), text = render(one->text, facts, wording);
  state.subject = std::move(subject.text);
  state.text = std::move(text.text);
  std::vector<TemplateProblem> problems = std::move(subject.problems);
  problems.insert(problems.end(), text.problems.begin(), text.problems.end());
  state.problems = problem_sentences(context.ui, problems, most_problems);
}

void draw_choice(ViewContext& context, OfferState& state, const Deal& deal,
                 const std::vector<const TextTemplate*>& templates, Rect rect) {
  Ui& ui = context.ui;
  const std::string usual = ui.tr(TextKey::template_usual), untitled = ui.tr(TextKey::deal_untitled);
  std::vector<std::string_view> items;
  std::vector<Id<TextTemplate>> ids;
  if (!is_offer(state)) {
    items.push_back(usual);
    ids.emplace_back();
  }
  for (const TextTemplate* one : templates) {
    items.push_back(one->name.empty() ? untitled : one->name);
    ids.push_back(one->id);
  }
  const auto at = std::ranges::find(ids, state.chosen.value_or(Id<TextTemplate>{}));
  const std::string caption = ui.tr(TextKey::template_choose);
  const auto chosen = select(ui, ui.id("template"), rect,
                             {.label = caption,
                              .items = items,
                              .selected = at == ids.end() || !state.chosen ? -1 : static_cast<int>(at - ids.begin())});
  if (!chosen) return;
  if (state.changed) state.replaced.push_back(state);
  fill(context, state, deal, ids[static_cast<std::size_t>(*chosen)]);
}

// The text that another template has replaced comes back; one that was changed since can be had again, too.
void draw_replaced(Ui& ui, OfferState& state, Column& column) {
  if (state.replaced.empty()) return;
  const std::string back = ui.tr(TextKey::template_bring_back);
  if (row_button(ui, column, ui.id("bring_back"), {.label = back, .icon = icon::undo_2, .small = true})) {
    if (state.changed) state.replaced.insert(state.replaced.begin(), state);
    static_cast<OfferText&>(state) = std::move(state.replaced.back());
    state.replaced.pop_back();
    state.changed = true;
    ui.request_frame();
  }
  column.space(ui.dp(8));
}

// Below the text: what could not be filled in, and whether the offer becomes a document of the deal.
struct Below {
  std::string name = {}, adds = {}, problems = {};
  float paper_height = 0, problems_height = 0;
  float height = 0;  // of all
};

Below below_of(ViewContext& context, OfferState& state, const Deal& deal, float width) {
  Ui& ui = context.ui;
  Below below;
  if (is_offer(state)) {
    below.name = paper_title(ui, paper_of(context, state, deal));
    below.paper_height = control_height(ui);
    if (!is_added(context, state)) {
      below.adds = ui.tr(TextKey::template_adds_paper, {{"name", below.name}});
      below.paper_height = std::max(below.paper_height, checkbox_height(ui, below.adds, width));
    }
  }
  for (const std::string& problem : state.problems)
    below.problems.append(below.problems.empty() ? "" : "\n").append(problem);
  if (!below.problems.empty()) below.problems_height = wrapped_height(ui, TextStyle::meta, below.problems, width);
  below.height = below.paper_height + (below.problems.empty() ? 0 : below.problems_height + ui.dp(10));
  return below;
}

void draw_below(Ui& ui, OfferState& state, const Below& below, Column& column) {
  if (!below.problems.empty()) {
    column.space(ui.dp(6));
    const Rect place = column.top(below.problems_height);
    ui.sem.add(ui.id("problems"), place, {.role = Role::alert, .name = below.problems});
    paint_wrapped(ui, place, TextStyle::meta, ui.color.warn, below.problems);
    column.space(ui.dp(4));
  }
  if (!is_offer(state)) return;
  const Rect place = column.top(below.paper_height);
  if (below.adds.empty())
    label(ui, place, TextStyle::label, ui.color.ok, ui.tr(TextKey::template_added, {{"name", below.name}}));
  else if (checkbox(ui, ui.id("adds_paper"), place, below.adds, state.adds_paper))
    state.adds_paper = !state.adds_paper;
}

// As high as the dialog; in a low window the text keeps some lines, and all of it scrolls.
void draw_letter(ViewContext& context, OfferState& state, const Deal& deal,
                 const std::vector<const TextTemplate*>& templates, NodeId dialog, Rect body) {
  Ui& ui = context.ui;
  const Rect view = {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h};
  FormScroll scroll(context, ui.id("scroll"), view, body, dialog);
  Column& column = scroll.column();
  draw_choice(context, state, deal, templates, column.top(control_height(ui)));
  column.space(ui.dp(8));
  draw_replaced(ui, state, column);
  if (has_subject(state)) {
    const std::string subject = ui.tr(TextKey::template_subject);
    const TextFieldResult typed =
        text_field(ui, ui.id("subject"), column.top(control_height(ui)),
                   {.label = subject, .placeholder = subject, .max_length = 500, .keeps = true}, state.subject);
    state.changed = state.changed || typed.changed;
    column.space(ui.dp(8));
  }
  const Below below = below_of(context, state, deal, body.w);
  const float height = std::max(ui.dp(160), std::floor(body.h - column.used() - below.height));
  const std::string result = ui.tr(TextKey::template_result);
  const TextFieldResult typed =
      text_field(ui, ui.id("text"), column.top(height),
                 {.label = result, .kind = TextKind::multiline, .max_length = longest_text, .keeps = true}, state.text);
  state.changed = state.changed || typed.changed;
  draw_below(ui, state, below, column);
}

// What is among the documents is done with: the dialog begins anew when it is opened again.
void add_paper(ViewContext& context, OfferState& state, const Deal& deal) {
  if (!is_offer(state) || !state.adds_paper) return;
  state.changed = false;
  state.replaced.clear();
  if (!is_added(context, state))
    context.outbox.run_quietly(AddRecord{.record = paper_of(context, state, deal)}, {});  // the dialog says so itself
}

// What an address cannot carry is copied, and said: nothing is cut off unseen.
void open_way(ViewContext& context, OfferState& state, const Deal& deal) {
  Ui& ui = context.ui;
  const MessageWay way = state.way.value_or(MessageWay::email);
  const std::string phone = phone_of(context.document, deal), email = email_of(context.document, deal);
  const bool letter = way == MessageWay::email;
  std::string address = letter ? mail_link(email, {}, {}) : message_link(way, phone, email);
  std::string rest = state.text;
  if (letter && !state.subject.empty()) {
    if (fits_link(address, state.subject))
      address = mail_link(email, state.subject, {});
    else
      rest = state.subject + "\n\n" + state.text;
  }
  if (!fits_link(address, rest)) {
    ui.host.copy_text(rest);
    ui.toast({.text = ui.tr(TextKey::template_copied_long)});
  } else {
    address = letter ? mail_link(email, state.subject, state.text) : message_link(way, phone, email, state.text);
  }
  if (!address.empty()) ui.host.open_link(address);
  add_paper(context, state, deal);
}

// True when it was closed.
bool draw_buttons(ViewContext& context, OfferState& state, const Deal& deal, Rect footer) {
  Ui& ui = context.ui;
  Row row(footer, ui.dp(8));
  const bool nothing = state.text.empty();
  const std::string mail = ui.tr(TextKey::template_mail), print = ui.tr(TextKey::template_print);
  bool left = false;
  if (is_offer(state)) {
    const ButtonOptions print_options = {
        .label = print, .icon = icon::file_text, .kind = ButtonKind::primary, .disabled = nothing};
    const ButtonOptions mail_options = {.label = mail, .icon = icon::mail, .disabled = nothing};
    if (button(ui, ui.id("print"), row.right(button_width(ui, print_options)), print_options)) {
      ui.host.print_page(state.subject, offer_html(state.subject, state.text));
      add_paper(context, state, deal);
    }
    if (button(ui, ui.id("mail"), row.right(button_width(ui, mail_options)), mail_options))
      open_way(context, state, deal);
  } else {
    const std::string open =
        ui.tr(TextKey::template_open_way, {{"way", ui.tr(way_names[static_cast<std::size_t>(*state.way)])}});
    const ButtonOptions open_options = {.label = open, .icon = icon::message_square, .kind = ButtonKind::primary};
    if (button(ui, ui.id("open_way"), row.right(button_width(ui, open_options)), open_options)) {
      open_way(context, state, deal);
      state.changed = false;
      state.replaced.clear();
      left = true;
    }
  }
  const std::string copy = ui.tr(TextKey::template_copy);
  const Rect place = row.right(footer.h);
  if (icon_button(ui, ui.id("copy"), place, {.icon = icon::copy, .label = copy, .disabled = nothing})) {
    copy_text(ui, state.text);
    add_paper(context, state, deal);
  }
  return left;
}

// No template to choose from: how to come by one.
bool draw_none(ViewContext& context, Column& body) {
  Ui& ui = context.ui;
  const std::string none = ui.tr(TextKey::template_none);
  paragraph(ui, body.top(wrapped_height(ui, TextStyle::body, none, body.rest().w) + ui.dp(12)), TextStyle::body,
            ui.color.muted, none);
  const std::string ready = ui.tr(TextKey::template_add_ready), settings = ui.tr(TextKey::template_to_settings);
  if (row_button(ui, body, ui.id("add_ready"), {.label = ready, .icon = icon::plus, .kind = ButtonKind::primary}))
    add_ready_templates(context);
  body.space(ui.dp(8));
  if (!row_button(ui, body, ui.id("to_settings"), {.label = settings, .icon = icon::settings})) return false;
  show_template_settings(context);
  return true;
}

// Closed: what was typed waits for the dialog of this deal.
void leave(ViewContext& context, OfferState& state) {
  if (state.changed || !state.replaced.empty()) {
    context.states.of<OfferDrafts>().left.push_back(std::move(state));
    context.ui.toast({.text = context.ui.tr(TextKey::template_kept)});
  }
  state = {};
}

VORONKA_LATER void draw_open(ViewContext& context, OfferState& state) {
  Ui& ui = context.ui;
  const Deal* deal = context.document.find(state.deal);
  if (!deal || deal->deleted) return leave(context, state);  // another tab was faster
  const std::vector<const TextTemplate*> templates = templates_for(context.document, state.way);
  if (!state.chosen && (!templates.empty() || !is_offer(state)))
    fill(context, state, *deal, is_offer(state) ? templates[0]->id : Id<TextTemplate>{});
  const bool none = is_offer(state) && templates.empty() && !state.chosen;
  const std::string title = is_offer(state) ? ui.tr(TextKey::template_offer_title)
                                            : ui.tr(TextKey::template_message_title,
                                                    {{"way", ui.tr(way_names[static_cast<std::size_t>(*state.way)])}});
  const NodeId id = ui.id("offer_dialog");
  const IdScope scope(ui, id);
  bool closed = false;
  {
    // A text wants room: on a phone all there is.
    Dialog dialog(ui, id,
                  {.title = title,
                   .width_dp = 640,
                   .height_dp = none              ? 190.F
                                : is_offer(state) ? 1200.F
                                                  : 480.F,
                   .footer = !none,
                   .stays = true});
    if (none) {
      Column body(dialog.body());
      closed = draw_none(context, body);
    } else {
      draw_letter(context, state, *deal, templates, id, dialog.body());
      closed = draw_buttons(context, state, *deal, dialog.footer());
    }
    closed = dialog.closed() || closed;
  }
  if (!closed) return;
  leave(context, state);
  ui.request_frame();
}

void open(ViewContext& context, Id<Deal> deal, std::optional<MessageWay> way) {
  OfferState& state = context.states.of<OfferState>();
  std::vector<OfferState>& left = context.states.of<OfferDrafts>().left;
  context.ui.request_frame();
  const auto draft =
      std::ranges::find_if(left, [&](const OfferState& one) { return one.deal == deal && one.way == way; });
  if (draft == left.end()) {
    state = OfferState();
    state.deal = deal;
    state.way = way;
    state.number = next_number(context.document, PaperKind::offer);
    return;
  }
  state = std::move(*draft);
  left.erase(draft);
}

}  // namespace

VORONKA_LATER void open_offer_dialog(ViewContext& context, Id<Deal> deal) { open(context, deal, {}); }

bool has_templates_for(const Document& document, MessageWay way) { return !templates_for(document, way).empty(); }

VORONKA_LATER void open_message_dialog(ViewContext& context, Id<Deal> deal, MessageWay way) {
  open(context, deal, way);
}

void draw_offer_dialog(ViewContext& context) {
  OfferState& state = context.states.of<OfferState>();
  if (state.deal) draw_open(context, state);
}

}  // namespace voronka::ui
