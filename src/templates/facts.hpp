// What a template can be filled in with: a deal, who it is with, its line items, the day. Views into the document: good until its next
// commit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/line_sums.hpp"
#include "templates/value.hpp"

namespace voronka {

struct LineFacts {
  const Line* line = nullptr;
  std::optional<LineSum> sum = {};
  std::int64_t number = 1;
};

struct TemplateFacts {
  const Deal* deal = nullptr;
  const Stage* stage = nullptr;
  const Company* company = nullptr;
  const Contact* contact = nullptr;
  std::string paper_number = {};
  Date today = {};
  std::vector<LineFacts> lines = {};
  LineSums sums = {};
  std::vector<const CustomField*> custom_fields = {};
};

// The company is the deal's or its first person's. One walk over all lines and custom fields.
TemplateFacts facts_of(const Document& document, const Deal& deal, const Contact* contact, Date today,
                       std::string paper_number);
// Sums and numbers of lines that are given.
void set_lines(TemplateFacts& facts, const std::vector<const Line*>& lines);

}  // namespace voronka
