#include "merge/unknown_members.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/digits.hpp"
#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr char stamps_follow = '\x1f';  // as formats/record_json.cpp writes it

struct Member {
  std::string_view name = {};   // with its quotes
  std::string_view value = {};  // as it stands there
};

// `,"a":1,"b":{"c":[2]}` into its members: the text is compact and well-formed, so counting brackets outside of strings is enough.
std::vector<Member> members_of(std::string_view text) {
  std::vector<Member> members;
  std::size_t start = 0;
  std::size_t colon = std::string_view::npos;
  int depth = 0;
  bool in_text = false;
  const auto end_member = [&](std::size_t end) {
    if (colon != std::string_view::npos)
      members.push_back({.name = text.substr(start, colon - start), .value = text.substr(colon + 1, end - colon - 1)});
    start = end + 1;
    colon = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_text) {
      if (c == '\\') ++at;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ':' && depth == 0 && colon == std::string_view::npos) {
      colon = at;
    } else if (c == ',' && depth == 0) {
      end_member(at);
    }
  }
  end_member(text.size());
  return members;
}

const Member* find(const std::vector<Member>& members, std::string_view name) {
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &*found;
}

// "actor:n@ms", in its quotes.
std::optional<FieldStamp> stamp_from(std::string_view quoted) {
  if (quoted.size() < 2) return std::nullopt;
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  const std::size_t sign = text.find('@');
  if (sign == std::string_view::npos) return std::nullopt;
  const auto dot = sign == 0 ? std::optional<Dot>(Dot{}) : dot_from(text.substr(0, sign));
  const auto at_ms = digits_to_int(text.substr(sign + 1));
  if (!dot || !at_ms) return std::nullopt;
  return FieldStamp{.dot = *dot, .at_ms = *at_ms};
}

struct Unknown {
  explicit Unknown(std::string_view text, FieldStamp rest_stamp) : rest(rest_stamp) {
    const std::size_t at = text.find(stamps_follow);
    members = members_of(text.substr(0, at));
    if (at != std::string_view::npos) stamps = members_of(text.substr(at + 1));
  }
  FieldStamp stamp_of(std::string_view name) const {
    const Member* own = find(stamps, name);
    return own ? stamp_from(own->value).value_or(rest) : rest;
  }
  std::vector<Member> members = {};
  std::vector<Member> stamps = {};
  FieldStamp rest = {};
};

// Every name of both lists once, in an order that is the same from both sides.
std::vector<std::string_view> names_of(const std::vector<Member>& a, const std::vector<Member>& b) {
  std::vector<std::string_view> names;
  for (const Member& member : a) names.push_back(member.name);
  for (const Member& member : b) names.push_back(member.name);
  sort_rows(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

void append(std::string& text, const Member& member) {
  text += ',';
  text += member.name;
  text += ':';
  text += member.value;
}

std::vector<FieldStamp> all_stamps(const Opaque& opaque) {
  std::string_view json = opaque.json;
  if (json.size() < 2) return {};
  const std::vector<Member> members = members_of(json.substr(1, json.size() - 2));
  const Member* own = find(members, "\"_s\"");
  std::vector<FieldStamp> stamps;
  if (!own || own->value.size() < 2) return stamps;
  for (const Member& member : members_of(own->value.substr(1, own->value.size() - 2)))
    if (const auto stamp = stamp_from(member.value)) stamps.push_back(*stamp);
  return stamps;
}

bool all_seen(const std::vector<FieldStamp>& stamps, const VersionVector& seen) {
  return std::ranges::all_of(stamps, [&](const FieldStamp& stamp) { return !stamp.dot || seen.contains(stamp.dot); });
}

}  // namespace

std::string merged_unknown(std::string_view mine, FieldStamp mine_rest, std::string_view theirs, FieldStamp theirs_rest,
                           FieldStamp rest, const MergeSides& sides) {
  if (mine == theirs) return std::string(mine);
  const Unknown here(mine, mine_rest);
  const Unknown there(theirs, theirs_rest);
  std::string members;
  std::string stamps;
  for (const std::string_view name : names_of(here.members, there.members)) {
    const Member* own = find(here.members, name);
    const Member* other = find(there.members, name);
    const FieldStamp own_stamp = here.stamp_of(name);
    const FieldStamp other_stamp = there.stamp_of(name);
    const bool equal = own && other && own->value == other->value;
    bool from_theirs = false;
    if (equal) {
      from_theirs = later(other_stamp, own_stamp, sides.now_ms);
    } else if (own && other) {
      from_theirs = compare_stamps(false, own_stamp, other_stamp, sides).suggested == MergeSide::theirs;
    } else {
      from_theirs = other != nullptr;  // absence never deletes
    }
    append(members, from_theirs ? *other : *own);
    const FieldStamp stamp = from_theirs ? other_stamp : own_stamp;
    if (stamp == rest) continue;
    stamps += ',';
    stamps += name;
    stamps += ":\"" + (stamp.dot ? text_of(stamp.dot) : std::string()) + "@" + std::to_string(stamp.at_ms) + "\"";
  }
  if (!stamps.empty()) members += stamps_follow + stamps;
  return members;
}

bool opaque_from_theirs(const Opaque& mine, const Opaque& theirs, const MergeSides& sides) {
  if (mine.json == theirs.json) return false;
  const std::vector<FieldStamp> own = all_stamps(mine);
  const std::vector<FieldStamp> other = all_stamps(theirs);
  const bool seen_here = all_seen(other, sides.mine);
  const bool seen_there = all_seen(own, sides.theirs);
  if (seen_here != seen_there) return seen_there;
  const auto newest = [](const std::vector<FieldStamp>& stamps) {
    FieldStamp best = {};
    for (const FieldStamp& stamp : stamps)
      if (std::pair(stamp.at_ms, stamp.dot) > std::pair(best.at_ms, best.dot)) best = stamp;
    return best;
  };
  const FieldStamp own_newest = newest(own);
  const FieldStamp other_newest = newest(other);
  if (own_newest == other_newest) return theirs.json > mine.json;
  return later(other_newest, own_newest, sides.now_ms);
}

}  // namespace voronka
