// Address books of telephones and mail programs: vCard 2.1, 3.0 and 4.0, several cards a file.
#pragma once

#include "formats/content_lines.hpp"
#include "formats/people_list.hpp"

namespace voronka {

inline constexpr std::string_view vcard_system = "vcard";  // Origin::system
inline bool is_vcard(std::string_view bytes) { return begins_with(bytes, "BEGIN:VCARD"); }

// FN (else N), ORG, TITLE, TEL, EMAIL, NOTE and UID have fields of ours; BDAY, ADR, URL, CATEGORIES, NICKNAME and fax numbers the marks of
// apply_people.hpp; everything else stays in `extra` under its own name or label, but for pictures, sounds and keys, which are left out and
// counted. Numbers and addresses that are preferred come first, mobiles before others. A card that ends too early is taken, and told of.
// Refused: above 64 MB, no card at all. 200,000 cards at most.
Result<PeopleList> read_vcards(std::string bytes);

}  // namespace voronka
