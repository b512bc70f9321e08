#include "formats/json_table.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "formats/json_writer.hpp"
#include "formats/table_reader.hpp"

namespace voronka {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// The whole table, its header first; on a refusal a row with the place.
Rows rows_of(std::string json) {
  Result<TableReader> reader = TableReader::open(std::move(json));
  if (!reader) return {{"refused", reader.error().where}};
  CHECK(reader->info().kind == TableKind::json);
  Rows rows;
  while (true) {
    const Result<bool> more = reader->next();
    REQUIRE(more);
    if (!*more) return rows;
    rows.emplace_back();
    for (std::size_t i = 0; i < reader->cells().size(); ++i) rows.back().emplace_back(reader->cells().at(i));
  }
}

TextKey refusal(std::string json) {
  const Result<TableReader> reader = TableReader::open(std::move(json));
  return reader ? TextKey::none : reader.error().text.key;
}

TEST_CASE("rows are found in a list, in answers of several systems, in lines and in answers one after the other") {
  const Rows expected = {{"id", "name"}, {"1", "A"}, {"2", "B"}};
  const std::string one = R"({"id":1,"name":"A"})";
  const std::string two = R"({"id":2,"name":"B"})";
  const std::string both = "[" + one + "," + two + "]";
  const std::vector<std::string> answers = {
      both,
      "\xEF\xBB\xBF \n" + both,
      R"({"result":)" + both + R"(,"total":2,"time":{"start":1.5}})",
      R"({"result":{"items":)" + both + R"(},"time":{}})",
      R"({"_page":1,"_links":{},"_embedded":{"leads":)" + both + "}}",
      R"({"data":)" + both + "}",
      R"({"success":true,"deals":)" + both + "}",
      R"({"items":)" + both + "}",
      R"({"anything":)" + both + "}",
      one + "\n" + two + "\n",
      one + two,
      R"([{"result":[)" + one + R"(]},{"result":[)" + two + "]}]",
      R"({"result":[)" + one + R"(],"next":50} {"result":[)" + two + "]}",
      R"({"result":{"result":{"page_0":[)" + one + R"(],"page_1":[)" + two + R"(]},"result_error":[]}})",
      R"({"deals":{"result":)" + both + R"(},"users":[{"id":9,"name":"Z"}]})",
      "[[" + one + "],[" + two + "]]"};
  for (const std::string& json : answers) {
    CAPTURE(json);
    CHECK(rows_of(json) == expected);
  }
  CHECK(rows_of(R"({"result":{"item":{"id":1,"name":"A"}}})") == Rows{{"id", "name"}, {"1", "A"}});
  CHECK(rows_of(R"({"result":{"ID":"1","TITLE":"A","PHONE":[{"ID":"3","VALUE":"+7"}]}})") ==
        Rows{{"ID", "TITLE", "PHONE"}, {"1", "A", "+7"}});
  CHECK(rows_of("{\"a\":1,\"b\":[{\"c\":2}]}\n{\"a\":3}\n") == Rows{{"a", "b"}, {"1", "2"}, {"3", ""}});
}

TEST_CASE("an object that says who it is is a row with its lists, unless it holds deals or a board") {
  CHECK(rows_of(R"({"id":1,"name":"A","_embedded":{"tags":[{"id":5,"name":"vip"}],"contacts":[{"id":6},{"id":7}]}})") ==
        Rows{{"id", "name", "_embedded.tags", "_embedded.contacts"}, {"1", "A", "vip", "6, 7"}});
  CHECK(rows_of("{\"id\":1,\"contacts\":[{\"name\":\"B\"}]}\n{\"id\":2,\"contacts\":[]}") ==
        Rows{{"id", "contacts"}, {"1", "B"}, {"2", ""}});
  CHECK(rows_of(R"({"data":{"id":1,"items":[{"name":"B"},{"name":"C"}]}})") == Rows{{"id", "items"}, {"1", "B, C"}});
  CHECK(rows_of(R"({"name":"export of May","deals":[{"a":1,"b":2}]})") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of(R"([{"amount":1,"lines":[{"name":"B"}]},{"amount":2}])") ==
        Rows{{"amount", "lines"}, {"1", "B"}, {"2", ""}});
}

TEST_CASE("columns are all names in the order in which they are met, and every row has a number") {
  TableReader reader = *TableReader::open(R"([{"a":1,"b":{"c":null,"d":{"e":true}}},{},{"z":"x","a":2}])");
  REQUIRE(*reader.next());
  CHECK(reader.line() == 1);
  CHECK(reader.cells().size() == 4);
  CHECK(reader.cells().at(2) == "b.d.e");
  REQUIRE(*reader.next());
  CHECK(reader.line() == 2);
  CHECK(reader.cells().at(1) == "");
  CHECK(reader.cells().at(2) == "true");
  REQUIRE(*reader.next());
  CHECK(reader.line() == 4);  // one of nothing is no row, and is counted all the same
  CHECK(reader.cells().at(3) == "x");
  CHECK_FALSE(*reader.next());
  CHECK(reader.progress() == 1.0);
  reader.rewind();
  REQUIRE(*reader.next());
  CHECK(reader.cells().at(0) == "a");
}

TEST_CASE("lists become one cell: scalars, what objects are called, fields of amoCRM by their own names, else JSON") {
  CHECK(rows_of(R"([{"id":1,"tags":["a","b",3,null]}])")[1][1] == "a, b, 3");
  CHECK(rows_of(R"([{"id":1,"PHONE":[{"ID":"7","VALUE_TYPE":"WORK","VALUE":"+7 1"},{"VALUE":"+7 2"}]}])")[1][1] ==
        "+7 1, +7 2");
  CHECK(rows_of(R"([{"id":1,"_embedded":{"tags":[{"id":5,"name":"vip"},{"id":6,"name":"опт"}]}}])") ==
        Rows{{"id", "_embedded.tags"}, {"1", "vip, опт"}});
  CHECK(rows_of(R"([{"id":1,"x":[{"price": 5,"qty":2}]}])")[1][1] == R"([{"price":5,"qty":2}])");
  CHECK(rows_of(R"([{"id":1,"x":[[1,2],[3]]}])")[1][1] == "[[1,2],[3]]");
  CHECK(rows_of(R"([{"id":1,"x":[]},{"id":2,"x":{}}])") == Rows{{"id", "x"}, {"1", ""}, {"2", ""}});
  CHECK(rows_of(R"([{"id":1,"name":"N","custom_fields_values":[
    {"field_id":1,"field_name":"Телефон","field_code":"PHONE","field_type":"multitext","values":[{"value":"+7","enum_id":3},{"value":"+8"}]},
    {"field_id":2,"field_name":"name","field_code":null,"field_type":"text","values":[{"value":"own"}]},
    {"field_id":3,"field_name":"Отгрузка","field_type":"date","values":[{"value":1764075600}]}]},
    {"id":2,"custom_fields_values":null}])") ==
        Rows{{"id", "name", "Телефон", "name (2)", "Отгрузка", "custom_fields_values"},
             {"1", "N", "+7, +8", "own", "2025-11-25T13:00:00.000+00:00", ""},
             {"2", "", "", "", "", ""}});
}

