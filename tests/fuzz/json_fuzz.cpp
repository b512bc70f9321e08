// Any JSON: the reader accepts exactly what the oracle does, and what it accepts, written anew, reads as the same. What importers
// make of it: json_table_fuzz.cpp.
#include <nlohmann/json.hpp>

#include "formats/json_writer.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/json_oracle.hpp"

namespace voronka {
namespace {

bool accepts(std::string_view json) {
  JsonReader in(json);
  in.take_raw();
  return in.finish();
}

// Through every kind of token the reader knows. Only as deep as the reader goes.
void rewrite(JsonReader& in, JsonWriter& out) {  // NOLINT(misc-no-recursion)
  switch (in.kind()) {
    case JsonKind::object:
      in.enter_object();
      out.begin_object();
      while (const auto name = in.next_member()) {
        out.key(*name);
        rewrite(in, out);
      }
      out.end_object();
      return;
    case JsonKind::list:
      in.enter_list();
      out.begin_list();
      while (in.next_item()) rewrite(in, out);
      out.end_list();
      return;
    case JsonKind::text:
      out.text(in.take_text());
      return;
    case JsonKind::number:
      out.word(in.take_number());
      return;
    case JsonKind::flag:
      out.flag(in.take_flag());
      return;
    case JsonKind::null:
      in.take_null();
      out.null();
      return;
    case JsonKind::none:
      return;
  }
}

std::string rewritten(std::string_view json) {
  JsonReader in(json);
  JsonWriter out;
  rewrite(in, out);
  claim(in.finish(), "what is accepted as a whole is accepted token by token", json);
  return out.take();
}

}  // namespace

void fuzz(std::string_view bytes) {
  const std::string json(bytes);
  const bool good = accepts(json);
  // What the oracle takes otherwise: a byte order mark, a zero byte for the end, and 1e308 itself, next to which doubles round.
  const bool comparable = !json.starts_with("\xEF\xBB\xBF") && json.find('\0') == std::string::npos;
  if (good) {
    const auto value = nlohmann::json::parse(json, nullptr, false);
    claim(!value.is_discarded(), "what the reader accepts is JSON", json);
    const std::string compact = compact_json(json);
    claim(accepts(compact), "JSON without white space is JSON", compact);
    claim(nlohmann::json::parse(compact, nullptr, false) == value, "white space means nothing", json);
    const std::string again = rewritten(json);
    claim(nlohmann::json::parse(again, nullptr, false) == value, "JSON written anew means the same", again);
    claim(rewritten(again) == again, "JSON written anew twice is the same text", again);
    claim(compact_json(again) == again, "JSON written anew has no white space", again);
  }
  if (comparable && !good) claim(!JsonOracle::accepts(json), "what the reader refuses breaks a rule", json);
}

}  // namespace voronka
