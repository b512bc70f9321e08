#include "app/sample_data.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/default_pipeline.hpp"
#include "base/random.hpp"
#include "base/rank.hpp"
#include "base/sort.hpp"

namespace voronka {
namespace {

// Parts of names, `|`-separated: small, and enough to make a thousand different ones. All people and firms are invented;
// mail addresses end in .example and phones are in ranges nobody has.
struct Words {
  std::string_view first_names, last_names, firm_starts, firm_ends, firm_forms, offers, sources, tags, steps, notes,
      touches, jobs;
};
constexpr Words russian = {
    .first_names =
        "Анна|Иван|Мария|Пётр|Елена|Сергей|Ольга|Дмитрий|Наталья|Алексей|Юлия|Максим|Ирина|Андрей|Светлана|Павел",
    .last_names =
        "Смирнов|Кузнецов|Попов|Соколов|Лебедев|Козлов|Новиков|Морозов|Петров|Волков|Зайцев|Павлов|Семёнов|Голубев|"
        "Виноградов|Богданов|Воробьёв|Фёдоров|Михайлов|Беляев|Тарасов|Белов|Комаров",
    .firm_starts =
        "Альфа|Вектор|Гранит|Дельта|Заря|Изумруд|Кедр|Лидер|Меридиан|Нева|Орион|Полюс|Рубин|Сатурн|Титан|Урал|Фрегат|"
        "Циркон|Эталон|Янтарь|Байкал|Волга|Горизонт|Каскад",
    .firm_ends = "Строй|Торг|Сервис|Маркет|Пром|Логистика|Мебель|Тех|Снаб|Агро|Медиа|Дизайн",
    .firm_forms = "ООО|ООО|ООО|ИП|АО",
    .offers =
        "Поставка оборудования|Годовое обслуживание|Внедрение CRM|Ремонт офиса|Партия упаковки|Сайт под ключ|"
        "Обучение продавцов|Аренда склада|Монтаж вентиляции|Рекламная кампания|Аудит безопасности|Мебель для "
        "переговорных",
    .sources = "Сайт|Рекомендация|Звонок|Выставка|Реклама|Соцсети",
    .tags = "срочно|опт|повторная|тендер",
    .steps = "Отправить предложение|Согласовать договор|Уточнить бюджет|Назначить встречу|Дождаться решения директора",
    .notes =
        "Просили скидку при оплате сразу.|Решение принимает директор, вернётся в понедельник.|Сравнивают с двумя "
        "поставщиками.|Важны сроки, цена вторична.|Просят рассрочку на три месяца.|Нужны образцы до конца недели.",
    .touches = "Позвонить|Встреча в офисе|Отправить письмо|Написать в мессенджер|Подготовить расчёт",
    .jobs = "директор|закупщик|главный инженер|бухгалтер|маркетолог"};
constexpr Words english = {
    .first_names = "Anna|John|Maria|Peter|Helen|Simon|Olivia|Daniel|Natalie|Alex|Julia|Max|Irene|Andrew|Grace|Paul",
    .last_names =
        "Miller|Carter|Fisher|Turner|Walker|Bennett|Cooper|Hughes|Porter|Reed|Shaw|Wells|Barnes|Doyle|Frost|Grant|Hale|"
        "Lane|Marsh|Nolan|Perry|Quinn|Stone",
    .firm_starts =
        "Alder|Birch|Cedar|Delta|Ember|Falcon|Granite|Harbor|Iris|Juniper|Keystone|Lark|Meridian|North|Orion|Pioneer|"
        "Quartz|River|Summit|Tidal|Union|Vector|Willow|Zenith",
    .firm_ends = "Works|Foods|Labs|Supply|Media|Logistics|Builders|Design|Systems|Farms|Partners|Trading",
    .firm_forms = "Ltd|Ltd|Inc|LLC",
    .offers =
        "Equipment delivery|Yearly maintenance|CRM rollout|Office refit|Packaging batch|Turnkey website|Sales training|"
        "Warehouse lease|Ventilation fitting|Ad campaign|Security audit|Meeting room furniture",
    .sources = "Website|Referral|Call|Trade show|Ads|Social media",
    .tags = "urgent|wholesale|repeat|tender",
    .steps = "Send the proposal|Agree on the contract|Clarify the budget|Set up a meeting|Wait for the director",
    .notes =
        "Asked for a discount when paying at once.|The director decides, back on Monday.|Comparing with two other "
        "suppliers.|Timing matters, price less so.|Asked for three monthly payments.|Wants samples by the end of the "
        "week.",
    .touches = "Call|Meeting at the office|Send an e-mail|Write in the messenger|Prepare a quote",
    .jobs = "director|buyer|chief engineer|accountant|marketing lead"};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = list.find('|');
    parts.emplace_back(list.substr(0, end));
    if (end == std::string_view::npos) return parts;
    list.remove_prefix(end + 1);
  }
}

