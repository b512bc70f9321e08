#include "ui/views/board_settings.hpp"

#include <algorithm>

namespace voronka::ui {
namespace {

constexpr auto figure_words = names_of(HeadFigure{});
constexpr auto fold_words = names_of(Fold{});
constexpr std::string_view size_name = "size";  // shorter than an id: never one
constexpr std::string_view line_name = "line";
constexpr std::string_view columns_name = "columns", months_word = "months", rows_name = "rows";
constexpr auto row_words = names_of(LaneBy{});

template <class Words>
std::size_t place_of(const Words& words, std::string_view word) {
  const auto at = std::ranges::find(words, word);
  return at == words.end() ? 0 : static_cast<std::size_t>(at - words.begin());
}

// The word as this build has it, which lives as long as the program; empty when it knows none like it, or when it says what is usual.
std::string_view known(std::string_view word) {
  if (const std::size_t figure = place_of(figure_words, word); figure > 0) return figure_words[figure];
  if (const std::size_t fold = place_of(fold_words, word); fold > 0) return fold_words[fold];
  return {};
}

}  // namespace

std::string_view BoardSettings::word_of(RawId id) const {
  const auto at = std::ranges::find(entries_, id, &Entry::id);
  return at == entries_.end() ? std::string_view() : at->word;
}

void BoardSettings::set(RawId id, std::string_view word, bool usual) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.id == id; });
  if (!usual) entries_.push_back({.id = id, .word = word});
}

HeadFigure BoardSettings::figure_of(Id<Pipeline> pipeline) const {
  return static_cast<HeadFigure>(place_of(figure_words, word_of(pipeline.raw)));
}

Fold BoardSettings::fold_of(Id<Stage> stage) const {
  return static_cast<Fold>(place_of(fold_words, word_of(stage.raw)));
}

void BoardSettings::set_figure(Id<Pipeline> pipeline, HeadFigure figure) {
  set(pipeline.raw, figure_words[static_cast<std::size_t>(figure)], figure == HeadFigure::usual);
}

void BoardSettings::set_fold(Id<Stage> stage, Fold fold) {
  set(stage.raw, fold_words[static_cast<std::size_t>(fold)], fold == Fold::open);
}

std::string text_of(const BoardSettings& settings) {
  std::string text;
  for (const BoardSettings::Entry& entry : settings.entries_) {
    if (!text.empty()) text += ',';
    text += text_of(entry.id) + ':';
    text += entry.word;
  }
  if (settings.size_percent_ != 100)
    text += (text.empty() ? "" : ",") + std::string(size_name) + ':' + std::to_string(settings.size_percent_);
  if (settings.by_month_)
    text += (text.empty() ? "" : ",") + std::string(columns_name) + ':' + std::string(months_word);
  if (settings.rows_ != LaneBy::none)
    text += (text.empty() ? "" : ",") + std::string(rows_name) + ':' +
            std::string(row_words[static_cast<std::size_t>(settings.rows_)]);
  if (!settings.card_line_.empty())
    text += (text.empty() ? "" : ",") + std::string(line_name) + ':' + settings.card_line_;
  return text;
}

BoardSettings board_settings_from(std::string_view text) {
  BoardSettings settings;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) continue;
    if (part.substr(0, colon) == size_name) {
      for (const int percent : board_sizes_percent)
        if (part.substr(colon + 1) == std::to_string(percent)) settings.size_percent_ = percent;
      continue;
    }
    if (part.substr(0, colon) == columns_name) {
      settings.by_month_ = part.substr(colon + 1) == months_word;
      continue;
    }
    if (part.substr(0, colon) == rows_name) {
      settings.rows_ = static_cast<LaneBy>(place_of(row_words, part.substr(colon + 1)));
      continue;
    }
    if (part.substr(0, colon) == line_name) {
      settings.card_line_ = part.substr(colon + 1);
      continue;
    }
    const auto id = raw_id_from(part.substr(0, colon));
    const std::string_view word = known(part.substr(colon + 1));
    if (id && !word.empty()) settings.set(*id, word, false);
  }
  return settings;
}

}  // namespace voronka::ui
