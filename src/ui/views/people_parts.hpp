// What the page of people (people.cpp), its list (people_list.cpp) and the panel of one of them (person_*.cpp) share. Private to them.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/lookalikes.hpp"
#include "ui/people_model.hpp"
#include "ui/scroll.hpp"
#include "ui/view.hpp"
#include "ui/views/timeline.hpp"

namespace voronka::ui {

// All words of a row. Put together once per change, not per frame.
struct PersonText {
  std::string name = {}, beside = {}, reach = {}, reach_short = {}, deals = {}, spoken = {};
};

struct PeopleState {
  PeopleModel model = {};
  ListState list = {};
  bool companies = false;
  std::string search = {};
  bool focus_search = false;
  std::unordered_map<int, PersonText> texts = {};
  std::uint64_t texts_revision = 0, texts_version = 0;
  Language texts_language = Language::ru;
};

// What belongs to the one in the panel, gathered once per revision of the document: finding it takes a walk over whole tables.
struct PersonBelongings {
  std::vector<Id<Deal>> deals = {};  // open ones first, the newest first
  std::size_t open = 0;
  std::vector<Id<Contact>> staff = {};     // of a company, by name
  std::vector<Id<Contact>> named_by = {};  // who has a link with this one
  std::vector<TimelineLine> timeline = {};
};

// Putting together the history of a deal takes time: of the first so many, and as many more whenever more is asked for.
inline constexpr std::size_t most_told = 100;

struct PersonState {
  RecordType type = RecordType::contact;
  RawId shown = {};
  std::uint64_t frame = 0;  // in which it was drawn last
  std::uint64_t revision = 0;
  Language language = Language::ru;
  Date today = {};
  PersonBelongings belongings = {};
  LookalikeFinder alike = {};
  bool all_deals = false, whole_history = false;
  std::size_t told = most_told;  // of so many deals the history is put together
  bool requisites = false;       // unfolded although there are none
  RawId joins = {};              // the dialog is open: with whom
  bool keeps_other = false;      // the other one stays
  RawId created = {};            // by the button of the page: its name is to be typed
  struct Awaited {
    bool company = false;
    std::string name = {};
    std::uint64_t created_before = 0;
  };
  std::optional<Awaited> awaited = {};
};

void draw_people_list(ViewContext& context, PeopleState& state, Rect rect);
// A record without a name yet: the panel opens with the focus in it as soon as the record is there.
void create_person(ViewContext& context, bool company, std::string name = {});
void open_created_person(ViewContext& context);  // once a frame
void draw_person_sheet(ViewContext& context);

// `told`: of how many deals the history is put together.
PersonBelongings belongings_of(const ViewContext& context, const Contact& contact, std::size_t told);
PersonBelongings belongings_of(const ViewContext& context, const Company& company, std::size_t told);

// The parts of the panel below its fields.
void draw_person_deals(ViewContext& context, PersonState& state, Id<Contact> contact, Id<Company> company,
                       Column& column);
void draw_person_history(ViewContext& context, PersonState& state, Column& column);
void draw_lookalikes(ViewContext& context, PersonState& state, Column& column);
void draw_requisites(ViewContext& context, const Company& company, PersonState& state, Column& column);
void draw_person_links(ViewContext& context, const Contact& contact, const PersonState& state, Column& column);
void draw_staff(ViewContext& context, const Company& company, const PersonState& state, Column& column);

}  // namespace voronka::ui
