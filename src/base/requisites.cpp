#include "base/requisites.hpp"

#include <algorithm>

#include "base/digits.hpp"

namespace voronka {
namespace {

bool is_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }
int value_of(char digit) { return digit - '0'; }

bool inn_agrees(std::string_view inn, std::size_t at) {
  constexpr int weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
  const std::size_t first = std::size(weights) - at;  // the last `at` of them belong to the digits before
  int sum = 0;
  for (std::size_t i = 0; i < at; ++i) sum += weights[first + i] * value_of(inn[i]);
  return sum % 11 % 10 == value_of(inn[at]);
}

int remainder(std::string_view digits, int by) {
  int rest = 0;
  for (const char digit : digits) rest = (rest * 10 + value_of(digit)) % by;
  return rest;
}

// The key makes the sum of the last digits of all products a multiple of ten.
bool account_agrees(std::string_view bank, std::string_view account) {
  constexpr int weights[] = {7, 1, 3};
  int sum = 0;
  std::size_t place = 0;
  for (const std::string_view part : {bank, account})
    for (const char digit : part) sum += weights[place++ % 3] * value_of(digit) % 10;
  return sum % 10 == 0;
}

RequisiteFault account_fault(std::string_view account, std::string_view bic, bool at_central_bank) {
  if (account.empty()) return RequisiteFault::none;
  if (account.size() != 20 || !is_digits(account)) return RequisiteFault::length;
  if (bic.size() != 9 || !is_digits(bic)) return RequisiteFault::none;
  const std::string_view number = bic.substr(6);
  // The central bank's own branches are told apart by the place, not by a number of their own.
  at_central_bank = at_central_bank || number == "000" || number == "001" || number == "002";
  const std::string place = "0" + std::string(bic.substr(4, 2));
  return account_agrees(at_central_bank ? std::string_view(place) : number, account) ? RequisiteFault::none
                                                                                     : RequisiteFault::check;
}

}  // namespace

RequisiteFault inn_fault(std::string_view inn) {
  if (inn.empty() || !is_digits(inn)) return RequisiteFault::none;
  if (inn.size() != 10 && inn.size() != 12) return RequisiteFault::length;
  const bool agrees = inn.size() == 10 ? inn_agrees(inn, 9) : inn_agrees(inn, 10) && inn_agrees(inn, 11);
  return agrees ? RequisiteFault::none : RequisiteFault::check;
}

RequisiteFault kpp_fault(std::string_view kpp) {
  if (kpp.empty()) return RequisiteFault::none;
  const auto is_middle = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
  const bool fits = kpp.size() == 9 && is_digits(kpp.substr(0, 4)) &&
                    std::ranges::all_of(kpp.substr(4, 2), is_middle) && is_digits(kpp.substr(6));
  return fits ? RequisiteFault::none : RequisiteFault::length;
}

RequisiteFault ogrn_fault(std::string_view ogrn) {
  if (ogrn.empty()) return RequisiteFault::none;
  if ((ogrn.size() != 13 && ogrn.size() != 15) || !is_digits(ogrn)) return RequisiteFault::length;
  const std::string_view number = ogrn.substr(0, ogrn.size() - 1);
  const bool agrees = remainder(number, ogrn.size() == 13 ? 11 : 13) % 10 == value_of(ogrn.back());
  return agrees ? RequisiteFault::none : RequisiteFault::check;
}

RequisiteFault bic_fault(std::string_view bic) {
  return bic.empty() || (bic.size() == 9 && is_digits(bic)) ? RequisiteFault::none : RequisiteFault::length;
}

RequisiteFault account_fault(std::string_view account, std::string_view bic) {
  // Those of the treasury, of state bodies, begin with 0 and have no such key.
  return account_fault(account, account.starts_with('0') ? std::string_view() : bic, false);
}

RequisiteFault corr_account_fault(std::string_view account, std::string_view bic) {
  return account_fault(account, bic, true);
}

std::string without_separators(std::string_view number) {
  std::string digits;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number.substr(i).starts_with("\xC2\xA0")) {
      ++i;
    } else if (is_digit(number[i])) {
      digits += number[i];
    } else if (number[i] != ' ' && number[i] != '.' && number[i] != '-') {
      return std::string(number);
    }
  }
  return digits;
}

}  // namespace voronka
