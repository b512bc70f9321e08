// What the name of a stage says: its place in a sale, won, lost.
#include "base/digits.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_values.hpp"

namespace voronka {
namespace {

// Words of a stage, folded, letters and digits only: "C2:LOSE" -> c2, lose.
template <class Function>
void for_each_word(std::string_view folded_text, Function&& f) {
  std::size_t at = 0;
  const auto is_letter = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  while (at < folded_text.size()) {
    std::size_t end = at;
    while (end < folded_text.size() && is_letter(folded_text[end])) ++end;
    if (end > at) f(folded_text.substr(at, end - at));
    at = end + 1;
  }
}

bool starts_with_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (word.starts_with(list.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

// Whole words and stems; after "не"/"not" a stem of winning means the opposite.
constexpr std::string_view lost_words =
    "lost|lose|loss|dead|disqualified|declined|cancelled|canceled|apology|failed|failure|rejected|unqualified|143|"
    "perdida|perdido|"
    "descartada|descartado|unwon";
constexpr std::string_view lost_stems =
    "провал|проигр|потерян|отказ|неудач|некачествен|отменен|отмена|неуспеш|нереализ";
constexpr std::string_view won_words = "won|win|142|ganado|ganada|ganho|ganha|logrado|успех";
constexpr std::string_view ended_words =
    "done|closed|complete|completed|finished|готово|сделано|выполнено|завершено|завершена|завершены|закрыто|закрыта|"
    "закрыты";
constexpr std::string_view won_stems = "успешн|выигр|реализован|заключен|удачно|оплачен|продано";

struct KnownStage {
  std::string_view words;
  std::int32_t order;
};
constexpr KnownStage known_stages[] = {
    {"неразобранное|incoming leads|новая|новый|новая заявка|новый лид|new|lead|лид|генерация лида|lead "
     "generation|interes",
     10},
    {"prospecting|prospect|первичный контакт|initial contact|discovery|дозвониться|в обработке|in "
     "development|contacted",
     20},
    {"qualification|qualified|квалификация|qualified to buy|appointment scheduled|подготовка "
     "документов|preparation|create papers|engaging|engaged",
     30},
    {"needs analysis|выявление потребностей|потребности|value proposition|id. decision makers|perception analysis", 40},
    {"presentation|презентация|demo|демо|демонстрация|presentation scheduled|presentación propuesta", 50},
    {"proposal|proposal/price quote|proposal or price quote|коммерческое предложение|предложение|кп "
     "отправлено|расчет|quote|"
     "diseño propuesta|cчет на предоплату|счет на предоплату|prepayment_invoice|invoice",
     60},
    {"negotiation|negotiations|переговоры|negotiation/review|negotiation or review|discussions|работа с "
     "возражениями|objections|"
     "negociación|в работе|in progress|executing",
     70},
    {"decision making|принимают решение|decision maker bought-in|переговоры и предложение|negotiation and proposal",
     80},
    {"contract|договор|согласование договора|contract discussion|contract sent|финальный счет|final "
     "invoice|final_invoice|closing|закрытие|"
     "закрытие сделки|firmas",
     90},
    {"производство|в производстве|production|отгрузка|отгружено|shipped|выдано|последующее обслуживание|service", 100},
    {"отложенные|отложено|on hold|delayed|обработка приостановлена", 110}};

}  // namespace

StageOutcome outcome_of_word(std::string_view stage) {
  StageOutcome outcome = StageOutcome::open;
  bool denied = false;
  for_each_word(folded_cell(stage), [&](std::string_view word) {
    if (outcome == StageOutcome::lost) return;
    if (is_one_of(word, lost_words) || starts_with_one_of(word, lost_stems)) {
      outcome = StageOutcome::lost;
    } else if (is_one_of(word, won_words) || starts_with_one_of(word, won_stems)) {
      outcome = denied ? StageOutcome::lost : StageOutcome::won;
    }
    denied = word == "не" || word == "not";
  });
  // Codes of smart processes of Bitrix24; as words of people they would say less.
  if (stage.ends_with(":SUCCESS")) return StageOutcome::won;
  if (stage.ends_with(":FAIL")) return StageOutcome::lost;
  return outcome;
}

bool means_ended(std::string_view stage) {
  bool ended = false;
  bool denied = false;
  for_each_word(folded_cell(stage), [&](std::string_view word) {
    ended = ended || (!denied && is_one_of(word, ended_words));
    denied = word == "не" || word == "not";
  });
  return ended && outcome_of_word(stage) == StageOutcome::open;
}

std::optional<std::int32_t> known_stage_order(std::string_view stage) {
  std::string word = folded_cell(stage);
  // "1. Qualification", "A. Proposal"
  if (const std::size_t dot = word.find(". "); dot <= 2) word.erase(0, dot + 2);
  // "C2:NEW", "DT128_4:NEW" are the codes of Bitrix24 in pipelines beside the first.
  if (const std::size_t colon = word.find(':');
      colon <= 12 && (word.starts_with('c') || word.starts_with("dt")) &&
      word.find_first_not_of("0123456789_", word.starts_with('c') ? 1 : 2) == colon)
    word.erase(0, colon + 1);
  for (const KnownStage& it : known_stages)
    if (is_one_of(word, it.words)) return it.order;
  return std::nullopt;
}

}  // namespace voronka
