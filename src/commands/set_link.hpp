// What somebody is in a deal, or to another person. Not SetField: what others wrote into the list meanwhile stays.
#pragma once

#include <string>

#include "commands/done.hpp"

namespace voronka {

struct SetLink {
  Id<Deal> deal = {};       // a role in it; empty: a link of `person`
  Id<Contact> person = {};  // with somebody else
  Id<Contact> contact = {};
  std::string words = {};
  bool remove = false;
};

// Refused when the deal, the person or the contact is gone, and a link of somebody with himself. A role without words is none.
Result<Done> reduce(Draft& draft, const SetLink& set);
Text label_of(const Document& document, const SetLink& set);

}  // namespace voronka
