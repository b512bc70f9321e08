// The requisites of a company as fields: their names, their order, and what is wrong with them in a sentence.
#pragma once

#include <array>
#include <string>

#include "base/requisites.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

struct RequisiteField {
  TextKey name = TextKey::none;
  std::string Company::* member = nullptr;
  bool number = false;  // separators between its digits are left out
  RequisiteFault (*fault)(const Company& company) = nullptr;
  TextKey wrong_length = TextKey::none, wrong_check = TextKey::none;
};
extern const std::array<RequisiteField, 9> requisite_fields;

bool has_requisites(const Company& company);
// All of them in a few lines, as they are put into a contract or sent to somebody.
std::string requisites_text(const Ui& ui, const Company& company);
// Empty: nothing is wrong.
std::string requisite_warning(const Ui& ui, const RequisiteField& field, const Company& company);

}  // namespace voronka::ui
