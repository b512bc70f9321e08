// What the estimators of src/metrics say, for tests/headless/r.test.mjs, which asks R the same. In: cases on standard input, "case NAME", then
// "entry exit cause weight" lines; or the paths of a file of ours. Out: one JSON object per line.
// Usage: survival_probe < CASES    survival_probe paths P.json [AS-OF]
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "formats/file.hpp"
#include "metrics/deal_paths.hpp"
#include "metrics/survival.hpp"

namespace {

using namespace voronka;

void number(double value) {
  if (std::isfinite(value)) {
    std::printf("%.17g", value);
  } else {
    std::printf("null");
  }
}
void number(std::optional<double> value) { number(value.value_or(NAN)); }

template <class Of>
void list(const char* name, const Curve& curve, const Of& of) {
  std::printf("\"%s\":[", name);
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (i > 0) std::printf(",");
    number(of(curve[i]));
  }
  std::printf("]");
}

void curve(const char* name, const Curve& it) {
  std::printf(",\"%s\":{", name);
  list("time", it, [](const CurvePoint& p) { return p.time; });
  std::printf(",");
  list("share", it, [](const CurvePoint& p) { return p.share; });
  std::printf(",");
  list("se", it, [](const CurvePoint& p) { return p.std_error; });
  std::printf(",");
  list("low", it, [](const CurvePoint& p) { return p.interval ? p.interval->low : NAN; });
  std::printf(",");
  list("high", it, [](const CurvePoint& p) { return p.interval ? p.interval->high : NAN; });
  std::printf("}");
}

void answer(const std::string& name, const std::vector<Spell>& spells) {
  std::vector<Spell> equal = spells;
  for (Spell& spell : equal) spell.weight = 1;
  const RiskTable table(spells);
  const RiskTable unweighted(equal);
  std::printf("{\"case\":\"%s\"", name.c_str());
  const Curve survival = kaplan_meier(unweighted);
  curve("km", survival);
  for (std::uint8_t cause = 1; cause <= 3; ++cause)
    curve(("aj" + std::to_string(cause)).c_str(), aalen_johansen(table, cause));
  for (const double part : {0.5, 0.8}) {
    const Quantile q = quantile(unweighted, part);
    std::printf(",\"q%.0f\":[", part * 100);
    number(q.value);
    std::printf(",");
    number(q.low);
    std::printf(",");
    number(q.high);
    std::printf("]");
  }
  const double limit = unweighted.last_time() * 0.7;
  const RestrictedMean mean = restricted_mean(unweighted, limit);
  std::printf(",\"limit\":%.17g,\"rmean\":[%.17g,%.17g]}\n", limit, mean.mean, mean.std_error);
}

int from_cases() {
  char line[256];
  std::string name;
  std::vector<Spell> spells;
  while (std::fgets(line, sizeof line, stdin) != nullptr) {
    line[std::strcspn(line, "\r\n")] = '\0';
    if (std::strncmp(line, "case ", 5) == 0) {
      if (!name.empty()) answer(name, spells);
      name = line + 5;
      spells.clear();
      continue;
    }
    Spell spell;
    int cause = 0;
    if (std::sscanf(line, "%lf %lf %d %lf", &spell.entry, &spell.exit, &cause, &spell.weight) != 4) return 1;
    spell.cause = static_cast<std::uint8_t>(cause);
    spells.push_back(spell);
  }
  if (!name.empty()) answer(name, spells);
  return 0;
}

void print_spells(const char* name, const std::vector<Spell>& spells) {
  std::printf("case %s\n", name);
  for (const Spell& it : spells)
    std::printf("%.17g %.17g %d %.17g\n", it.entry, it.exit, static_cast<int>(it.cause), it.weight);
}

int from_paths(const char* file, const char* as_of) {
  std::FILE* stream = std::fopen(file, "rb");
  if (stream == nullptr) return 1;
  std::string bytes;
  std::vector<char> piece(1 << 20);
  for (std::size_t size = 0; (size = std::fread(piece.data(), 1, piece.size(), stream)) > 0;)
    bytes.append(piece.data(), size);
  std::fclose(stream);
  Result<FileContents> contents = read_file(bytes);
  if (!contents) return 1;
  Document document;
  document.load(std::move(contents->records), std::move(contents->seen));
  PathQuery query;
  if (as_of != nullptr) query.as_of = date_from_iso(as_of);
  const DealPaths paths = deal_paths(document, query);
  std::vector<Spell> deals;
  for (const DealPath& deal : paths.deals)
    if (has_cycle(deal))
      deals.push_back({.exit = days_of(deal),
                       .cause = static_cast<std::uint8_t>(deal.end == VisitEnd::won    ? 1
                                                          : deal.end == VisitEnd::lost ? 2
                                                                                       : 0)});
  print_spells("deals", deals);
  for (std::size_t stage = 0; stage < paths.stages.size(); ++stage) {
    std::vector<Spell> visits;
    for (const StageVisit& visit : paths.visits) {
      if (visit.stage != stage || !has_length(visit)) continue;
      const bool on = visit.end == VisitEnd::advanced || visit.end == VisitEnd::won;
      const bool off = visit.end == VisitEnd::lost;
      visits.push_back({.exit = days_of(visit),
                        .cause = static_cast<std::uint8_t>(on                                 ? 1
                                                           : off                              ? 2
                                                           : visit.end == VisitEnd::went_back ? 3
                                                                                              : 0)});
    }
    print_spells(paths.stages[stage].stage->name.c_str(), visits);
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 2 && std::strcmp(arguments[1], "paths") == 0)
    return from_paths(arguments[2], count > 3 ? arguments[3] : nullptr);
  return from_cases();
}
