#include "templates/render.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/sum_words.hpp"
#include "base/utf8.hpp"
#include "base/workdays.hpp"
#include "templates/fields.hpp"

namespace voronka {
namespace {

constexpr int deepest = 32;
constexpr int most_places = 20'000;
constexpr std::size_t most_problems = 100;
constexpr std::size_t longest_path = 4;
constexpr std::int64_t most_days = 100'000;
constexpr std::int32_t shown_places = 6;

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

// A sign that is not ASCII, and what it stands for among operators: 0 = none, ' ' = a blank.
struct Sign {
  std::string_view bytes;
  char meaning;
};
constexpr Sign signs[] = {{"\u00A0", ' '}, {"\u202F", ' '}, {"\u2212", '-'}, {"\u2013", '-'}, {"\u00D7", '*'},
                          {"«", '"'},      {"»", '"'},      {"“", '"'},      {"”", '"'},      {"„", '"'}};

const Sign* sign_at(std::string_view text) {
  for (const Sign& sign : signs)
    if (text.starts_with(sign.bytes)) return &sign;
  return nullptr;
}

bool is_name_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

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

// What went wrong first in a place, and where.
struct Fault {
  TextKey key = TextKey::none;
  std::string what = {};
  std::size_t at = 0;
};

class Renderer {
 public:
  Renderer(std::string_view text, const TemplateFacts& facts, const Wording& wording)
      : text_(text), facts_(facts), wording_(wording) {}
  RenderedText run() {
    if (text_.size() > longest_template_bytes) {
      out_.text = text_.substr(0, longest_template_bytes);
      add_problem({.key = TextKey::template_too_long, .what = {}, .at = 0}, false);
      return std::move(out_);
    }
    copy(0, text_.size());
    return std::move(out_);
  }

 private:
  // ---- the text ----

  void copy(std::size_t from, std::size_t to) {
    while (from < to && !stopped_) {
      const std::size_t open = std::min(text_.substr(0, to).find("{{", from), to);
      write(text_.substr(from, open - from));
      if (open == to) return;
      from = place(open, to);
    }
  }

  void write(std::string_view words) {
    if (out_.text.size() + words.size() > longest_rendered_bytes) return stop(at_);
    out_.text += words;
  }
  // Neither the result nor the time may grow with what a template says.
  void stop(std::size_t at) {
    stopped_ = true;
    add_problem({.key = TextKey::template_too_long, .what = {}, .at = at}, false);
  }

  // Answers where the text goes on.
  std::size_t place(std::size_t open, std::size_t to) {
    at_ = open + 2;
    end_ = to;
    if (++places_ > most_places) {
      stop(open);
      return to;
    }
    fault_ = {};
    skip_blanks();
    if (peek() == '#') return block(open);
    if (peek() == '/') {
      const std::size_t close = close_of(open);
      report(TextKey::template_stray, std::string(text_.substr(open, close - open)), open);
      return leave(open, close);
    }
    const std::size_t begin = at_;
    Value value = whole_value();
    skip_blanks();
    const std::size_t stood = at_;
    // Two closing braces have to follow.
    if (!failed() && !text_.substr(at_, end_ - at_).starts_with("}}")) unexpected();
    if (failed() && !is_readable(fault_.key)) {
      add_problem(fault_, false);
      return leave(open, close_of(open));
    }
    const std::string source(trimmed(text_.substr(begin, stood - begin)));
    if (failed()) {
      const std::size_t close = close_of(open);
      add_problem(fault_, false);
      write("[" + source_until(begin, close) + "?]");
      return close;
    }
    at_ += 2;
    const std::size_t after = at_;
    if (value.kind == Kind::nothing) {
      add_problem({.key = TextKey::template_missing, .what = value.text, .at = open}, true);
      write("[" + value.text + "?]");
    } else {
      const std::string words = words_of(value);
      if (failed()) {
        fault_.at = open;
        add_problem(fault_, false);
        write("[" + source + "?]");
      } else {
        write(words);
      }
    }
    return after;
  }

  // A slip that says which value is meant, but not one of grammar: the place is shown as its words, else as it was written.
  static bool is_readable(TextKey key) {
    return key == TextKey::template_unknown_field || key == TextKey::template_cannot_count ||
           key == TextKey::template_currencies || key == TextKey::template_zero || key == TextKey::template_too_large ||
           key == TextKey::template_filter_not_for;
  }

