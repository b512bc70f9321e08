#include "templates/offer_html.hpp"

#include <doctest/doctest.h>

#include <random>

namespace voronka::test {
namespace {

TEST_CASE("paragraphs, line breaks and a title") {
  CHECK(offer_html("Предложение № 8", "Здравствуйте!\n\nПервая\r\nвторая\n\n\n") ==
        "<h1>Предложение № 8</h1><p>Здравствуйте!</p><p>Первая<br>вторая</p>");
  CHECK(offer_html(" ", "") == "");
}

TEST_CASE("rows with tabs are a table with heads, numbers to the right") {
  CHECK(offer_html("", "Вот:\n№\tЧто\tСумма\n1\tОкно\t100 ₽\n2\tСкидка\t-5 ₽\nИтого") ==
        "<p>Вот:</p><table><thead><tr><th class=\"n\">№</th><th>Что</th><th class=\"n\">Сумма</th></tr></thead>"
        "<tbody><tr><td class=\"n\">1</td><td>Окно</td><td class=\"n\">100 ₽</td></tr>"
        "<tr><td class=\"n\">2</td><td>Скидка</td><td class=\"n\">-5 ₽</td></tr></tbody></table><p>Итого</p>");
  CHECK(offer_html("", "a\tb") == "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>");
  CHECK(offer_html("", "a\tb\tc\n1\t2") ==
        "<table><thead><tr><th class=\"n\">a</th><th class=\"n\">b</th><th class=\"n\">c</th></tr></thead>"
        "<tbody><tr><td class=\"n\">1</td><td class=\"n\">2</td><td class=\"n\"></td></tr></tbody></table>");
}

TEST_CASE("nothing of the text becomes markup") {
  CHECK(offer_html("<b>&\"'", "<script>alert(1)</script>\n<img\tonerror=\"x\">") ==
        "<h1>&lt;b&gt;&amp;&quot;&#39;</h1><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
        "<table><tbody><tr><td>&lt;img</td><td>onerror=&quot;x&quot;&gt;</td></tr></tbody></table>");
  CHECK(offer_html("", "a\x01\x0C\x7F") == "<p>a</p>");
}

TEST_CASE("whatever the text, only our own tags come out, and each is closed") {
  std::mt19937 random(11);
  constexpr std::string_view letters = "<>&\"'/ab\t\n\r \x01=";
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (std::size_t k = random() % 60; k > 0; --k) text += letters[random() % letters.size()];
    std::string html = offer_html(text, text);
    CAPTURE(html);
    for (const std::string_view tag : {"h1", "p", "table", "thead", "tbody", "tr", "th", "td"}) {
      std::size_t open = 0, close = 0;
      for (const std::string& begin : {"<" + std::string(tag) + ">", "<" + std::string(tag) + " class=\"n\">"})
        for (std::size_t at; (at = html.find(begin)) != std::string::npos; ++open) html.erase(at, begin.size());
      const std::string end = "</" + std::string(tag) + ">";
      for (std::size_t at; (at = html.find(end)) != std::string::npos; ++close) html.erase(at, end.size());
      CHECK(open == close);
    }
    for (std::size_t at; (at = html.find("<br>")) != std::string::npos;) html.erase(at, 4);
    CHECK_FALSE(html.contains('<'));
    CHECK_FALSE(html.contains('>'));
    CHECK_FALSE(html.contains('"'));
  }
}

}  // namespace
}  // namespace voronka::test
