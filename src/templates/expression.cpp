#include "templates/expression.hpp"

#include <algorithm>
#include <utility>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/sum_words.hpp"
#include "base/utf8.hpp"
#include "base/workdays.hpp"
#include "templates/fields.hpp"

namespace voronka {
namespace {

constexpr int deepest = 32;
constexpr std::size_t longest_path = 4;
constexpr std::int64_t most_days = 100'000;

using Kind = TemplateValueKind;
using Value = TemplateValue;

enum class Filter : std::uint8_t { words, words_all, in_full, capital, round };
struct FilterName {
  std::string_view name, russian;
  Filter filter;
};
constexpr FilterName filters[] = {{"words", "прописью", Filter::words},
                                  {"words_all", "все_прописью", Filter::words_all},
                                  {"long", "полностью", Filter::in_full},
                                  {"capital", "с_заглавной", Filter::capital},
                                  {"round", "округлить", Filter::round}};
constexpr std::string_view day_units[] = {"d", "д", "дн", "дней"};
constexpr std::string_view working_day_units[] = {"wd", "рд"};

std::string with_large_first(std::string text) {
  if (text.empty() || !is_utf8(text)) return text;
  std::string_view rest = text;
  char32_t first = take_code_point(rest);
  if ((first >= U'a' && first <= U'z') || (first >= U'а' && first <= U'я')) first -= 0x20;
  if (first >= U'ѐ' && first <= U'џ') first -= 0x50;
  std::string raised;
  append_utf8(raised, first);
  return raised.append(rest);
}

class Evaluator {
 public:
  Evaluator(TemplateCursor& in, const TemplateFacts& facts, const LineFacts* line, const Wording& wording,
            TemplateFault& fault)
      : in_(in), facts_(facts), line_(line), wording_(wording), fault_(fault) {}

  Value whole() {
    Value value = choice();
    while (!failed() && in_.takes('|')) {
      in_.skip_blanks();
      const std::size_t at = in_.at;
      value = filtered(std::move(value), in_.name(), at);
    }
    return value;
  }

 private:
  bool failed() const { return fault_.key != TextKey::none; }
  void fail(TextKey key, std::string what, std::size_t at) {
    if (!failed()) fault_ = {.key = key, .what = std::move(what), .at = at};
  }

  // What stands in quotes; those of print close as they opened, or as people mix them.
  std::string_view quoted() {
    const std::size_t opening = in_.at;
    const bool plain = in_.text[in_.at] == '"';
    in_.advance();
    const std::size_t begin = in_.at;
    while (in_.at < in_.end && (in_.peek() != '"' || (in_.text[in_.at] == '"') != plain)) in_.advance();
    const std::string_view words = in_.text.substr(begin, std::min(in_.at, in_.end) - begin);
    if (in_.at >= in_.end) {
      in_.at = in_.end;
      fail(TextKey::template_quote_open, {}, opening);
    } else {
      in_.advance();
    }
    return words;
  }

  Value choice() {
    Value value = sum();
    for (;;) {
      in_.skip_blanks();
      if (failed() || !in_.text.substr(in_.at, in_.end - in_.at).starts_with("??")) return value;
      in_.at += 2;
      Value other = sum();
      if (value.kind == Kind::nothing) value = std::move(other);
    }
  }

  Value sum() {
    Value value = product();
    for (;;) {
      in_.skip_blanks();
      const char sign = in_.peek();
      if (failed() || (sign != '+' && sign != '-')) return value;
      const std::size_t at = in_.at;
      in_.advance();
      value = combined(std::move(value), sign, product(), at);
    }
  }

  Value product() {
    Value value = unary();
    for (;;) {
      in_.skip_blanks();
      const char sign = in_.peek();
      if (failed() || (sign != '*' && sign != '/')) return value;
      const std::size_t at = in_.at;
      in_.advance();
      value = combined(std::move(value), sign, unary(), at);
    }
  }

  Value unary() {
    if (depth_ >= deepest) {
      fail(TextKey::template_too_deep, {}, in_.at);
      return {};
    }
    ++depth_;
    Value value = one();
    --depth_;
    return value;
  }

