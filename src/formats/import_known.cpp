#include "formats/import_known.hpp"

#include <algorithm>
#include <string_view>

#include "formats/import_values.hpp"

namespace voronka {
namespace {

// FNV-1a; never 0.
std::uint64_t hash_of_parts(std::string_view first, std::string_view second) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  };
  add(first);
  add("\n");
  add(second);
  return std::max<std::uint64_t>(hash, 1);
}

std::uint64_t origin_key(const Deal& deal) {
  return deal.origin.id.empty() ? 0 : hash_of_parts(deal.origin.system, deal.origin.id);
}
std::uint64_t title_key(std::string_view title) { return title.empty() ? 0 : hash_of_parts(folded_cell(title), {}); }
std::uint64_t company_key(std::string_view title, std::string_view company) {
  return title.empty() || company.empty() ? 0 : hash_of_parts(folded_cell(title), folded_cell(company));
}

}  // namespace

std::vector<DealKey> keys_of(const RecordSet& records) {
  std::unordered_map<std::uint64_t, std::string_view> names;
  for (const Company& company : records.of<Company>()) names.emplace(hash_of(company.id.raw), company.name);
  std::vector<DealKey> keys;
  keys.reserve(records.of<Deal>().size());
  for (const Deal& deal : records.of<Deal>()) {
    const auto name = names.find(hash_of(deal.company.raw));
    keys.push_back({.origin = origin_key(deal),
                    .title = title_key(deal.title),
                    .company = name == names.end() ? 0 : company_key(deal.title, name->second)});
  }
  return keys;
}

KnownDeals::KnownDeals(const Document& document) {
  const auto add = [](std::unordered_map<std::uint64_t, RawId>& index, std::uint64_t key, RawId id) {
    if (key == 0) return;
    const auto [at, fresh] = index.try_emplace(key, id);
    if (!fresh && at->second != id) at->second = {};
  };
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    add(by_origin_, origin_key(deal), deal.id.raw);
    add(by_origin_, hash_of_parts("voronka", "deal_" + text_of(deal.id.raw)), deal.id.raw);
    const std::uint64_t title = title_key(deal.title);
    add(by_title_, title, deal.id.raw);
    const Company* company = document.find(deal.company);
    const std::uint64_t both = company && !company->deleted ? company_key(deal.title, company->name) : 0;
    add(both != 0 ? by_company_ : without_company_, both != 0 ? both : title, deal.id.raw);
  }
}

Id<Deal> KnownDeals::find(const DealKey& key) const {
  const auto look = [](const std::unordered_map<std::uint64_t, RawId>& index, std::uint64_t wanted) {
    const auto found = wanted == 0 ? index.end() : index.find(wanted);
    return found == index.end() ? RawId{} : found->second;
  };
  if (const RawId id = look(by_origin_, key.origin)) return {id};
  if (key.company == 0) return {look(by_title_, key.title)};
  if (by_company_.contains(key.company)) return {look(by_company_, key.company)};
  return {look(without_company_, key.title)};
}

std::size_t KnownDeals::count(std::span<const DealKey> keys) const {
  return static_cast<std::size_t>(std::ranges::count_if(keys, [&](const DealKey& key) { return bool(find(key)); }));
}

}  // namespace voronka
