// The window: rail, top bar, the page of the route, the deal over it, dialogs and messages; language and theme; and what is
// shown while there is no data yet, or none to be had. Carries the views' wishes to the App once a frame. Knows no browser.
#pragma once

#include <string>
#include <string_view>

#include "ui/view.hpp"

namespace voronka::ui {

struct ShellStart {
  Language language = Language::ru;  // of the system, or the one asked for
  bool language_fixed = false;       // asked for in the address: stronger than the saved preference, until that changes
  bool dark = false;                 // of the system
  std::string route = {};            // "#/deal/…"
  Locale (*locale_of)(Language) = nullptr;  // none: the built-in patterns
};

class Shell {
 public:
  Shell(App& app, ShellStart start);
  // One frame: hears the world (App::begin_frame), draws, carries out the wishes (App::end_frame).
  void draw(Ui& ui);
  void on_route(std::string_view route);  // the address bar, Back, a link
  void on_system_dark(bool dark) { start_.dark = dark; }
  void on_system_contrast(Contrast contrast, const SystemColors& colors) {
    contrast_ = contrast;
    system_colors_ = colors;
  }
  // Words for App::start_demo, in the language of the next frame.
  StarterTexts starter_texts() const;
  const Route& route() const { return route_; }

 private:
  Language wanted_language() const;
  void dress(Ui& ui);
  Id<Pipeline> shown_pipeline() const;
  void draw_frame(ViewContext& context);
  void draw_page(ViewContext& context, Rect rect);
  void go(Ui& ui, Route route);
  void keep_query(Ui& ui);
  void tell_query(Ui& ui);
  void take_shared_text();
  void begin_shared_deal(ViewContext& context);
  void keep_page();
  void tell_host(Ui& ui);

  App& app_;
  ShellStart start_;
  LanguageChoice first_language_choice_ = LanguageChoice::system;
  Locale locale_;
  bool dressed_ = false;
  Contrast contrast_ = Contrast::normal;
  SystemColors system_colors_ = {};
  bool adding_ = false;  // a new deal that is to be opened was asked for in this frame
  Route route_ = {};
  std::string shared_text_ = {};  // that another program sent: the line of a new deal
  double query_changed_at_ = -1;  // what narrows the page is another thing than the address says, since then
  Route page_ = {};  // the last that was not a deal: what an open deal lies over, and where closing it leads
  ViewStates states_ = {};
  Outbox outbox_ = {};
};

// In the words of a locale: names of the first stages and reasons, and its currency.
StarterTexts starter_texts(const Locale& locale);

}  // namespace voronka::ui