TEST_CASE(
    "seconds and milliseconds of Unix are moments where the name says so; other numbers stay as they are written") {
  const Rows rows = rows_of(
      R"([{"id":1764075600,"created_at":1764075600,"closedAt":1764075600123,"updated_at":0,"price":1764075600,"n":1.234,"m":-0.5e3,"huge":123456789012345678901234567890,"e":1e999}])");
  CHECK(rows[1] == std::vector<std::string>{"1764075600", "2025-11-25T13:00:00.000+00:00",
                                            "2025-11-25T13:00:00.123+00:00", "", "1764075600", "1.2340", "-0.5e3",
                                            "123456789012345678901234567890", "1e999"});
}

TEST_CASE("ids have their names where the file has a list of them") {
  CHECK(
      rows_of(
          R"({"users":[{"id":3,"name":"Ann"}],"deals":[{"id":1,"responsible_user_id":3,"created_by":3},{"id":2,"responsible_user_id":4}],
                   "loss_reasons":[{"id":8,"name":"Price"}],"contacts":[{"ID":"3","NAME":"Ivan","LAST_NAME":"Petrov"}]})") ==
      Rows{{"id", "responsible_user_id", "created_by"}, {"1", "Ann", "3"}, {"2", "4", ""}});
  CHECK(
      rows_of(
          R"({"contacts":[{"ID":"3","NAME":"Ivan","LAST_NAME":"Petrov"}],"deals":[{"ID":"1","CONTACT_ID":"3"}]})")[1]
                                                                                                                  [1] ==
      "Ivan Petrov");
  const TableReader reader =
      *TableReader::open(R"({"deals":[{"id":1,"title":"A"}],"quotes":[{"id":5}],"users":[{"id":1,"name":"B"}]})");
  CHECK(reader.json().left_out == "quotes, users");
}

TEST_CASE("JSON that holds no table is refused with a sentence, damaged JSON with its place") {
  for (const char* const json :
       {"{\"a\":1}", "[]", "{}", "[1,2]", "[[1],[2]]", R"({"result":[],"total":0})", "[{},{}]"})
    CHECK(refusal(json) == TextKey::import_is_json);
  const auto place = [](std::string json) { return rows_of(std::move(json))[0][1]; };
  CHECK(refusal(R"([{"id":1},{"id":)") == TextKey::error_json_cut);
  CHECK(place(R"([{"id":1},{"id":)") == "/1/id @16");
  CHECK(place(R"({"result":[{"id":1,}]})") == "/result/0/id @19");
  CHECK(refusal(R"([{"id":1,"id":2}])") == TextKey::error_json_duplicate);
  CHECK(refusal(R"([{"id":1}] trailing)") == TextKey::error_json_syntax);
  CHECK(refusal("[id],[name]\n1,2\n") == TextKey::error_json_syntax);
  CHECK(refusal(R"([{"id":"\ud800"}])") == TextKey::error_json_utf8);
}

