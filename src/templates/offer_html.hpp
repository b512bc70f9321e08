// An offer as it is printed: a piece of HTML made of a text. Everything in it is escaped; how it looks is the page's print style
// (web/style.css).
#pragma once

#include <string>
#include <string_view>

namespace voronka {

// `<h1>` of the title when there is one. An empty line ends a paragraph, a single line break stays one. Rows with tabs are a table, its
// first row the heads when there are several; a column whose cells all begin with a digit or a minus is set to the right (class "n").
std::string offer_html(std::string_view title, std::string_view text);

}  // namespace voronka
