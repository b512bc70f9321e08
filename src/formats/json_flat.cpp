#include "formats/json_flat.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/csv_reader.hpp"

namespace voronka {
namespace {

// Longer names are no headers of anybody, and a hostile one would be copied for each member inside.
constexpr std::size_t max_name_bytes = 200;

// What an object in a list is called by, in this order.
constexpr std::string_view naming = "value|VALUE|name|NAME|title|TITLE|fullName|text|color|id|ID";

bool is_name_of_moment(std::string_view name) {
  const std::string small = folded(name.substr(name.rfind('.') + 1));
  for (const std::string_view end : {"_at", "_on", "date", "time", "timestamp"})
    if (small.ends_with(end)) return true;
  return name.ends_with("At");
}

// 1764075600 (seconds) or 1764075600123 (milliseconds), from 1973 on; 0 is how some programs write "never".
void tell_moment(std::string& text) {
  const auto number = digits_to_int(text);
  if (!number) return;
  if (*number == 0) return text.clear();
  const bool seconds = text.size() == 9 || text.size() == 10;
  if (seconds || text.size() == 12 || text.size() == 13)
    text = iso_text(Moment{.utc_ms = *number * (seconds ? 1000 : 1)});
}

// Exactly three decimals would be thousands to a reader of decimal commas.
void tell_number(std::string& text) {
  const std::size_t point = text.find('.');
  if (point != std::string::npos && text.size() - point == 4 && text.find_first_of("eE") == std::string::npos)
    text += '0';
}

}  // namespace

std::string_view FlatJson::at(std::string_view name) const {
  for (std::size_t i = 0; i < count_; ++i)
    if (members_[i].name == name) return members_[i].text;
  return {};
}

bool FlatJson::has(std::string_view name) const {
  for (std::size_t i = 0; i < count_; ++i)
    if (members_[i].name == name) return true;
  return false;
}

std::string_view FlatJson::first_of(std::string_view names) const {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('|'), names.size());
    if (const std::string_view text = at(names.substr(0, end)); !text.empty()) return text;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return {};
}

void FlatJson::read(JsonReader& in) {
  clear();
  path_.clear();
  if (in.kind() == JsonKind::object) {
    take(in);
  } else if (!in.failed()) {
    in.take_raw();
  }
}

std::string& FlatJson::put(JsonReader& in, std::string_view name) {
  if (count_ == max_columns)
    in.refuse(TextKey::import_json_wide, {{.name = "limit", .value = std::int64_t{max_columns}}});
  if (count_ == members_.size()) members_.emplace_back();
  FlatMember& member = members_[count_];
  if (count_ < max_columns) ++count_;
  member.name = name;
  member.text.clear();
  return member.text;
}

void FlatJson::take(JsonReader& in) {  // NOLINT(misc-no-recursion): as deep as the reader goes
  switch (in.kind()) {
    case JsonKind::object: {
      in.enter_object();
      const std::size_t outside = path_.size();
      while (const auto name = in.next_member()) {
        if (outside > 0) path_ += '.';
        path_ += clipped_utf8(*name, max_name_bytes);
        take(in);
        path_.resize(outside);
      }
      return;
    }
    case JsonKind::list:
      return take_list(in);
    case JsonKind::text: {
      const std::string_view text = in.take_text(max_cell_bytes);
      put(in, path_) = text;
      return;
    }
    case JsonKind::number: {
      const std::string_view number = in.take_number();
      std::string& text = put(in, path_);
      text = number;
      if (is_name_of_moment(path_)) tell_moment(text);
      return tell_number(text);
    }
    case JsonKind::flag: {
      const bool value = in.take_flag();
      put(in, path_) = value ? "true" : "false";
      return;
    }
    case JsonKind::null:
      in.take_null();
      put(in, path_).clear();
      return;
    case JsonKind::none:
      return;
  }
}

void FlatJson::take_list(JsonReader& in) {  // NOLINT(misc-no-recursion)
  const std::size_t start = in.offset();
  const std::size_t members_before = count_;
  std::string joined;
  bool all_said = true;
  in.enter_list();
  while (in.next_item()) {
    all_said = take_item(in, joined) && all_said;
    if (joined.size() > max_cell_bytes) in.refuse(TextKey::error_json_text_long);
  }
  if (in.failed()) return;
  if (!all_said) joined = compact_json(in.since(start));
  if (joined.size() > max_cell_bytes) return in.refuse(TextKey::error_json_text_long);
  if (!joined.empty() || count_ == members_before) put(in, path_) = joined;
}

// False when the item is more than a text.
bool FlatJson::take_item(JsonReader& in, std::string& joined) {  // NOLINT(misc-no-recursion)
  FlatJson item;
  if (in.kind() == JsonKind::object) {
    item.read(in);
    if (in.failed()) return false;
    if (const std::string_view field = item.first_of("field_name|field_code"); !field.empty()) {
      const std::string own(clipped_utf8(field, max_name_bytes));
      std::string name = own;  // a field of the account's own may be called as one that all have
      for (std::size_t n = 2; has(name); ++n) name = own + " (" + std::to_string(n) + ")";
      std::string& text = put(in, name);
      text = item.at("values");
      const std::string_view type = item.at("field_type");
      if (type.starts_with("date") || type == "birthday") tell_moment(text);
      return true;
    }
  } else if (in.kind() == JsonKind::list) {
    in.take_raw();
    return false;
  } else {
    item.take(in);
  }
  const std::string_view text = item.size() == 1 ? std::string_view(item[0].text) : item.first_of(naming);
  if (text.empty()) return item.size() <= 1;
  if (!joined.empty()) joined += ", ";
  joined += text;
  return true;
}

}  // namespace voronka
