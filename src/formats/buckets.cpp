#include "formats/buckets.hpp"

#include <algorithm>
#include <utility>

#include "base/crc32c.hpp"
#include "base/digits.hpp"
#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr std::size_t crc_digits = 8;
constexpr std::string_view aside_mark = "!! ";

std::string hex_of_crc(std::uint32_t crc) {
  std::string hex(crc_digits, '0');
  for (std::size_t i = crc_digits; i-- > 0; crc >>= 4) hex[i] = "0123456789abcdef"[crc & 15];
  return hex;
}

void add_line(std::string& bucket, std::string_view json) {
  bucket += hex_of_crc(crc32c(json));
  bucket += ' ';
  bucket += json;
  bucket += '\n';
}

const void* find_record(const Document& document, RecordType type, RawId id) {
  const void* found = nullptr;
  with_record_type(type, [&]<class Record>(std::type_identity<Record>) { found = document.find(Id<Record>{id}); });
  return found;
}

Error problem(TextKey key, std::string where) { return {.text = {.key = key}, .where = std::move(where)}; }

struct Line {
  std::string_view text = {};
  bool whole = false;  // it has its end
};
Line take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const Line line = {.text = bytes.substr(0, end), .whole = end != std::string_view::npos};
  bytes.remove_prefix(line.whole ? end + 1 : bytes.size());
  return line;
}

// Calls f(json) with every whole line of a bucket. What is wrong with one, of itself or by what f says, goes to damaged(error, line) with its
// place; a line that was set aside goes to aside(line).
template <class Function, class Damaged, class Aside>
void each_line(std::string_view key, std::string_view bytes, const Function& f, const Damaged& damaged,
               const Aside& aside) {
  for (std::size_t line = 1; !bytes.empty(); ++line) {
    const auto [text, whole] = take_line(bytes);
    if (text.starts_with(aside_mark)) {
      aside(text);
      continue;
    }
    std::optional<Error> error;
    if (!whole || text.size() < crc_digits + 2 || text[crc_digits] != ' ' ||
        text.substr(0, crc_digits) != hex_of_crc(crc32c(text.substr(crc_digits + 1)))) {
      error = problem(TextKey::error_bucket_line, "");
    } else {
      error = f(text.substr(crc_digits + 1));
    }
    if (!error) continue;
    error->where = std::string(key) + ":" + std::to_string(line) + (error->where.empty() ? "" : " ") + error->where;
    damaged(std::move(*error), text);
  }
}

std::string history_line(RecordType type, RawId id, const EventList& history) {
  JsonWriter out;
  out.begin_object();
  out.key("id");
  write_id(out, type, id);
  out.key("history");
  write_history(out, history);
  out.end_object();
  std::string line;
  add_line(line, out.bytes());
  return line;
}

}  // namespace

std::uint32_t bucket_of(RawId id) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::uint64_t half : {id.high, id.low})
    for (int shift = 56; shift >= 0; shift -= 8) hash = (hash ^ (half >> shift & 0xFF)) * 0x100000001B3ULL;
  return static_cast<std::uint32_t>(hash % bucket_count);
}

std::string bucket_key(RecordType type, std::uint32_t bucket) {
  return std::string(record_names[static_cast<std::size_t>(type)].type) + "/" + std::to_string(bucket);
}

std::optional<BucketName> bucket_from_key(std::string_view key) {
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto bucket = digits_to_int(key.substr(slash + 1));
  const auto name = std::ranges::find(record_names, key.substr(0, slash), &RecordName::type);
  if (!bucket || *bucket >= bucket_count || name == record_names.end()) return std::nullopt;
  return BucketName{.type = static_cast<RecordType>(name - record_names.begin()),
                    .bucket = static_cast<std::uint32_t>(*bucket)};
}

// ---- index ----

void BucketIndex::add(RecordType type, RawId id) {
  Buckets& buckets = types_[static_cast<std::size_t>(type)];
  if (buckets.empty()) buckets.resize(bucket_count);
  auto& ids = buckets[bucket_of(id)];
  const auto at = std::ranges::lower_bound(ids, id);
  if (at == ids.end() || *at != id) ids.insert(at, id);
}

