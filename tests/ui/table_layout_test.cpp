// The columns of the table as the device remembers them.
#include "ui/views/table_layout.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

using namespace voronka;
using namespace voronka::ui;

TEST_CASE("whatever is done to the columns, what was written is read again as it was") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    TableSettings settings = usual_table();
    for (int step = 0; step < 40; ++step) {
      const std::vector<std::size_t> visible = visible_columns(settings);
      const std::size_t column = visible[random.index(visible.size())];
      switch (random.below(7)) {
        case 0:
          sort_by(settings, column, random.below(2) == 0);
          break;
        case 1:
          do_not_sort(settings, column);
          break;
        case 2:
          resize(settings, column, static_cast<int>(random.below(1000)));
          break;
        case 3:
          set_hidden(settings, random.index(table_columns().size()), random.below(2) == 0);
          break;
        case 4:
          freeze_up_to(settings, column);
          break;
        case 5:
          pin(settings, column);
          break;
        default:
          move_column(settings, column, random.index(visible.size() + 1));
      }
      REQUIRE(table_settings_from(text_of(settings)) == settings);
      REQUIRE_FALSE(visible_columns(settings).empty());
      REQUIRE(settings.places.size() == table_columns().size());
      REQUIRE(text_of(settings).find_first_of(";=") == std::string::npos);
    }
  }
}

TEST_CASE("what another build or nobody has written gives columns all the same") {
  CHECK(table_settings_from("") == usual_table());
  CHECK(table_settings_from("||").places == usual_table().places);
  const TableSettings settings = table_settings_from("1|amount:99999,gone:100,-title:60,amount:80|9:gone+,amount-,x");
  CHECK(settings.places.size() == table_columns().size());
  CHECK(table_columns()[settings.places[0].column].id == "amount");
  CHECK(settings.places[0].width_dp == 800);
  CHECK(settings.places[1].hidden);
  REQUIRE(settings.sorting.size() == 1);
  CHECK(settings.sorting[0].descending);
  CHECK(settings.sorted_by == 1);
}
