// What a view is: a function that draws with Ui, reads the const document, keeps its own state, and sends wishes. A new
// view is one file in views/ and one line in views.inc.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "ui/ui.hpp"

namespace voronka::ui {

// "#/board", "#/deal/01J…", "#/board?f=…", "#/settings". Views ask for another one; the shell tells the browser and Back works. The
// query is the shell's: a view that asks for a page leaves it empty and gets what holds now (View::narrowed).
struct Route {
  std::string path = "board";  // first part
  std::string argument = {};   // second part: a record id
  std::string query = {};      // after "?", as in route_query.hpp
  bool operator==(const Route&) const = default;
};
inline bool has_panel(const Route& route) { return !route.argument.empty(); }  // a deal's, a person's: beside the page
std::string text_of(const Route& route);                                       // "#/deal/01J…"
Route route_from(std::string_view text);                                       // anything unknown is the board

// One state object per type, made when first asked for, alive as long as the page.
class ViewStates {
 public:
  template <class State>
  State& of() {
    static std::size_t place = 0;  // of the type in every ViewStates, given when it is asked for first
    std::unique_ptr<Slot>& slot = at(place);
    if (!slot) slot = std::make_unique<Holder<State>>();
    return static_cast<Holder<State>&>(*slot).state;
  }

 private:
  struct Slot {
    virtual ~Slot() = default;
  };
  template <class State>
  struct Holder final : Slot {
    State state = {};
  };
  // Some are asked for by every card of a frame: no search.
  std::unique_ptr<Slot>& at(std::size_t& place) {
    static std::size_t types = 0;
    if (place == 0) place = ++types;
    if (slots_.size() < place) slots_.resize(place);
    return slots_[place - 1];
  }
  std::vector<std::unique_ptr<Slot>> slots_ = {};
};

struct View;

struct ViewContext {
  Ui& ui;
  const App& app;
  const Document& document;
  Outbox& outbox;
  ViewStates& states;
  const Route& route;
  Id<Pipeline> pipeline;            // the one shown
  Rect area;                        // what the shell leaves for the view
  const View* page = nullptr;       // what is drawn there; under an open deal the one it was opened from
  std::optional<Route> go_to = {};  // set by the view: push
  bool new_deal = false;            // set by the view: make a deal and open it
  bool open_created = false;        // set by the view: it has sent a CreateDeal, whose deal is to be opened
};

struct View {
  std::string_view id = {};  // route path
  TextKey title = TextKey::none;
  const char* icon = nullptr;
  void (*draw)(ViewContext& context) = nullptr;
  bool narrowed = false;  // by filter and search: chips in the top bar, the bar of the filter, the query in the address
  bool of_pipeline = false;  // it shows the deals of a pipeline: the top bar chooses it, searches, and adds deals
};
std::span<const View* const> all_views();  // in the order of the rail

}  // namespace voronka::ui
