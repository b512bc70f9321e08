#include "formats/import_headers.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"

namespace voronka {
namespace {

struct HeaderWords {
  ImportTarget target;
  std::int32_t confidence;  // of an exact hit; a lower one lets a better column win
  std::string_view words;
};

using enum ImportTarget;
constexpr HeaderWords header_words[] = {
    {title, 100,
     "название сделки|deal name|deal title|opportunity name|potential name|lead title|lead título|наименование "
     "сделки|имя сделки|título do lead|título del lead|nombre del lead"},
    {title, 90, "сделка|название|наименование|deal|opportunity|title|name|тема|subject|лид|название лида|lead name"},
    {external_id, 100,
     "item id (auto generated)|id|ид|сделка №|№ сделки|номер сделки|opportunity id|opportunity number|deal id|record "
     "id|potential no|external "
     "id|id сделки"},
    {external_id, 80, "№|номер|number|no|#"},
    {company, 100,
     "компания|организация|название компании|название организации|company|company name|account|account "
     "name|organization|"
     "organisation|organization name|associated company|контрагент|related to|organization name|юридическое "
     "лицо|компания контакта|empresa lead 's|empresa|empresa do contato|empresa del contacto|empresa del lead|compañía "
     "del contacto|compañía del "
     "lead|contato da empresa"},
    {company, 80, "клиент|заказчик|покупатель|customer|client|accounts"},
    {contact, 100,
     "контакт|контактное лицо|полное имя контакта|основной контакт|имя контакта|contact|contact name|main "
     "contact|person|"
     "person name|associated contact|contact person|фио контакта|primary contact|контакт (основной)|point of "
     "contact|contato principal|contacto principal"},
    {contact, 80, "nombre completo|nome completo|pessoa de contato|фио|full name|имя клиента|фио клиента|имя"},
    {job_title, 100, "cargo|должность|job title|position|contact title"},
    {phone, 100,
     "телефон|рабочий телефон|мобильный телефон|домашний телефон|другой телефон|рабочий прямой телефон|мобильный|тел|"
     "контакт: телефон|phone|phone number|mobile|mobile phone|telephone|person phone|work phone|телефон контакта|номер "
     "телефона|company phone|organization phone|компания: телефон|телефон компании|telefone "
     "comercial|celular|telefone|teléfono|teléfono celular|teléfono oficina|tel. direto com."},
    {email, 100,
     "email|e-mail|mail|почта|эл. почта|электронная почта|рабочий email|личный email|другой email|контакт: e-mail|"
     "email address|e-mail address|person email|company email|organization email|компания: e-mail|компания: "
     "email|адрес электронной почты|correo|correo electrónico|email from"},
    {amount, 100,
     "сумма|сумма сделки|бюджет|amount|value|deal value|close value|deal amount|стоимость сделки|opportunity "
     "amount|income|venda|venta|lead venda|lead venda r|lead venta|sale|lead sale|presupuesto|amount micros"},
    {amount, 85,
     "стоимость|выручка|цена|sum|total|price|budget|revenue|expected amount|expected "
     "revenue|сумма/валюта|amount/currency|итого"},
    {currency, 100,
     "валюта|currency|amount currency|currency code|код валюты|валюта сделки|currency of value|валюта суммы"},
    {status, 100, "статус|status|статус сделки|deal status|исход|результат|outcome"},
    {closed_flag, 100, "сделка закрыта|закрыта|closed|is closed|закрыто"},
    {stage, 100,
     "стадия|стадия сделки|этап|этап сделки|этап воронки|stage|deal stage|sales stage|stage name|stagename|pipeline "
     "stage|"
     "stage id|etapa do lead|lead status|lead stage|etapa del lead|estado del lead|estatus del lead"},
    {pipeline, 100,
     "воронка|воронка продаж|направление|pipeline|sales pipeline|funnel|funil de vendas|embudo de ventas|embudo|lead "
     "pipeline|sales team"},
    {created, 100,
     "дата создания|дата создания сделки|создано|создана|создан|created|create date|created date|created time|created "
     "at|"
     "created on|deal created|date created|createdate|createddate|creation date|deal creation date|data criada|fecha "
     "de creación|fecha creada|criado em"},
    {created, 80, "дата|date|дата заявки|дата обращения"},
    {stage_entered, 100,
     "engage date|moved time|last stage change|last stage change date|дата смены стадии|дата перехода|stage changed|"
     "дата изменения стадии|дата смены этапа|last stage update|date last stage update"},
    {modified, 100,
     "дата изменения|дата редактирования|изменено|изменена|modified|modified time|modified date|updated|updated "
     "at|updated on|"
     "last modified|last modified date|дата обновления|последнее изменение|update time|last update|última "
     "modificação|última modificación|modificada em"},
    {closed, 100,
     "closed at|closed on|closed date|fechada em|fechado em|deal closed on|won time|lost time|дата продажи|date "
     "closed|дата "
     "завершения|фактическая дата "
     "закрытия|"
     "actual close date"},
    {close_date, 100,
     "дата закрытия|дата закрытия сделки|close date|closedate|closing date|data de fechamento|fecha de cierre"},
    {expected_close, 100,
     "предполагаемая дата закрытия|ожидаемая дата закрытия|плановая дата закрытия|план закрытия|expected close date|"
     "expected close|expected closing|assumed close date|forecast close date|expected closing date|date deadline"},
    {owner, 100,
     "ответственный|менеджер|owner|deal owner|responsible|responsible user|assigned to|sales agent|salesperson|sales "
     "rep|"
     "opportunity owner|manager|продавец|ответственный менеджер|account owner|agent|lead responsible user|manager "
     "id|assigned user name|lead usuário responsável|usuário responsável|lead usuario responsable|usuario "
     "responsable|respons. usuario"},
    {source, 100,
     "источник|источник сделки|источник обращения|source|lead source|leadsource|original source|source channel|канал|"
     "источник лида|рекламный источник|источник кандидата|original traffic source|fonte do lead|origen"},
    {comment, 100,
     "комментарий|комментарии|примечание|примечания|заметка|заметки|описание|comment|comments|note|notes|description|"
     "deal description"},
    {tags, 100,
     "тег|теги|теги сделки|метка|метки|tag|tags|label|labels|lead tags|topics|lead etiquetas|etiquetas do "
     "lead|etiquetas del lead|etiquetas"},
    {product, 100, "товар|товары|продукт|продукты|услуга|услуги|product|products|product name|item|service"},
    {probability, 100,
     "вероятность|probability|deal probability|probability of closing|win probability|вероятность сделки|шанс|close "
     "probability|вероятность успеха"},
    {next_step, 100,
     "следующий шаг|дальнейшие действия|next step|next steps|next action|следующее действие|ближайшее дело|next "
     "activity"},
    {next_step, 70, "activity|дела|дело|задача|task"},
    {loss_reason, 100,
     "причина отказа|причина проигрыша|причина закрытия|причина потери|lost reason|loss reason|closed lost reason|"
     "reason for loss|reason for lost|motivo de perda|причина|lossreason c|loss reason c"}};

std::string_view without_decoration(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == ':' || text.back() == '*'))
    text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

// "примечание 3" -> "примечание"
std::string_view without_number(std::string_view text) {
  const std::size_t end = text.find_last_not_of("0123456789");
  return end == std::string_view::npos || end + 1 == text.size() || text[end] != ' ' ? text : text.substr(0, end);
}

// Whole words: "phone" is in "cell phone (contact)", not in "saxophone".
bool holds_word(std::string_view text, std::string_view word) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

// Letters, near enough: Cyrillic ones are two bytes.
std::size_t letters_of(std::string_view word) {
  return (static_cast<unsigned char>(word[0]) & 0x80) != 0 ? word.size() / 2 : word.size();
}

bool is_letter_of(char c, char first) { return c >= first && c <= first + 25; }

// "assignedUserName" -> "assigned User Name"; "eMail" and "ID" stay.
std::string words_apart(std::string_view header) {
  std::string out;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (i >= 2 && is_letter_of(header[i], 'A') && is_letter_of(header[i - 1], 'a') &&
        (is_letter_of(header[i - 2], 'a') || is_letter_of(header[i - 2], 'A')))
      out += ' ';
    out += header[i];
  }
  return out;
}