  Value one() {
    in_.skip_blanks();
    const std::size_t at = in_.at;
    const char c = in_.peek();
    if (in_.at >= in_.end) {
      fail(TextKey::template_unclosed, {}, at);
      return {};
    }
    if (c == '-') {
      in_.advance();
      Value value = unary();
      if (value.kind == Kind::number || value.kind == Kind::money) {
        value.number = negated(value.number);
        value.text.clear();
      } else if (value.kind != Kind::nothing) {
        fail(TextKey::template_cannot_count, "-", at);
      }
      return value;
    }
    if (c == '(') {
      in_.advance();
      Value value = choice();
      if (!failed() && !in_.takes(')')) fail(TextKey::template_parenthesis, {}, at);
      return value;
    }
    // An empty text is meant to be one.
    if (c == '"') return {.kind = Kind::text, .text = std::string(quoted())};
    if (is_digit(c)) return number();
    if (is_name_byte(c)) return field();
    unexpected_value();
    return {};
  }
  void unexpected_value() { fail(TextKey::template_value_expected, in_.rest(), in_.at); }

  Value number() {
    const std::size_t begin = in_.at;
    std::string digits;
    for (; in_.at < in_.end && (is_digit(in_.text[in_.at]) || in_.text[in_.at] == '.' || in_.text[in_.at] == ',');
         ++in_.at)
      digits += in_.text[in_.at] == ',' ? '.' : in_.text[in_.at];
    const std::optional<Decimal> number = decimal_from(digits);
    if (!number) {
      fail(TextKey::template_bad_number, digits.substr(0, 40), begin);
      return {};
    }
    Value value = {.kind = Kind::number, .text = {}, .number = *number};
    in_.skip_blanks();
    const std::size_t unit_at = in_.at;
    const std::string_view unit = in_.name();
    if (unit.empty()) return value;
    const bool calendar = std::ranges::find(day_units, unit) != std::end(day_units);
    const bool working = std::ranges::find(working_day_units, unit) != std::end(working_day_units);
    const auto days = in_units(*number, 0);
    if ((!calendar && !working) || number->places > 0 || !days || *days > most_days) {
      fail(TextKey::template_bad_days, std::string(clipped_utf8(unit, 40)), unit_at);
      return {};
    }
    value.kind = calendar ? Kind::days : Kind::working_days;
    return value;
  }

  Value field() {
    const std::size_t begin = in_.at;
    std::vector<PathPart> path;
    for (bool more = true; more && path.size() <= longest_path;) {
      const bool in_quotes = in_.peek() == '"' && in_.at < in_.end;
      path.push_back({.text = in_quotes ? quoted() : in_.name(), .quoted = in_quotes});
      more = in_.at < in_.end && in_.text[in_.at] == '.';
      if (more) ++in_.at;
    }
    if (failed()) return {};
    const std::string written(in_.text.substr(begin, in_.at - begin));
    std::optional<Value> found = find_value(facts_, line_, path);
    if (!found) {
      fail(TextKey::template_unknown_field, written, begin);
      return {};
    }
    if (found->kind == Kind::nothing) found->text = written;
    return std::move(*found);
  }

  static std::int64_t sign_of(char sign) { return sign == '-' ? -1 : 1; }

