// The number of somebody for the camera of a phone: offered beside it where there is a mouse, and drawn so that it can be read.
#include "base/qr.hpp"
#include "tests/ui/shell_bench.hpp"
#include "ui/raster.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::Role;

namespace {

constexpr std::string_view number = "8 917 555-01-22";
const std::string node_named = "QR code of " + std::string(number);

struct QrBench : ShellBench {
  explicit QrBench(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1}) : ShellBench(viewport) {
    begun();
    run(AddRecord{Contact{
        .name = "Anna", .phones = {std::string(number), "ask at the desk"}, .emails = {"anna1@granit.example"}}});
    anna = {app.last_created()};
    go("#/people/" + text_of(anna.raw));
  }
  void go(std::string_view route) {
    shell.on_route(route);
    harness->settle();
  }
  void set(Preferences preferences) {
    send(SetPreferences{.preferences = std::move(preferences)});
    harness->settle();
  }
  bool is_open() { return by(Role::dialog, number).exists(); }

  Id<Contact> anna = {};
};

// What is drawn, looked at in the middle of every module. Whatever is not black or white is counted, and so is what is not white in the
// margin.
struct Seen {
  QrCode code = {};
  int wrong = 0;
};
Seen look_at(Harness& harness, ui::Rect picture, int size) {
  ui::Raster raster;
  const ui::Viewport& window = harness.ui().viewport;
  raster.draw(harness.ui().fonts.canvas.data(), harness.ui().color.canvas, {{0, 0, window.width, window.height}});
  const int all = size + 2 * QrCode::quiet_zone;
  const float module = picture.w / static_cast<float>(all);
  Seen seen = {.code = {.size = size}};
  for (int row = 0; row < all; ++row) {
    for (int column = 0; column < all; ++column) {
      const int x = column - QrCode::quiet_zone, y = row - QrCode::quiet_zone;
      const auto left = static_cast<int>(picture.x + (static_cast<float>(column) + 0.5F) * module);
      const auto top = static_cast<int>(picture.y + (static_cast<float>(row) + 0.5F) * module);
      const ImU32 pixel = raster.pixels()[top * raster.width() + left];
      const bool inside = x >= 0 && y >= 0 && x < size && y < size;
      if (pixel == ui::rgb(0x000000) && inside)
        seen.code.rows[static_cast<std::size_t>(y)] |= std::uint64_t{1} << x;
      else if (pixel != ui::rgb(0xFFFFFF))
        ++seen.wrong;
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("a number has a QR code where there is a mouse, and none where the pointer is a finger") {
  QrBench bench;
  CHECK(bench.button(node_named).exists());
  CHECK_FALSE(bench.button("QR code of ask at the desk").exists());
  CHECK_FALSE(bench.button("QR code of anna1@granit.example").exists());
  bench.harness->ui().coarse_pointer = true;
  bench.harness->settle();
  CHECK_FALSE(bench.button(node_named).exists());
  CHECK(bench.button("Copy: " + std::string(number)).exists());
}

TEST_CASE("the code opens by mouse and by key, tells its number, and Esc leads back to the button") {
  QrBench bench;
  for (const bool by_key : {false, true}) {
    INFO("by key: ", by_key);
    by_key ? bench.button(node_named).press({Key::enter}) : bench.button(node_named).click();
    bench.harness->settle();
    REQUIRE(bench.is_open());
    CHECK(bench.by(Role::dialog, number).has(ui::node_flag::modal));
    CHECK(bench.by(Role::heading, number).name() == number);
    CHECK(bench.by(Role::image, node_named).name() == node_named);
    CHECK(bench.by(Role::text, "Point the phone’s camera at it to call.").exists());
    CHECK(bench.harness->ui().sem.within(bench.harness->ui().focused(), bench.by(Role::dialog, number).id()));
    CHECK(bench.harness->complaints() == std::vector<std::string>{});
    bench.harness->press({Key::escape});
    CHECK_FALSE(bench.is_open());
    CHECK(bench.by(Role::region, "Anna").exists());  // the panel it was opened from
    CHECK(bench.harness->focused().name() == node_named);
  }
}

TEST_CASE("in a deal the code is there as well, and looking at it begins no call") {
  QrBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  bench.run(set_field(deal, &Deal::contacts, std::vector<Id<Contact>>{bench.anna}));
  bench.go("#/deal/" + text_of(deal.raw));
  bench.button(node_named).activate();
  bench.harness->settle();
  REQUIRE(bench.is_open());
  bench.by(Role::dialog, number).within(Role::button, "Close").activate();
  bench.harness->settle();
  CHECK_FALSE(bench.is_open());
  CHECK(bench.app.preferences().call == CallOn{});
  CHECK(bench.harness->host().opened.empty());
}

TEST_CASE("what is drawn is the number for any telephone, dark on light in both themes and large enough for a camera") {
  const QrCode wanted = qr_code("tel:89175550122").value();
  for (const float scale : {1.F, 1.25F, 2.F}) {
    for (const ThemeChoice theme : {ThemeChoice::light, ThemeChoice::dark}) {
      INFO("scale ", scale, ", dark ", theme == ThemeChoice::dark);
      QrBench bench({.width = 1280 * scale, .height = 800 * scale, .scale = scale});
      Preferences preferences = bench.app.preferences();
      preferences.theme = theme;
      preferences.softphone = "https://pbx.example/call?to={number}";
      bench.set(preferences);
      bench.button(node_named).activate();
      bench.harness->settle();
      const ui::Rect picture = bench.by(Role::image, node_named).rect();
      const auto modules = static_cast<float>(wanted.size);
      CHECK(picture.w == picture.h);
      CHECK(picture.w * modules / (modules + 8) >= 200 * scale);
      const Seen seen = look_at(*bench.harness, picture, wanted.size);
      CHECK(seen.wrong == 0);
      CHECK(seen.code == wanted);
    }
  }
}

TEST_CASE("in a small window the code is smaller, and whole") {
  const QrCode wanted = qr_code("tel:89175550122").value();
  for (const ui::Viewport viewport :
       {ui::Viewport{.width = 320, .height = 480, .scale = 1}, {.width = 1280, .height = 1024, .scale = 4}}) {
    QrBench bench(viewport);
    bench.button(node_named).activate();
    bench.harness->settle();
    const ui::Rect picture = bench.by(Role::image, node_named).rect();
    const ui::Rect dialog = bench.by(Role::dialog, number).rect();
    CHECK(intersection(picture, dialog) == picture);
    CHECK(intersection(dialog, bench.harness->ui().screen()) == dialog);
    const Seen seen = look_at(*bench.harness, picture, wanted.size);
    CHECK(seen.wrong == 0);
    CHECK(seen.code == wanted);
  }
}
