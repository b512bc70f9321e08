// People and companies as vCard 3.0 (RFC 2426), which every phone and mail program takes. The UID is that of the record, so a program
// that knows it brings its own card up to date.
#include "formats/content_writer.hpp"
#include "formats/export_formats.hpp"
#include "formats/file.hpp"
#include "model/document.hpp"

namespace voronka {
namespace {

void numbers(ContentWriter& lines, std::string_view name, const TextList& list) {
  for (const std::string& one : list) lines.text(name, one);
}

}  // namespace

void export_vcard(const Document& document, const ExportStyle&, ByteSink& sink) {
  ContentWriter lines(sink);
  const auto begin = [&](std::string_view prefix, RawId id, std::string_view name) {
    lines.add("BEGIN:", "VCARD");
    lines.add("VERSION:", "3.0");
    lines.add("UID:", std::string(prefix) + text_of(id));
    lines.text("FN:", name);
  };
  for (const Contact& contact : document.table<Contact>().rows()) {
    if (contact.deleted) continue;
    begin("con_", contact.id.raw, contact.name);
    // Which word is the family name nobody knows: the whole stands where programs look first.
    lines.add("N:", escaped_content(contact.name) + ";;;;");
    const Company* company = document.find(contact.company);
    if (company != nullptr && !company->deleted) lines.text("ORG:", company->name);
    if (!contact.job_title.empty()) lines.text("TITLE:", contact.job_title);
    numbers(lines, "TEL;TYPE=WORK,VOICE:", contact.phones);
    numbers(lines, "EMAIL;TYPE=INTERNET:", contact.emails);
    if (!contact.comment.empty()) lines.text("NOTE:", contact.comment);
    lines.add("END:", "VCARD");
  }
  for (const Company& company : document.table<Company>().rows()) {
    if (company.deleted || (company.phones.empty() && company.emails.empty() && company.website.empty())) continue;
    begin("cmp_", company.id.raw, company.name);
    lines.add("N:", ";;;;");
    lines.add("X-ABShowAs:", "COMPANY");  // as Apple says it; vCard 3.0 has no word for it
    lines.text("ORG:", company.name);
    numbers(lines, "TEL;TYPE=WORK,VOICE:", company.phones);
    numbers(lines, "EMAIL;TYPE=INTERNET:", company.emails);
    if (!company.website.empty()) lines.add("URL:", company.website);
    if (!company.address.empty()) lines.add("ADR;TYPE=WORK:", ";;" + escaped_content(company.address) + ";;;;");
    if (!company.comment.empty()) lines.text("NOTE:", company.comment);
    lines.add("END:", "VCARD");
  }
}

}  // namespace voronka
