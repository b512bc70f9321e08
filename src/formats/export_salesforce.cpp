// For Salesforce, Data Loader or Data Import: names of the API, UTF-8 without a mark, days as ISO 8601. Every opportunity must have a
// close date there: those without one have to be given one on the way in.
#include "formats/export_deals.hpp"

namespace voronka {

void export_salesforce(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {{"Id", id},
                                            {"Name", title},
                                            {"StageName", stage_or_end},
                                            {"Amount", amount},
                                            {"CurrencyIsoCode", currency},
                                            {"Probability", probability},
                                            {"CloseDate", close_date},
                                            {"NextStep", next_step},
                                            {"LeadSource", source},
                                            {"LossReason__c", loss_reason},
                                            {"Account Name", company},
                                            {"Contact Name", contact},
                                            {"Owner", owner},
                                            {"CreatedDate", created},
                                            {"Description", comment}};
  const std::unique_ptr<TableSink> table = csv_table(sink, {.bom = false});
  write_deals(document, columns, {}, false, *table);
}

}  // namespace voronka
