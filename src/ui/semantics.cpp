#include "ui/semantics.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstring>
#include <utility>

namespace voronka::ui {

namespace {

// FNV-1a over 64 bits: a collision would leave one node's text stale until it changes again.
class Hash {
 public:
  Hash& add(std::string_view text) {
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data(), sizeof word);
      add(word);
    }
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0xFF);
    return *this;
  }
  template <std::integral Value>
  Hash& add(Value number) {
    const auto value = static_cast<std::uint64_t>(number);
    state_ = (state_ ^ value) * 0x100000001B3ULL;
    state_ ^= state_ >> 29;
    return *this;
  }
  Hash& add(float value) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return add(std::uint64_t{bits});
  }
  Hash& add(Rect r) { return add(r.x).add(r.y).add(r.w).add(r.h); }
  std::uint64_t value() const { return state_; }

 private:
  void step(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001B3ULL; }
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

// Little-endian, as web/mirror.js reads it.
class Packer {
 public:
  void u8(unsigned value) { bytes.push_back(static_cast<std::uint8_t>(value)); }
  void u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) u8((value >> shift) & 0xFF);
  }
  void i32(std::int32_t value) { u32(static_cast<std::uint32_t>(value)); }
  void f32(float value) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    u32(bits);
  }
  void rect(Rect r) {
    f32(r.x);
    f32(r.y);
    f32(r.w);
    f32(r.h);
  }
  void text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes.insert(bytes.end(), value.begin(), value.end());
  }
  std::vector<std::uint8_t> bytes = {};
};

enum class Op : std::uint8_t { set = 1, place = 2, children = 3, remove = 4 };

std::uint64_t content_hash(const SemNode& node, const FieldDress* field) {
  Hash hash;
  hash.add(std::uint64_t{node.parent})
      .add(std::uint64_t{static_cast<std::uint64_t>(node.role)})
      .add(std::uint64_t{node.flags});
  hash.add(static_cast<std::uint64_t>(node.level)).add(static_cast<std::uint64_t>(node.position));
  hash.add(static_cast<std::uint64_t>(node.set_size)).add(static_cast<std::uint64_t>(node.now));
  hash.add(node.name).add(node.value).add(node.description).add(node.href).add(node.keys);
  if (field != nullptr) {
    hash.add(static_cast<std::uint64_t>(field->kind)).add(field->font_px).add(field->line_px);
    hash.add(static_cast<std::uint64_t>(field->weight)).add(field->pad_left).add(field->pad_top).add(field->pad_right);
    hash.add(std::uint64_t{field->color}).add(static_cast<std::uint64_t>(field->max_length));
    hash.add(std::uint64_t{field->align_right ? 1U : 0U} | (field->read_only ? 2U : 0U) |
             (field->select_on_focus ? 4U : 0U));
    hash.add(field->placeholder).add(field->autocomplete).add(field->clip);
    for (const Rect& hole : field->holes) hash.add(hole);
  }
  return hash.value();
}

Rect scaled(Rect r, float scale) { return {r.x / scale, r.y / scale, r.w / scale, r.h / scale}; }

}  // namespace

std::string_view name_of(Role role) {
  static constexpr std::array<std::string_view, 37> names = {
      "group",    "main",         "navigation",  "banner", "region",     "heading",  "text",     "button",
      "link",     "checkbox",     "switch",      "radio",  "radiogroup", "textbox",  "combobox", "listbox",
      "option",   "menu",         "menuitem",    "dialog", "list",       "listitem", "tablist",  "tab",
      "tabpanel", "toolbar",      "progressbar", "status", "alert",      "image",    "table",    "row",
      "cell",     "columnheader", "search",      "grid",   "gridcell"};
  return names[static_cast<std::size_t>(role)];
}

void Semantics::begin_frame() {
  std::swap(nodes_, shown_);
  shown_count_ = count_;
  count_ = 0;
  std::swap(fields_, shown_fields_);
  fields_.clear();
  std::swap(index_, shown_index_);
  index_.clear();
  parents_.assign(1, 1);
  texts_.assign(1, 0);
  duplicates_ = 0;
  ++frame_;
}

std::size_t NodeIndex::slot_of(NodeId id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (id * 0x9E3779B1U >> 16) & mask;
  while (slots_[at].place != none && slots_[at].id != id) at = (at + 1) & mask;
  return at;
}

bool NodeIndex::add(NodeId id, std::uint32_t place) {
  if (2 * (used_ + 1) > slots_.size()) {
    const std::vector<Slot> before =
        std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(512, 2 * slots_.size())));
    for (const Slot& slot : before)
      if (slot.place != none) slots_[slot_of(slot.id)] = slot;
  }
  Slot& slot = slots_[slot_of(id)];
  if (slot.place != none) return false;
  slot = {.id = id, .place = place};
  ++used_;
  return true;
}

void NodeIndex::clear() {
  std::ranges::fill(slots_, Slot{});
  used_ = 0;
}

SemNode& Semantics::slot() {
  if (count_ == nodes_.size()) nodes_.emplace_back();
  return nodes_[count_++];
}

