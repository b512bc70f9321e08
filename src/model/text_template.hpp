// A text with places to fill in: a message, a letter, an offer. The language of the places: templates/README.md.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct TextTemplate {
  Id<TextTemplate> id = {};
  std::string name = {};
  TemplateKind kind = TemplateKind::message;
  std::string subject = {};  // of a letter, the title of an offer
  std::string text = {};
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const TextTemplate&) const = default;
};

}  // namespace voronka
