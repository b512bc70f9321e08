// For Pipedrive, Import data: whose field it is stands in the caption; won and lost are a status, the stage is where a deal ended.
#include "formats/export_deals.hpp"

namespace voronka {

void export_pipedrive(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {{"Deal - ID", id},
                                            {"Deal - Title", title},
                                            {"Deal - Value", amount},
                                            {"Deal - Currency of Value", currency},
                                            {"Deal - Pipeline", pipeline},
                                            {"Deal - Stage", stage},
                                            {"Deal - Status", status},
                                            {"Deal - Probability", probability},
                                            {"Deal - Owner", owner},
                                            {"Deal - Label", tags},
                                            {"Deal - Source channel", source},
                                            {"Deal - Deal created", created},
                                            {"Deal - Last stage change", stage_entered},
                                            {"Deal - Expected close date", expected_close},
                                            {"Deal - Won time", won_on},
                                            {"Deal - Lost time", lost_on},
                                            {"Deal - Lost reason", loss_reason},
                                            {"Organization - Name", company},
                                            {"Person - Name", contact},
                                            {"Person - Phone", phone},
                                            {"Person - Email", email},
                                            {"Note - Content", comment}};
  const std::unique_ptr<TableSink> table = csv_table(sink, {.days = ExportDays::iso_blank});
  write_deals(document, columns, {}, false, *table);
}

}  // namespace voronka
