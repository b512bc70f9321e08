// The sections of the settings. Each draws into a column and sends wishes. Private to settings_*.cpp and stage_details.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stages.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

enum class SettingsSection : std::uint8_t {
  pipelines,
  fields,
  deal_templates,
  chains,
  reasons,
  tags,
  sources,
  catalog,
  look,
  reminders,
  talk,
  templates,
  data
};

// What was asked to be created and what is to be done as soon as it is there.
struct Awaited {
  enum class What : std::uint8_t { nothing, pipeline, stage, reason, tag, field };
  What what = What::nothing;
  std::uint64_t created_before = 0;
  std::string merge_key = {};
};

struct SettingsState {
  SettingsSection section = SettingsSection::pipelines;
  Id<Pipeline> pipeline = {};  // whose stages are shown; empty: the one of the board
  Id<Stage> open_stage = {};   // with its details
  RawId name_to_focus = {};    // of a row that was just made
  Awaited awaited = {};
  Id<Stage> stage_to_delete = {};
  Id<Stage> deals_to = {};
  Id<Pipeline> pipeline_to_delete = {};
};

Rect row_button_place(const Ui& ui, Row& row);  // at the end of a row: a square
// A list may be of thousands of rows, each with a field of the browser: those at hand are drawn, with a view more above and below for
// Tab, and the one that has the focus.
bool is_at_hand(const Ui& ui, Rect row, NodeId item);
void deals_of_row(Ui& ui, Rect rect, std::size_t deals);  // "12 deals" at the right

void draw_pipeline_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_stage_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_stage_details(ViewContext& context, SettingsState& state, const Stage& stage, Column& column);
void draw_field_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_column_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_deal_template_settings(ViewContext& context, Column& column);
void draw_chain_settings(ViewContext& context, Column& column);
void draw_reason_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_tag_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_tag_colors(ViewContext& context);  // a popup over the settings, while it is open
void draw_source_settings(ViewContext& context, Column& column);
void draw_catalog_settings(ViewContext& context, Column& column);
void draw_look_settings(ViewContext& context, Column& column);
void draw_reminder_settings(ViewContext& context, Column& column);
void draw_talk_settings(ViewContext& context, Column& column);
void draw_template_settings(ViewContext& context, SettingsState& state, Column& column);
void draw_data_settings(ViewContext& context, Column& column);
void draw_copy_settings(ViewContext& context, Column& column);
void draw_delete_questions(ViewContext& context, SettingsState& state);

Id<Pipeline> shown_pipeline(const ViewContext& context, const SettingsState& state);
std::size_t deals_in_stage(const Document& document,
                           Id<Stage> stage);  // those that must go somewhere when it is deleted

// Rows that change places: dragged by a handle, or moved by the arrow keys on it.
class ReorderRows {
 public:
  ReorderRows(ViewContext& context, RecordType type) : context_(context), type_(type) {}
  // Each row once, top to bottom; `whole` is where it lies, `handle` the place of its grip.
  void row(RawId id, Rect whole, Rect handle, std::string_view name);
  void finish();  // after the last row

 private:
  struct Place {
    RawId id = {};
    Rect rect = {};
    NodeId handle = 0;
  };
  void move(std::size_t from, std::size_t gap);

  ViewContext& context_;
  RecordType type_;
  std::vector<Place> rows_ = {};
  int key_step_ = 0;
  std::size_t key_row_ = 0;
};

}  // namespace voronka::ui
