// The fields a template can name: one row each, in English as in the file and in Russian.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "templates/facts.hpp"

namespace voronka {

enum class FieldOf : std::uint8_t { deal, contact, company, paper, lines, line, day };

struct TemplateField {
  FieldOf of = FieldOf::deal;
  std::string_view name = {}, russian = {};
  TemplateValue (*value)(const TemplateFacts& facts, const LineFacts* line) = nullptr;
};
std::span<const TemplateField> template_fields();
std::string path_of(const TemplateField& field, Language language);  // "deal.amount", "сделка.сумма"
std::string path_of(const CustomField& field, Language language);    // deal."Площадь, м²"

// One part of a path, and whether it stood in quotes.
struct PathPart {
  std::string_view text = {};
  bool quoted = false;
};
// `line` when it stands in a block: its fields need no first part. Empty: there is no such field. A value of kind nothing: it has none.
std::optional<TemplateValue> find_value(const TemplateFacts& facts, const LineFacts* line,
                                        std::span<const PathPart> path);
bool names_lines(std::string_view name);  // "lines", "позиции"

}  // namespace voronka
