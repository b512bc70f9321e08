#include "metrics/silence.hpp"

#include <doctest/doctest.h>

namespace voronka::test {
namespace {

// Deals that were silent for so many days before they closed.
void add(SilenceCurve& curve, int count, bool won, std::int32_t silent_days) {
  for (int i = 0; i < count; ++i) curve.add(won, {Date{98}, Date{100}}, Date{100 + silent_days});
}

}  // namespace

TEST_CASE("[M15] without closed deals a week of silence costs what the prior says") {
  const SilenceCurve curve;
  for (std::int32_t week = 0; week < 20; ++week) CHECK(curve.loss_after(week) == doctest::Approx(0.1));
  CHECK(curve.deals() == 0);
}

TEST_CASE("[M15] the loss is one minus the ratio of two shares of won, computed by hand") {
  SilenceCurve curve;
  add(curve, 60, true, 3);    // won without a silent week
  add(curve, 20, true, 10);   // won after more than one
  add(curve, 20, false, 40);  // lost after five
  // R(0) = (80 + 6) / (100 + 20), R(1) = (20 + 5.4) / (40 + 20), R(2) = (0 + 4.86) / (20 + 20)
  CHECK(curve.loss_after(0) == doctest::Approx(1 - (25.4 / 60) / (86.0 / 120)));
  CHECK(curve.loss_after(1) == doctest::Approx(1 - (4.86 / 40) / (25.4 / 60)));
  CHECK(curve.deals() == 100);
}

TEST_CASE("[M15] silence is measured between touches in whatever order, and none after the close") {
  SilenceCurve a, b;
  a.add(false, {Date{30}, Date{1}, Date{10}, Date{90}}, Date{40});
  b.add(false, {Date{1}, Date{10}, Date{30}}, Date{40});
  for (std::int32_t week = 0; week < 5; ++week) CHECK(a.loss_after(week) == b.loss_after(week));
  SilenceCurve nothing;
  nothing.add(true, {}, Date{40});
  CHECK(nothing.deals() == 0);
}

TEST_CASE("[M15] the loss stays between 2 and 90 percent, for silence of any length") {
  SilenceCurve better, worse;
  add(better, 500, true, 200);
  add(worse, 500, true, 1);
  add(worse, 500, false, 20);
  for (const std::int32_t week : {-3, 0, 1, 12, 13, 4000}) {
    CHECK(better.loss_after(week) == doctest::Approx(0.02));
    CHECK(worse.loss_after(week) >= 0.02);
    CHECK(worse.loss_after(week) <= 0.9);
  }
  CHECK(worse.loss_after(0) > 0.8);
}

TEST_CASE("[M16] money at risk is amount times chance times loss times how late the step is") {
  CHECK(money_at_risk(1000, 0.5, 0.1, lateness(0)) == doctest::Approx(50));
  CHECK(money_at_risk(1000, 0.5, 0.1, lateness(7)) == doctest::Approx(100));
  CHECK(money_at_risk(1000, 0.5, 0.1, lateness(70)) == doctest::Approx(200));
  CHECK(money_at_risk(1000, 0.5, 0.1, lateness(-5)) == doctest::Approx(50));
}

}  // namespace voronka::test
