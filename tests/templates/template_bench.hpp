// A made-up deal for templates, and a Wording whose words are easy to read in a test.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "templates/render.hpp"

namespace voronka::test {

inline constexpr Currency rub = {('R' << 16) | ('U' << 8) | 'B'};
inline constexpr Currency usd = {('U' << 16) | ('S' << 8) | 'D'};

struct PlainWording final : Wording {
  Language spoken = Language::ru;
  Language language() const override { return spoken; }
  std::string number(std::string_view decimal) const override { return std::string(decimal); }
  std::string money(Money money) const override { return decimal_text(money) + " " + text_of(money.currency); }
  std::string date(Date date, bool in_full) const override {
    return in_full ? "day " + iso_text(date) : iso_text(date);
  }
  std::string word(TextKey key) const override { return std::string(text_key_name(key)); }
};

// "Окна" for 120 500 roubles with Анна of ООО «Ромашка», Thursday 5 November 2026; two lines.
struct TemplateBench {
  Deal deal = {.title = "Окна", .amount = Money{.minor = 12'050'000, .currency = rub}};
  Company company = {.name = "ООО «Ромашка»", .inn = "7707083893"};
  Contact contact = {.name = "Иванова Анна Сергеевна"};
  CustomField area = {
      .id = {.raw = {.high = 1, .low = 1}}, .name = "Площадь, м²", .kind = CustomKind::number, .unit = "м²"};
  CustomField material = {.id = {.raw = {.high = 1, .low = 2}}, .name = "Материал"};
  Line window = {.name = "Окно", .unit = "шт", .quantity = "2", .price = Money{.minor = 1'000'000, .currency = rub}};
  Line work = {.name = "Монтаж", .unit = "ч", .quantity = "1.5", .price = Money{.minor = 200'050, .currency = rub}};
  TemplateFacts facts = {};
  PlainWording wording = {};

  TemplateBench() {
    deal.custom = {{.field = area.id, .text = "12.5"}};
    facts = {.deal = &deal, .company = &company, .contact = &contact, .paper_number = "КП-8/26"};
    facts.today = *date_from({.year = 2026, .month = 11, .day = 5});
    facts.custom_fields = {&area, &material};
    // What line_sums would say.
    facts.lines = {{.line = &window, .sum = LineSum{.whole_minor = 2'000'000, .vat_minor = 333'333}, .number = 1},
                   {.line = &work, .sum = LineSum{.whole_minor = 300'075}, .number = 2}};
    facts.sums = {.currency = rub, .all = {.whole_minor = 2'300'075, .vat_minor = 333'333}};
    facts.sums.vat = {{.percent = 20, .vat_minor = 333'333}};
  }
  TemplateBench(const TemplateBench&) = delete;
  TemplateBench& operator=(const TemplateBench&) = delete;

  RenderedText rendered(std::string_view text) const { return render(text, facts, wording); }
  std::string of(std::string_view text) const { return rendered(text).text; }
};

}  // namespace voronka::test