void BucketIndex::remove(RecordType type, RawId id) {
  Buckets& buckets = types_[static_cast<std::size_t>(type)];
  if (buckets.empty()) return;
  auto& ids = buckets[bucket_of(id)];
  const auto at = std::ranges::lower_bound(ids, id);
  if (at != ids.end() && *at == id) ids.erase(at);
}

void BucketIndex::rebuild(const Document& document) {
  types_ = {};
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : document.table<Record>().rows()) add(record_type_of<Record>(), record.id.raw);
  });
}

void BucketIndex::apply(const Patch& patch) {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Change<Record>& change : patch.of<Record>()) {
      if (change.after) {
        if (!change.before) add(record_type_of<Record>(), change.after->id.raw);
      } else if (change.before) {
        remove(record_type_of<Record>(), change.before->id.raw);
      }
    }
  });
}

std::span<const RawId> BucketIndex::ids(BucketName name) const {
  const Buckets& buckets = types_[static_cast<std::size_t>(name.type)];
  return buckets.empty() ? std::span<const RawId>() : buckets[name.bucket];
}

std::vector<TouchedBucket> touched_buckets(const Patch& patch) {
  std::vector<TouchedBucket> touched;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Change<Record>& change : patch.of<Record>()) {
      if (!change.before && !change.after) continue;
      const RawId id = change.after ? change.after->id.raw : change.before->id.raw;
      bool history = false;
      if constexpr (has_history<Record>) {
        static const EventList none = {};
        history = (change.before ? change.before->history : none) != (change.after ? change.after->history : none);
      }
      touched.push_back({.name = {.type = record_type_of<Record>(), .bucket = bucket_of(id)}, .history = history});
    }
  });
  merge_touched(touched);
  return touched;
}

void merge_touched(std::vector<TouchedBucket>& touched) {
  // Of one bucket the entry with history comes first and stays.
  sort_rows(touched, [](const TouchedBucket& a, const TouchedBucket& b) {
    return a.name != b.name ? a.name < b.name : a.history > b.history;
  });
  const auto rest = std::ranges::unique(touched, {}, &TouchedBucket::name);
  touched.erase(rest.begin(), rest.end());
}

// ---- writing ----

std::string encode_record_bucket(const Document& document, const BucketIndex& index, BucketName name) {
  std::string bucket;
  JsonWriter out;
  for (const RawId id : index.ids(name)) {
    const void* record = find_record(document, name.type, id);
    if (record == nullptr) continue;
    out.clear();
    write_record(out, name.type, record, HistoryMode::without_history);
    add_line(bucket, out.bytes());
  }
  return bucket;
}

std::string encode_history_bucket(const Document& document, const BucketIndex& index, BucketName name) {
  std::string bucket;
  for (const RawId id : index.ids(name)) {
    const void* record = find_record(document, name.type, id);
    const EventList* history = record ? history_of(name.type, record) : nullptr;
    if (history != nullptr && !history->empty()) bucket += history_line(name.type, id, *history);
  }
  return bucket;
}

// ---- reading ----

void LinesAside::add(BucketPart part, std::string_view line) {
  auto at = std::ranges::find(lines_, part, &std::pair<BucketPart, std::string>::first);
  if (at == lines_.end()) at = lines_.insert(at, {part, {}});
  if (!line.starts_with(aside_mark)) at->second += aside_mark;
  at->second += line;
  if (!line.ends_with('\n')) at->second += '\n';
}

void LinesAside::replace(BucketPart part, std::string_view bytes) {
  std::erase_if(lines_, [&](const auto& lines) { return lines.first == part; });
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes).text;
    if (line.starts_with(aside_mark)) add(part, line);
  }
}

void LinesAside::add_all(const LinesAside& other) {
  lines_.insert(lines_.end(), other.lines_.begin(), other.lines_.end());
}

std::string_view LinesAside::of(BucketPart part) const {
  const auto at = std::ranges::find(lines_, part, &std::pair<BucketPart, std::string>::first);
  return at == lines_.end() ? std::string_view() : std::string_view(at->second);
}