void Semantics::add(NodeId id, Rect rect, const Sem& sem, bool drawn) {
  if (!index_.add(id, static_cast<std::uint32_t>(count_))) {
    ++duplicates_;
    return;
  }
  SemNode& node = slot();
  node.id = id;
  node.parent = parents_.back();
  node.role = sem.role;
  node.rect = rect;
  const auto flag = [](bool on, std::uint32_t bit) { return on ? bit : 0U; };
  node.flags = flag(sem.focusable, node_flag::focusable) | flag(sem.focusable && sem.tab_stop, node_flag::tab_stop) |
               flag(sem.disabled, node_flag::disabled) | flag(sem.selected, node_flag::selected) |
               flag(sem.checked >= 0, node_flag::checkable) | flag(sem.checked == 1, node_flag::checked) |
               flag(sem.checked == 2, node_flag::mixed) | flag(sem.expanded >= 0, node_flag::expandable) |
               flag(sem.expanded == 1, node_flag::expanded) | flag(sem.has_popup, node_flag::has_popup) |
               flag(sem.modal, node_flag::modal) | flag(sem.current, node_flag::current) |
               flag(sem.invalid, node_flag::invalid) | flag(sem.required, node_flag::required) |
               flag(!drawn, node_flag::offscreen) | flag(sem.sorted > 0, node_flag::ascending) |
               flag(sem.sorted < 0, node_flag::descending);
  node.level = static_cast<std::int8_t>(sem.level);
  node.position = sem.position;
  node.set_size = sem.set_size;
  node.now = sem.now;
  node.name.assign(sem.name);
  node.value.assign(sem.value);
  node.description.assign(sem.description);
  node.href.assign(sem.href);
  node.keys.assign(sem.keys);
  node.field = -1;
  node.drawn = drawn;
}

void Semantics::add_field(NodeId id, Rect rect, const Sem& sem, FieldDress dress) {
  const std::size_t before = count_;
  add(id, rect, sem);
  if (count_ == before) return;
  nodes_[before].field = static_cast<int>(fields_.size());
  fields_.push_back(std::move(dress));
}

void Semantics::add_text(Rect rect, std::string_view text) {
  const std::uint64_t ordinal = ++texts_.back();
  const auto id =
      static_cast<NodeId>(Hash().add(std::uint64_t{parents_.back()}).add(ordinal * 0x9E3779B9ULL).value() >> 16) | 2U;
  add(id, rect, {.role = Role::text, .name = text});
}

SemNode* Semantics::find(NodeId id) {
  const std::uint32_t place = index_.find(id);
  return place == NodeIndex::none ? nullptr : &nodes_[place];
}

const SemNode* Semantics::find(NodeId id) const {
  const std::uint32_t place = index_.find(id);
  return place == NodeIndex::none ? nullptr : &nodes_[place];
}

const SemNode* Semantics::find_shown(NodeId id) const {
  const std::uint32_t place = shown_index_.find(id);
  return place == NodeIndex::none ? nullptr : &shown_[place];
}

bool Semantics::within(NodeId node, NodeId container) const {
  for (int depth = 0; node > 1 && depth < 64; ++depth) {
    if (node == container) return true;
    const SemNode* found = find(node);
    if (found == nullptr) return false;
    node = found->parent;
  }
  return false;
}

bool Semantics::shown_within(NodeId node, NodeId container) const {
  for (int depth = 0; node > 1 && depth < 64; ++depth) {
    if (node == container) return true;
    const SemNode* found = find_shown(node);
    if (found == nullptr) return false;
    node = found->parent;
  }
  return false;
}

// The focused node is gone: its next sibling that is still there, else the one before, else whatever holds it.
NodeId Semantics::first_stop() const {
  const std::span<const SemNode> all = nodes();
  const auto main = std::ranges::find(all, Role::main, &SemNode::role);
  constexpr std::uint32_t barred = node_flag::disabled | node_flag::inert;
  if (main == all.end() || (main->flags & barred) != 0) return 0;  // under a modal
  const auto stop = std::ranges::find_if(main, all.end(), [&](const SemNode& node) {
    return (node.flags & node_flag::tab_stop) != 0 && (node.flags & barred) == 0 && within(node.id, main->id);
  });
  return stop == all.end() ? 0 : stop->id;
}

NodeId Semantics::successor(NodeId lost) const {
  const auto usable = [&](const SemNode& old) {
    const SemNode* now = find(old.id);
    return now != nullptr && (now->flags & node_flag::focusable) != 0 &&
           (now->flags & (node_flag::disabled | node_flag::inert)) == 0;
  };
  for (int depth = 0; lost > 1 && depth < 64; ++depth) {
    const std::size_t place = shown_index_.find(lost);
    if (place == NodeIndex::none) break;
    const NodeId parent = shown_[place].parent;
    for (std::size_t i = place + 1; i < shown_count_; ++i) {
      if (shown_[i].parent == parent && usable(shown_[i])) return shown_[i].id;
    }
    for (std::size_t i = place; i-- > 0;) {
      if (shown_[i].parent == parent && usable(shown_[i])) return shown_[i].id;
    }
    lost = parent;
    if (const SemNode* holder = find_shown(lost); holder != nullptr && usable(*holder)) return lost;
  }
  return 0;
}

