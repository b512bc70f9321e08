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
  switch (random.below(54)) {
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
    case 32:
      return AddRecord{CustomField{.name = text,
                                   .of = static_cast<CustomOwner>(random.below(2)),
                                   .kind = static_cast<CustomKind>(random.below(10)),
                                   .choices = {"да", "нет"},
                                   .required_in = {stage}}};
    case 33:
    case 34: {
      const Id<CustomField> field = any_of<CustomField>(fixture, random);
      const CustomField* of = fixture.document.find(field);
      const bool of_deals = !of || of->of == CustomOwner::deal;
      return SetCustomValue{.field = field,
                            .ids = {of_deals ? deal.raw : any_of<Contact>(fixture, random).raw},
                            .text = number < 20 ? std::string() : text};
    }
    case 38: {
      const Deal* of = fixture.document.find(deal);
      if (!of || of->extra.empty())
        return SetCustomValue{.field = any_of<CustomField>(fixture, random), .ids = {deal.raw}};
      return AdoptColumn{.column = of->extra[0].first,
                         .field = {.name = text},
                         .values = {{.deal = deal, .read = of->extra[0].second, .text = of->extra[0].second}}};
    }
    case 39:
      return SetLink{
          .deal = deal, .contact = any_of<Contact>(fixture, random), .words = number < 20 ? std::string() : text};
    case 40:
      return SetLink{.person = any_of<Contact>(fixture, random),
                     .contact = any_of<Contact>(fixture, random),
                     .words = text,
                     .remove = number < 20};
    case 41:
      return KeepAsTemplate{.deal = deal, .name = text};
    case 42:
      return CreateFromTemplate{.from = any_of<DealTemplate>(fixture, random), .stage = stage};
    case 35:
      return AddRecord{Line{.deal = deal,
                            .name = text,
                            .quantity = std::to_string(random.below(50)),
                            .price = Money{.minor = number, .currency = *currency_from("RUB")}}};
    case 36:
      return AddRecord{Product{.name = text, .code = "A-" + std::to_string(number)}};
    case 37:
      return AddRecord{TextTemplate{.name = text, .text = "{{deal.title}}"}};
    case 43: {
      const Id<Line> line = any_of<Line>(fixture, random);
      if (number < 30) return set_field(line, &Line::quantity, std::to_string(number) + ".5");
      if (number < 50) return set_field(line, &Line::discount_percent, std::to_string(number));
      if (number < 70) return set_field(line, &Line::vat_on_top, number < 60);
      if (number < 80) return set_field(line, &Line::deal, deal);
      return set_field(line, &Line::vat_percent, std::optional(number % 23));
    }
    case 44:
      return DeleteRecords{.type = RecordType::line, .ids = {any_of<Line>(fixture, random).raw}};
    case 45:
      return RestoreRecords{.type = RecordType::line, .ids = {any_of<Line>(fixture, random).raw}};
    case 46: {
      ApplyCatalog apply = {.label = {.key = TextKey::undo_import_catalog}};
      for (std::int32_t i = 0; i < number % 5; ++i)
        apply.rows.push_back({.product = {.name = "товар " + std::to_string(random.below(20)),
                                          .code = i == 0 ? std::string() : "A-" + std::to_string(random.below(100)),
                                          .price = Money{.minor = number, .currency = *currency_from("RUB")}}});
      return apply;
    }
    case 47:
      return AddRecord{FollowUp{.after_kind = number < 50 ? "call" : "",
                                .after_outcome = static_cast<ActivityOutcome>(random.below(5)),
                                .after_title = number % 3 == 0 ? text : std::string(),
                                .stages = {stage},
                                .next_kind = static_cast<ActivityKind>(random.below(5)),
                                .working_days = number}};
    case 48: {
      const Id<FollowUp> step = any_of<FollowUp>(fixture, random);
      if (number < 30) return set_field(step, &FollowUp::working_days, number);
      if (number < 50) return set_field(step, &FollowUp::ends, number % 2 == 0);
      if (number < 70) return set_field(step, &FollowUp::next_title, text);
      if (number < 85) return DeleteRecords{.type = RecordType::follow_up, .ids = {step.raw}};
      return MoveRow{.type = RecordType::follow_up, .id = step.raw, .above = any_of<FollowUp>(fixture, random).raw};
    }
    case 49:
      return AddRecord{Attachment{.deal = deal,
                                  .paper = any_of<Paper>(fixture, random),
                                  .name = text,
                                  .size_bytes = number,
                                  .sha256 = std::to_string(random.below(9))}};
    case 51: {
      ApplyPeople apply = {.known = static_cast<KnownPeople>(number % 3),
                           .label = {.key = TextKey::undo_import_people}};
      for (std::int32_t i = 0; i < number % 4; ++i)
        apply.rows.push_back({.contact = {.name = "человек " + std::to_string(random.below(20)),
                                          .phones = {"8917555010" + std::to_string(random.below(9))},
                                          .emails = {std::to_string(random.below(20)) + "@example.com"},
                                          .origin = {.system = "vcard", .id = std::to_string(random.below(30))},
                                          .extra = {{"Город", text}}},
                              .company = i == 0 ? std::string() : "компания " + std::to_string(random.below(9)),
                              .is_company = random.below(9) == 0});
      return apply;
    }
    case 52: {
      ApplyAppointments apply = {.label = {.key = TextKey::undo_import_dates}};
      for (std::int32_t i = 0; i < number % 4; ++i)
        apply.rows.push_back(
            {.activity = {.kind = ActivityKind::meeting,
                          .title = text,
                          .origin = {.system = std::string(calendar_system), .id = std::to_string(random.below(30))}},
             .own = i == 0 ? any_of<Activity>(fixture, random).raw : RawId{},
             .at = {.utc_ms = fixture.now_ms + (number - 50) * 3'600'000, .offset_minutes = 180},
             .has_time = number % 2 == 0,
             .is_event = number % 3 != 0,
             .emails = {std::to_string(random.below(20)) + "@example.com"}});
      return apply;
    }
    case 50:
      return DeleteRecords{.type = RecordType::attachment, .ids = {any_of<Attachment>(fixture, random).raw}};
    default:
      return AddRecord{Note{.deal = deal, .text = text}};
  }
}

}  // namespace voronka::test