class Sample {
 public:
  explicit Sample(const SampleOptions& options)
      : options_(options), random_(options.seed), words_(options.language == Language::ru ? russian : english) {}

  RecordSet make() {
    records_ = default_pipeline(options_.starter, options_.now, random_.next());
    std::vector<Stage>& stages = records_.of<Stage>();
    if (stages.empty()) return std::move(records_);
    // The stages are as old as the oldest deal, or the past would have happened in stages that did not exist.
    for (Stage& stage : stages) {
      for (Event& event : stage.history) {
        event.at = day_at(oldest_days, 9 * 60);
        event.recorded_at_ms = event.at.utc_ms;
      }
    }
    currency_ = records_.of<Settings>()[0].base_currency;
    for (std::string& name : split(words_.tags))
      records_.of<Tag>().push_back({.id = {next_id()}, .name = std::move(name)});
    // A lone seller works with some colleagues' names on old deals.
    for (std::size_t i = 0; i < 3; ++i) owners_.push_back(person_name());
    const std::size_t firms = options_.deals / 3 + 1;
    for (std::size_t i = 0; i < firms; ++i) add_company();
    records_.of<Deal>().reserve(options_.deals);
    for (std::size_t i = 0; i < options_.deals; ++i) add_deal();
    give_ranks();
    bring_due(-1);
    bring_due(0);
    return std::move(records_);
  }

 private:
  static constexpr std::int64_t oldest_days = 250;

