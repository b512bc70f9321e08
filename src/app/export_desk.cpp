#include "app/export_desk.hpp"

#include <iterator>
#include <optional>
#include <utility>

#include "app/import_desk.hpp"
#include "base/digits.hpp"
#include "formats/export_write.hpp"
#include "formats/value_json.hpp"
#include "formats/wire.hpp"

namespace voronka {

std::string encode_write_request(const Document& document, const ExportOrder& order) {
  const Selection& selection = order.selection;
  JsonWriter out;
  out.begin_object();
  out.key("vv");
  write_version_vector(out, document.seen());
  if (selection.pipeline) {
    out.key("pipeline");
    out.plain(text_of(selection.pipeline->raw));
  }
  if (selection.deals) {
    std::string ids;
    for (const Id<Deal> id : *selection.deals) ids += text_of(id.raw);
    out.key("deals");
    out.plain(ids);
  }
  if (selection.since) {
    out.key("since");
    write_version_vector(out, *selection.since);
  }
  out.key("notes");
  out.flag(selection.notes);
  out.key("mask_names");
  out.flag(selection.mask_names);
  out.key("mask_amounts");
  out.flag(selection.mask_amounts);
  out.key("words");
  out.begin_list();
  for (const std::string* word : {&order.words.deal, &order.words.company, &order.words.contact}) out.text(*word);
  out.end_list();
  out.key("now");
  out.integer(order.stamp.now.utc_ms);
  out.key("seed");
  out.text(std::to_string(order.stamp.seed));
  out.key("format");
  out.text(order.format);
  out.key("russian");
  out.flag(order.style.russian);
  out.key("delimiter");
  out.text(std::string_view(&order.style.delimiter, 1));
  out.key("decimal_comma");
  out.flag(order.style.decimal_comma);
  out.key("day_first");
  out.flag(order.style.day_first);
  out.key("offset");
  out.integer(order.stamp.now.offset_minutes);
  out.key("alarm");
  out.integer(order.style.alarm_lead_minutes);
  out.end_object();
  return out.take();
}

namespace {

std::optional<std::vector<Id<Deal>>> deals_from(std::string_view letters) {
  constexpr std::size_t id_letters = 26;
  std::vector<Id<Deal>> deals;
  for (std::size_t at = 0; at < letters.size(); at += id_letters) {
    const auto id = raw_id_from(letters.substr(at, id_letters));
    if (!id) return std::nullopt;
    deals.push_back({*id});
  }
  return deals;
}

struct WriteRequest {
  VersionVector seen = {};
  ExportOrder order = {};
};

std::optional<WriteRequest> decode_write_request(std::string_view bytes) {
  JsonReader in(bytes);
  WriteRequest request;
  Selection& selection = request.order.selection;
  ExportStyle& style = request.order.style;
  if (!in.enter_object()) return std::nullopt;
  while (const auto name = in.next_member()) {
    if (*name == "vv") {
      request.seen = read_version_vector(in);
    } else if (*name == "pipeline") {
      const auto id = raw_id_from(in.take_text());
      if (!id) return std::nullopt;
      selection.pipeline = Id<Pipeline>{*id};
    } else if (*name == "deals") {
      selection.deals = deals_from(in.take_text(std::string_view::npos));
      if (!selection.deals) return std::nullopt;
    } else if (*name == "since") {
      selection.since = read_version_vector(in);
    } else if (*name == "notes") {
      selection.notes = in.take_flag();
    } else if (*name == "mask_names") {
      selection.mask_names = in.take_flag();
    } else if (*name == "mask_amounts") {
      selection.mask_amounts = in.take_flag();
    } else if (*name == "words") {
      if (!in.enter_list()) return std::nullopt;
      std::string* const words[] = {&request.order.words.deal, &request.order.words.company,
                                    &request.order.words.contact};
      std::size_t count = 0;
      for (; in.next_item(); ++count) {
        if (count == std::size(words)) return std::nullopt;
        *words[count] = in.take_text();
      }
      if (count != std::size(words)) return std::nullopt;
    } else if (*name == "now") {
      request.order.stamp.now.utc_ms = in.take_integer();
    } else if (*name == "seed") {
      request.order.stamp.seed = static_cast<std::uint64_t>(digits_to_int(in.take_text()).value_or(1));
    } else if (*name == "format") {
      request.order.format = in.take_text();
    } else if (*name == "russian") {
      style.russian = in.take_flag();
    } else if (*name == "delimiter") {
      const std::string_view mark = in.take_text();
      if (mark.size() != 1) return std::nullopt;
      style.delimiter = mark[0];
    } else if (*name == "decimal_comma") {
      style.decimal_comma = in.take_flag();
    } else if (*name == "day_first") {
      style.day_first = in.take_flag();
    } else if (*name == "offset") {
      request.order.stamp.now.offset_minutes = static_cast<std::int32_t>(in.take_integer());
    } else if (*name == "alarm") {
      style.alarm_lead_minutes = static_cast<std::int32_t>(in.take_integer());
    } else {
      return std::nullopt;
    }
  }
  if (!in.finish()) return std::nullopt;
  return request;
}

}  // namespace

namespace {

// What is selected, under other ids when something is hidden: neither ids nor dots nor what was seen may lead back to the real ones.
Document selected_document(RecordSet records, VersionVector seen, const ExportOrder& order) {
  const Selection& selection = order.selection;
  Document document;
  if (!selection.everything()) select_records(records, selection);
  if (selection.masked()) {
    mask_records(records, selection, order.words);
    records = with_new_ids(std::move(records), order.stamp);
    seen = {};
  }
  document.load(std::move(records), std::move(seen));
  return document;
}

}  // namespace

void write_selected(RecordSet records, VersionVector seen, const ExportOrder& order, ByteSink& sink) {
  export_file(selected_document(std::move(records), std::move(seen), order), sink, scope_of(order.selection));
}

bool ExportDesk::take(std::string_view piece) { return add_from_wire(piece, records_); }

bool ExportDesk::write(std::string_view request, ByteSink& sink) {
  std::optional<WriteRequest> wanted = decode_write_request(request);
  if (!wanted) return false;
  RecordSet records = std::exchange(records_, {});
  ExportOrder& order = wanted->order;
  order.style.now = order.stamp.now;
  if (!order.format.empty())
    return write_export(selected_document(std::move(records), std::move(wanted->seen), order), order.format,
                        order.style, sink);
  write_selected(std::move(records), std::move(wanted->seen), order, sink);
  return true;
}

}  // namespace voronka
