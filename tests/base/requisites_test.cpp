#include "base/requisites.hpp"

#include <doctest/doctest.h>

#include <string>

namespace voronka::test {
namespace {

using Fault = RequisiteFault;

// All numbers with one digit another one.
template <class F>
void each_slip(const std::string& number, F f) {
  for (std::size_t at = 0; at < number.size(); ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == number[at]) continue;
      std::string slip = number;
      slip[at] = digit;
      f(slip);
    }
  }
}

TEST_CASE("numbers of real companies and persons are right") {
  CHECK(inn_fault("7707083893") == Fault::none);
  CHECK(inn_fault("500100732259") == Fault::none);
  CHECK(kpp_fault("773601001") == Fault::none);
  CHECK(kpp_fault("7736AB001") == Fault::none);
  CHECK(ogrn_fault("1027700132195") == Fault::none);
  CHECK(ogrn_fault("304500116000157") == Fault::none);
  CHECK(bic_fault("044525225") == Fault::none);
  CHECK(corr_account_fault("30101810400000000225", "044525225") == Fault::none);
  CHECK(account_fault("40702810138250123017", "044525225") == Fault::none);
}

TEST_CASE("one wrong digit is found nearly always: the check digits of INN and OGRN have two meanings for ten") {
  const auto missed = [](const std::string& number, auto fault) {
    int count = 0;
    each_slip(number, [&](const std::string& slip) { count += fault(slip) == Fault::none ? 1 : 0; });
    return count;
  };
  // One: a 0 in front makes it an account of the treasury, which has no key.
  CHECK(missed("40702810138250123017", [](const auto& it) { return account_fault(it, "044525225"); }) == 1);
  CHECK(missed("30101810400000000225", [](const auto& it) { return corr_account_fault(it, "044525225"); }) == 0);
  CHECK(missed("7707083893", inn_fault) <= 9);  // of 90
  CHECK(missed("500100732259", inn_fault) == 0);
  CHECK(missed("1027700132195", ogrn_fault) <= 12);  // of 117
}

TEST_CASE("a number of another length is told from a slip, and nothing is said of what is empty or foreign") {
  CHECK(inn_fault("77070838") == Fault::length);
  CHECK(inn_fault("DE123456789") == Fault::none);
  CHECK(inn_fault("") == Fault::none);
  CHECK(kpp_fault("77360100") == Fault::length);
  CHECK(kpp_fault("77360100A") == Fault::length);
  CHECK(ogrn_fault("10277001321") == Fault::length);
  CHECK(bic_fault("04452522") == Fault::length);
  CHECK(account_fault("4070281013825012301", "") == Fault::length);
  // Without a bank that is known there is nothing to compare with.
  CHECK(account_fault("40702810138250123018", "") == Fault::none);
  CHECK(account_fault("40702810138250123018", "04452") == Fault::none);
  // Of the treasury: the tax service.
  CHECK(account_fault("03100643000000018500", "017003983") == Fault::none);
  CHECK(corr_account_fault("40102810445370000059", "017003983") == Fault::none);
}

TEST_CASE("separators between digits go, a text with anything else stays") {
  CHECK(without_separators("77 07-083.893") == "7707083893");
  CHECK(without_separators("4070\xC2\xA0"
                           "2810") == "40702810");
  CHECK(without_separators("DE 123 456") == "DE 123 456");
  CHECK(without_separators("").empty());
}

}  // namespace
}  // namespace voronka::test
