#include "templates/fields.hpp"

#include <array>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "model/custom_values.hpp"
#include "templates/first_name.hpp"

namespace voronka {
namespace {

using Facts = const TemplateFacts&;
using InLine = const LineFacts*;

TemplateValue first_of(const TextList& list) { return list.empty() ? TemplateValue{} : text_value(list[0]); }

template <std::string Deal::* member>
TemplateValue of_deal(Facts facts, InLine) {
  return facts.deal ? text_value(facts.deal->*member) : TemplateValue{};
}
template <std::string Contact::* member>
TemplateValue of_contact(Facts facts, InLine) {
  return facts.contact ? text_value(facts.contact->*member) : TemplateValue{};
}
template <std::string Company::* member>
TemplateValue of_company(Facts facts, InLine) {
  return facts.company ? text_value(facts.company->*member) : TemplateValue{};
}
template <std::int64_t LineSum::* member>
TemplateValue of_sums(Facts facts, InLine) {
  // Lines without any price come to nothing, not to zero; a part of the lines is not their sum.
  if (facts.lines.size() <= facts.sums.unpriced || facts.sums.other_currency > 0) return {};
  return money_value(Money{.minor = facts.sums.all.*member, .currency = facts.sums.currency});
}
TemplateValue decimal_value(std::string_view text) {
  const std::optional<Decimal> number = decimal_from(text);
  if (!number) return text_value(text);
  return {.kind = TemplateValueKind::number, .text = {}, .number = *number};
}

constexpr std::array fields = {
    TemplateField{FieldOf::deal, "title", "название", of_deal<&Deal::title>},
    TemplateField{FieldOf::deal, "amount", "сумма",
                  [](Facts facts, InLine) { return facts.deal ? money_value(facts.deal->amount) : TemplateValue{}; }},
    TemplateField{
        FieldOf::deal, "expected_close", "закрытие",
        [](Facts facts, InLine) { return facts.deal ? date_value(facts.deal->expected_close) : TemplateValue{}; }},
    TemplateField{FieldOf::deal, "stage", "этап",
                  [](Facts facts, InLine) { return facts.stage ? text_value(facts.stage->name) : TemplateValue{}; }},
    TemplateField{FieldOf::deal, "owner", "ответственный", of_deal<&Deal::owner>},
    TemplateField{FieldOf::deal, "source", "источник", of_deal<&Deal::source>},
    TemplateField{FieldOf::deal, "next_step", "следующий_шаг", of_deal<&Deal::next_step>},
    TemplateField{FieldOf::contact, "name", "имя", of_contact<&Contact::name>},
    TemplateField{FieldOf::contact, "first_name", "обращение",
                  [](Facts facts, InLine) {
                    return facts.contact ? text_value(first_name_of(facts.contact->name)) : TemplateValue{};
                  }},
    TemplateField{FieldOf::contact, "job_title", "должность", of_contact<&Contact::job_title>},
    TemplateField{
        FieldOf::contact, "phone", "телефон",
        [](Facts facts, InLine) { return facts.contact ? first_of(facts.contact->phones) : TemplateValue{}; }},
    TemplateField{
        FieldOf::contact, "email", "почта",
        [](Facts facts, InLine) { return facts.contact ? first_of(facts.contact->emails) : TemplateValue{}; }},
    TemplateField{FieldOf::company, "name", "название", of_company<&Company::name>},
    TemplateField{FieldOf::company, "legal_name", "юр_название", of_company<&Company::legal_name>},
    TemplateField{FieldOf::company, "address", "адрес", of_company<&Company::address>},
    TemplateField{FieldOf::company, "legal_address", "юр_адрес", of_company<&Company::legal_address>},
    TemplateField{FieldOf::company, "inn", "инн", of_company<&Company::inn>},
    TemplateField{FieldOf::company, "kpp", "кпп", of_company<&Company::kpp>},
    TemplateField{FieldOf::company, "ogrn", "огрн", of_company<&Company::ogrn>},
    TemplateField{FieldOf::company, "bank", "банк", of_company<&Company::bank>},
    TemplateField{FieldOf::company, "bic", "бик", of_company<&Company::bic>},
    TemplateField{FieldOf::company, "account", "счёт", of_company<&Company::account>},
    TemplateField{FieldOf::company, "corr_account", "корсчёт", of_company<&Company::corr_account>},
    TemplateField{FieldOf::company, "website", "сайт", of_company<&Company::website>},
    TemplateField{
        FieldOf::company, "phone", "телефон",
        [](Facts facts, InLine) { return facts.company ? first_of(facts.company->phones) : TemplateValue{}; }},
    TemplateField{
        FieldOf::company, "email", "почта",
        [](Facts facts, InLine) { return facts.company ? first_of(facts.company->emails) : TemplateValue{}; }},
    TemplateField{FieldOf::paper, "number", "номер",
                  [](Facts facts, InLine) { return text_value(facts.paper_number); }},
    TemplateField{FieldOf::day, "today", "сегодня", [](Facts facts, InLine) { return date_value(facts.today); }},
    TemplateField{FieldOf::lines, "table", "таблица",
                  [](Facts facts, InLine) {
                    return TemplateValue{.kind = facts.lines.empty() ? TemplateValueKind::nothing
                                                                     : TemplateValueKind::table};
                  }},
    TemplateField{FieldOf::lines, "sum", "сумма", of_sums<&LineSum::whole_minor>},
    TemplateField{FieldOf::lines, "vat", "ндс",
                  [](Facts facts, InLine line) {
                    // "No VAT" is another thing than a VAT of nothing.
                    return facts.sums.vat.empty() ? TemplateValue{} : of_sums<&LineSum::vat_minor>(facts, line);
                  }},
    TemplateField{FieldOf::lines, "discount", "скидка", of_sums<&LineSum::discount_minor>},
    TemplateField{FieldOf::lines, "count", "количество",
                  [](Facts facts, InLine) { return number_value(static_cast<std::int64_t>(facts.lines.size())); }},
    TemplateField{FieldOf::line, "n", "№", [](Facts, InLine line) { return number_value(line->number); }},
    TemplateField{FieldOf::line, "name", "название", [](Facts, InLine line) { return text_value(line->line->name); }},
    TemplateField{FieldOf::line, "quantity", "количество",
                  [](Facts, InLine line) { return decimal_value(line->line->quantity); }},
    TemplateField{FieldOf::line, "unit", "единица", [](Facts, InLine line) { return text_value(line->line->unit); }},
    TemplateField{FieldOf::line, "price", "цена", [](Facts, InLine line) { return money_value(line->line->price); }},
    TemplateField{FieldOf::line, "sum", "сумма",
                  [](Facts, InLine line) {
                    if (!line->sum || !line->line->price) return TemplateValue{};
                    return money_value(Money{.minor = line->sum->whole_minor, .currency = line->line->price->currency});
                  }},
    TemplateField{FieldOf::line, "discount", "скидка",
                  [](Facts, InLine line) { return decimal_value(line->line->discount_percent); }},
    TemplateField{FieldOf::line, "vat", "ндс",
                  [](Facts, InLine line) {
                    return line->line->vat_percent ? number_value(*line->line->vat_percent) : TemplateValue{};
                  }},
};

struct Owner {
  FieldOf of;
  std::string_view name, russian;
};
constexpr Owner owners[] = {
    {FieldOf::deal, "deal", "сделка"},         {FieldOf::contact, "contact", "контакт"},
    {FieldOf::company, "company", "компания"}, {FieldOf::paper, "paper", "документ"},
    {FieldOf::lines, "lines", "позиции"},
};

// Neither case nor "_" counts, so that the names of the file and those of this table are one.
std::string plain(std::string_view name) {
  std::string text;
  if (!is_utf8(name)) return text;
  for (const char c : folded(name))
    if (c != '_') text += c;
  return text;
}
bool is_called(std::string_view plain_name, std::string_view name, std::string_view russian) {
  return plain_name == plain(name) || plain_name == plain(russian);
}

TemplateValue value_of_custom(const CustomField& field, std::string_view text) {
  if (text.empty()) return {};
  switch (field.kind) {
    case CustomKind::number: {
      TemplateValue value = decimal_value(text);
      if (value.kind == TemplateValueKind::number) value.text = field.unit;
      return value;
    }
    case CustomKind::money: {
      const std::size_t space = text.find(' ');
      const auto currency = space == std::string_view::npos ? std::nullopt : currency_from(text.substr(space + 1));
      const auto money = currency ? money_from_decimal(text.substr(0, space), *currency) : std::nullopt;
      return money ? money_value(money) : text_value(text);
    }
    case CustomKind::date: {
      const auto date = date_from_iso(text);
      return date ? date_value(date) : text_value(text);
    }
    case CustomKind::choices: {
      std::string words;
      for (const char c : text) words += c == '\n' ? std::string(", ") : std::string(1, c);
      return text_value(words);
    }
    default:
      return text_value(text);
  }
}

std::optional<TemplateValue> custom_of(Facts facts, FieldOf of, std::string_view name) {
  constexpr FieldOf owner_of[] = {FieldOf::deal, FieldOf::contact, FieldOf::company};
  const std::string wanted = plain(name);
  for (const CustomField* field : facts.custom_fields) {
    if (owner_of[static_cast<std::size_t>(field->of)] != of || plain(field->name) != wanted || wanted.empty()) continue;
    const CustomValues* values = of == FieldOf::deal      ? (facts.deal ? &facts.deal->custom : nullptr)
                                 : of == FieldOf::contact ? (facts.contact ? &facts.contact->custom : nullptr)
                                                          : (facts.company ? &facts.company->custom : nullptr);
    return values ? value_of_custom(*field, custom_value(*values, field->id)) : TemplateValue{};
  }
  return std::nullopt;
}

std::optional<TemplateValue> built_in(Facts facts, InLine line, FieldOf of, std::string_view name) {
  const std::string wanted = plain(name);
  for (const TemplateField& field : fields)
    if (field.of == of && is_called(wanted, field.name, field.russian)) return field.value(facts, line);
  return std::nullopt;
}

}  // namespace

std::span<const TemplateField> template_fields() { return fields; }

std::string path_of(const TemplateField& field, Language language) {
  const bool russian = language == Language::ru;
  std::string path;
  for (const Owner& owner : owners)
    if (owner.of == field.of) path.append(russian ? owner.russian : owner.name).append(".");
  return path.append(russian ? field.russian : field.name);
}

std::string path_of(const CustomField& field, Language language) {
  constexpr std::size_t owner_of[] = {0, 1, 2};
  const Owner& owner = owners[owner_of[static_cast<std::size_t>(field.of)]];
  // A name with a quote in it can stand in the other quotes.
  const bool quote = field.name.contains('"');
  return std::string(language == Language::ru ? owner.russian : owner.name) + (quote ? ".«" : ".\"") + field.name +
         (quote ? "»" : "\"");
}

bool names_lines(std::string_view name) { return is_called(plain(name), "lines", "позиции"); }

std::optional<TemplateValue> find_value(Facts facts, InLine line, std::span<const PathPart> path) {
  if (path.size() == 1 && !path[0].quoted) {
    if (line)
      if (auto value = built_in(facts, line, FieldOf::line, path[0].text)) return value;
    return built_in(facts, line, FieldOf::day, path[0].text);
  }
  if (path.size() != 2 || path[0].quoted) return std::nullopt;
  const std::string wanted = plain(path[0].text);
  for (const Owner& owner : owners) {
    if (!is_called(wanted, owner.name, owner.russian)) continue;
    if (!path[1].quoted)
      if (auto value = built_in(facts, line, owner.of, path[1].text)) return value;
    return custom_of(facts, owner.of, path[1].text);
  }
  return std::nullopt;
}

}  // namespace voronka
