// Deals as a table for people and for any program: all that is known of them, in Russian or English captions.
#include "formats/export_universal.hpp"
#include "formats/export_deals.hpp"

namespace voronka {
namespace {

using enum DealColumn;
constexpr DealCaption russian[] = {{"ID Voronka", id},
                                   {"Название сделки", title},
                                   {"Воронка", pipeline},
                                   {"Этап", stage},
                                   {"Статус", status},
                                   {"Сумма", amount},
                                   {"Валюта", currency},
                                   {"Вероятность", probability},
                                   {"Компания", company},
                                   {"Контакт", contact},
                                   {"Должность", job_title},
                                   {"Телефон", phones},
                                   {"E-mail", emails},
                                   {"Другие контакты", other_contacts},
                                   {"Ожидаемая дата закрытия", expected_close},
                                   {"Дата завершения", closed_on},
                                   {"Дата создания", created},
                                   {"Дата смены этапа", stage_entered},
                                   {"Ответственный", owner},
                                   {"Источник", source},
                                   {"Теги", tags},
                                   {"Причина отказа", loss_reason},
                                   {"Подробности отказа", loss_note},
                                   {"Следующий шаг", next_step},
                                   {"Срок следующего шага", next_step_due},
                                   {"Товары", products},
                                   {"Комментарий", comment},
                                   {"В архиве", archived}};
constexpr DealCaption english[] = {{"Voronka ID", id},
                                   {"Deal name", title},
                                   {"Pipeline", pipeline},
                                   {"Stage", stage},
                                   {"Status", status},
                                   {"Amount", amount},
                                   {"Currency", currency},
                                   {"Probability", probability},
                                   {"Company", company},
                                   {"Contact", contact},
                                   {"Job title", job_title},
                                   {"Phone", phones},
                                   {"E-mail", emails},
                                   {"Other contacts", other_contacts},
                                   {"Expected close date", expected_close},
                                   {"Closed on", closed_on},
                                   {"Created", created},
                                   {"Stage changed", stage_entered},
                                   {"Owner", owner},
                                   {"Source", source},
                                   {"Tags", tags},
                                   {"Loss reason", loss_reason},
                                   {"Loss details", loss_note},
                                   {"Next step", next_step},
                                   {"Next step due", next_step_due},
                                   {"Products", products},
                                   {"Comment", comment},
                                   {"Archived", archived}};

}  // namespace

void write_universal(const Document& document, bool in_russian, TableSink& table) {
  write_deals(document, in_russian ? std::span<const DealCaption>(russian) : english, deal_words(in_russian), true,
              table);
}

CsvShape csv_shape(const ExportStyle& style) {
  return {.delimiter = style.delimiter,
          .decimal_comma = style.decimal_comma,
          .days = style.day_first ? ExportDays::day_first : ExportDays::iso};
}

void export_universal(const Document& document, const ExportStyle& style, ByteSink& sink) {
  write_universal(document, style.russian, *csv_table(sink, csv_shape(style)));
}

}  // namespace voronka
