// Documents of deals in words: what they are, how far they are, what their days mean.
#pragma once

#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

TextKey key_of(PaperKind kind);
TextKey key_of(PaperState state, PaperKind kind);  // an offer is accepted, a contract signed, an invoice paid
TextKey due_key_of(PaperKind kind);
std::span<const PaperState> states_of(PaperKind kind);                        // in the order of a day's work
std::string paper_title(const Ui& ui, const Paper& paper);                    // "Счёт № 14"
std::string paper_state_words(const Ui& ui, const Paper& paper, Date today);  // "Отправлен, до 5 дек", "Подписан 1 дек"

// What of the invoices of a deal is paid and what is not, in the currency of the deal's amount or, without one, of the first invoice; invoices in other
// currencies are counted in neither.
struct PaperSums {
  Money invoiced = {}, paid = {};
  bool any = false;
};
PaperSums sums_of(const Document& document, const Deal& deal, std::span<const Id<Paper>> papers);
// One more than the highest number of that kind so far: "15" after "14", "КП-8/26" after "КП-7/26"; "1" when there is none.
std::string next_number(const Document& document, PaperKind kind);

}  // namespace voronka::ui
