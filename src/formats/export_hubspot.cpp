// For HubSpot, Import - Deals: labels of its properties, days year first, the end as a stage.
#include "formats/export_deals.hpp"

namespace voronka {

void export_hubspot(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {{"Record ID", id},
                                            {"Deal Name", title},
                                            {"Pipeline", pipeline},
                                            {"Deal Stage", stage_or_end},
                                            {"Amount", amount},
                                            {"Currency", currency},
                                            {"Close Date", close_date},
                                            {"Create Date", created},
                                            {"Deal owner", owner},
                                            {"Original Source", source},
                                            {"Closed Lost Reason", loss_reason},
                                            {"Next step", next_step},
                                            {"Associated Company", company},
                                            {"Associated Contact", contact},
                                            {"Email", email},
                                            {"Phone Number", phone},
                                            {"Deal Description", comment}};
  const std::unique_ptr<TableSink> table = csv_table(sink, {.days = ExportDays::iso_blank});
  write_deals(document, columns, {}, false, *table);
}

}  // namespace voronka
