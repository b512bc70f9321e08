// For Bitrix24, CRM - Deals - Import: `;`, captions of the Russian account, plain numbers with a point (anything else it passes over in
// silence), currency by its code, the stage by its exact name, companies and contacts by their names.
#include "formats/export_deals.hpp"

namespace voronka {

void export_bitrix24(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {{"ID", id},
                                            {"Название сделки", title},
                                            {"Воронка", pipeline},
                                            {"Стадия сделки", stage_or_end},
                                            {"Вероятность", probability},
                                            {"Сумма", amount},
                                            {"Валюта", currency},
                                            {"Компания", company},
                                            {"Контакт", contact},
                                            {"Контакт: Телефон", phone},
                                            {"Контакт: E-mail", email},
                                            {"Источник", source},
                                            {"Ответственный", owner},
                                            {"Сделка закрыта", closed_flag},
                                            {"Дата создания", created},
                                            {"Предполагаемая дата закрытия", close_date},
                                            {"Комментарий", comment}};
  const std::unique_ptr<TableSink> table = csv_table(sink, {.delimiter = ';', .days = ExportDays::day_first});
  write_deals(document, columns, deal_words(true), false, *table);
}

}  // namespace voronka
