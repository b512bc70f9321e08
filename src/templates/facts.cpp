#include "templates/facts.hpp"

namespace voronka {

void set_lines(TemplateFacts& facts, const std::vector<const Line*>& lines) {
  facts.lines.clear();
  for (const Line* line : lines)
    facts.lines.push_back(
        {.line = line, .sum = sum_of(*line), .number = static_cast<std::int64_t>(facts.lines.size()) + 1});
  facts.sums = sums_of(lines);
}

TemplateFacts facts_of(const Document& document, const Deal& deal, const Contact* contact, Date today,
                       std::string paper_number) {
  TemplateFacts facts = {.deal = &deal,
                         .stage = document.find(deal.position.stage),
                         .company = document.find(deal.company),
                         .contact = contact,
                         .paper_number = std::move(paper_number),
                         .today = today};
  if (!facts.company && contact) facts.company = document.find(contact->company);
  if (facts.company && facts.company->deleted) facts.company = nullptr;
  for (const CustomField& field : document.table<CustomField>().rows())
    if (!field.deleted) facts.custom_fields.push_back(&field);
  set_lines(facts, lines_of(document, deal.id));
  return facts;
}

}  // namespace voronka
