#include "commands/apply_catalog.hpp"

#include <string>
#include <unordered_map>
#include <utility>

#include "base/fold.hpp"

namespace voronka {
namespace {

// Products by what a price list knows them by. Places are those of `all_`, where the new ones follow the known ones.
class Catalog {
 public:
  explicit Catalog(const Document& document) {
    for (const Product& product : document.table<Product>().rows())
      if (!product.deleted) add(product);
  }

  // The place of what a row means; nothing: it is new.
  std::optional<std::size_t> find(const Product& row) const {
    const std::string code = folded(row.code), name = folded(row.name);
    const auto is_called_so = [&](std::size_t place) { return folded(all_[place].name) == name; };
    if (!code.empty()) {
      const auto found = oldest(by_code_, code, [&](std::size_t place) { return folded(all_[place].code) == code; });
      if (found) return found;
    } else {
      const auto found =
          oldest(by_name_, name, [&](std::size_t place) { return touched_[place] != 0 && is_called_so(place); });
      if (found) return found;
    }
    const auto found =
        oldest(by_name_, name, [&](std::size_t place) { return all_[place].code.empty() && is_called_so(place); });
    // A name that has a code already is another product for a row that has one.
    return found || !code.empty() ? found : oldest(by_name_, name, is_called_so);
  }

  std::size_t add(const Product& product) {
    all_.push_back(product);
    touched_.push_back(0);
    note(all_.size() - 1);
    return all_.size() - 1;
  }
  const Product& at(std::size_t place) const { return all_[place]; }
  void change(std::size_t place, const Product& product) {
    all_[place] = product;
    note(place);
  }
  bool touch(std::size_t place) { return std::exchange(touched_[place], 1) == 0; }  // false: not for the first time

 private:
  using Places = std::unordered_map<std::string, std::vector<std::size_t>>;

  void note(std::size_t place) {
    if (!all_[place].code.empty()) by_code_[folded(all_[place].code)].push_back(place);
    by_name_[folded(all_[place].name)].push_back(place);
  }

  // Whatever order they lie in; the new ones have no id yet.
  template <class Is>
  std::optional<std::size_t> oldest(const Places& places, const std::string& word, const Is& is) const {
    std::optional<std::size_t> best;
    const auto at = places.find(word);
    if (at == places.end()) return best;
    for (const std::size_t place : at->second) {
      const Id<Product> id = all_[place].id;
      if (is(place) && (!best || (id && id < all_[*best].id))) best = place;
    }
    return best;
  }

  std::vector<Product> all_ = {};
  std::vector<char> touched_ = {};
  Places by_code_ = {}, by_name_ = {};
};

void fill(Product& product, const CatalogRow& row) {
  const auto take = [](std::string& value, const std::string& said) {
    if (!said.empty()) value = said;
  };
  take(product.name, row.product.name);
  take(product.code, row.product.code);
  take(product.unit, row.product.unit);
  take(product.comment, row.product.comment);
  if (row.product.price) product.price = row.product.price;
  if (row.vat_said) product.vat_percent = row.product.vat_percent;
}

// Calls put(product, known) for each that is to be written. Rows with a code come first: what they do to names is done before a row looks for
// one, so that the same rows find the same products the next time.
template <class Put>
CatalogCounts apply(const Document& document, const std::vector<CatalogRow>& rows, const Put& put) {
  Catalog catalog(document);
  CatalogCounts counts;
  const auto take = [&](const CatalogRow& row) {
    const std::optional<std::size_t> found = catalog.find(row.product);
    const std::size_t place = found ? *found : catalog.add(row.product);
    if (!catalog.touch(place)) {
      ++counts.repeated;
      return;
    }
    if (!found) {
      ++counts.added;
      return put(row.product, false);
    }
    Product changed = catalog.at(place);
    fill(changed, row);
    if (changed == catalog.at(place)) {
      ++counts.same;
      return;
    }
    ++counts.changed;
    catalog.change(place, changed);
    put(std::move(changed), true);
  };
  for (const bool coded : {true, false})
    for (const CatalogRow& row : rows)
      if (row.product.code.empty() != coded) take(row);
  return counts;
}

// Two devices that read one price list make the same products. What an undo took away is the same product again; an id that something else
// has by now (in the trash, or with another code since) is left to it.
void name_anew(Draft& draft, Product& product) {
  product.id = {id_of_text(product.code.empty() ? "product named " + folded(product.name) + "\n" + folded(product.unit)
                                                : "product " + folded(product.code))};
  const Product* there = draft.find(product.id);
  if (!there) return;
  if (there->deleted.by != DeletedBy::undo) {
    product.id = draft.new_id<Product>();
    return;
  }
  product.stamps = there->stamps;
  product.unknown = there->unknown;
}

}  // namespace

CatalogCounts counts_of(const Document& document, const std::vector<CatalogRow>& rows) {
  return apply(document, rows, [](const Product&, bool) {});
}

Result<Done> reduce(Draft& draft, ApplyCatalog given) {
  apply(draft.document(), given.rows, [&](Product product, bool known) {
    if (!known) name_anew(draft, product);
    draft.put(std::move(product));
  });
  return Done{};
}

}  // namespace voronka
