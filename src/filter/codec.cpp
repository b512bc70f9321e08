#include "filter/codec.hpp"

#include <optional>
#include <utility>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "filter/matcher.hpp"

namespace voronka {
namespace {

// Operators that stand between field and value. The longer ones first: "<=" is not "<".
struct Sign {
  std::string_view text = {};
  FilterOperator op = FilterOperator::is;
  bool negated = false;
};
constexpr Sign signs[] = {
    {"!=", FilterOperator::is, true},        {"!~", FilterOperator::contains, true},
    {"<=", FilterOperator::at_most, false},  {">=", FilterOperator::at_least, false},
    {"=", FilterOperator::is, false},        {"~", FilterOperator::contains, false},
    {"<", FilterOperator::less, false},      {">", FilterOperator::more, false},
    {":", FilterOperator::in_period, false},
};
constexpr std::string_view empty_word = "empty";  // after ":", as periods are
constexpr std::string_view between_sign = "..";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == '@' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool ends_item(char c) { return c == ';' || c == '|' || c == '(' || c == ')'; }

void print_value(std::string& out, std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : value) {
    if (is_plain(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
}

int hex(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                : -1;
}

// Nothing: a stray "%", or bytes that are no text.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
    out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
    i += 2;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

void print_condition(std::string& out, const FilterCondition& condition) {
  // A negated "is" and "contains" have signs of their own; any other is told by a "!" before it.
  const bool own_sign = condition.op == FilterOperator::is || condition.op == FilterOperator::contains;
  if (condition.negated && !own_sign) out += '!';
  out += condition.field;
  if (condition.op == FilterOperator::empty) {
    out += ':';
    out += empty_word;
    return;
  }
  if (condition.op == FilterOperator::between) {
    out += '=';
    print_value(out, condition.values[0]);
    out += between_sign;
    print_value(out, condition.values[1]);
    return;
  }
  for (const Sign& sign : signs) {
    if (sign.op != condition.op || (own_sign && sign.negated != condition.negated)) continue;
    out += sign.text;
    break;
  }
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    if (i > 0) out += ',';
    print_value(out, condition.values[i]);
  }
}

void print_group(std::string& out, const FilterGroup& group) {
  std::vector<std::string> items;
  for (const FilterNode& node : group.nodes) {
    std::string item;
    if (const auto* condition = std::get_if<FilterCondition>(&node.is)) {
      if (!is_complete(*condition)) continue;
      print_condition(item, *condition);
    } else if (const auto* inner = std::get_if<FilterGroup>(&node.is)) {
      item += '(';
      print_group(item, *inner);
      item += ')';
    } else {
      item = std::get_if<NotUnderstood>(&node.is)->text;
    }
    items.push_back(std::move(item));
  }
  const bool any = group.join == FilterJoin::any;
  if (any && items.size() < 2) out += '|';  // nothing between items tells it
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += any ? '|' : ';';
    out += items[i];
  }
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Filter> whole() {
    if (text_.size() > filter_max_bytes || !is_utf8(text_)) return wrong();
    Result<Filter> filter = group(1);
    if (filter && at_ < text_.size()) return wrong();
    return filter;
  }

 private:
  std::unexpected<Error> wrong() const {
    return refuse(TextKey::error_filter_text, {{.name = "text", .value = std::string(clipped_utf8(text_, 200))}},
                  "@" + std::to_string(at_));
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool at_end() const { return at_ >= text_.size() || text_[at_] == ')'; }

  Result<FilterGroup> group(int depth) {
    FilterGroup found;
    if (take('|')) found.join = FilterJoin::any;
    if (at_end()) return found;
    for (char before = 0;;) {
      if (++nodes_ > filter_max_nodes) return wrong();
      Result<FilterNode> node = item(depth);
      if (!node) return std::unexpected(std::move(node.error()));
      found.nodes.push_back(std::move(*node));
      if (at_end()) return found;
      const char sign = text_[at_];
      // "a;b|c" says two things at once.
      if ((sign != ';' && sign != '|') || (before != 0 && sign != before)) return wrong();
      if (before == 0) found.join = sign == '|' ? FilterJoin::any : FilterJoin::all;
      before = sign;
      ++at_;
    }
  }

  Result<FilterNode> item(int depth) {
    if (take('(')) {
      if (depth >= filter_max_depth) return wrong();
      Result<FilterGroup> inner = group(depth + 1);
      if (!inner) return std::unexpected(std::move(inner.error()));
      if (!take(')')) return wrong();
      return FilterNode{std::move(*inner)};
    }
    const std::size_t start = at_;
    FilterCondition condition;
    condition.negated = take('!');
    const std::size_t name = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    condition.field = std::string(text_.substr(name, at_ - name));
    if (condition.field.empty() || at_ >= text_.size() || ends_item(text_[at_])) return wrong();
    std::size_t end = at_;
    while (end < text_.size() && !ends_item(text_[end])) ++end;
    const std::string_view rest = text_.substr(at_, end - at_);
    const FilterField* field = filter_field_of(condition.field);
    switch (field ? read(condition, *field, rest) : Reading::newer) {
      case Reading::wrong:
        return wrong();
      case Reading::newer:
        at_ = end;
        return FilterNode{NotUnderstood{std::string(text_.substr(start, end - start))}};
      case Reading::good:
        break;
    }
    at_ = end;
    return FilterNode{std::move(condition)};
  }

  enum class Reading : std::uint8_t { good, newer, wrong };

  // `rest`: sign and values of a field that is known.
  static Reading read(FilterCondition& condition, const FilterField& field, std::string_view rest) {
    const Sign* found = nullptr;
    for (const Sign& sign : signs)
      if (!found && rest.starts_with(sign.text)) found = &sign;
    if (!found) return Reading::newer;
    rest.remove_prefix(found->text.size());
    condition.op = found->op;
    condition.negated = condition.negated != found->negated;
    if (found->op == FilterOperator::in_period && rest == empty_word) {
      condition.op = FilterOperator::empty;
      return Reading::good;
    }
    const bool numbers = field.kind != FilterKind::text && field.kind != FilterKind::choice;
    const std::size_t dots =
        numbers && found->op == FilterOperator::is ? rest.find(between_sign) : std::string_view::npos;
    std::string_view separator = ",";
    if (dots != std::string_view::npos) {
      condition.op = FilterOperator::between;
      separator = between_sign;
    }
    if (!suits(field.kind, condition.op)) return Reading::newer;
    for (bool more = true; more;) {
      const std::size_t at = rest.find(separator);
      more = at != std::string_view::npos;
      std::optional<std::string> value = decoded(rest.substr(0, at));
      if (!value) return Reading::wrong;
      condition.values.push_back(std::move(*value));
      if (more) rest.remove_prefix(at + separator.size());
    }
    if (is_complete(condition)) return Reading::good;
    // A word that is not known yet is not a mistake.
    const bool word = condition.op == FilterOperator::in_period || !words_of(field.options).empty();
    return word ? Reading::newer : Reading::wrong;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

std::string print(const Filter& filter) {
  std::string text;
  print_group(text, filter);
  return text;
}

VORONKA_LATER Result<Filter> parse_filter(std::string_view text) { return Parser(text).whole(); }

}  // namespace voronka
