// Systems whose exports need no code of their own: the words that only they have together, and what some of their columns mean. One is
// three lines of data here and a line in importers.inc.
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

using enum ImportTarget;

// Reports repeat captions in brackets, "Created Time(Created Time)"; every reference is there twice, `Account Name.id` and `Account Name`.
constexpr Signature zoho_signs[] = {
    {"deal name|closing date|account name|deal owner|reason for loss|lead source|stage|created time|modified "
     "time|expected "
     "revenue",
     4,
     "closing date|deal owner.id|account name.id|contact name.id|reason for loss|overall sales duration|sales cycle "
     "duration|layout|last activity time",
     1}};

// The CSV has names of attributes ("assignedUserName"), the XLSX captions, English or Russian.
constexpr Signature espocrm_signs[] = {
    {"assigned user name|assigned user id|amount converted|created by name|created by id|last stage|teams ids|contacts "
     "ids|contacts names|modified at",
     2, "account name|amount currency|close date|stage|lead source|name|amount", 2},
    {"контрагент|вероятность успеха|вероятность успеха,|валюта суммы|источник кандидата|последняя стадия|контакт "
     "(основной)",
     3}};
constexpr Meaning espocrm_meanings[] = {{"account name|контрагент", company}};

// Captions, or the technical names of an export that can be imported again.
constexpr Signature odoo_signs[] = {
    {"expected revenue|salesperson|sales team|expected closing|prorated revenue|last stage update|lost reason|days to "
     "assign|days to close|assignment date|opportunity|recurring revenues|closed date",
     3},
    {"partner id|stage id|stage id/id|user id|team id|date deadline|expected revenue|email from|create date|date "
     "closed|date last stage update|partner id/id|contact name|lost reason id",
     4}};
constexpr Meaning odoo_meanings[] = {{"expected revenue|prorated revenue", amount},
                                     {"company name|partner name|customer|partner id", company},
                                     {"salesperson|user id", owner},
                                     {"lost reason|lost reason id", loss_reason},
                                     {"stage|stage id", stage}};

// Fields of opportunity.workspace-entity.ts in twentyhq/twenty: sums may be millionths (`amountMicros`), stages are in capitals.
constexpr Signature twenty_signs[] = {
    {"point of contact|amount micros|amount / amount micros|amount amount micros|close date|stage|company|currency "
     "code|created by|last update|deletion date|creation date|owner",
     4, "point of contact|amount micros|amount / amount micros|amount amount micros", 1}};
constexpr Meaning twenty_meanings[] = {{"amount micros|amount / amount micros|amount amount micros", amount}};

// Names of columns of its database (the type Deal of marmelab/atomic-crm). `archived_at` is a day, of an archived deal.
constexpr Signature atomic_signs[] = {
    {"expected closing date|sales id|company id|contact ids|archived "
     "at|category|stage|index|description|amount|created "
     "at",
     5, "sales id|contact ids|expected closing date|archived at", 2}};

// The name of the board stands above the header, and the header again over every group.
constexpr Signature monday_signs[] = {
    {"subitems|item id (auto generated)|close probability|forecast value|deal length|deal creation date", 1,
     "name|stage|deal stage|deal value|owner|expected close date|contacts|accounts|forecast value|close "
     "probability|last interaction|priority|deal creation date",
     4}};
constexpr Meaning monday_meanings[] = {{"deal value", amount},
                                       {"deal stage|stage", stage},
                                       {"accounts|account", company},
                                       {"contacts|contact", contact},
                                       {"owner|people|person", owner}};

}  // namespace

extern const Importer zoho_importer = {.id = "zoho", .title = TextKey::import_format_zoho, .signs = zoho_signs};
extern const Importer espocrm_importer = {
    .id = "espocrm", .title = TextKey::import_format_espocrm, .signs = espocrm_signs, .meanings = espocrm_meanings};
extern const Importer odoo_importer = {.id = "odoo",
                                       .title = TextKey::import_format_odoo,
                                       .signs = odoo_signs,
                                       .meanings = odoo_meanings,
                                       .active = "active"};
extern const Importer twenty_importer = {.id = "twenty",
                                         .title = TextKey::import_format_twenty,
                                         .signs = twenty_signs,
                                         .meanings = twenty_meanings,
                                         .won_stages = "CUSTOMER|Customer"};
extern const Importer atomic_importer = {.id = "atomic", .title = TextKey::import_format_atomic, .signs = atomic_signs};
extern const Importer monday_importer = {
    .id = "monday", .title = TextKey::import_format_monday, .signs = monday_signs, .meanings = monday_meanings};

}  // namespace voronka
