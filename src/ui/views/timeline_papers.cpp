// What the history of a deal tells of its documents. They have no events: what they keep themselves is told, the days of the work and the
// stamps of the fields, so a sum that changed twice is told once, as it is now.
#include <algorithm>

#include "model/fields.hpp"
#include "ui/views/paper_words.hpp"
#include "ui/views/timeline.hpp"

namespace voronka::ui {
namespace {

constexpr std::int64_t same_moment_ms = 1000;  // it was made as it stands
constexpr TimeOfDay noon = {12 * 60};

TextKey told_as(PaperState state, PaperKind kind) {
  const bool offer = kind == PaperKind::offer;
  if (state == PaperState::sent) return offer ? TextKey::event_paper_sent_offer : TextKey::event_paper_sent;
  if (state == PaperState::paid) return TextKey::event_paper_paid;
  return offer ? TextKey::event_paper_accepted : TextKey::event_paper_signed;
}

class PaperTeller {
 public:
  PaperTeller(const ViewContext& context, const Paper& paper, std::vector<TimelineLine>& lines)
      : context_(context),
        paper_(paper),
        lines_(lines),
        offset_minutes_(context.app.now().offset_minutes),
        made_ms_(static_cast<std::int64_t>(paper.id.raw.high >> 16)),  // ids begin with the moment they were made
        title_(paper_title(context.ui, paper)) {}

  void tell() const {
    const Ui& ui = context_.ui;
    const std::string whole = paper_.amount ? ui.tr(TextKey::today_payment_of,
                                                    {{"invoice", title_}, {"amount", ui.locale.money(*paper_.amount)}})
                                            : title_;
    const std::int64_t state_ms = written_ms(&Paper::state);
    const bool is_draft = paper_.state == PaperState::draft;
    if (is_draft || state_ms - made_ms_ >= same_moment_ms) {
      // A day that is still to come is no day on which something happened.
      const bool has_come = paper_.date && *paper_.date <= day_of(made_ms_);
      line(ui.tr(TextKey::event_paper_added, {{"paper", whole}}), has_come ? paper_.date : std::nullopt, made_ms_);
    }
    if (paper_.amount) later_change(&Paper::amount, TextKey::event_paper_amount, ui.locale.money(*paper_.amount));
    if (paper_.due)
      later_change(&Paper::due,
                   paper_.kind == PaperKind::invoice ? TextKey::event_paper_pay_by : TextKey::event_paper_holds,
                   near(*paper_.due));
    if (!is_draft)
      line(ui.tr(told_as(paper_.state, paper_.kind), {{"paper", whole}}),
           is_settled(paper_) ? paper_.settled_on : std::nullopt, state_ms);
    if (paper_.deleted) line(ui.tr(TextKey::event_paper_deleted, {{"paper", whole}}), {}, paper_.deleted.at_ms);
  }

 private:
  template <class Member>
  std::int64_t written_ms(Member Paper::* member) const {
    return std::max(paper_.stamps.of(slot_of_member(member)).at_ms, made_ms_);
  }
  Date day_of(std::int64_t at_ms) const { return local_date({.utc_ms = at_ms, .offset_minutes = offset_minutes_}); }
  std::string near(Date date) const { return context_.ui.locale.date_near(date, context_.app.today()); }

  // What is filled in on the day of its making belongs to the making.
  template <class Member>
  void later_change(Member Paper::* member, TextKey key, const std::string& now) const {
    const std::int64_t at_ms = written_ms(member);
    if (day_of(at_ms) == day_of(made_ms_)) return;
    line(context_.ui.tr(key, {{"paper", title_}, {"to", now}}), {}, at_ms);
  }

  void line(std::string words, std::optional<Date> on, std::int64_t at_ms) const {
    const Date written = day_of(at_ms);
    const bool other_day = on && *on != written;
    TimelineLine told = {
        .rest = std::move(words), .day = near(on.value_or(written)), .paper = paper_.deleted ? Id<Paper>{} : paper_.id};
    if (other_day) {
      told.day += ", " + context_.ui.tr(TextKey::event_recorded, {{"date", near(written)}});
      at_ms = moment_from_local(*on, noon, offset_minutes_).utc_ms;
    }
    told.at_ms = at_ms;
    lines_.push_back(std::move(told));
  }

  const ViewContext& context_;
  const Paper& paper_;
  std::vector<TimelineLine>& lines_;
  std::int32_t offset_minutes_ = 0;
  std::int64_t made_ms_ = 0;
  std::string title_ = {};
};

}  // namespace

void tell_papers(const ViewContext& context, std::span<const Id<Paper>> papers, std::vector<TimelineLine>& lines) {
  for (const Id<Paper> id : papers)
    if (const Paper* paper = context.document.find(id)) PaperTeller(context, *paper, lines).tell();
}

}  // namespace voronka::ui
