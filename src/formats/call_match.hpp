// Whose calls a list has: the contacts and companies with these numbers, the deals they go to, what is here already, and the records that are
// to be made. Pure; the page asks again whenever the document has changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/call_list.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

// A call logged by hand this much before its begin or after its end is the same one.
inline constexpr std::int64_t by_hand_ms = 5 * 60'000;

struct CallPlace {
  std::size_t call = 0;  // in the list
  Id<Contact> contact = {};
  Id<Deal> deal = {};
};
struct CallGroup {
  std::string name = {};  // of a person, or a number
  std::size_t calls = 0;
};

struct CallPlan {
  std::vector<CallPlace> fresh = {};      // to be written
  std::vector<std::size_t> strange = {};  // calls of numbers that nobody here has
  std::size_t matched = 0;                // of somebody here: fresh, known, by hand
  std::size_t known = 0;  // brought by an earlier list; in the trash they stay known, taken back by undo they do not
  std::size_t by_hand = 0;
  std::size_t homeless = 0;  // of companies without any deal: an activity has nothing to hang on
  std::size_t hidden = 0;    // without a number
  std::vector<CallGroup> people = {}, strangers = {};  // most-called first
};

// The number decides by its last ten digits, a contact before a company; of several with one number the one with the open deal that was
// touched last (an event or a done activity). Calls go to that deal and the contact; without an open deal to the contact alone; of a company
// to its open deal touched last, else to its last one. A call logged by hand stands for one call of the list at most.
// Linear in list and document but for sorting: about 80 ms for 50,000 calls and 100,000 contacts, deals and activities natively.
CallPlan plan_calls(const Document& document, const CallList& list);

struct CallWords {  // titles, in the user's language; one that rings out has the kind's own name
  std::string incoming = {}, missed = {};
};
// Done activities for `fresh`; where `strangers`, those of the numbers nobody has, too, and a contact for each, called by its number. Ids
// are made of the call and of the number, so that two devices that read one list make the same records; from the stamp where such an id is
// somebody else's by now. One that was taken back by undo keeps its id (ApplyImport).
RecordSet records_of(const Document& document, const CallList& list, const CallPlan& plan, bool strangers,
                     const CallWords& words, ImportStamp stamp);

}  // namespace voronka
