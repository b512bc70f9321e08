// Bitrix24, "Export deals": `;` with one empty column too many, or an HTML table called .xls; Russian or English captions.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "стадия сделки|сделка закрыта|предполагаемая дата закрытия|ответственный|сумма/валюта") >=
             3 ||
         header_hits(headers, "assumed close date|amount/currency|responsible|income|deal name") >= 3;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  const bool has_title = column_of(guess, ImportTarget::title) != no_column;
  const bool has_amount = column_of(guess, ImportTarget::amount) != no_column;
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    // The same thing twice: title with number, amount with currency as one text.
    if (column.target != ImportTarget::extra) continue;
    if (has_title && (header == "сделка" || header == "deal")) column.target = ImportTarget::skip;
    if (has_amount && (header == "сумма/валюта" || header == "amount/currency")) column.target = ImportTarget::skip;
  }
  return guess;
}

}  // namespace

// The names that CCrmStatus and DealCategory give when an account is made (bitrix/modules/crm: classes/general/crm_status.php with its
// lang files). Users rename stages: where the file has a list of stages, its names count.
VORONKA_LATER std::string_view bitrix24_name(std::string_view code, bool russian) {
  struct Name {
    std::string_view code, russian, english;
  };
  static constexpr Name names[] = {{"NEW", "Новая", "New"},
                                   {"PREPARATION", "Подготовка документов", "Create papers"},
                                   {"PREPAYMENT_INVOICE", "Счёт на предоплату", "Invoice"},
                                   {"EXECUTING", "В работе", "In progress"},
                                   {"FINAL_INVOICE", "Финальный счёт", "Final invoice"},
                                   {"WON", "Сделка успешна", "Deal won"},
                                   {"LOSE", "Сделка провалена", "Deal lost"},
                                   {"APOLOGY", "Анализ причины провала", "Analyze failure"},
                                   {"IN_PROCESS", "В работе", "In progress"},
                                   {"PROCESSED", "Обработан", "Processed"},
                                   {"CALL", "Звонок", "Call"},
                                   {"EMAIL", "Электронная почта", "E-mail"},
                                   {"WEB", "Веб-сайт", "Website"},
                                   {"ADVERTISING", "Реклама", "Advertising"},
                                   {"PARTNER", "Существующий клиент", "Existing client"},
                                   {"RECOMMENDATION", "По рекомендации", "By recommendation"},
                                   {"TRADE_SHOW", "Выставка", "Show/Exhibition"},
                                   {"WEBFORM", "CRM-форма", "CRM form"},
                                   {"CALLBACK", "Обратный звонок", "Callback"},
                                   {"RC_GENERATOR", "Генератор продаж", "Sales boost"},
                                   {"STORE", "Интернет-магазин", "Online store"},
                                   {"OTHER", "Другое", "Other"},
                                   {"SELF", "Свой контакт", "Own contact"}};
  // "C2:NEW" in pipelines beside the first.
  const std::size_t colon = code.find(':');
  if (colon != std::string_view::npos && code.starts_with('C') && code.find_first_not_of("0123456789", 1) == colon)
    code.remove_prefix(colon + 1);
  for (const Name& name : names)
    if (name.code == code) return russian ? name.russian : name.english;
  return {};
}

extern const Importer bitrix24_importer = {.id = "bitrix24",
                                           .title = TextKey::import_format_bitrix24,
                                           .recognises = recognises,
                                           .refined = refined,
                                           .name_of_code = bitrix24_name};

}  // namespace voronka
