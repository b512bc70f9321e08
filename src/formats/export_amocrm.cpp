// For amoCRM and Kommo, Import: dates as DD.MM.YYYY and nothing behind them, the budget a whole number, tags by ", ", stages by their
// names. Won and lost are stages of every pipeline there.
#include "formats/export_deals.hpp"

namespace voronka {

void export_amocrm(const Document& document, const ExportStyle&, ByteSink& sink) {
  using enum DealColumn;
  static constexpr DealCaption columns[] = {{"ID", id},
                                            {"Название сделки", title},
                                            {"Бюджет", amount_whole},
                                            {"Валюта", currency},
                                            {"Ответственный", owner},
                                            {"Дата создания сделки", created},
                                            {"Дата закрытия", closed_on},
                                            {"Теги сделки", tags},
                                            {"Примечание", comment},
                                            {"Этап сделки", stage_or_end},
                                            {"Воронка", pipeline},
                                            {"Основной контакт", contact},
                                            {"Компания", company},
                                            {"Рабочий телефон", phone},
                                            {"Рабочий email", email},
                                            {"Источник", source},
                                            {"Причина отказа", loss_reason}};
  DealWords words = deal_words(true);
  words.won = "Успешно реализовано";
  words.lost = "Закрыто и не реализовано";
  const std::unique_ptr<TableSink> table = csv_table(sink, {.days = ExportDays::days_first});
  write_deals(document, columns, words, false, *table);
}

}  // namespace voronka
