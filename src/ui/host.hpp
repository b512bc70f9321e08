// What the toolkit asks of the place it runs in: the page (src/platform/web), or a recording stand-in (tests). Calls return
// at once. What happens there comes back as input (input.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace voronka::ui {

enum class Cursor : std::uint8_t { arrow, pointer, text, grab, grabbing, resize_x, resize_y, not_allowed };
enum class AppState : std::uint8_t { loading, ready, failed };
enum class SaveState : std::uint8_t { saved, saving, failed, read_only, memory };

class Host {
 public:
  virtual ~Host() = default;
  virtual void mirror(std::span<const std::uint8_t> patch) = 0;  // web/mirror.js reads it
  virtual void focus(std::uint32_t node) = 0;                    // 0: nothing has focus
  virtual void announce(std::string_view text, bool assertive) = 0;
  virtual void set_cursor(Cursor cursor) = 0;
  virtual void haptic() = 0;                             // a short tick in the hand, where there is one
  virtual void copy_text(std::string_view text) = 0;     // inside a click or key press only
  virtual void copy_link(std::string_view route) = 0;    // ... the whole address of "#/deal/..."
  virtual void open_link(std::string_view address) = 0;  // checked by the caller: https, http, mailto, tel, sip
  // The print dialog with this on paper; everything in the HTML is escaped (templates/offer_html.hpp).
  virtual void print_page(std::string_view title, std::string_view html) = 0;
  virtual void set_route(std::string_view route,
                         bool push) = 0;  // "#/deal/..." ; push makes a step for the Back button
  virtual void set_title(std::string_view title) = 0;
  virtual void set_language(std::string_view tag) = 0;              // "ru", "en"
  virtual void set_theme(bool dark, std::uint32_t canvas_rgb) = 0;  // page background and browser chrome
  virtual void set_badge(std::size_t count) = 0;                    // on the icon of an installed page; 0: none
  // data-app, data-save; `unsaved`: something would be gone with the page, so the browser asks before it leaves
  virtual void set_state(AppState app, SaveState save, bool unsaved) = 0;
};

}  // namespace voronka::ui