  Value combined(Value a, char sign, Value b, std::size_t at) {
    if (failed()) return {};
    if (a.kind == Kind::nothing) return a;
    if (b.kind == Kind::nothing) return b;
    const bool adds = sign == '+' || sign == '-';
    if (a.kind == Kind::date && adds) {
      if (b.kind == Kind::date && sign == '-') return number_value(std::int64_t{a.date.days} - b.date.days);
      if (b.kind == Kind::days || b.kind == Kind::working_days) return later(a.date, b, sign_of(sign), at);
    }
    const bool a_money = a.kind == Kind::money, b_money = b.kind == Kind::money;
    // `lines.vat ?? 0`: nothing more is nothing more in any currency.
    const auto is_zero = [](const Value& value) { return value.kind == Kind::number && value.number.digits == 0; };
    if (adds && a_money && is_zero(b)) return a;
    if (adds && b_money && is_zero(a)) {
      if (sign == '-') b.number = negated(b.number);
      return b;
    }
    const bool counts = (a_money || a.kind == Kind::number) && (b_money || b.kind == Kind::number) &&
                        (adds          ? a_money == b_money
                         : sign == '*' ? !(a_money && b_money)
                                       : a_money || !b_money);
    if (!counts) {
      fail(TextKey::template_cannot_count, std::string(1, sign), at);
      return {};
    }
    if (a_money && b_money && a.currency != b.currency) {
      fail(TextKey::template_currencies, text_of(a.currency) + ", " + text_of(b.currency), at);
      return {};
    }
    if (sign == '/' && b.number.digits == 0) {
      fail(TextKey::template_zero, {}, at);
      return {};
    }
    const std::optional<Decimal> result = sign == '+'   ? sum_of(a.number, b.number)
                                          : sign == '-' ? sum_of(a.number, negated(b.number))
                                          : sign == '*' ? product_of(a.number, b.number)
                                                        : quotient_of(a.number, b.number);
    if (!result) {
      fail(TextKey::template_too_large, {}, at);
      return {};
    }
    const bool money = adds ? a_money : sign == '*' ? a_money || b_money : a_money && !b_money;
    return {.kind = money ? Kind::money : Kind::number,
            .text = {},
            .number = *result,
            .currency = money ? (a_money ? a.currency : b.currency) : Currency{}};
  }

  Value later(Date date, const Value& by, std::int64_t sign, std::size_t at) {
    const auto days = static_cast<std::int32_t>(in_units(by.number, 0).value_or(0) * sign);
    if (by.kind == Kind::days) {
      date.days += days;
    } else if (days >= 0) {
      date = plus_working_days(date, days);
    } else {
      for (std::int32_t left = -days; left > 0; --left) do
          --date.days;
        while (!is_working_day(date));
    }
    // Years 1 to 9999.
    if (date_from(ymd_of(date)) != date) {
      fail(TextKey::template_too_large, {}, at);
      return {};
    }
    return date_value(date);
  }

  Value filtered(Value value, std::string_view name, std::size_t at) {
    const std::string plain = is_utf8(name) ? folded(name) : std::string();
    const auto* found =
        std::ranges::find_if(filters, [&](const FilterName& row) { return plain == row.name || plain == row.russian; });
    if (found == std::end(filters)) {
      fail(TextKey::template_unknown_filter, name.empty() ? in_.rest() : std::string(clipped_utf8(name, 40)), at);
      return {};
    }
    if (value.kind == Kind::nothing) return value;
    const bool money = value.kind == Kind::money, number = value.kind == Kind::number;
    switch (found->filter) {
      case Filter::capital:
        if (auto words = words_of(value, facts_, wording_))
          return {.kind = Kind::text, .text = with_large_first(std::move(*words))};
        fail(TextKey::template_too_large, {}, in_.at);
        return {};
      case Filter::in_full:
        if (value.kind != Kind::date) break;
        return {.kind = Kind::text, .text = wording_.date(value.date, true)};
      case Filter::round:
        if (!money && !number) break;
        value.number = rounded(value.number, 0);
        return value;
      case Filter::words:
      case Filter::words_all: {
        const MinorAs minor = found->filter == Filter::words ? MinorAs::digits : MinorAs::words;
        if (money) {
          if (const auto sum = money_of(value))
            return {.kind = Kind::text, .text = sum_words(*sum, wording_.language(), minor)};
          fail(TextKey::template_too_large, {}, in_.at);
          return {};
        }
        const auto count = in_units(value.number, 0);
        if (!number || value.number.places > 0 || !count) break;
        std::string words = number_words(*count, wording_.language());
        return {.kind = Kind::text, .text = std::move(words)};
      }
    }
    fail(TextKey::template_filter_not_for, std::string(name), at);
    return {};
  }

  TemplateCursor& in_;
  const TemplateFacts& facts_;
  const LineFacts* line_;
  const Wording& wording_;
  TemplateFault& fault_;
  int depth_ = 0;
};

}  // namespace

TemplateValue value_at(TemplateCursor& cursor, const TemplateFacts& facts, const LineFacts* line,
                       const Wording& wording, TemplateFault& fault) {
  return Evaluator(cursor, facts, line, wording, fault).whole();
}

}  // namespace voronka
