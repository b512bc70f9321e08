#include "ui/label_rows.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/fold.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "commands/rename_source.hpp"

namespace voronka::ui {
namespace {

template <class Row>
void put_in_order(std::vector<Row>& rows) {
  sort_rows(rows, [](const Row& a, const Row& b) { return less_for_people(a.key, b.key); });
}

template <class Row>
const Row* row_of(const std::vector<Row>& rows, std::string_view key) {
  const auto found = std::ranges::find(rows, key, &Row::key);
  return found == rows.end() ? nullptr : &*found;
}

// How often each tag stands in a living deal, by its row in the table.
std::vector<std::size_t> deals_of_tags(const Document& document) {
  const auto tags = document.table<Tag>().rows();
  std::vector<std::size_t> deals(tags.size());
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    for (const Id<Tag> id : deal.tags)
      if (const Tag* tag = document.find(id)) ++deals[static_cast<std::size_t>(tag - tags.data())];
  }
  return deals;
}

struct Spelling {
  std::string key = {};
  std::string_view text = {};
  std::size_t deals = 0;
};

// Each way a source is written once, those of one source together and the usual one first. Sources are few and deals are many, so what is
// equal to the letter is counted before it is folded.
std::vector<Spelling> spellings_of(const Document& document) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const Deal& deal : document.table<Deal>().rows())
    if (!deal.deleted && !deal.source.empty()) ++counts[deal.source];
  std::vector<Spelling> spellings;
  for (const auto& [text, deals] : counts)
    if (std::string key = source_key(text); !key.empty()) spellings.push_back({std::move(key), text, deals});
  sort_rows(spellings, [](const Spelling& a, const Spelling& b) {
    if (a.key != b.key) return a.key < b.key;
    return a.deals != b.deals ? a.deals > b.deals : a.text < b.text;
  });
  return spellings;
}

}  // namespace

void TagRows::update(const Document& document, bool hold) {
  if (revision_ != document.revision()) {
    revision_ = document.revision();
    const std::vector<TagRow> before = std::exchange(rows_, {});
    const auto tags = document.table<Tag>().rows();
    const std::vector<std::size_t> deals = deals_of_tags(document);
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i].deleted) continue;
      TagRow row = {.id = tags[i].id, .key = folded(trimmed(tags[i].name)), .deals = deals[i]};
      const auto old = std::ranges::find(before, row.id, &TagRow::id);
      row.place = static_cast<std::size_t>(old - before.begin());
      if (old == before.end()) {
        hold = in_order_ = false;
      } else if (old->key != row.key) {
        renamed_ = row.id;
        in_order_ = false;
      }
      rows_.push_back(std::move(row));
    }
    sort_rows(rows_, [](const TagRow& a, const TagRow& b) { return a.place < b.place; });
    find_twins();
  }
  if (in_order_ || hold) return;
  put_in_order(rows_);
  in_order_ = true;
}

// Of several of one name the one with the most deals stays, but not the one that has just been given that name.
void TagRows::find_twins() {
  std::vector<TagRow*> by_key;
  for (TagRow& row : rows_)
    if (!row.key.empty()) by_key.push_back(&row);
  sort_rows(by_key, [&](const TagRow* a, const TagRow* b) {
    if (a->key != b->key) return a->key < b->key;
    if ((a->id == renamed_) != (b->id == renamed_)) return b->id == renamed_;
    return a->deals != b->deals ? a->deals > b->deals : a->id < b->id;
  });
  const TagRow* stays = nullptr;
  for (TagRow* row : by_key) {
    if (stays && stays->key == row->key)
      row->twin = stays->id;
    else
      stays = row;
  }
}

const TagRow* TagRows::named(std::string_view name) const { return row_of(rows_, folded(trimmed(name))); }

void SourceRows::update(const Document& document, bool hold) {
  if (revision_ != document.revision()) {
    revision_ = document.revision();
    const std::vector<SourceRow> before = std::exchange(rows_, {});
    for (const Spelling& spelling : spellings_of(document)) {
      if (!rows_.empty() && rows_.back().key == spelling.key) {
        rows_.back().deals += spelling.deals;
        continue;
      }
      SourceRow row = {.key = spelling.key, .name = std::string(spelling.text), .deals = spelling.deals};
      const auto old = std::ranges::find(before, row.key, &SourceRow::key);
      row.place = static_cast<std::size_t>(old - before.begin());
      row.number = old == before.end() ? ++last_number_ : old->number;
      if (old == before.end()) hold = in_order_ = false;
      rows_.push_back(std::move(row));
    }
    sort_rows(rows_, [](const SourceRow& a, const SourceRow& b) { return a.place < b.place; });
  }
  if (in_order_ || hold) return;
  put_in_order(rows_);
  in_order_ = true;
}

const SourceRow* SourceRows::named(std::string_view name) const { return row_of(rows_, source_key(name)); }

void SourceRows::rename(std::uint64_t number, std::string_view name) {
  const auto row = std::ranges::find(rows_, number, &SourceRow::number);
  if (row == rows_.end()) return;
  row->key = source_key(name);
  in_order_ = false;
}

}  // namespace voronka::ui
