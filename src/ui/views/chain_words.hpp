// The user's own next steps in words.
#pragma once

#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

// In the order people keep them, without those in the trash.
std::vector<const FollowUp*> follow_ups_of(const Document& document);
// "Call, talked → e-mail “Send an offer” in 2 working days". With a document the stages are named, too.
std::string follow_up_words(const Ui& ui, const FollowUp& step, const Document* document = nullptr);
// Their names, one after the other.
std::string stage_words(const Document& document, std::span<const Id<Stage>> stages);
// Nothing for a kind that this version does not know.
std::optional<ActivityKind> after_kind_of(const FollowUp& step);
// As a call or a letter would say it; where any activity is meant, as a letter does.
std::string outcome_words(const Ui& ui, ActivityOutcome outcome, std::optional<ActivityKind> kind);

}  // namespace voronka::ui