  bool chance(std::uint64_t percent) { return random_.below(100) < percent; }
  // An index: std::size_t has 32 bits in the page.
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_.below(count)); }
  const std::string& one_of(const std::vector<std::string>& list) { return list[pick(list.size())]; }
  RawId next_id() {
    const std::uint64_t high = random_.next();
    return ulid(options_.now.utc_ms, high, random_.next());
  }

  Moment day_at(std::int64_t days_ago, std::int32_t minutes) const {
    const Date day = {static_cast<std::int32_t>(local_date(options_.now).days - days_ago)};
    return moment_from_local(day, TimeOfDay{minutes}, options_.now.offset_minutes);
  }
  // In office hours, on a working day, not after now.
  Moment office_moment(std::int64_t utc_ms) {
    Date day = local_date({.utc_ms = utc_ms, .offset_minutes = options_.now.offset_minutes});
    if (const std::int32_t weekday = weekday_of(day); weekday > 4) day.days -= weekday - 4;
    Moment at = moment_from_local(day, TimeOfDay{static_cast<std::int32_t>(9 * 60 + random_.below(9 * 60))},
                                  options_.now.offset_minutes);
    at.utc_ms = std::min(at.utc_ms, options_.now.utc_ms);
    return at;
  }

  std::string person_name() {
    const std::string& first = one_of(first_names_);
    std::string last = one_of(last_names_);
    // Women's family names end in -а, and in these tables women's first names end in -а or -я.
    if (options_.language == Language::ru && (first.ends_with("а") || first.ends_with("я"))) last += "а";
    return first + " " + last;
  }
  std::string phone() {
    std::string digits = std::to_string(1'000'000 + random_.below(9'000'000));
    return options_.language == Language::ru
               ? "+7 900 0" + digits.substr(0, 2) + "-" + digits.substr(2, 2) + "-" + digits.substr(4, 2)
               : "+1 202 555-01" + digits.substr(4, 2);
  }

  void add_company() {
    const std::size_t number = records_.of<Company>().size();
    // One draw a statement, here and below: which operand is drawn first is the compiler's choice, and the page would make
    // other data of the same seed than the terminal.
    const std::string& end = one_of(firm_ends_);
    std::string name = one_of(firm_starts_) + (options_.language == Language::ru ? "" : " ") + end;
    const std::string& form = one_of(firm_forms_);
    if (number >= 300) name += " " + std::to_string(number);  // names run out, companies do not
    name = options_.language == Language::ru ? form + " «" + name + "»" : name + " " + form;
    Company company = {.id = {next_id()}, .name = std::move(name), .phones = {phone()}};
    company.website = "https://firm" + std::to_string(number + 1) + ".example";
    const std::size_t people = chance(35) ? 2 : 1;
    for (std::size_t i = 0; i < people; ++i) {
      const std::string mailbox = "office" + std::to_string(i + 1) + "@firm" + std::to_string(number + 1) + ".example";
      records_.of<Contact>().push_back({.id = {next_id()},
                                        .name = person_name(),
                                        .company = company.id,
                                        .job_title = one_of(jobs_),
                                        .phones = {phone()},
                                        .emails = {mailbox}});
    }
    contacts_of_.push_back({records_.of<Contact>().size() - people, people});
    records_.of<Company>().push_back(std::move(company));
  }

  Money amount() {
    // Between 20 thousand and 3 million, most of them small; other currencies than these three get the larger numbers, too.
    const double unit = random_.unit();
    double value = 20'000.0 * (1.0 + 150.0 * unit * unit * unit * unit);
    const std::string code = text_of(currency_);
    if (code == "USD" || code == "EUR" || code == "GBP") value /= 50.0;
    const std::int64_t step = value < 5'000 ? 50 : value < 100'000 ? 1'000 : 10'000;
    std::int64_t minor = (static_cast<std::int64_t>(value) / step + 1) * step;
    for (std::int32_t i = 0; i < minor_digits(currency_); ++i) minor *= 10;
    return {.minor = minor, .currency = currency_};
  }

  void happened(Deal& deal, EventKind kind, Moment at, EventValue value = {}) {
    deal.history.push_back({.kind = kind, .at = at, .recorded_at_ms = at.utc_ms, .value = std::move(value)});
  }

  void add_deal() {
    const std::vector<Stage>& stages = records_.of<Stage>();
    const std::size_t firm = pick(records_.of<Company>().size());
    Deal deal = {.id = {next_id()}, .title = one_of(offers_), .company = records_.of<Company>()[firm].id};
    deal.contacts = {records_.of<Contact>()[contacts_of_[firm].first + pick(contacts_of_[firm].second)].id};
    deal.amount = amount();
    deal.owner = chance(70) ? owners_[0] : one_of(owners_);
    deal.source = one_of(sources_);
    if (chance(30)) deal.tags = {records_.of<Tag>()[pick(records_.of<Tag>().size())].id};

    // Many young deals, few old ones, as in a pipeline that grows.
    const double age = random_.unit();
    std::int64_t at_ms =
        options_.now.utc_ms - static_cast<std::int64_t>(age * age * static_cast<double>((oldest_days - 5) * day_ms));
    const Moment created = office_moment(at_ms);
    happened(deal, EventKind::created, created);
    happened(deal, EventKind::pipeline_entered, created, stages[0].pipeline.raw);
    happened(deal, EventKind::stage_entered, created, stages[0].id.raw);
    happened(deal, EventKind::amount_changed, created, *deal.amount);
    happened(deal, EventKind::owner_changed, created, deal.owner);
    deal.expected_close = Date{local_date(created).days + static_cast<std::int32_t>(20 + random_.below(60))};
    happened(deal, EventKind::expected_close_changed, created, *deal.expected_close);

    std::size_t stage = 0;
    Moment last = created;
    while (true) {
      const std::uint64_t spell = random_.below(3);
      at_ms = last.utc_ms + static_cast<std::int64_t>(1 + spell * random_.below(9)) * day_ms;
      if (at_ms > options_.now.utc_ms) break;
      Moment at = office_moment(at_ms);
      at.utc_ms = std::max(at.utc_ms, last.utc_ms + 60'000);
      if (at.utc_ms > options_.now.utc_ms) break;
      last = at;
      if (chance(13)) {
        deal.status = DealStatus::lost;
        const auto& reasons = records_.of<LossReason>();
        if (!reasons.empty()) deal.loss_reason = reasons[pick(reasons.size())].id;
        happened(deal, EventKind::lost, at, deal.loss_reason ? EventValue(deal.loss_reason.raw) : EventValue());
        break;
      }
      const bool last_sales = stage + 1 == stages.size() || stages[stage + 1].kind == StageKind::after_sale;
      if (last_sales) deal.status = DealStatus::won;
      if (stage + 1 < stages.size()) happened(deal, EventKind::stage_entered, at, stages[++stage].id.raw);
      if (last_sales) {
        happened(deal, EventKind::won, at);
        break;
      }
      if (chance(25)) {
        deal.amount = amount();
        happened(deal, EventKind::amount_changed, at, *deal.amount);
      }
    }
    deal.position.stage = stages[stage].id;
    if (deal.status != DealStatus::open) {
      deal.closed_on = local_date(last);
    } else {
      deal.next_step = one_of(steps_);
      // An open deal that should have closed long ago is normal, but not for most of them.
      while (deal.expected_close->days < local_date(options_.now).days && chance(80)) push_close(deal, last);
    }
    fill_history(deal, created, last);
    add_touches(deal, created, last);
    stage_of_deal_.push_back(stage);
    records_.of<Deal>().push_back(std::move(deal));
  }

  void push_close(Deal& deal, Moment last) {
    deal.expected_close = Date{deal.expected_close->days + static_cast<std::int32_t>(7 + random_.below(30))};
    happened(deal, EventKind::expected_close_changed, last, *deal.expected_close);
  }

  // Up to the wished number of events: closing dates that were pushed back and forth while the deal lived. They go before
  // the last state of the field, which therefore stays what it is.
  void fill_history(Deal& deal, Moment created, Moment last) {
    while (deal.history.size() < options_.events_per_deal) {
      const std::int64_t span = std::max<std::int64_t>(last.utc_ms - created.utc_ms, 1);
      Moment at = created;
      at.utc_ms += static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(span)));
      const Date other = {deal.expected_close->days - static_cast<std::int32_t>(1 + random_.below(20))};
      happened(deal, EventKind::expected_close_changed, at, other);
    }
    sort_rows(deal.history, [](const Event& a, const Event& b) { return a.at.utc_ms < b.at.utc_ms; });
    for (std::size_t i = deal.history.size(); i-- > 0;) {
      if (deal.history[i].kind != EventKind::expected_close_changed) continue;
      deal.history[i].value = *deal.expected_close;
      break;
    }
  }

  void add_touches(const Deal& deal, Moment created, Moment last) {
    const auto activity = [&](std::size_t touch) {
      constexpr ActivityKind kinds[] = {ActivityKind::call, ActivityKind::meeting, ActivityKind::email,
                                        ActivityKind::message, ActivityKind::task};
      return Activity{.id = {next_id()},
                      .deal = deal.id,
                      .contact = deal.contacts[0],
                      .kind = kinds[touch],
                      .title = touches_[touch]};
    };
    const std::size_t done = pick(3);
    for (std::size_t i = 0; i < done; ++i) {
      Activity past = activity(pick(5));
      const std::int64_t span = std::max<std::int64_t>(last.utc_ms - created.utc_ms, 1);
      past.done_at =
          office_moment(created.utc_ms + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(span))));
      past.done_at->utc_ms = std::max(past.done_at->utc_ms, created.utc_ms);
      past.due.date = local_date(*past.done_at);
      const bool missed = records_.of<Activity>().size() % 5 == 4;
      past.outcome = missed ? ActivityOutcome::no_contact : ActivityOutcome::success;
      records_.of<Activity>().push_back(std::move(past));
    }
    if (deal.status == DealStatus::open && chance(65)) {
      Activity next = activity(pick(5));
      next.due.date = Date{local_date(options_.now).days + static_cast<std::int32_t>(random_.below(15)) - 4};
      if (chance(60)) next.due.time = TimeOfDay{static_cast<std::int32_t>(9 * 60 + 30 * random_.below(18))};
      records_.of<Activity>().push_back(std::move(next));
    }
    if (chance(25))
      records_.of<Note>().push_back(
          {.id = {next_id()}, .deal = deal.id, .text = one_of(notes_), .at = office_moment(last.utc_ms)});
  }

  void give_ranks() {
    std::vector<std::size_t> count(records_.of<Stage>().size());
    std::vector<std::size_t> given(count.size());
    for (const std::size_t stage : stage_of_deal_) ++count[stage];
    auto& deals = records_.of<Deal>();
    for (std::size_t i = 0; i < deals.size(); ++i) {
      const std::size_t stage = stage_of_deal_[i];
      deals[i].position.rank.text = spread_rank(given[stage]++, count[stage]);
    }
  }

  // The board, Today and the reminders show nothing of what they are for without a step that is late and one of this day: when chance
  // gave none, a later step comes forward.
  void bring_due(std::int32_t days_from_now) {
    const std::int32_t today = local_date(options_.now).days;
    Activity* next = nullptr;
    for (Activity& step : records_.of<Activity>()) {
      if (step.done_at) continue;
      if (days_from_now < 0 ? step.due.date->days < today : step.due.date->days == today) return;
      if (step.due.date->days > today && (next == nullptr || step.due.date->days < next->due.date->days)) next = &step;
    }
    if (next != nullptr) next->due.date = Date{today + days_from_now};
  }

  struct People {
    std::size_t first = 0;
    std::size_t second = 0;  // how many
  };

  const SampleOptions& options_;
  Random random_;
  const Words& words_;
  Currency currency_ = {};
  RecordSet records_ = {};
  std::vector<std::string> owners_ = {};
  std::vector<People> contacts_of_ = {};
  std::vector<std::size_t> stage_of_deal_ = {};
  std::vector<std::string> first_names_ = split(words_.first_names);
  std::vector<std::string> last_names_ = split(words_.last_names);
  std::vector<std::string> firm_starts_ = split(words_.firm_starts);
  std::vector<std::string> firm_ends_ = split(words_.firm_ends);
  std::vector<std::string> firm_forms_ = split(words_.firm_forms);
  std::vector<std::string> offers_ = split(words_.offers);
  std::vector<std::string> sources_ = split(words_.sources);
  std::vector<std::string> steps_ = split(words_.steps);
  std::vector<std::string> notes_ = split(words_.notes);
  std::vector<std::string> touches_ = split(words_.touches);
  std::vector<std::string> jobs_ = split(words_.jobs);
};

}  // namespace

RecordSet sample_data(const SampleOptions& options) { return Sample(options).make(); }

}  // namespace voronka
