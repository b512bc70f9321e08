// Line items and products in words, the fields that both have, and what a line takes from the catalogue.
#pragma once

#include <optional>
#include <string>

#include "ui/view.hpp"
#include "ui/views/edits.hpp"

namespace voronka::ui {

extern const FieldKind quantity_kind, discount_kind, vat_kind;

std::string line_words(const Ui& ui, const Line& line);           // "12 мес × 500 ₽, скидка 10 %"
std::string product_words(const Ui& ui, const Product& product);  // "A-12 · 500 ₽ / мес"
std::string vat_words(const Ui& ui, std::optional<std::int32_t> percent);

// What the line has of the product: everything but quantity and discount.
void take_from(const Product& product, Line& line);

// The usual rates to choose from, and a field for any other; `place` is an optional<int32_t>.
void vat_field(ViewContext& context, NodeId id, Column& column, const FieldPlace& place);

}  // namespace voronka::ui