// Columns that look like another one by a word in them: who created is no owner, the source's description no source.
bool is_side_column(std::string_view folded) {
  for (const std::string_view prefix : {"кем ", "ответственный за ", "дополнительно ", "id ", "тип ", "type "})
    if (folded.starts_with(prefix)) return true;
  for (const std::string_view suffix : {" id", " ids", ".id", "/id", " type", " by", " url"})
    if (folded.ends_with(suffix)) return true;
  return false;
}

}  // namespace

std::string folded_header(std::string_view header) {
  std::string text = folded_cell(words_apart(header));
  std::replace(text.begin(), text.end(), '_', ' ');
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    const bool sign = c == U'₽' || c == U'$' || c == U'€' || c == U'₸' || c == U'₴' || c == U'"' || c == U'%';
    if (!sign) append_utf8(out, c);
  }
  if (const std::size_t empty = out.find("()"); empty != std::string::npos) out.erase(empty, 2);
  for (const std::string_view prefix : {"deal - ", "person - ", "organization - "}) {
    if (!out.starts_with(prefix)) continue;
    // "Deal - Title" is a title; "Organization - Name" must stay a name of an organization.
    out = prefix == "deal - " ? out.substr(prefix.size())
                              : std::string(prefix.substr(0, prefix.size() - 2)) + out.substr(prefix.size());
  }
  out = without_decoration(out);
  // Reports of Zoho: "Created Time(Created Time)".
  const std::size_t half = out.find('(');
  if (half != std::string::npos && half > 0 && out.size() == 2 * half + 2 && out.ends_with(')') &&
      out.compare(half + 1, half, out, 0, half) == 0)
    out.resize(half);
  return out;
}

