// The numbers by which Russian offices and banks know a company, and whether their check digits agree. Only warns: a number that does
// not add up is kept as it was typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace voronka {

enum class RequisiteFault : std::uint8_t {
  none,
  length,  // another number of digits than there can be, or something else between them
  check,   // a slip: the check digit says so
};

// Taxpayer number: 10 digits of a company, 12 of a person. Of a text with letters nothing is said: companies abroad have other numbers.
// Weights: order of the tax service MMV-7-6/435.
RequisiteFault inn_fault(std::string_view inn);
// Reason code: four digits, two digits or capital letters, three digits. It has no check digit.
RequisiteFault kpp_fault(std::string_view kpp);
// Register number: 13 digits of a company (the remainder by 11), 15 of a sole trader (by 13), order of the finance ministry 165n.
RequisiteFault ogrn_fault(std::string_view ogrn);
RequisiteFault bic_fault(std::string_view bic);  // nine digits
// Account numbers: 20 digits; with a right BIC the key of the ninth digit (Bank of Russia, 515 of 1997) is looked at as well.
RequisiteFault account_fault(std::string_view account, std::string_view bic);
// That of the bank at the central bank.
RequisiteFault corr_account_fault(std::string_view account, std::string_view bic);

// Spaces, dots and dashes between the digits go; a text that has anything but digits besides stays as it is.
std::string without_separators(std::string_view number);

}  // namespace voronka
