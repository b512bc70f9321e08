#include "formats/journal_json.hpp"

#include <algorithm>
#include <utility>

#include "base/overloaded.hpp"
#include "formats/record_json.hpp"

namespace voronka {
namespace {

// ---- the label: an argument says by its JSON which kind it is ----

void write_argument(JsonWriter& out, const TextValue& value) {
  std::visit(
      Overloaded{[&](const std::string& text) { out.text(text); }, [&](std::int64_t number) { out.integer(number); },
                 [&](Money money) { write_money(out, money); },
                 [&](Date date) {
                   out.begin_object();
                   out.key("date");
                   out.plain(iso_text(date));
                   out.end_object();
                 },
                 [&](TextKey key) {
                   out.begin_object();
                   out.key("text");
                   out.plain(text_key_name(key));
                   out.end_object();
                 }},
      value);
}

TextValue read_argument(JsonReader& in) {
  if (in.kind() == JsonKind::text) return std::string(in.take_text());
  if (in.kind() == JsonKind::number) return in.take_integer();
  TextValue value = Money{};
  if (!in.enter_object()) return value;
  while (const auto part = in.next_member()) {
    if (*part == "minor" && std::holds_alternative<Money>(value)) {
      std::get_if<Money>(&value)->minor = in.take_integer();
    } else if (*part == "currency" && std::holds_alternative<Money>(value)) {
      read_parsed(in, std::get_if<Money>(&value)->currency, currency_from);
    } else if (*part == "date") {
      read_parsed(in, value, date_from_iso);
    } else if (*part == "text") {
      value = text_key_named(in.take_text());
    } else {
      in.take_raw();
    }
  }
  return value;
}

void write_label(JsonWriter& out, const Text& label) {
  if (label == Text{}) return;
  out.key("label");
  out.begin_object();
  out.key("key");
  out.plain(text_key_name(label.key));
  if (!label.arguments.empty()) {
    out.key("args");
    out.begin_object();
    for (const TextArgument& argument : label.arguments) {
      out.key(argument.name);
      write_argument(out, argument.value);
    }
    out.end_object();
  }
  out.end_object();
}

Text read_label(JsonReader& in) {
  Text label;
  if (!in.enter_object()) return label;
  while (const auto part = in.next_member()) {
    if (*part == "key") {
      label.key = text_key_named(in.take_text());
    } else if (*part == "args") {
      if (!in.enter_object()) break;
      while (const auto name = in.next_member()) {
        std::string own_name(*name);
        label.arguments.push_back({.name = std::move(own_name), .value = read_argument(in)});
      }
    } else {
      in.take_raw();
    }
  }
  return label;
}

// ---- edits ----

void write_edit(JsonWriter& out, const RecordEdit& edit) {
  out.begin_object();
  out.key("id");
  write_id(out, edit.type, edit.id);
  if (edit.created) {
    out.key("created");
    out.flag(true);
  }
  if (edit.stamp != FieldStamp{}) {
    out.key("stamp");
    write_stamp(out, edit.stamp);
  }
  if (!edit.fields.empty()) {
    const auto fields = fields_of(edit.type);
    out.key("fields");
    out.begin_object();
    for (const FieldEdit& field : edit.fields) {
      out.key(fields[field.slot].name);
      out.begin_list();
      write_value(out, fields[field.slot], field.before);
      write_value(out, fields[field.slot], field.after);
      out.end_list();
    }
    out.end_object();
  }
  const auto differs = [&](const FieldEdit& field) { return field.stamp != edit.stamp; };
  if (std::ranges::any_of(edit.fields, differs)) {
    out.key("stamps");
    out.begin_object();
    for (const FieldEdit& field : edit.fields) {
      if (!differs(field)) continue;
      out.key(fields_of(edit.type)[field.slot].name);
      write_stamp(out, field.stamp);
    }
    out.end_object();
  }
  if (!edit.events.empty()) {
    out.key("events");
    write_history(out, edit.events);
  }
  out.end_object();
}

void read_fields(JsonReader& in, RecordEdit& edit) {
  if (!in.enter_object()) return;
  while (const auto name = in.next_member()) {
    const std::size_t slot = slot_of(edit.type, *name);
    if (slot == no_slot) {  // of a newer build, which alone can take it back
      in.take_raw();
      in.refuse(TextKey::error_record_value);
      return;
    }
    const FieldInfo& field = fields_of(edit.type)[slot];
    FieldEdit changed = {.slot = static_cast<std::uint8_t>(slot)};
    if (!in.enter_list()) return;
    if (in.next_item()) changed.before = read_value(in, field);
    if (in.next_item()) changed.after = read_value(in, field);
    if (in.next_item()) in.refuse(TextKey::error_record_value);
    if (changed.before.index() != field.kind || changed.after.index() != field.kind)
      in.refuse(TextKey::error_record_value);
    edit.fields.push_back(std::move(changed));
  }
}

using OwnStamps = std::vector<std::pair<std::size_t, FieldStamp>>;

OwnStamps read_stamps(JsonReader& in, RecordType type) {
  OwnStamps stamps;
  if (!in.enter_object()) return stamps;
  while (const auto name = in.next_member()) {
    const std::size_t slot = slot_of(type, *name);
    stamps.emplace_back(slot, read_stamp(in));
  }
  return stamps;
}

RecordEdit read_edit(JsonReader& in) {
  RecordEdit edit;
  OwnStamps stamps;
  if (!in.enter_object()) return edit;
  while (const auto part = in.next_member()) {
    if (*part == "id") {
      const auto id = any_id_from(in.take_text());
      if (!id) in.refuse(TextKey::error_record_id);
      edit.type = id ? id->type : RecordType::opaque;
      edit.id = id ? id->id : RawId{};
    } else if (*part == "created") {
      edit.created = in.take_flag();
    } else if (*part == "stamp") {
      edit.stamp = read_stamp(in);
    } else if (*part == "stamps") {
      stamps = read_stamps(in, edit.type);
    } else if (*part == "fields") {
      if (!edit.id) in.refuse(TextKey::error_record_id);
      read_fields(in, edit);
    } else if (*part == "events") {
      edit.events = read_history(in);
    } else {
      in.take_raw();
    }
  }
  if (!edit.id) in.refuse(TextKey::error_record_id);
  for (FieldEdit& field : edit.fields) {
    const auto own = std::ranges::find(stamps, field.slot, [](const auto& one) { return one.first; });
    field.stamp = own == stamps.end() ? edit.stamp : own->second;
  }
  return edit;
}

// ---- whole records ----

void write_records(JsonWriter& out, std::string_view name, const RecordSet& records) {
  if (records.size() == 0) return;
  out.key(name);
  out.begin_list();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : records.of<Record>())
      write_record(out, record_type_of<Record>(), &record, HistoryMode::with_history);
  });
  out.end_list();
}

