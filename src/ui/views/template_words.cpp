#include "ui/views/template_words.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "model/by_rank.hpp"
#include "ui/views/custom_words.hpp"

namespace voronka::ui {

std::string PageWording::number(std::string_view decimal) const {
  return custom_words(ui_, {.kind = CustomKind::number}, decimal);
}

TextKey key_of(TemplateKind kind) {
  constexpr TextKey keys[] = {TextKey::template_kind_message, TextKey::template_kind_email,
                              TextKey::template_kind_offer};
  return keys[static_cast<std::size_t>(kind)];
}

std::vector<const TextTemplate*> templates_of(const Document& document, std::initializer_list<TemplateKind> kinds) {
  return by_rank<TextTemplate>(document, [&](const TextTemplate& one) {
    return kinds.size() == 0 || std::ranges::find(kinds, one.kind) != kinds.end();
  });
}

VORONKA_LATER void add_ready_templates(ViewContext& context) {
  struct Ready {
    TemplateKind kind;
    TextKey name, subject, text;
  };
  constexpr Ready ready[] = {
      {TemplateKind::offer, TextKey::template_ready_offer, TextKey::template_ready_offer_subject,
       TextKey::template_ready_offer_text},
      {TemplateKind::message, TextKey::template_ready_message, TextKey::none, TextKey::template_ready_message_text},
      {TemplateKind::email, TextKey::template_ready_email, TextKey::template_ready_email_subject,
       TextKey::template_ready_email_text},
      {TemplateKind::message, TextKey::template_ready_missed, TextKey::none, TextKey::template_ready_missed_text},
  };
  const Ui& ui = context.ui;
  const std::string step = "templates/" + std::to_string(context.app.now().utc_ms);
  for (const Ready& one : ready)
    context.outbox.run(
        AddRecord{TextTemplate{.name = ui.tr(one.name),
                               .kind = one.kind,
                               .subject = one.subject == TextKey::none ? std::string() : ui.tr(one.subject),
                               .text = ui.tr(one.text)}},
        step);
}

std::vector<std::string> problem_sentences(const Ui& ui, std::span<const TemplateProblem> problems, std::size_t most) {
  std::vector<std::string> sentences;
  for (const TemplateProblem& problem : problems) {
    if (sentences.size() == most) {
      sentences.push_back(ui.tr(TextKey::template_problems_more,
                                {{"count", static_cast<std::int64_t>(problems.size() - sentences.size())}}));
      break;
    }
    sentences.push_back(ui.tr(problem.text));
  }
  return sentences;
}

}  // namespace voronka::ui
