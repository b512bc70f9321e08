// What a usual deal begins with: its title, amount and fields, and the steps that follow. A new deal copies it and knows nothing of it afterwards.
#pragma once

#include <optional>
#include <string_view>

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Tag;

struct DealTemplate {
  Id<DealTemplate> id = {};
  std::string name = {};
  std::string title = {};
  std::optional<Money> amount = {};
  std::string source = {};
  std::vector<Id<Tag>> tags = {};
  CustomValues custom = {};
  TextList steps = {};  // "call 2 Ask for the measures": kind, working days from the day it is made, title
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const DealTemplate&) const = default;
};

struct TemplateStep {
  ActivityKind kind = ActivityKind::call;
  std::int32_t in_days = 0;  // working days, 0 to 3650
  std::string title = {};
  bool operator==(const TemplateStep&) const = default;
};
std::string text_of(const TemplateStep& step);
// Nothing for a text that no version wrote.
std::optional<TemplateStep> template_step_from(std::string_view text);

}  // namespace voronka
