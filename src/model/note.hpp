// A free text on a deal, contact or company, dated.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Company;
struct Contact;
struct Deal;

struct Note {
  Id<Note> id = {};
  Id<Deal> deal = {};
  Id<Contact> contact = {};
  Id<Company> company = {};
  std::string text = {};
  std::optional<Moment> at = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Note&) const = default;
};

}  // namespace voronka