  std::string source_until(std::size_t begin, std::size_t close) const {
    std::string_view source = text_.substr(begin, close - begin);
    if (source.ends_with("}}")) source.remove_suffix(2);
    return std::string(trimmed(source));
  }

  // Behind the next "}}" on, or behind the braces that opened when there is none.
  std::size_t close_of(std::size_t open) const {
    const std::size_t close = text_.substr(0, end_).find("}}", open + 2);
    return close == std::string_view::npos ? open + 2 : close + 2;
  }
  std::size_t leave(std::size_t open, std::size_t close) {
    at_ = open;
    write(text_.substr(open, close - open));
    return close;
  }

  std::size_t block(std::size_t open) {
    ++at_;
    const std::string name(name_here());
    skip_blanks();
    const std::size_t head = close_of(open);
    if (!text_.substr(at_, end_ - at_).starts_with("}}")) {
      report(TextKey::template_unexpected, rest_here(), at_);
      return leave(open, head);
    }
    if (line_ || !names_lines(name)) {
      report(line_ ? TextKey::template_nested : TextKey::template_unknown_block, name, open);
      return leave(open, head);
    }
    // The last tag: the first that closes anything.
    std::size_t body_end = head, tail = 0;
    for (std::size_t next = head; tail == 0 && !never_closed_;) {
      next = text_.substr(0, end_).find("{{", next);
      if (next == std::string_view::npos) {
        never_closed_ = true;  // nothing behind closes anything: the next blocks need not look
        break;
      }
      at_ = next + 2;
      skip_blanks();
      if (peek() == '/') {
        body_end = next;
        tail = close_of(next);
        ++at_;
        const std::string closing(name_here());
        if (!names_lines(closing)) report(TextKey::template_stray, closing, next);
      }
      next += 2;
    }
    if (tail == 0) {
      report(TextKey::template_block_open, name, open);
      return leave(open, head);
    }
    if (facts_.lines.empty()) {
      add_problem({.key = TextKey::template_missing, .what = name, .at = open}, true);
      write("[" + name + "?]");
      return tail;
    }
    std::size_t from = head, to = body_end;
    if (text_.substr(from, to - from).starts_with("\r\n")) ++from;
    if (from < to && text_[from] == '\n') ++from;
    if (from < to && text_[to - 1] == '\n') --to;
    if (from < to && text_[to - 1] == '\r') --to;
    const std::size_t end = end_;
    for (const LineFacts& line : facts_.lines) {
      if (stopped_) break;
      at_ = open;
      // A body without places costs as much as one with.
      if (++places_ > most_places) stop(open);
      if (&line != facts_.lines.data()) write("\n");
      line_ = &line;
      copy(from, to);
    }
    line_ = nullptr;
    end_ = end;
    return tail;
  }

  // ---- problems ----

  bool failed() const { return fault_.key != TextKey::none; }
  void fail(TextKey key, std::string what, std::size_t at) {
    if (!failed()) fault_ = {.key = key, .what = std::move(what), .at = at};
  }
  void unexpected() {
    if (rest_here().empty())
      fail(TextKey::template_unclosed, {}, at_);
    else
      fail(TextKey::template_unexpected, rest_here(), at_);
  }
  void report(TextKey key, std::string what, std::size_t at) {
    add_problem({.key = key, .what = std::move(what), .at = at}, false);
  }

  void add_problem(const Fault& fault, bool missing) {
    if (out_.problems.size() >= most_problems) return;
    // Every line of a block comes by the same places.
    if (std::ranges::find(told_, fault.at) != told_.end()) return;
    told_.push_back(fault.at);
    TemplateProblem problem = {.missing = missing};
    for (const char c : text_.substr(0, fault.at)) {
      if (c == '\n') {
        ++problem.line;
        problem.column = 1;
      } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
        ++problem.column;
      }
    }
    problem.text = {.key = fault.key,
                    .arguments = {{.name = "what", .value = fault.what},
                                  {.name = "line", .value = std::int64_t{problem.line}},
                                  {.name = "column", .value = std::int64_t{problem.column}}}};
    out_.problems.push_back(std::move(problem));
  }

  // ---- letters ----

