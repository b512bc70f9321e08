#include "formats/json_reader.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "formats/json_writer.hpp"
#include "tests/support/json_oracle.hpp"

using namespace voronka;

namespace {

std::optional<Error> refusal(std::string_view json) {
  JsonReader in(json);
  in.take_raw();
  if (in.finish()) return std::nullopt;
  return in.error();
}

std::string random_json(Random& random, int depth) {
  const auto space = [&] { return std::string(random.below(8) == 0 ? " \n" : ""); };
  static const std::string scalars[] = {"null",
                                        "true",
                                        "false",
                                        "0",
                                        "-0",
                                        "12",
                                        "-7.25",
                                        "1e5",
                                        "1E-400",
                                        "1e307",
                                        "9007199254740991",
                                        "-9007199254740991",
                                        "\"\"",
                                        "\"a\"",
                                        "\"Ж\"",
                                        "\"\\u0416\\n\\\"\"",
                                        "\"\\ud83d\\ude00\"",
                                        "\"😀\"",
                                        "\"\\u0000\""};
  if (depth == 0 || random.below(3) == 0) return scalars[random.index(std::size(scalars))];
  const bool object = random.below(2) == 0;
  std::string json = object ? "{" : "[";
  const std::uint64_t count = random.below(5);
  for (std::uint64_t i = 0; i < count; ++i) {
    if (i > 0) json += ",";
    json += space();
    if (object) json += "\"k" + std::to_string(random.below(12)) + "\"" + space() + ":" + space();
    json += random_json(random, depth - 1) + space();
  }
  return json + (object ? "}" : "]");
}

}  // namespace

TEST_CASE("what is not JSON is refused") {
  const std::string cases[] = {"",
                               " ",
                               "{",
                               "}",
                               "[",
                               "]",
                               "[1",
                               "[1,",
                               "[1,]",
                               "[,1]",
                               "[1 2]",
                               "{\"a\"}",
                               "{\"a\":}",
                               "{\"a\":1",
                               "{\"a\":1,",
                               "{\"a\":1,}",
                               "{,}",
                               "{a:1}",
                               "{'a':1}",
                               "{1:2}",
                               "[1}",
                               "{\"a\":1]",
                               "nul",
                               "nulll",
                               "True",
                               "truefalse",
                               "+1",
                               "01",
                               "-",
                               "-01",
                               "1.",
                               ".5",
                               "1e",
                               "1e+",
                               "0x1",
                               "NaN",
                               "Infinity",
                               "-Infinity",
                               "1 2",
                               "\"",
                               "\"a",
                               "\"\\\"",
                               "\"\\x\"",
                               "\"\\u12\"",
                               "\"\\u12g4\"",
                               "\"\n\"",
                               "\"\t\"",
                               "\"\\",
                               "\"\\u",
                               "// c\n1",
                               "1 // c",
                               "[1]x",
                               std::string("1\0", 2),
                               std::string("\"\0\"", 3),
                               std::string("\0", 1),
                               ("\xEF\xBB\xBF"
                                "1"),
                               "\xFE\xFF",
                               "[\"a\",\n4\n,1,",
                               "{\"a\":\"b\",,\"c\":1}",
                               "[\"\x7f\"",
                               "{}}",
                               "[][]",
                               "{\"a\":1 \"b\":2}",
                               "\f1",
                               ("\xC2\xA0"
                                "1"),
                               "1_000",
                               "1e5.5",
                               "--1",
                               "\"\\u 123\"",
                               "[-]",
                               "[- 1]",
                               "\"\\UA66D\"",
                               "*"};
  for (const std::string& json : cases) {
    CAPTURE(json);
    CHECK(refusal(json).has_value());
    // The oracle takes a byte order mark, and a zero byte for the end of the text.
    if (json.find('\0') == std::string::npos && !json.starts_with("\xEF")) CHECK_FALSE(JsonOracle::accepts(json));
  }
}

