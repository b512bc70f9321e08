#include "ui/catalog_rows.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/fold.hpp"
#include "base/sort.hpp"

namespace voronka::ui {
namespace {

using Places = std::unordered_map<RawId, std::size_t, IdHash>;

// A deal with five lines of a product is one deal.
void count_deals(const Document& document, const Places& places, std::vector<ProductRow>& rows) {
  struct Use {
    std::size_t place;
    Id<Deal> deal;
  };
  std::vector<Use> uses;
  for (const Line& line : document.table<Line>().rows()) {
    if (line.deleted || !line.product) continue;
    const auto at = places.find(line.product.raw);
    const Deal* deal = document.find(line.deal);
    if (at != places.end() && deal && !deal->deleted) uses.push_back({at->second, line.deal});
  }
  sort_rows(uses, [](const Use& a, const Use& b) { return a.place != b.place ? a.place < b.place : a.deal < b.deal; });
  for (std::size_t i = 0; i < uses.size(); ++i)
    if (i == 0 || uses[i].place != uses[i - 1].place || uses[i].deal != uses[i - 1].deal) ++rows[uses[i].place].deals;
}

}  // namespace

void CatalogRows::update(const Document& document, std::string_view search, bool hold) {
  const bool changed = revision_ != document.revision();
  if (!changed && searched_ == search && (in_order_ || hold)) return;
  const bool keeps = hold && searched_ == search;
  if (changed || !(in_order_ || hold)) {
    Places known;
    for (std::size_t i = 0; i < rows_.size(); ++i) known.emplace(rows_[i].id.raw, i);
    std::vector<std::optional<ProductRow>> kept(rows_.size());
    std::vector<ProductRow> fresh;
    bool renamed = false;
    for (const Product& product : document.table<Product>().rows()) {
      if (product.deleted) continue;
      ProductRow row = {.id = product.id, .key = folded(product.name + "\n" + product.code), .name = product.name};
      const auto at = known.find(product.id.raw);
      if (at == known.end()) {
        fresh.push_back(std::move(row));
      } else {
        renamed = renamed || rows_[at->second].name != row.name;
        row.shown = rows_[at->second].shown;
        kept[at->second] = std::move(row);
      }
    }
    in_order_ = in_order_ && !renamed && fresh.empty();
    rows_.clear();
    for (auto& row : kept)
      if (row) rows_.push_back(std::move(*row));
    // One that is new puts all in order.
    if (!fresh.empty()) hold = false;
    for (ProductRow& row : fresh) rows_.push_back(std::move(row));
    if (!in_order_ && !hold) {
      sort_rows(rows_, [](const ProductRow& a, const ProductRow& b) {
        if (less_for_people(a.name, b.name)) return true;
        return !less_for_people(b.name, a.name) && a.id < b.id;
      });
      in_order_ = true;
    }
    Places places;
    for (std::size_t i = 0; i < rows_.size(); ++i) places.emplace(rows_[i].id.raw, i);
    count_deals(document, places, rows_);
    revision_ = document.revision();
  }
  searched_ = search;
  const std::string wanted = folded(search);
  found_.clear();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    ProductRow& row = rows_[i];
    row.shown = (keeps && row.shown) || wanted.empty() || row.key.find(wanted) != std::string::npos;
    if (row.shown) found_.push_back(i);
  }
}

}  // namespace voronka::ui
