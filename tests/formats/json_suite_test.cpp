// What is JSON and what is not, case by case, in the manner of the well-known suites: y must be accepted, n refused; where the standard
// leaves the choice to a reader, a (accepted) or r (refused) is what we chose, for the reason that src/formats/README.md gives.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "formats/json_reader.hpp"

using namespace voronka;
using namespace std::string_view_literals;

namespace {

bool accepted(std::string_view json) {
  JsonReader in(json);
  in.take_raw();
  return in.finish();
}

struct Case {
  char verdict = 'n';
  std::string_view json = {};
};

// clang-format off
constexpr Case cases[] = {
    // Values alone.
    {'y', "null"}, {'y', "true"}, {'y', "false"}, {'y', "0"}, {'y', "-1"}, {'y', R"("")"}, {'y', R"("a")"}, {'y', "[]"}, {'y', "{}"},
    {'y', " [] "}, {'y', "\t1\r\n"}, {'y', "[ ]"}, {'y', "{ }"}, {'y', "\n\n{\n}\n"},
    {'n', ""}, {'n', " "}, {'n', "\n"}, {'n', "nul"}, {'n', "nulL"}, {'n', "NULL"}, {'n', "Null"}, {'n', "nan"}, {'n', "tru"}, {'n', "truth"}, {'n', "TRUE"},
    {'n', "fals"}, {'n', "undefined"}, {'n', "None"}, {'n', "a"}, {'n', "*"}, {'n', "<null>"}, {'n', "[null"}, {'n', "truetrue"}, {'n', "null null"},
    {'n', "\f1"sv}, {'n', "\v1"sv}, {'n', "1\f"sv}, {'n', "\xC2\xA0" "1"}, {'n', "\xE2\x80\xA8" "1"}, {'n', "\xE2\x81\xA0[]"}, {'n', "\xE2\x80\x8B{}"}, {'n', "\x7F"},
    // Lists.
    {'y', "[1]"}, {'y', "[1,2]"}, {'y', "[[]]"}, {'y', "[[],[[]]]"}, {'y', "[null,true,false,0,\"\",[],{}]"}, {'y', "[ 1 , 2 ]"}, {'y', "[\n1\n,\n2\n]"},
    {'n', "["}, {'n', "]"}, {'n', "[1"}, {'n', "[1,"}, {'n', "[,"}, {'n', "[,]"}, {'n', "[,1]"}, {'n', "[1,]"}, {'n', "[1,,2]"}, {'n', "[1,,]"}, {'n', "[1 2]"},
    {'n', "[1;2]"}, {'n', "[1:2]"}, {'n', "[\"a\":1]"}, {'n', "[1]]"}, {'n', "[[1]"}, {'n', "[1}"}, {'n', "[1],"}, {'n', "[1][2]"}, {'n', "[][]"}, {'n', "[\"\"],"},
    {'n', "[\"a\" \"b\"]"}, {'n', "[...]"}, {'n', "(1)"}, {'n', "[1\f]"sv}, {'n', "[\v]"sv}, {'n', "[\"x\"\n,\n4\n,"}, {'n', "[\xFF]"}, {'n', "x[]"}, {'n', "[]x"},
    // Objects.
    {'y', R"({"a":1})"}, {'y', R"({"":0})"}, {'y', R"({"a":1,"b":2})"}, {'y', R"({"a":{"a":{}}})"}, {'y', "{ \"a\" : 1 , \"b\" : 2 }"}, {'y', R"({"a\u0000b":1})"},
    {'y', R"({"\"":1})"}, {'y', R"({"null":null})"}, {'y', "{\"\xD0\xB6\":1}"}, {'y', R"({"a":[{"a":1},{"a":2}]})"},
    {'n', "{"}, {'n', "}"}, {'n', "{,}"}, {'n', R"({"a"})"}, {'n', R"({"a":})"}, {'n', R"({"a" 1})"}, {'n', R"({"a"::1})"}, {'n', R"({"a":1)"}, {'n', R"({"a":1,)"},
    {'n', R"({"a":1,})"}, {'n', R"({"a":1,,"b":2})"}, {'n', R"({,"a":1})"}, {'n', R"({"a":1 "b":2})"}, {'n', R"({"a":1;"b":2})"}, {'n', R"({"a","b"})"}, {'n', R"({"a"=1})"},
    {'n', R"({"a"=>1})"}, {'n', "{a:1}"}, {'n', "{'a':1}"}, {'n', "{1:1}"}, {'n', "{null:1}"}, {'n', "{[]:1}"}, {'n', "{{}:1}"}, {'n', R"({"a":1]})"}, {'n', R"({"a":1}})"},
    {'n', R"({"a":1}x)"}, {'n', R"({"a":1}{"b":2})"}, {'n', R"({:1})"}, {'n', R"({"a":"b"c})"}, {'n', R"({"a":1,"b"})"}, {'n', "{\"a\":\"b"}, {'n', R"({"a" "b"})"}, {'n', R"(["a":])"},
    // Comments and other dialects.
    {'n', "// a\n1"}, {'n', "1 // a"}, {'n', "/* a */1"}, {'n', "[1/* a */]"}, {'n', "# a\n1"}, {'n', R"({"a":1}//)"}, {'n', R"({"a":/**/1})"}, {'n', "<!-- a -->1"},
    {'n', "'a'"}, {'n', "`a`"}, {'n', "['a']"}, {'n', "\\\"a\\\""}, {'n', "[a]"}, {'n', "\"a\" + \"b\""}, {'n', "@1"}, {'n', "a=1"}, {'n', "\xE2\x80\x9C" "a\xE2\x80\x9D"},
    // Numbers.
    {'y', "-0"}, {'y', "10"}, {'y', "0.0"}, {'y', "-0.0"}, {'y', "1.5"}, {'y', "-1.25"}, {'y', "1e0"}, {'y', "1E5"}, {'y', "1e+5"}, {'y', "1e-5"}, {'y', "1.5e10"}, {'y', "0e0"},
    {'y', "0e+1"}, {'y', "1E-2"}, {'y', "123456789"}, {'y', "0.1234567890123456789"}, {'y', "1e00005"}, {'y', "20e1"}, {'y', "-0e-0"},
    {'n', "+1"}, {'n', "01"}, {'n', "-01"}, {'n', "00"}, {'n', "-"}, {'n', "--1"}, {'n', "-+1"}, {'n', "- 1"}, {'n', "-a"}, {'n', "1."}, {'n', "-1."}, {'n', ".1"}, {'n', "-.1"}, {'n', "."},
    {'n', "1.e1"}, {'n', "0.e1"}, {'n', "1e"}, {'n', "1E"}, {'n', "1e+"}, {'n', "1e-"}, {'n', "1ea"}, {'n', "1e1.5"}, {'n', "1e1e1"}, {'n', "1.2.3"}, {'n', "1 000"}, {'n', "1,5"}, {'n', "1_000"},
    {'n', "0x1"}, {'n', "0b1"}, {'n', "0o7"}, {'n', "1f"}, {'n', "1n"}, {'n', "1a"}, {'n', "NaN"}, {'n', "-NaN"}, {'n', "Infinity"}, {'n', "-Infinity"}, {'n', "Inf"}, {'n', "1e\xEF\xBC\x91"}, {'n', "\xEF\xBC\x91"},
    {'n', "1/2"}, {'n', "1+2"}, {'n', "$1"}, {'n', "1%"}, {'n', "0e"}, {'n', "0e+"}, {'n', "-2."}, {'n', "9.e+"}, {'n', "0.3e"}, {'n', "0.3e+"}, {'n', "1e0.5"},
    // Texts.
    {'y', R"("\"\\\/\b\f\n\r\t")"}, {'y', R"("\u0041")"}, {'y', R"("\u00e9")"}, {'y', R"("\u00E9\u2028")"}, {'y', R"("\ud83d\ude00")"}, {'y', R"("\uDBFF\uDFFF")"}, {'y', R"("\\u0000")"},
    {'y', R"("\u0000")"}, {'y', R"("/")"}, {'y', "\"\x7F\""}, {'y', "\"\xD0\xB6\""}, {'y', "\"\xE2\x80\xA8\""}, {'y', "\"\xF0\x9F\x98\x80\""}, {'y', "\"\xEF\xBB\xBF\""}, {'y', "\"\xF4\x8F\xBF\xBF\""}, {'y', R"("\\")"},
    {'y', R"("a\\\"b")"}, {'y', R"("\u005C\u0022")"}, {'y', "\"'\""}, {'y', R"("// a")"}, {'y', "\"\xED\x9F\xBF\xEE\x80\x80\""},
    {'n', "\""}, {'n', "\"a"}, {'n', "a\""}, {'n', R"("\")"}, {'n', R"("\)"}, {'n', R"("\\\")"}, {'n', R"("\a")"}, {'n', R"("\x41")"}, {'n', R"("\0")"}, {'n', R"("\'")"}, {'n', R"("\ ")"}, {'n', R"("\U0041")"},
    {'n', R"("\u")"}, {'n', R"("\u0")"}, {'n', R"("\u00")"}, {'n', R"("\u004")"}, {'n', R"("\u004g")"}, {'n', R"("\u 041")"}, {'n', R"("\u+041")"}, {'n', R"("\u{41}")"}, {'n', R"("\u-041")"}, {'n', "\"\\\xD0\xB6\""},
    {'n', "\"\n\""}, {'n', "\"\t\""}, {'n', "\"\r\""}, {'n', "\"\x01\""}, {'n', "\"\x1F\""}, {'n', "\"\b\""}, {'n', "\"a\x0B" "b\""}, {'n', "\"\0\""sv}, {'n', R"("\
")"}, {'n', R"("a"b")"}, {'n', R"(""")"}, {'n', R"("a""b")"},
    {'n', "{\"a\nb\":1}"}, {'n', "{\"\t\":1}"},
    // Zero bytes, other encodings, the mark of byte order.
    {'n', "\0"sv}, {'n', "1\0"sv}, {'n', "\0" "1"sv}, {'n', "[1\0]"sv}, {'n', "[1]\0"sv}, {'n', "{\"a\":1}\0"sv}, {'n', "{\"a\"\0:1}"sv},
    {'n', "[\0\"\0a\0\"\0]\0"sv}, {'n', "\0[\0\"\0a\0\"\0]"sv}, {'n', "\xFF\xFE[\0]\0"sv}, {'n', "\xFE\xFF\0[\0]"sv}, {'n', "\xFF\xFE"}, {'n', "\xFE\xFF"}, {'n', "[\0\0\0]\0\0\0"sv},
    {'n', "\xEF\xBB"}, {'n', "\xEF\xBB{}"}, {'n', "{}\xEF\xBB\xBF"},
    {'r', "\xEF\xBB\xBF{}"}, {'r', "\xEF\xBB\xBF"}, {'r', "\xEF\xBB\xBF\xEF\xBB\xBF{}"},
    // Bytes that are no UTF-8.
    {'r', "\"\x80\""}, {'r', "\"\xBF\""}, {'r', "\"\xC0\x80\""}, {'r', "\"\xC0\xAF\""}, {'r', "\"\xC1\xBF\""}, {'r', "\"\xC3\""}, {'r', "\"\xC3(\""}, {'r', "\"\xE0\x80\xAF\""}, {'r', "\"\xE0\x9F\xBF\""},
    {'r', "\"\xE2\x82\""}, {'r', "\"\xED\xA0\x80\""}, {'r', "\"\xED\xBF\xBF\""}, {'r', "\"\xED\xA0\xBD\xED\xB8\x80\""}, {'r', "\"\xF0\x80\x80\xAF\""}, {'r', "\"\xF0\x8F\xBF\xBF\""}, {'r', "\"\xF0\x9F\x98\""},
    {'r', "\"\xF4\x90\x80\x80\""}, {'r', "\"\xF5\x80\x80\x80\""}, {'r', "\"\xF8\x88\x80\x80\x80\""}, {'r', "\"\xFC\x84\x80\x80\x80\x80\""}, {'r', "\"\xFE\""}, {'r', "\"\xFF\""}, {'r', "\"\xE9\""}, {'r', "{\"\xE9\":1}"},
    {'r', "\"a\xCF\xF0\xE8\xE2\xE5\xF2\""},
    // Halves of surrogate pairs.
    {'r', R"("\ud800")"}, {'r', R"("\udc00")"}, {'r', R"("\uDFFF")"}, {'r', R"("\ud800x")"}, {'r', R"("\ud800\n")"}, {'r', R"("\ud800\ud800")"}, {'r', R"("\udc00\ud800")"}, {'r', R"("\ud800\u0041")"},
    {'r', R"("\ud83d\ude0")"}, {'r', R"("\ud83d \ude00")"}, {'r', R"("\ud83d\\ude00")"}, {'r', R"({"\ud800":1})"}, {'r', R"("\ud800\u")"},
    // Points that mean nothing are text like any other.
    {'a', R"("\uffff")"}, {'a', R"("\ufdd0")"}, {'a', R"("\udbff\udffe")"}, {'a', "\"\xEF\xBF\xBF\""}, {'a', "\"\xF4\x8F\xBF\xBE\""}, {'a', R"("\ue000")"}, {'a', R"("\u202e")"}, {'a', R"("\u200b")"},
    // Numbers at and beyond what a double holds.
    {'a', "9007199254740991"}, {'a', "-9007199254740991"}, {'r', "9007199254740992"}, {'r', "-9007199254740992"}, {'r', "9007199254740993"}, {'r', "18446744073709551615"}, {'r', "18446744073709551616"},
    {'r', "-9223372036854775808"}, {'r', "123456789012345678901234567890"}, {'r', "100000000000000000000"}, {'a', "9007199254740993.0"}, {'a', "9007199254740993e0"},
    {'a', "1e307"}, {'a', "9.999e307"}, {'r', "1e308"}, {'r', "1.7976931348623157e308"}, {'r', "1.7976931348623159e308"}, {'r', "1e309"}, {'r', "-1e308"}, {'r', "-1e309"}, {'r', "1e999"}, {'r', "1e9999999999999999999999"},
    {'r', "0.1e309"}, {'a', "0.1e308"}, {'r', "1000e305"}, {'a', "0.0001e311"}, {'a', "1e-308"}, {'a', "1e-400"}, {'a', "5e-324"}, {'a', "1e-9999999999999999999999"}, {'a', "0e9999999999999999999999"}, {'a', "-0e999"},
    {'a', "0.00000000000000000000000000000000000000000000000000000000000000000000000000000001"}, {'a', "3.141592653589793238462643383279502884197169399375105820974944592307816406286"},
    // One name twice.
    {'r', R"({"a":1,"a":2})"}, {'r', R"({"a":1,"a":1})"}, {'r', R"({"a":1,"\u0061":2})"}, {'r', R"({"":1,"":2})"}, {'r', R"({"a":1,"b":2,"a":3})"}, {'r', R"([{"b":{"x":1,"x":2}}])"}, {'r', "{\"\xD0\xB6\":1,\"\\u0436\":2}"},
    {'r', R"({"\u0000":1,"\u0000":2})"}, {'r', R"({"__proto__":1,"__proto__":2})"},
    {'a', R"({"a":1,"A":2})"}, {'a', R"({"a":1,"a ":2})"}, {'a', "{\"\xC3\xA9\":1,\"e\xCC\x81\":2}"}, {'a', "{\"\xD0\xB9\":1,\"\xD0\xB8\xCC\x86\":2}"}, {'a', R"({"a":1,"a\u0000":2})"}, {'a', R"({"__proto__":1})"},
};
// clang-format on

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (; times > 0; --times) text += piece;
  return text;
}

}  // namespace

TEST_CASE("what must be JSON is accepted, what must not is refused, and either is decided") {
  CHECK(std::size(cases) > 300);
  for (const Case& it : cases) {
    const std::string json(it.json);
    CAPTURE(json);
    CHECK(accepted(it.json) == (it.verdict == 'y' || it.verdict == 'a'));
    // The table itself, asked of somebody else. For nlohmann a zero byte ends the text.
    if (it.verdict == 'y') CHECK(nlohmann::json::accept(json));
    if (it.verdict == 'n' && json.find('\0') == std::string::npos) CHECK_FALSE(nlohmann::json::accept(json));
  }
}

TEST_CASE("no text costs more than its length, however it is nested, repeated or cut") {
  constexpr std::size_t many = 100'000;
  for (const std::string_view piece : {"[", "{\"\":", "[{\"\":", "[[],", "{\"a\":[", "\"", "\\", "-", "0", "1e",
                                       "{\"a\":1,", "[\"\\u0000\",", "\xC3", " ", ",", "]"}) {
    CAPTURE(piece);
    CHECK_FALSE(accepted(repeated(piece, many)));
  }
  CHECK_FALSE(accepted(repeated("[", many) + repeated("]", many)));
  CHECK(accepted("[" + repeated("0,", many) + "0]"));
  CHECK(accepted("[" + repeated("[],", many) + "{}]"));
  CHECK(accepted("\"" + repeated("\\ud83d\\ude00", many) + "\""));
  CHECK(accepted(repeated(" ", many) + "1" + repeated("\n", many)));
  CHECK(accepted("0." + repeated("1", many)));
  CHECK_FALSE(accepted("1" + repeated("0", many)));
  CHECK_FALSE(accepted("1e" + repeated("9", many)));
  CHECK(accepted("1e-" + repeated("9", many)));
  CHECK(accepted("1e" + repeated("0", many) + "1"));
}

TEST_CASE("every cut of a text that is JSON is refused") {
  constexpr std::string_view whole = R"({"a":[1,-2.5e+3,true,false,null,"\u0041\ud83d\ude00\n)"
                                     "\xD0\xB6"
                                     R"("],"":{}})";
  REQUIRE(accepted(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(accepted(whole.substr(0, size)));
}