TEST_CASE("a cut is told apart from nonsense") {
  for (const std::string_view json :
       {"", "[1,", "{\"a\":", "\"abc", "\"\\", "\"\\u12", "tru", "-", "1.", "{\"a\":1", "[[1]"}) {
    CAPTURE(json);
    CHECK(refusal(json)->text.key == TextKey::error_json_cut);
  }
  for (const std::string_view json : {"]", "[1,]", "trux", "{1}", "1x", "\"\\x\"", "[1 2]"}) {
    CAPTURE(json);
    CHECK(refusal(json)->text.key == TextKey::error_json_syntax);
  }
}

TEST_CASE("bad UTF-8 and lone surrogates are refused with their offset") {
  const std::string bad[] = {"\x80",
                             "\xBF",
                             "\xC0\xAF",
                             "\xC1\xBF",
                             "\xC3",
                             "\xC3(",
                             "\xE0\x80\x80",
                             "\xE0\x9F\xBF",
                             "\xED\xA0\x80",
                             "\xED\xBF\xBF",
                             "\xE2\x82",
                             "\xE2(\xA1",
                             "\xF0\x80\x80\x80",
                             "\xF0\x8F\xBF\xBF",
                             "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80",
                             "\xF8\x88\x80\x80\x80",
                             "\xFF",
                             "\xF0\x9F\x98",
                             "\\ud800",
                             "\\udc00",
                             "\\ud800x",
                             "\\ud800\\n",
                             "\\ud800\\ud800",
                             "\\udc00\\ud800",
                             "\\ud800\\u0041"};
  for (const std::string& text : bad) {
    CAPTURE(text);
    const auto error = refusal("[\"ab" + text + "\"]");
    REQUIRE(error.has_value());
    CHECK(error->text.key == TextKey::error_json_utf8);
    CHECK(error->where == "/0 @4");
  }
  for (const char* good : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\\ud800\\udc00", "\\udbff\\udfff"})
    CHECK_FALSE(refusal("\"" + std::string(good) + "\"").has_value());
}

TEST_CASE("a double name is refused wherever it is, however it is spelled") {
  CHECK(refusal(R"({"a":1,"a":2})")->where == "/a @7");
  CHECK(refusal(R"([{"b":{"x":1,"y":2,"\u0078":3}}])")->where == "/0/b/x @19");
  CHECK_FALSE(refusal(R"({"a":{"a":{"a":1}},"b":{"a":1}})").has_value());
  // Precomposed and decomposed letters are different names.
  CHECK_FALSE(refusal("{\"\xC3\xA9\":1,\"e\xCC\x81\":2}").has_value());
  for (const std::size_t members : {63U, 64U, 65U, 66U, 500U}) {
    std::string json = "{";
    for (std::size_t i = 0; i < members; ++i) json += "\"k" + std::to_string(i) + "\":1,";
    CAPTURE(members);
    CHECK_FALSE(refusal(json + "\"last\":1}").has_value());
    for (const std::size_t twice : {std::size_t{0}, members / 2, members - 1})
      CHECK(refusal(json + "\"k" + std::to_string(twice) + "\":1}")->text.key == TextKey::error_json_duplicate);
  }
}

TEST_CASE("depth, members, numbers and texts have limits") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK_FALSE(refusal(nested(max_json_depth)).has_value());
  CHECK(refusal(nested(max_json_depth + 1))->text.key == TextKey::error_json_depth);
  CHECK(refusal(std::string(100'000, '['))->text.key == TextKey::error_json_depth);
  std::string objects;
  for (int i = 0; i < 10'000; ++i) objects += "{\"a\":";
  CHECK(refusal(objects)->text.key == TextKey::error_json_depth);

  for (const char* good : {"9007199254740991", "-9007199254740991", "0", "-0", "1e307", "0.00001e312",
                           "0e999999999999999999999", "1e-999999999999999999999", "1.7976e307"})
    CHECK_FALSE(refusal(good).has_value());
  for (const char* bad : {"9007199254740992", "-9007199254740992", "123456789012345678901234567890", "1e308", "1e309",
                          "-1e999", "1e99999999999999999999", "0.1e310", "1000e306"})
    CHECK(refusal(bad)->text.key == TextKey::error_json_number);

  CHECK_FALSE(refusal("\"" + std::string(max_json_long_text_bytes, 'a') + "\"").has_value());
  CHECK(refusal("\"" + std::string(max_json_long_text_bytes + 1, 'a') + "\"")->text.key ==
        TextKey::error_json_text_long);
  std::string many = "{\"0\":1";
  for (std::size_t i = 1; i < max_json_members; ++i) many += ",\"" + std::to_string(i) + "\":1";
  CHECK_FALSE(refusal(many + "}").has_value());
  CHECK(refusal(many + ",\"x\":1}")->text.key == TextKey::error_json_too_many);
}

TEST_CASE("an escaped text counts as what it means, not as it is spelled") {
  std::string escaped;
  for (int i = 0; i < 100; ++i) escaped += "\\u0041";
  const std::string json = "[\"" + escaped + "\"]";
  JsonReader in(json);
  CHECK(in.enter_list());
  CHECK(in.next_item());
  CHECK(in.take_text(100) == std::string(100, 'A'));
  JsonReader tight(json);
  tight.enter_list();
  tight.next_item();
  tight.take_text(99);
  CHECK(tight.failed());
}

TEST_CASE("a decoder reads on after a refusal without harm, and the first refusal stays") {
  JsonReader in(R"({"a":[1,"x"],"b":true})");
  CHECK(in.enter_object());
  CHECK(in.next_member() == "a");
  CHECK(in.take_text() == "");
  CHECK(in.failed());
  CHECK_FALSE(in.next_member().has_value());
  CHECK_FALSE(in.enter_list());
  CHECK(in.take_integer() == 0);
  CHECK(in.take_member() == "");
  CHECK(in.kind() == JsonKind::none);
  CHECK_FALSE(in.finish());
  in.refuse(TextKey::error_record_id);
  CHECK(in.error().text.key == TextKey::error_json_kind);
  CHECK(in.error().where == "/a @5");
}

TEST_CASE("members are kept byte for byte but for the white space between tokens") {
  JsonReader in("{ \"k\\u0065y\" :\n [ 1 , \" a \\\" b \" , { } ] }");
  CHECK(in.enter_object());
  CHECK(in.next_member() == "key");
  CHECK(in.take_member() == "\"k\\u0065y\":[1,\" a \\\" b \",{}]");
  CHECK_FALSE(in.next_member().has_value());
  CHECK(in.finish());
}

TEST_CASE("reader and nlohmann agree on seeded random JSON, whole, cut and damaged") {
  Random random(11);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string json = random_json(random, 4);
    if (round % 3 == 1) json.resize(random.index(json.size() + 1));
    if (round % 3 == 2) json[random.index(json.size())] = "{}[]\",:0-e.\\u \x80"[random.below(15)];
    CAPTURE(json);
    const bool good = !refusal(json).has_value();
    CHECK(good == JsonOracle::accepts(json));
    (good ? accepted : refused) += 1;
    if (!good) continue;
    CHECK(nlohmann::json::parse(compact_json(json)) == nlohmann::json::parse(json));
  }
  CHECK(accepted > 500);
  CHECK(refused > 500);
}

TEST_CASE("what the writer quotes, nlohmann and the reader read back") {
  Random random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::uint64_t left = random.below(20); left > 0; --left) {
      char32_t point = static_cast<char32_t>(random.below(random.below(2) == 0 ? 0x90 : 0x110000));
      if (point >= 0xD800 && point < 0xE000) point = U'\u2028';
      append_utf8(text, point);
    }
    JsonWriter out;
    out.text(text);
    CHECK(nlohmann::json::parse(out.bytes()).get<std::string>() == text);
    JsonReader in(out.bytes());
    CHECK(in.take_text() == text);
    CHECK(in.finish());
  }
}

TEST_CASE("the writer escapes only what JSON demands") {
  JsonWriter out;
  out.text(std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f<é\xE2\x80\xA8😀") + std::string(1, '\0'));
  CHECK(out.bytes() == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f<é\xE2\x80\xA8😀\\u0000\"");
}
