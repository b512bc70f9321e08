// A page to send to somebody without Voronka: every pipeline with what stands in each stage, then the deals. One file, nothing in it is
// loaded from elsewhere or runs; it prints.
#include <algorithm>
#include <map>

#include "base/markup.hpp"
#include "base/sort.hpp"
#include "formats/export_deals.hpp"
#include "model/stages.hpp"

namespace voronka {
namespace {

struct ReportWords {
  std::string_view title, none, stage, deals, sum, open, won, lost, deal, company, contact, amount, close, state, owner;
};
constexpr ReportWords russian = {.title = "Воронка продаж",
                                 .none = "Сделок нет",
                                 .stage = "Этап",
                                 .deals = "Сделки",
                                 .sum = "Сумма",
                                 .open = "Открыты",
                                 .won = "Выиграны",
                                 .lost = "Проиграны",
                                 .deal = "Сделка",
                                 .company = "Компания",
                                 .contact = "Контакт",
                                 .amount = "Сумма",
                                 .close = "Закрытие",
                                 .state = "Состояние",
                                 .owner = "Ответственный"};
constexpr ReportWords english = {.title = "Sales pipeline",
                                 .none = "No deals",
                                 .stage = "Stage",
                                 .deals = "Deals",
                                 .sum = "Sum",
                                 .open = "Open",
                                 .won = "Won",
                                 .lost = "Lost",
                                 .deal = "Deal",
                                 .company = "Company",
                                 .contact = "Contact",
                                 .amount = "Amount",
                                 .close = "Close",
                                 .state = "State",
                                 .owner = "Owner"};

constexpr std::string_view css =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 "
    "1rem;color:#1b2330;background:#fff}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}.wide{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dfe3ea;vertical-align:top}"
    "th{font-weight:600;color:#56617a}.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "tr.t td{font-weight:600}.m{color:#56617a}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#12161e}th,.m{color:#9aa5bd}th,td{border-color:#"
    "2b3342}}"
    "@media "
    "print{body{margin:0;max-width:none;color:#000;background:#fff}tr{break-inside:avoid}thead{display:table-header-"
    "group}}";

// 1234567.50 as "1 234 567,50" or "1,234,567.50". The blank does not break.
std::string grouped(Money money, bool in_russian) {
  std::string text = decimal_text(money);
  const std::size_t point = std::min(text.find('.'), text.size());
  if (point < text.size() && text.find_first_not_of('0', point + 1) == std::string::npos) {
    text.resize(point);
  } else if (point < text.size() && in_russian) {
    text[point] = ',';
  }
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > sign + 3;) text.insert(at -= 3, in_russian ? "\xC2\xA0" : ",");
  return text + "\xC2\xA0" + text_of(money.currency);
}

// Sums of different currencies are never added: a line for each.
class Sums {
 public:
  void add(const Deal& deal) {
    ++count_;
    if (deal.amount) minor_[deal.amount->currency] += deal.amount->minor;
  }
  std::size_t count() const { return count_; }
  std::string text(bool in_russian) const {
    std::string text;
    for (const auto& [currency, minor] : minor_) {
      if (!text.empty()) text += "<br>";
      text += grouped({.minor = minor, .currency = currency}, in_russian);
    }
    return text;
  }

 private:
  std::size_t count_ = 0;
  std::map<Currency, std::int64_t> minor_ = {};
};

class Report {
 public:
  Report(const Document& document, bool in_russian, ByteSink& out)
      : document_(document), in_russian_(in_russian), words_(in_russian ? russian : english), out_(out) {}

  void write() {
    const Settings* settings = document_.settings();
    std::string title(words_.title);
    if (settings != nullptr && !settings->name.empty()) title = settings->name;
    out_.write(in_russian_ ? "<!doctype html><html lang=\"ru\">" : "<!doctype html><html lang=\"en\">");
    out_.write(
        "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta "
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\"><title>");
    text(title);
    out_.write("</title><style>");
    out_.write(css);
    out_.write("</style></head><body><h1>");
    text(title);
    out_.write("</h1>");
    for (const Pipeline* pipeline : pipelines_of(document_)) write_pipeline(*pipeline);
    out_.write("</body></html>\n");
  }

