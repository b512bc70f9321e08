// For Vtiger and SalesPlatform Vtiger, Opportunities - Import: comma, UTF-8 without a mark, days year first, its own names of the end.
#include "formats/export_deals.hpp"

namespace voronka {

void export_vtiger(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {
      {"Opportunity Number", id},     {"Opportunity Name", title},  {"Amount", amount},
      {"Organization Name", company}, {"Contact Name", contact},    {"Expected Close Date", close_date},
      {"Next Step", next_step},       {"Lead Source", source},      {"Sales Stage", stage_or_end},
      {"Assigned To", owner},         {"Probability", probability}, {"Created Time", created},
      {"Description", comment}};
  const std::unique_ptr<TableSink> table = csv_table(sink, {.bom = false, .days = ExportDays::iso_blank});
  write_deals(document, columns, {}, false, *table);
}

}  // namespace voronka
