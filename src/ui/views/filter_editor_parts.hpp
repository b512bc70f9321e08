// What the files of the filter editor share. Private to filter_editor*.cpp.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "filter/fields.hpp"
#include "filter/filter.hpp"
#include "ui/view.hpp"
#include "ui/views/filter_words.hpp"

namespace voronka::ui {

struct FilterEditorState {
  // What stands in a text field, as long as it means the value that the condition has.
  struct Typed {
    std::string text = {};
    std::string value = {};
    bool unread = false;
  };
  std::unordered_map<NodeId, Typed> typed = {};
  // Choices of a field, by its name, as of a revision.
  std::unordered_map<std::string, std::vector<ValueChoice>> choices = {};
  std::uint64_t choices_revision = 0;
  std::unordered_map<NodeId, float> heights = {};  // of frames, as last drawn
  NodeId focus_next = 0;
  bool opened = false;
};

// The fields for the values of one condition, as many lines as it takes. True when the condition was changed.
bool edit_values(ViewContext& context, FilterEditorState& state, const FilterField& field, FilterCondition& condition,
                 Column& column);

}  // namespace voronka::ui