StageDate stage_date_of(std::string_view header) {
  const std::string clean = trimmed_cell(header);
  const std::string small = folded(clean);
  if (small.size() != clean.size()) return {};  // places in both must be the same
  for (const std::string_view words :
       {"date entered ", "дата входа в этап ", "дата входа в стадию ", "дата перехода на этап "}) {
    if (!small.starts_with(words)) continue;
    std::string name = clean.substr(words.size());
    std::erase(name, '"');
    StageDate found;
    if (const std::size_t open = name.rfind(" ("); open != std::string::npos && open > 0 && name.ends_with(')')) {
      found.pipeline = name.substr(open + 2, name.size() - open - 3);
      name.resize(open);
    }
    found.stage = trimmed_cell(name);
    return found;
  }
  return {};
}

constexpr std::string_view ambiguous_words = "sum|сум|сом|real|br|бр|р";

Currency currency_of_header(std::string_view header) {
  const std::string clean = trimmed_cell(header);
  for (std::string_view rest = clean; !rest.empty();) {
    const std::size_t end = rest.find_first_of(" ,()[]_/");
    const std::string_view word = rest.substr(0, end);
    // "Sum" is no sum of Uzbekistan, and "try" no lira, in a header.
    const bool small_code = word.size() == 3 && word[0] >= 'a' && word[0] <= 'z';
    const bool said =
        small_code ? is_one_of(word, "usd|eur|rub|kzt|byn|uah") : !is_one_of(folded(word), ambiguous_words);
    if (const auto currency = said ? currency_from_words(word) : std::nullopt) return *currency;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return {};
}

HeaderGuess guess_from_header(std::string_view folded) {
  if (folded.empty()) return {};
  HeaderGuess best;
  const std::string_view plain = without_number(folded);
  std::size_t best_length = 0;
  for (const HeaderWords& row : header_words) {
    for (std::string_view list = row.words; !list.empty();) {
      const std::size_t end = list.find('|');
      const std::string_view word = list.substr(0, end);
      list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
      if (word == folded) return {.target = row.target, .confidence = row.confidence};
      if (word == plain && best.confidence < row.confidence - 5) {
        best = {.target = row.target, .confidence = row.confidence - 5};
        best_length = word.size();
      }
      // Part of a longer header: the longest word that fits says the most. Short and vague ones say nothing ("id", "date").
      if (row.confidence == 100 && best.confidence <= 60 && letters_of(word) >= 5 && word.size() > best_length &&
          !is_side_column(folded) && holds_word(folded, word)) {
        best = {.target = row.target, .confidence = 60};
        best_length = word.size();
      }
    }
  }
  return best;
}

}  // namespace voronka
