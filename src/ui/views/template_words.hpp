// Templates where people meet them: values in the words of the page, which templates there are, those that come ready.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "templates/render.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

class PageWording final : public Wording {
 public:
  explicit PageWording(const Ui& ui) : ui_(ui) {}
  Language language() const override { return ui_.locale.language(); }
  std::string number(std::string_view decimal) const override;
  std::string money(Money money) const override { return ui_.locale.money(money); }
  std::string date(Date date, bool in_full) const override {
    return in_full ? ui_.locale.date_long(date) : ui_.locale.date_numeric(date);
  }
  std::string word(TextKey key) const override { return ui_.tr(key); }

 private:
  const Ui& ui_;
};

TextKey key_of(TemplateKind kind);
// The living ones of these kinds, in the order of their ranks; all without any. Linear in the templates.
std::vector<const TextTemplate*> templates_of(const Document& document, std::initializer_list<TemplateKind> kinds = {});

// Makes an offer, a short message, a letter and an answer to a missed call in the user's language: one step to undo.
void add_ready_templates(ViewContext& context);

// The sentences below a text: at most `most`, and how many more there are.
std::vector<std::string> problem_sentences(const Ui& ui, std::span<const TemplateProblem> problems, std::size_t most);

}  // namespace voronka::ui