 private:
  void text(std::string_view text) {
    std::string safe;
    put_markup(safe, text);
    out_.write(safe);
  }
  void cell(std::string_view words, std::string_view kind = {}) {
    out_.write(kind.empty() ? "<td>" : "<td class=\"n\">");
    text(words);
    out_.write("</td>");
  }
  struct Caption {
    std::string_view text = {};
    bool number = false;
  };
  void captions(std::initializer_list<Caption> list) {
    out_.write("<div class=\"wide\"><table><thead><tr>");
    for (const Caption& caption : list) {
      out_.write(caption.number ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">");
      text(caption.text);
      out_.write("</th>");
    }
    out_.write("</tr></thead><tbody>");
  }
  void sum_row(std::string_view name, const Sums& sums, bool total) {
    out_.write(total ? "<tr class=\"t\">" : "<tr>");
    cell(name);
    cell(std::to_string(sums.count()), "n");
    out_.write("<td class=\"n\">" + sums.text(in_russian_) + "</td></tr>");
  }

  std::string day(Date day) const {
    const std::string iso = iso_text(day);
    return in_russian_ ? iso.substr(8, 2) + '.' + iso.substr(5, 2) + '.' + iso.substr(0, 4) : iso;
  }

  void write_pipeline(const Pipeline& pipeline) {
    const std::vector<const Stage*> stages = stages_of(document_, pipeline.id);
    std::vector<const Deal*> deals;
    std::map<Id<Stage>, Sums> by_stage;
    Sums open, won, lost;
    for (const Deal& deal : document_.table<Deal>().rows()) {
      const Stage* stage = document_.find(deal.position.stage);
      if (deal.deleted || deal.archived || stage == nullptr || stage->pipeline != pipeline.id) continue;
      deals.push_back(&deal);
      if (deal.status == DealStatus::open) {
        by_stage[stage->id].add(deal);
        open.add(deal);
      } else {
        (deal.status == DealStatus::won ? won : lost).add(deal);
      }
    }
    out_.write("<h2>");
    text(pipeline.name);
    out_.write("</h2>");
    if (deals.empty()) {
      out_.write("<p class=\"m\">");
      text(words_.none);
      out_.write("</p>");
      return;
    }
    captions({{words_.stage}, {words_.deals, true}, {words_.sum, true}});
    for (const Stage* stage : stages)
      if (const auto at = by_stage.find(stage->id); at != by_stage.end()) sum_row(stage->name, at->second, false);
    sum_row(words_.open, open, true);
    if (won.count() > 0) sum_row(words_.won, won, true);
    if (lost.count() > 0) sum_row(words_.lost, lost, true);
    out_.write("</tbody></table></div>");
    write_deals_of(stages, deals);
  }

  void write_deals_of(const std::vector<const Stage*>& stages, std::vector<const Deal*>& deals) {
    std::map<Id<Stage>, std::size_t> order;
    for (std::size_t i = 0; i < stages.size(); ++i) order[stages[i]->id] = i;
    // As on the board: open ones by stage and rank, then won, then lost, the newest first.
    sort_rows(deals, [&](const Deal* a, const Deal* b) {
      if (a->status != b->status) return a->status < b->status;
      if (a->status != DealStatus::open && a->closed_on != b->closed_on) return a->closed_on > b->closed_on;
      const std::size_t stage_a = order[a->position.stage], stage_b = order[b->position.stage];
      if (stage_a != stage_b) return stage_a < stage_b;
      return a->position.rank != b->position.rank ? a->position.rank < b->position.rank : a->id < b->id;
    });
    captions({{words_.deal},
              {words_.company},
              {words_.contact},
              {words_.amount, true},
              {words_.stage},
              {words_.state},
              {words_.close},
              {words_.owner}});
    const DealWords states = deal_words(in_russian_);
    for (const Deal* deal : deals) {
      const Company* company = document_.find(deal->company);
      const Contact* contact = deal->contacts.empty() ? nullptr : document_.find(deal->contacts[0]);
      const Stage* stage = document_.find(deal->position.stage);
      const bool closed = deal->status != DealStatus::open;
      const std::optional<Date> close = closed ? deal->closed_on : deal->expected_close;
      out_.write("<tr>");
      cell(deal->title);
      cell(company == nullptr || company->deleted ? std::string_view() : std::string_view(company->name));
      cell(contact == nullptr || contact->deleted ? std::string_view() : std::string_view(contact->name));
      cell(deal->amount ? grouped(*deal->amount, in_russian_) : std::string(), "n");
      cell(stage == nullptr ? std::string_view() : std::string_view(stage->name));
      cell(!closed ? states.open_state : deal->status == DealStatus::won ? states.won_state : states.lost_state);
      cell(close ? day(*close) : std::string());
      cell(deal->owner);
      out_.write("</tr>");
    }
    out_.write("</tbody></table></div>");
  }

  const Document& document_;
  bool in_russian_;
  const ReportWords& words_;
  ByteSink& out_;
};

}  // namespace

void export_report(const Document& document, const ExportStyle& style, ByteSink& sink) {
  Report(document, style.russian, sink).write();
}

}  // namespace voronka
