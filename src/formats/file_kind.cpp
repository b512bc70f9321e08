#include "formats/file_kind.hpp"

#include <string>

#include "formats/calendar_read.hpp"
#include "formats/call_list.hpp"
#include "formats/contact_table.hpp"
#include "formats/file.hpp"
#include "formats/import_registry.hpp"
#include "formats/vcard_read.hpp"
#include "formats/xlsx_table.hpp"

namespace voronka {

FileKind kind_of_file(std::string_view bytes) {
  constexpr std::size_t enough = 256 * 1024;
  if (is_voronka_file(bytes)) return FileKind::own;
  if (is_vcard(bytes)) return FileKind::people;
  if (is_calendar(bytes)) return FileKind::dates;
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool is_text = !bytes.starts_with(workbook_mark) && first != std::string_view::npos && bytes[first] != '{' &&
                       bytes[first] != '[';
  const std::size_t end = is_text && bytes.size() > enough ? bytes.rfind('\n', enough) : std::string_view::npos;
  Result<TableReader> reader = TableReader::open(std::string(bytes.substr(0, end)));
  if (!reader) return FileKind::other;
  const Result<CallColumns> calls = call_columns(*reader);
  if (calls && calls->missing == TextKey::none) return FileKind::calls;
  const Result<ContactColumns> contacts = contact_columns(*reader);
  if (contacts && contacts->is_contacts) return FileKind::people;
  const Result<ImportMapping> mapping = guess_mapping(*reader, {});
  if (!mapping) return FileKind::other;
  if (rows_are_changes(*mapping)) return FileKind::changes;
  const auto has = [&](ImportTarget target) { return column_of(*mapping, target) != no_column; };
  return has(ImportTarget::stage) || has(ImportTarget::status) || has(ImportTarget::amount) ? FileKind::deals
                                                                                            : FileKind::other;
}

void add_links(TableLinks& links, std::string_view bytes) {
  if (bytes.empty() || is_voronka_file(bytes) || is_vcard(bytes) || is_calendar(bytes)) return;
  Result<TableReader> reader = TableReader::open(std::string(bytes));
  if (!reader) return;
  const Result<ContactColumns> columns = contact_columns(*reader);
  if (!columns || !columns->is_contacts) return;
  if (const Result<PeopleList> list = read_contact_table(std::move(*reader), *columns)) links.add(*list);
}

}  // namespace voronka