  char peek() const {
    if (at_ >= end_) return '\0';
    if (const Sign* sign = sign_at(text_.substr(at_, end_ - at_))) return sign->meaning;
    return text_[at_];
  }
  void advance() {
    const Sign* sign = sign_at(text_.substr(at_, end_ - at_));
    at_ += sign ? sign->bytes.size() : 1;
  }
  void skip_blanks() {
    while (at_ < end_ && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) advance();
  }
  bool takes(char c) {
    skip_blanks();
    if (at_ >= end_ || peek() != c) return false;
    advance();
    return true;
  }
  std::string_view name_here() {
    const std::size_t begin = at_;
    while (at_ < end_ && is_name_byte(text_[at_]) && !sign_at(text_.substr(at_, end_ - at_))) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  // A little of what stands here, for a sentence.
  std::string rest_here() const {
    const std::string_view rest = text_.substr(at_, std::min(end_ - at_, std::size_t{32}));
    std::size_t length = std::min({rest.find("}}"), rest.find('\n'), rest.size(), std::size_t{24}});
    while (length > 0 && length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) --length;
    return std::string(rest.substr(0, length));
  }
  // What stands in quotes; those of print close as they opened, or as people mix them.
  std::string_view quoted() {
    const std::size_t opening = at_;
    const bool plain = text_[at_] == '"';
    advance();
    const std::size_t begin = at_;
    while (at_ < end_ && (peek() != '"' || (text_[at_] == '"') != plain)) advance();
    const std::string_view words = text_.substr(begin, std::min(at_, end_) - begin);
    if (at_ >= end_) {
      at_ = end_;
      fail(TextKey::template_quote_open, {}, opening);
    } else {
      advance();
    }
    return words;
  }

  // ---- values ----

  Value whole_value() {
    Value value = choice();
    while (!failed() && takes('|')) {
      skip_blanks();
      const std::size_t at = at_;
      value = filtered(std::move(value), name_here(), at);
    }
    return value;
  }

  Value choice() {
    Value value = sum();
    for (;;) {
      skip_blanks();
      if (failed() || !text_.substr(at_, end_ - at_).starts_with("??")) return value;
      at_ += 2;
      Value other = sum();
      if (value.kind == Kind::nothing) value = std::move(other);
    }
  }

  Value sum() {
    Value value = product();
    for (;;) {
      skip_blanks();
      const char sign = peek();
      if (failed() || (sign != '+' && sign != '-')) return value;
      const std::size_t at = at_;
      advance();
      value = combined(std::move(value), sign, product(), at);
    }
  }

  Value product() {
    Value value = unary();
    for (;;) {
      skip_blanks();
      const char sign = peek();
      if (failed() || (sign != '*' && sign != '/')) return value;
      const std::size_t at = at_;
      advance();
      value = combined(std::move(value), sign, unary(), at);
    }
  }

  Value unary() {
    if (depth_ >= deepest) {
      fail(TextKey::template_too_deep, {}, at_);
      return {};
    }
    ++depth_;
    Value value = one();
    --depth_;
    return value;
  }

  Value one() {
    skip_blanks();
    const std::size_t at = at_;
    const char c = peek();
    if (at_ >= end_) {
      fail(TextKey::template_unclosed, {}, at);
      return {};
    }
    if (c == '-') {
      advance();
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
      advance();
      Value value = choice();
      if (!failed() && !takes(')')) fail(TextKey::template_parenthesis, {}, at);
      return value;
    }
    // An empty text is meant to be one.
    if (c == '"') return {.kind = Kind::text, .text = std::string(quoted())};
    if (is_digit(c)) return number();
    if (is_name_byte(c)) return field();
    unexpected_value();
    return {};
  }
  void unexpected_value() { fail(TextKey::template_value_expected, rest_here(), at_); }

  Value number() {
    const std::size_t begin = at_;
    std::string digits;
    for (; at_ < end_ && (is_digit(text_[at_]) || text_[at_] == '.' || text_[at_] == ','); ++at_)
      digits += text_[at_] == ',' ? '.' : text_[at_];
    const std::optional<Decimal> number = decimal_from(digits);
    if (!number) {
      fail(TextKey::template_bad_number, digits.substr(0, 40), begin);
      return {};
    }
    Value value = {.kind = Kind::number, .text = {}, .number = *number};
    skip_blanks();
    const std::size_t unit_at = at_;
    const std::string_view unit = name_here();
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
    const std::size_t begin = at_;
    std::vector<PathPart> path;
    for (bool more = true; more && path.size() <= longest_path;) {
      const bool in_quotes = peek() == '"' && at_ < end_;
      path.push_back({.text = in_quotes ? quoted() : name_here(), .quoted = in_quotes});
      more = at_ < end_ && text_[at_] == '.';
      if (more) ++at_;
    }
    if (failed()) return {};
    const std::string written(text_.substr(begin, at_ - begin));
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
      fail(TextKey::template_unknown_filter, name.empty() ? rest_here() : std::string(clipped_utf8(name, 40)), at);
      return {};
    }
    if (value.kind == Kind::nothing) return value;
    const bool money = value.kind == Kind::money, number = value.kind == Kind::number;
    switch (found->filter) {
      case Filter::capital:
        return {.kind = Kind::text, .text = with_large_first(words_of(value))};
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
          const auto sum = money_of(value);
          return {.kind = Kind::text, .text = sum ? sum_words(*sum, wording_.language(), minor) : std::string()};
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

  // ---- words ----

  // Rounded once, here.
  std::optional<Money> money_of(const Value& value) {
    const auto minor = in_units(value.number, minor_digits(value.currency));
    if (minor && magnitude(*minor) <= static_cast<std::uint64_t>(max_amount_minor))
      return Money{.minor = *minor, .currency = value.currency};
    fail(TextKey::template_too_large, {}, at_);
    return std::nullopt;
  }

  std::string words_of(const Value& value) {
    switch (value.kind) {
      case Kind::nothing:
      case Kind::text:
        return value.text;
      case Kind::days:
      case Kind::working_days:
      case Kind::number: {
        std::string words = wording_.number(text_of(rounded(value.number, shown_places)));
        if (!value.text.empty()) words.append("\u00A0").append(value.text);
        return words;
      }
      case Kind::money: {
        const auto money = money_of(value);
        return money ? wording_.money(*money) : std::string();
      }
      case Kind::date:
        return wording_.date(value.date, false);
      case Kind::table:
        return table();
    }
    return {};
  }

  static std::string cell(std::string_view text) {
    std::string words(text);
    for (char& c : words)
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return words;
  }

  std::string table() {
    bool discounts = false, vat = false;
    for (const LineFacts& line : facts_.lines) {
      discounts = discounts || !line.line->discount_percent.empty();
      vat = vat || line.line->vat_percent;
    }
    const auto percent = [&](std::string_view number) {
      return number.empty() ? std::string() : wording_.number(number) + "\u00A0%";
    };
    std::string rows;
    const auto row = [&](std::initializer_list<std::string> cells) {
      std::string joined;
      for (const std::string& one : cells) joined += (joined.empty() ? "" : "\t") + cell(one);
      rows += (rows.empty() ? "" : "\n") + joined;
    };
    // Columns that nobody fills in are not there.
    const auto whole_row = [&](std::string n, std::string name, std::string quantity, std::string unit,
                               std::string price, std::string discount, std::string rate, std::string sum) {
      if (discounts && vat)
        row({n, name, quantity, unit, price, discount, rate, sum});
      else if (discounts || vat)
        row({n, name, quantity, unit, price, discounts ? discount : rate, sum});
      else
        row({n, name, quantity, unit, price, sum});
    };
    whole_row(wording_.word(TextKey::template_column_n), wording_.word(TextKey::template_column_name),
              wording_.word(TextKey::template_column_quantity), wording_.word(TextKey::template_column_unit),
              wording_.word(TextKey::template_column_price), wording_.word(TextKey::template_column_discount),
              wording_.word(TextKey::template_column_vat), wording_.word(TextKey::template_column_sum));
    for (const LineFacts& facts : facts_.lines) {
      if (rows.size() > longest_rendered_bytes) break;
      const Line& line = *facts.line;
      whole_row(std::to_string(facts.number), line.name,
                is_decimal(line.quantity) ? wording_.number(line.quantity) : line.quantity, line.unit,
                line.price ? wording_.money(*line.price) : std::string(), percent(line.discount_percent),
                line.vat_percent ? percent(std::to_string(*line.vat_percent)) : std::string(),
                facts.sum && line.price
                    ? wording_.money({.minor = facts.sum->whole_minor, .currency = line.price->currency})
                    : std::string());
    }
    return rows;
  }

  std::string_view text_;
  const TemplateFacts& facts_;
  const Wording& wording_;
  RenderedText out_ = {};
  std::vector<std::size_t> told_ = {};
  std::size_t at_ = 0, end_ = 0;  // where it reads, and the end of what it may read
  const LineFacts* line_ = nullptr;
  bool never_closed_ = false;  // no tag that closes a block follows
  Fault fault_ = {};
  int depth_ = 0, places_ = 0;
  bool stopped_ = false;
};

}  // namespace

VORONKA_LATER RenderedText render(std::string_view text, const TemplateFacts& facts, const Wording& wording) {
  return Renderer(text, facts, wording).run();
}

}  // namespace voronka