RecordSet read_records(JsonReader& in) {
  RecordSet records;
  if (!in.enter_list()) return records;
  while (in.next_item()) read_record(in, records);
  return records;
}

// ---- ids of many new records: the letters of all of a type in one text, for a list of 320,000 texts is a third longer ----

constexpr std::size_t id_letters = 26;

void write_made(JsonWriter& out, const IdLists& made) {
  if (std::ranges::all_of(made, [](const auto& ids) { return ids.empty(); })) return;
  out.key("made");
  out.begin_object();
  for (std::size_t type = 0; type < record_type_count; ++type) {
    if (made[type].empty()) continue;
    std::string letters;
    letters.reserve(made[type].size() * id_letters);
    for (const RawId id : made[type]) letters += text_of(id);
    out.key(record_names[type].type);
    out.plain(letters);
  }
  out.end_object();
}

void read_made(JsonReader& in, IdLists& made) {
  if (!in.enter_object()) return;
  while (const auto name = in.next_member()) {
    const auto type = std::ranges::find(record_names, *name, &RecordName::type);
    const std::string_view letters = in.take_text(std::string_view::npos);
    if (type == record_names.end() || letters.size() % id_letters != 0) return in.refuse(TextKey::error_record_id);
    auto& ids = made[static_cast<std::size_t>(type - record_names.begin())];
    ids.reserve(letters.size() / id_letters);
    for (std::size_t at = 0; at < letters.size(); at += id_letters) {
      const auto id = raw_id_from(letters.substr(at, id_letters));
      if (!id) return in.refuse(TextKey::error_record_id);
      ids.push_back(*id);
    }
  }
}

void read_member(JsonReader& in, std::string_view name, JournalEntry& entry) {
  if (name == "commit") {
    entry.commit_id = in.take_text();
  } else if (name == "at") {
    entry.at_ms = in.take_integer();
  } else if (name == "actor") {
    read_parsed(in, entry.actor, actor_from);
  } else if (name == "kind") {
    const auto names = names_of(EntryKind{});
    const auto found = std::ranges::find(names, in.take_text());
    if (found == names.end()) {
      in.refuse(TextKey::error_record_value);
    } else {
      entry.kind = static_cast<EntryKind>(found - names.begin());
    }
  } else if (name == "of") {
    if (!in.enter_list()) return;
    while (in.next_item()) entry.of.emplace_back(in.take_text());
  } else if (name == "merge") {
    entry.merge_key = in.take_text();
  } else if (name == "label") {
    entry.label = read_label(in);
  } else if (name == "vv") {
    entry.dots = read_version_vector(in);
  } else if (name == "edits") {
    if (!in.enter_list()) return;
    while (in.next_item()) entry.edits.push_back(read_edit(in));
  } else if (name == "made") {
    read_made(in, entry.made);
  } else if (name == "created") {
    entry.created = read_records(in);
  } else if (name == "removed") {
    entry.removed = read_records(in);
  } else {
    in.take_raw();
  }
}

}  // namespace

std::string encode_journal_row(const JournalEntry& entry) {
  JsonWriter out;
  out.begin_object();
  out.key("commit");
  out.text(entry.commit_id);
  out.key("at");
  out.integer(entry.at_ms);
  out.key("actor");
  out.plain(text_of(entry.actor));
  if (entry.kind != EntryKind::change) {
    out.key("kind");
    out.plain(name_of(entry.kind));
  }
  if (!entry.of.empty()) {
    out.key("of");
    out.begin_list();
    for (const std::string& id : entry.of) out.text(id);
    out.end_list();
  }
  if (!entry.merge_key.empty()) {
    out.key("merge");
    out.text(entry.merge_key);
  }
  write_label(out, entry.label);
  if (!entry.dots.actors().empty()) {
    out.key("vv");
    write_version_vector(out, entry.dots);
  }
  if (!entry.edits.empty()) {
    out.key("edits");
    out.begin_list();
    for (const RecordEdit& edit : entry.edits) write_edit(out, edit);
    out.end_list();
  }
  write_made(out, entry.made);
  write_records(out, "created", entry.created);
  write_records(out, "removed", entry.removed);
  out.end_object();
  return out.take();
}

Result<JournalEntry> decode_journal_row(std::string_view row) {
  JsonReader in(row);
  JournalEntry entry;
  if (in.enter_object())
    while (const auto name = in.next_member()) read_member(in, *name, entry);
  if (!in.finish()) return std::unexpected(in.error());
  return entry;
}

}  // namespace voronka