std::size_t LinesAside::count() const {
  std::size_t count = 0;
  for (const auto& [part, lines] : lines_) count += static_cast<std::size_t>(std::ranges::count(lines, '\n'));
  return count;
}

void BucketReader::set_aside(RecordType type, const History& history) {
  const BucketPart part = {.name = {.type = type, .bucket = bucket_of(history.id)}, .history = true};
  aside_.add(part, history_line(type, history.id, history.events));
  damaged_.push_back(part);
}

void BucketReader::move(BucketName from, BucketName to) {
  moved_.push_back({.name = from});
  bool history = false;
  with_record_type(to.type, [&]<class Record>(std::type_identity<Record>) { history = has_history<Record>; });
  moved_.push_back({.name = to, .history = history});
}

template <class Function>
void BucketReader::add_lines(BucketPart part, std::string_view key, std::string_view bytes, const Function& read) {
  const auto damaged = [&](Error error, std::string_view line) {
    problems_.push_back(std::move(error));
    if (damaged_.empty() || damaged_.back() != part) damaged_.push_back(part);
    aside_.add(part, line);
  };
  each_line(key, bytes, read, damaged, [&](std::string_view line) { aside_.add(part, line); });
}

void BucketReader::add_records(std::string_view key, std::string_view bytes) {
  const auto name = bucket_from_key(key);
  if (!name) {
    problems_.push_back(problem(TextKey::error_bucket_place, std::string(key)));
    return;
  }
  const auto read = [&](std::string_view json) -> std::optional<Error> {
    JsonReader in(json);
    const RecordPlace place = read_record(in, records_);
    std::optional<Error> error;
    if (!in.finish())
      error = in.error();
    else if (name->type == RecordType::opaque && place.type != RecordType::opaque && place.record)
      move(*name, {.type = place.type, .bucket = bucket_of(id_of(place.record))});
    else if (place.type != name->type || bucket_of(id_of(place.record)) != name->bucket)
      error = problem(TextKey::error_bucket_place, "");
    // What lies aside must not be shown: written nowhere else, it would be gone at the next start.
    if (error && place.record) drop_last(place.type, records_);
    return error;
  };
  add_lines({.name = *name}, key, bytes, read);
}

void BucketReader::add_history(std::string_view key, std::string_view bytes) {
  const auto name = bucket_from_key(key);
  if (!name) {
    problems_.push_back(problem(TextKey::error_bucket_place, std::string(key)));
    return;
  }
  const auto read = [&](std::string_view json) -> std::optional<Error> {
    JsonReader in(json);
    History history = {};
    if (in.enter_object()) {
      while (const auto member = in.next_member()) {
        if (*member == "id") {
          history.id = read_id(in, name->type);
        } else if (*member == "history") {
          history.events = read_history(in);
        } else {
          in.take_raw();
        }
      }
    }
    if (!in.finish()) return in.error();
    if (bucket_of(history.id) != name->bucket) return problem(TextKey::error_bucket_place, "");
    histories_[static_cast<std::size_t>(name->type)].push_back(std::move(history));
    return std::nullopt;
  };
  add_lines({.name = *name, .history = true}, key, bytes, read);
}

BucketReader::Contents BucketReader::take() {
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& histories = histories_[static_cast<std::size_t>(record_type_of<Record>())];
    if constexpr (has_history<Record>) {
      auto& records = records_.of<Record>();
      std::vector<std::pair<RawId, std::size_t>> rows;
      for (std::size_t row = 0; row < records.size() && !histories.empty(); ++row)
        rows.emplace_back(records[row].id.raw, row);
      sort_rows(rows);
      for (History& history : histories) {
        const auto found = std::ranges::lower_bound(rows, history.id, {}, &std::pair<RawId, std::size_t>::first);
        if (found != rows.end() && found->first == history.id) {
          records[found->second].history = std::move(history.events);
        } else {
          problems_.push_back(problem(TextKey::error_bucket_history, text_of_id(record_type_of<Record>(), history.id)));
        }
      }
    }
    histories.clear();
  });
  return {.records = std::exchange(records_, {}), .problems = std::exchange(problems_, {})};
}

}  // namespace voronka