TEST_CASE("what is there to hurt is refused: depth, members, columns, long texts") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "[";
  CHECK(refusal(deep) == TextKey::error_json_depth);
  deep.clear();
  for (int i = 0; i < 100'000; ++i) deep += "{\"result\":";
  CHECK(refusal(deep) == TextKey::error_json_depth);
  std::string wide = "[{\"id\":1";
  for (std::size_t i = 1; i < 1'000'000; ++i) wide += ",\"m" + std::to_string(i) + "\":1";
  CHECK(refusal(wide + "}]") == TextKey::error_json_too_many);
  std::string columns = "[";
  for (std::size_t i = 0; i < max_columns; ++i) columns += "{\"m" + std::to_string(i) + "\":1},";
  CHECK(refusal(columns + "{\"m1\":2}]") == TextKey::none);
  CHECK(refusal(columns + "{\"one_more\":2}]") == TextKey::import_json_wide);
  std::string one = "[{\"m\":1";
  for (std::size_t i = 0; i < max_columns; ++i) one += ",\"m" + std::to_string(i) + "\":1";
  CHECK(refusal(one + "}]") == TextKey::import_json_wide);
  CHECK(refusal("[{\"id\":1,\"x\":\"" + std::string(max_cell_bytes, 'x') + "\"}]") == TextKey::none);
  CHECK(refusal("[{\"id\":1,\"x\":\"" + std::string(max_cell_bytes + 1, 'x') + "\"}]") ==
        TextKey::error_json_text_long);
  const std::string half(max_cell_bytes / 2, 'x');
  CHECK(refusal("[{\"id\":1,\"x\":[\"" + half + "\",\"" + half + "\"]}]") == TextKey::error_json_text_long);
  // A long name is not copied for each member inside of it.
  std::string named = "[{\"" + std::string(60'000, 'n') + "\":{\"a\":1,\"b\":2}}]";
  CHECK(rows_of(named)[0][1].size() < 300);
}

TEST_CASE("200,000 objects are read, one more is refused") {
  const auto count = [](std::size_t rows) -> Result<std::size_t> {
    std::string json = "[";
    for (std::size_t i = 0; i < rows; ++i) json += i == 0 ? "{\"a\":1,\"b\":2}" : ",{\"a\":1,\"b\":2}";
    TableReader reader = *TableReader::open(json + "]");
    while (true) {
      const Result<bool> more = reader.next();
      if (!more) return std::unexpected(more.error());
      if (!*more) return reader.rows();
    }
  };
  CHECK(count(max_table_rows).value() == max_table_rows + 1);
  CHECK(count(max_table_rows + 1).error().text.key == TextKey::import_too_many_rows);
}

TEST_CASE("a table written as objects, whole or in lines, is the same table again") {
  Random random(7);
  const auto word = [&] {
    constexpr std::string_view pieces[] = {"a", "Ж", "\"", "\\", "\n", "\t", "😀", ", ", "{", "1", " ", "é"};
    std::string text = "w";
    for (std::size_t i = random.next() % 9; i > 0; --i) text += pieces[random.next() % std::size(pieces)];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    Rows table(1);
    for (std::size_t i = 0, width = 1 + random.next() % 12; i < width; ++i)
      table[0].push_back(std::to_string(i) + word());
    for (std::size_t i = 0, height = 2 + random.next() % 20; i < height; ++i) {
      table.emplace_back();
      for (std::size_t at = 0; at < table[0].size(); ++at)
        table.back().push_back(random.next() % 4 == 0 && at > 0 ? "" : word());
    }
    JsonWriter list;
    std::string lines;
    list.begin_list();
    for (std::size_t i = 1; i < table.size(); ++i) {
      JsonWriter row;
      row.begin_object();
      for (std::size_t at = 0; at < table[0].size(); ++at) {
        // Left out only where the order of columns is known by then.
        if (table[i][at].empty() && i > 1 && random.next() % 2 == 0) continue;
        row.key(table[0][at]);
        table[i][at].empty() ? row.null() : row.text(table[i][at]);
      }
      row.end_object();
      list.word(row.bytes());
      lines += row.take() + "\n";
    }
    list.end_list();
    CHECK(rows_of(list.bytes()) == table);
    CHECK(rows_of(lines) == table);
  }
}

}  // namespace
}  // namespace voronka
