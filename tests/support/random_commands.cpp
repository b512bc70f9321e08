#include "tests/support/random_commands.hpp"

#include <string>
#include <vector>

namespace voronka::test {
namespace {

// A few, some of them twice.
std::vector<Id<Deal>> some_deals(const PipelineFixture& fixture, Random& random) {
  std::vector<Id<Deal>> deals(1 + random.index(4));
  for (Id<Deal>& deal : deals) deal = any_of<Deal>(fixture, random);
  return deals;
}

DealChange random_change(const PipelineFixture& fixture, Random& random) {
  switch (random.below(6)) {
    case 0:
      return SetDealField{.slot = slot_of_member(&Deal::source),
                          .value = "источник " + std::to_string(random.below(9))};
    case 1:
      return WinDeals{};
    case 2:
      return LoseDeals{.each = {.reason = fixture.reason}};
    case 3:
      return ReopenDeals{};
    case 4:
      return AddDealTag{.name = "метка " + std::to_string(random.below(3))};
    default:
      return RemoveDealTag{.tag = any_of<Tag>(fixture, random)};
  }
}

}  // namespace

Command random_command(PipelineFixture& fixture, Random& random) {
  const Id<Deal> deal = any_of<Deal>(fixture, random);
  const Id<Stage> stage = any_of<Stage>(fixture, random);
  const auto number = static_cast<std::int32_t>(random.below(100));
  const std::string text = "текст " + std::to_string(random.below(1000));
  switch (random.below(33)) {
    case 0:
      return CreateDeal{.deal = {.title = text,
                                 .amount = Money{.minor = number * 100, .currency = *currency_from("USD")},
                                 .position = {.stage = stage}}};
    case 1:
      return MoveDeal{.deal = deal, .to = stage, .above = any_of<Deal>(fixture, random)};
    case 2:
      return MoveDeal{.deal = deal, .to = stage};
    case 3:
      return WinDeal{.deal = deal};
    case 4:
      return LoseDeal{.deal = deal, .reason = fixture.reason, .note = text};
    case 5:
      return ReopenDeal{.deal = deal};
    case 6:
      return set_field(deal, &Deal::title, text);
    case 7:
      return set_field(
          deal, &Deal::amount,
          number < 20 ? std::optional<Money>() : Money{.minor = number, .currency = *currency_from("RUB")});
    case 8:
      return set_field(deal, &Deal::expected_close, std::optional(Date{20'000 + number}));
    case 9:
      return set_field(deal, &Deal::probability, std::optional(number));
    case 10:
      return set_field(deal, &Deal::owner, text);
    case 11:
      return AddRecord{Contact{.name = text, .phones = {"+7 917 555-01-22"}}};
    case 12:
      return AddRecord{Activity{.deal = deal, .title = text, .due = {.date = Date{20'500 + number}}}};
    case 13:
      return FinishActivity{.activity = any_of<Activity>(fixture, random),
                            .done = number % 2 == 0,
                            .outcome = static_cast<ActivityOutcome>(random.below(5))};
    case 14:
      return DeleteRecords{.type = RecordType::deal, .ids = {deal.raw, any_of<Deal>(fixture, random).raw}};
    case 15:
      return RestoreRecords{.type = RecordType::deal, .ids = {deal.raw}};
    case 16:
      return set_field(stage, &Stage::probability, number);
    case 17:
      return set_field(deal, &Deal::category, static_cast<ForecastCategory>(random.below(5)));
    case 18:
      return ArchiveDeal{.deal = deal, .archived = number % 3 != 0};
    case 19:
      return EditDeals{.deals = some_deals(fixture, random), .change = MoveDeals{.to = stage}};
    case 20:
      return EditDeals{.deals = some_deals(fixture, random), .change = random_change(fixture, random)};
    case 21:
      return LinkNames{
          .deal = deal,
          .names = {"метка " + std::to_string(random.below(3)), "метка " + std::to_string(random.below(9))}};
    case 22:
      return LinkNames{.deal = deal, .what = LinkNames::What::contacts, .names = {text}};
    case 23: {
      Activity repeated = {.deal = deal, .title = text, .due = {.date = Date{20'500 + number}}};
      repeated.repeat = static_cast<Repeat>(random.below(8));
      return AddRecord{repeated};
    }
    case 24:
      return JoinRecords{.keep = any_of<Contact>(fixture, random).raw, .gone = any_of<Contact>(fixture, random).raw};
    case 25:
      return set_field(
          stage, &Stage::exit_checklist,
          TextList{"пункт " + std::to_string(random.below(4)), "пункт " + std::to_string(random.below(4))});
    case 26:
      return CheckItem{.deal = deal, .item = "пункт " + std::to_string(random.below(4)), .checked = number % 4 != 0};
    case 27:
      return JoinTags{.keep = any_of<Tag>(fixture, random), .gone = any_of<Tag>(fixture, random)};
    case 28:  // now and then to nothing
      return RenameSource{.from = "источник " + std::to_string(random.below(9)),
                          .to = number < 20 ? std::string() : "источник " + std::to_string(random.below(9))};
    case 29:
      return AddRecord{Paper{.deal = deal,
                             .kind = static_cast<PaperKind>(random.below(4)),
                             .number = text,
                             .amount = Money{.minor = number, .currency = *currency_from("RUB")},
                             .due = Date{20'400 + number}}};
    case 30:
      return SettlePaper{.paper = any_of<Paper>(fixture, random), .state = static_cast<PaperState>(random.below(4))};
    case 31:
      return set_field(any_of<Paper>(fixture, random), &Paper::due,
                       number < 20 ? std::optional<Date>() : Date{20'400 + number});
    default:
      return AddRecord{Note{.deal = deal, .text = text}};
  }
}

}  // namespace voronka::test