Semantics::Finished Semantics::finish(NodeId focus, NodeId want, float scale) {
  // A modal makes inert what was emitted before it at the root; what comes later (its own menus, toasts) lies above.
  NodeId newest_modal = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (nodes_[i].parent == 1 && (nodes_[i].flags & node_flag::modal) != 0) newest_modal = nodes_[i].id;
  }
  if (newest_modal != 0) {
    for (std::size_t i = 0; i < count_ && nodes_[i].id != newest_modal; ++i) {
      if (nodes_[i].parent == 1 && nodes_[i].role != Role::status && nodes_[i].role != Role::alert)
        nodes_[i].flags |= node_flag::inert;
    }
  }

  Finished result;
  if (want != 0 && index_.contains(want)) {
    if (want != focus) result.focus = want;
  } else if (focus != 0 && !index_.contains(focus)) {
    result.focus = want == 0 ? successor(focus) : 0;  // what is wanted may come with the next frame
    result.lost = result.focus == 0;
  }

  Packer patch;
  holders_.clear();
  for (std::size_t i = 0; i < count_; ++i) {
    const SemNode& node = nodes_[i];
    const FieldDress* field = node.field < 0 ? nullptr : &fields_[static_cast<std::size_t>(node.field)];
    const SemNode* holder = find(node.parent);
    const Rect place =
        scaled(holder == nullptr ? node.rect : moved(node.rect, -holder->rect.x, -holder->rect.y), scale);
    const std::uint64_t content = content_hash(node, field);
    const std::uint64_t place_hash = Hash().add(place).value();
    Sent& sent = sent_[node.id];
    if (sent.frame == 0 || sent.content != content) {
      patch.u8(static_cast<unsigned>(Op::set));
      patch.u32(node.id);
      patch.u32(node.parent);
      patch.u8(static_cast<unsigned>(node.role));
      patch.u32(node.flags);
      patch.i32(node.level);
      patch.i32(node.position);
      patch.i32(node.set_size);
      patch.i32(node.now);
      patch.rect(place);
      for (const std::string* text : {&node.name, &node.value, &node.description, &node.href, &node.keys})
        patch.text(*text);
      patch.u8(field != nullptr ? 1 : 0);
      if (field != nullptr) {
        patch.u8(static_cast<unsigned>(field->kind));
        patch.f32(field->font_px / scale);
        patch.f32(field->line_px / scale);
        patch.i32(field->weight);
        patch.f32(field->pad_left / scale);
        patch.f32(field->pad_top / scale);
        patch.f32(field->pad_right / scale);
        patch.u32(field->color);
        patch.i32(field->max_length);
        patch.u8((field->align_right ? 1U : 0U) | (field->read_only ? 2U : 0U) | (field->select_on_focus ? 4U : 0U));
        patch.text(field->placeholder);
        patch.text(field->autocomplete);
        // Relative to the field itself, ready for clip-path.
        patch.rect(scaled(moved(field->clip, -node.rect.x, -node.rect.y), scale));
        patch.u32(static_cast<std::uint32_t>(field->holes.size()));
        for (const Rect& hole : field->holes) patch.rect(scaled(moved(hole, -node.rect.x, -node.rect.y), scale));
      }
    } else if (sent.place != place_hash) {
      patch.u8(static_cast<unsigned>(Op::place));
      patch.u32(node.id);
      patch.rect(place);
    }
    sent.content = content;
    sent.place = place_hash;
    sent.frame = frame_;
    // Neighbours mostly lie in the same.
    if (holders_.empty() || holders_.back().first != node.parent)
      holders_.emplace_back(node.parent, &sent_[node.parent]);
    Sent& order = *holders_.back().second;
    if (std::exchange(order.order_frame, frame_) != frame_) {
      order.order_now = Hash().value();
      order.children = 0;
    }
    order.order_now = Hash().add(order.order_now).add(std::uint64_t{node.id}).value();
    ++order.children;
  }
  for (const auto& [parent, state] : holders_) {
    if (parent == 1) state->frame = frame_;
    if (state->order == state->order_now) continue;
    state->order = state->order_now;
    patch.u8(static_cast<unsigned>(Op::children));
    patch.u32(parent);
    patch.u32(state->children);
    for (std::size_t i = 0; i < count_; ++i) {
      if (nodes_[i].parent == parent) patch.u32(nodes_[i].id);
    }
  }
  for (auto it = sent_.begin(); it != sent_.end();) {
    // The root is never sent and never goes, even when nothing lies in it.
    if (it->second.frame == frame_ || it->first == 1) {
      // Children that come back later must be put in order again.
      if (it->second.order_frame != frame_) it->second.order = 0;
      ++it;
      continue;
    }
    patch.u8(static_cast<unsigned>(Op::remove));
    patch.u32(it->first);
    it = sent_.erase(it);
  }
  result.patch = std::move(patch.bytes);
  return result;
}

void Semantics::forget() { sent_.clear(); }

}  // namespace voronka::ui
