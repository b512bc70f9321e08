// Any text as a template of an offer, and what comes of it on paper.
#include "base/utf8.hpp"
#include "templates/offer_html.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/templates/template_bench.hpp"

namespace voronka {

void fuzz(std::string_view bytes) {
  static const test::TemplateBench bench;
  const RenderedText rendered = bench.rendered(bytes);
  claim(rendered.text.size() <= longest_rendered_bytes, "a text has an end", rendered.text);
  if (!bytes.contains("{{")) {
    claim(rendered.text == bytes, "a text without places renders to itself", rendered.text);
    claim(rendered.problems.empty(), "a text without places has no problems", rendered.text);
  }
  const bool letters = is_utf8(bytes);
  if (letters) claim(is_utf8(rendered.text), "letters stay whole", rendered.text);
  for (const TemplateProblem& problem : rendered.problems) {
    claim(problem.text.key != TextKey::none && problem.line >= 1 && problem.column >= 1,
          "a problem has words and a place");
    const std::string* what = std::get_if<std::string>(&problem.text.arguments.at(0).value);
    claim(what && (!letters || is_utf8(*what)), "what a problem tells of is whole letters");
  }
  const std::string html = offer_html(bytes, rendered.text);
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::string_view tag = std::string_view(html).substr(at + 1, html.find('>', at) - at - 1);
    constexpr std::string_view ours[] = {
        "h1",     "/h1", "p",   "/p", "br",  "table", "/table", "thead",          "/thead",        "tbody",
        "/tbody", "tr",  "/tr", "th", "/th", "td",    "/td",    "th class=\"n\"", "td class=\"n\""};
    claim(std::ranges::find(ours, tag) != std::end(ours), "nothing of a text becomes markup", html);
  }
}

}  // namespace voronka
