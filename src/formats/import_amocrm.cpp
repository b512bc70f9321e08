// amoCRM and Kommo, "Export deals": one file for four languages of captions; the currency stands in the header of the budget,
// "не закрыта" in the date of closing, and a caption may be there several times. Spanish and Portuguese captions are those by which public
// scripts of 2025 and 2026 read `kommo_export_leads_*`; they differ between accounts (Etapa and Estatus del lead, Venta and Presupuesto).
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(
             headers,
             "название сделки|этап сделки|бюджет|кем создана сделка|кем редактирована|полное имя контакта|"
             "основной контакт|теги сделки|компания контакта|ответственный за контакт|рабочий прямой телефон") >= 4 ||
         header_hits(
             headers,
             "lead title|lead name|lead responsible user|lead status|lead stage|lead tags|lead sale|main contact|"
             "sale|lead pipeline|lead's company|contact's company") >= 3 ||
         header_hits(headers,
                     "lead título|título do lead|empresa lead 's|contato principal|empresa do contato|lead usuário "
                     "responsável|etapa do lead|funil de vendas|venda|lead venda r|lead tags") >= 3 ||
         header_hits(headers,
                     "lead título|título del lead|nombre del lead|contacto principal|empresa del contacto|lead usuario "
                     "responsable|usuario responsable|respons. usuario|estatus del lead|presupuesto|etapa del "
                     "lead|estado del lead|embudo de ventas|venta|lead venta|"
                     "lead etiquetas|etiquetas del lead") >= 3;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  // A day in it is a fact: open deals have none.
  mean(guess, "дата закрытия|closed at|closed date|data de fechamento|fecha de cierre|fechada em|fechado em",
       ImportTarget::closed);
  // The deal's own company, else that of its contact: of two columns the last that is not empty counts.
  const bool own = mean(guess, "компания|empresa lead 's|empresa del lead|empresa", ImportTarget::company) != nullptr;
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    if (own && (header == "компания контакта" || header == "empresa do contato" || header == "empresa del contacto" ||
                header == "compañía del contacto"))
      column.target = ImportTarget::company;
  }
  // Fields of the deal and of its contact under one name: "Источник" and "Источник (2)".
  for (std::size_t i = 0; i < guess.columns.size(); ++i) {
    ImportColumn& column = guess.columns[i];
    const std::size_t number = column.header.rfind(" (");
    if (column.target != ImportTarget::extra || number == std::string::npos || column.sample.empty()) continue;
    for (std::size_t first = 0; first < i; ++first) {
      using enum ImportTarget;
      const ImportTarget target = guess.columns[first].target;
      const bool plain =
          target == source || target == product || target == job_title || target == loss_reason || target == next_step;
      if (plain && column.header.compare(0, number, guess.columns[first].header) == 0 &&
          guess.columns[first].header.size() == number)
        column.target = target;
    }
  }
  return guess;
}

}  // namespace

extern const Importer amocrm_importer = {
    .id = "amocrm", .title = TextKey::import_format_amocrm, .recognises = recognises, .refined = refined};

}  // namespace voronka
