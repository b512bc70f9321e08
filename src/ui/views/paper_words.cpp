#include "ui/views/paper_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/digits.hpp"

namespace voronka::ui {
namespace {

constexpr std::array offer_states = {PaperState::draft, PaperState::sent, PaperState::signed_off};
constexpr std::array invoice_states = {PaperState::draft, PaperState::sent, PaperState::paid};

std::size_t digits_before(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[text.size() - 1 - count])) ++count;
  return count;
}

bool is_year(std::string_view digits) { return digits.size() == 4 && digits.starts_with("20"); }

// What of a number counts, and what stands around it: "7" in "КП-7/26" and in "7-2026", for a year at its end does not count.
struct Counted {
  std::string_view before = {}, after = {};
  std::int64_t count = 0;
  std::size_t digits = 0;
};
std::optional<Counted> counted_in(std::string_view number) {
  std::string_view rest = number;
  const std::size_t last = digits_before(rest);
  if (last > 0 && last < rest.size()) {
    const std::string_view tail = rest.substr(rest.size() - last);
    const std::string_view head = rest.substr(0, rest.size() - last - 1);
    const char between = rest[rest.size() - last - 1];
    const std::string_view group = head.substr(head.size() - digits_before(head));
    const bool year = (between == '/' && (last == 2 || is_year(tail))) || (between == '-' && is_year(tail));
    if (year && !group.empty() && !is_year(group)) rest = head;
  }
  const std::size_t digits = digits_before(rest);
  if (digits == 0 || digits > 15) return std::nullopt;
  Counted counted = {
      .before = rest.substr(0, rest.size() - digits), .after = number.substr(rest.size()), .digits = digits};
  std::from_chars(rest.data() + rest.size() - digits, rest.data() + rest.size(), counted.count);
  return counted;
}

}  // namespace

TextKey key_of(PaperKind kind) {
  constexpr TextKey keys[] = {TextKey::paper_offer, TextKey::paper_contract, TextKey::paper_invoice,
                              TextKey::paper_act};
  return keys[static_cast<std::size_t>(kind)];
}

TextKey key_of(PaperState state, PaperKind kind) {
  switch (state) {
    case PaperState::draft:
      return TextKey::paper_draft;
    case PaperState::sent:
      return kind == PaperKind::offer ? TextKey::paper_sent_offer : TextKey::paper_sent;
    case PaperState::signed_off:
      return kind == PaperKind::offer ? TextKey::paper_accepted : TextKey::paper_signed;
    case PaperState::paid:
      break;
  }
  return TextKey::paper_paid;
}

TextKey due_key_of(PaperKind kind) {
  return kind == PaperKind::invoice ? TextKey::paper_pay_by : TextKey::paper_holds_until;
}

std::span<const PaperState> states_of(PaperKind kind) {
  return kind == PaperKind::invoice ? std::span<const PaperState>(invoice_states) : offer_states;
}

std::string paper_title(const Ui& ui, const Paper& paper) {
  const std::string kind = ui.tr(key_of(paper.kind));
  return paper.number.empty() ? kind : ui.tr(TextKey::paper_title, {{"kind", kind}, {"number", paper.number}});
}

std::string paper_state_words(const Ui& ui, const Paper& paper, Date today) {
  std::string state = ui.tr(key_of(paper.state, paper.kind));
  if (is_settled(paper)) return paper.settled_on ? state + " " + ui.locale.date_near(*paper.settled_on, today) : state;
  if (!paper.due) return state;
  const std::string day = ui.locale.date_near(*paper.due, today);
  if (is_overdue(paper, today)) return ui.tr(TextKey::paper_overdue, {{"date", day}});
  return state + ", " + ui.tr(TextKey::paper_until, {{"date", day}});
}

PaperSums sums_of(const Document& document, const Deal& deal, std::span<const Id<Paper>> papers) {
  PaperSums sums;
  if (deal.amount) sums.invoiced.currency = sums.paid.currency = deal.amount->currency;
  for (const Id<Paper> id : papers) {
    const Paper* paper = document.find(id);
    if (!paper || paper->deleted || paper->kind != PaperKind::invoice || !paper->amount) continue;
    if (!sums.any && !deal.amount) sums.invoiced.currency = sums.paid.currency = paper->amount->currency;
    if (paper->amount->currency != sums.invoiced.currency) continue;
    sums.any = true;
    sums.invoiced.minor += paper->amount->minor;
    if (paper->state == PaperState::paid) sums.paid.minor += paper->amount->minor;
  }
  return sums;
}

std::string next_number(const Document& document, PaperKind kind) {
  std::optional<Counted> last;
  for (const Paper& paper : document.table<Paper>().rows()) {
    if (paper.kind != kind || paper.deleted) continue;
    const std::optional<Counted> counted = counted_in(paper.number);
    if (counted && (!last || last->count < counted->count)) last = counted;
  }
  if (!last) return "1";
  std::string digits = std::to_string(last->count + 1);
  if (digits.size() < last->digits) digits.insert(0, last->digits - digits.size(), '0');
  return std::string(last->before) + digits + std::string(last->after);
}

}  // namespace voronka::ui
