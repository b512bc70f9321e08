#include "ui/damage.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace voronka::ui {

namespace {

std::uint64_t mixed(std::uint64_t state, std::uint64_t value) {
  state = (state ^ value) * 0x9E3779B97F4A7C15ULL;
  return state ^ (state >> 32);
}

std::uint64_t bits(float a, float b) {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  std::memcpy(&low, &a, sizeof low);
  std::memcpy(&high, &b, sizeof high);
  return std::uint64_t{high} << 32 | low;
}

std::size_t tile_index(int x, int y, int columns) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
}

// Tiles, not pixels.
struct Span {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // half open
};

// What lies around some corners.
struct Bounds {
  float left = std::numeric_limits<float>::max(), top = left, right = -left, bottom = -left;
  void add(const ImVec2& at) {
    left = std::min(left, at.x);
    top = std::min(top, at.y);
    right = std::max(right, at.x);
    bottom = std::max(bottom, at.y);
  }
};

// A letter, a box with its round corners: triangles that share corners, which no other piece has.
struct Piece {
  unsigned end = 0;  // after the last of its indices
  ImDrawIdx first = 0, last = 0;
};

Piece piece_at(const ImDrawIdx* index, unsigned begin, unsigned count) {
  // Most are letters and plain boxes: two triangles on four corners.
  const ImDrawIdx* at = index + begin;
  const ImDrawIdx corner = *at;
  if (begin + 5 < count && at[1] == corner + 1 && at[2] == corner + 2 && at[3] == corner && at[4] == corner + 2 &&
      at[5] == corner + 3 && (begin + 6 == count || at[6] > corner + 3))
    return {.end = begin + 6, .first = corner, .last = corner + 3};
  const auto lowest = [&](unsigned i) { return std::min({index[i], index[i + 1], index[i + 2]}); };
  const auto highest = [&](unsigned i) { return std::max({index[i], index[i + 1], index[i + 2]}); };
  Piece piece = {.end = begin + 3, .first = lowest(begin), .last = highest(begin)};
  for (; piece.end + 2 < count; piece.end += 3) {
    const ImDrawIdx low = lowest(piece.end);
    if (low > piece.last || low < piece.first) break;
    piece.last = std::max(piece.last, highest(piece.end));
  }
  return piece;
}

}  // namespace

void Damage::hash(const ImDrawData& data) {
  // A piece of more tiles may be a frame around something else.
  constexpr int most_whole = 12;
  const int columns = (static_cast<int>(data.DisplaySize.x) + tile - 1) / tile;
  const int rows = (static_cast<int>(data.DisplaySize.y) + tile - 1) / tile;
  tiles_.assign(tile_index(0, rows, columns), 0);
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4& clip = command.ClipRect;
      // A new texture has a new number: the atlas never writes over texels that are in use.
      const std::uint64_t texture = command.TexRef._TexData != nullptr
                                        ? static_cast<std::uint64_t>(command.TexRef._TexData->UniqueID)
                                        : command.TexRef._TexID;
      const std::uint64_t state = mixed(mixed(mixed(texture, bits(clip.x, clip.y)), bits(clip.z, clip.w)), 1);
      const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset;
      const ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
      const auto span_of = [&](const Bounds& all) {
        const float left = std::max(clip.x, all.left);
        const float top = std::max(clip.y, all.top);
        const float right = std::min(clip.z, all.right);
        const float bottom = std::min(clip.w, all.bottom);
        if (left >= right || top >= bottom) return Span{};
        return Span{std::max(0, static_cast<int>(left) / tile), std::max(0, static_cast<int>(top) / tile),
                    std::min(columns, static_cast<int>(right) / tile + 1),
                    std::min(rows, static_cast<int>(bottom) / tile + 1)};
      };
      for (unsigned i = 0; i + 2 < command.ElemCount;) {
        const Piece piece = piece_at(index, i, command.ElemCount);
        // Each corner is hashed once, however many triangles meet there.
        std::uint64_t hash = state + (piece.end - i);
        Bounds all;
        for (ImDrawIdx corner = piece.first; corner <= piece.last; ++corner) {
          const ImDrawVert& v = vertices[corner];
          hash = mixed(mixed(hash + v.col, bits(v.pos.x, v.pos.y)), bits(v.uv.x, v.uv.y));
          all.add(v.pos);
        }
        const auto mark = [&](const Span& span) {
          for (int y = span.y0; y < span.y1; ++y) {
            for (int x = span.x0; x < span.x1; ++x) {
              std::uint64_t& sum = tiles_[tile_index(x, y, columns)];
              sum = mixed(sum, hash);  // order matters: what is drawn later lies on top
            }
          }
        };
        const Span span = span_of(all);
        if ((span.x1 - span.x0) * (span.y1 - span.y0) <= most_whole) {
          mark(span);
          i = piece.end;
        }
        for (; i < piece.end; i += 3) {
          Bounds triangle;
          for (unsigned corner = i; corner < i + 3; ++corner) triangle.add(vertices[index[corner]].pos);
          mark(span_of(triangle));
        }
      }
    }
  }
}

void Damage::collect(int columns, int rows) {
  // Runs of changed tiles in a row, joined with an equal run above.
  std::vector<Span> spans;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const auto changed = [&](int at) {
        const std::size_t i = tile_index(at, y, columns);
        return tiles_[i] != shown_[i];
      };
      if (!changed(x)) continue;
      int end = x + 1;
      while (end < columns && changed(end)) ++end;
      bool joined = false;
      for (Span& span : spans) {
        if (span.y1 == y && span.x0 == x && span.x1 == end) {
          span.y1 = y + 1;
          joined = true;
        }
      }
      if (!joined) spans.push_back({x, y, end, y + 1});
      x = end;
    }
  }
  // Too many, or touching ones: the pair whose common box wastes least becomes one, and with it whatever that box meets.
  const auto area = [](const Span& s) { return (s.x1 - s.x0) * (s.y1 - s.y0); };
  const auto box = [](const Span& a, const Span& b) {
    return Span{std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
  };
  const auto meet = [](const Span& a, const Span& b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
  };
  const auto merge = [&](std::size_t i, std::size_t k) {
    Span joined = box(spans[i], spans[k]);
    spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(k));
    spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t n = 0; n < spans.size();) {
      if (meet(joined, spans[n])) {
        joined = box(joined, spans[n]);
        spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(n));
        n = 0;
      } else {
        ++n;
      }
    }
    spans.push_back(joined);
  };
  // Far too many pieces (a scroll, a new page): one box is found faster than the best boxes.
  if (spans.size() > 64) {
    Span all = spans.front();
    for (const Span& span : spans) all = box(all, span);
    spans.assign(1, all);
  }
  while (spans.size() > 1) {
    int least = 0;
    std::size_t first = 0;
    std::size_t second = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      for (std::size_t k = i + 1; k < spans.size(); ++k) {
        const int waste = area(box(spans[i], spans[k])) - area(spans[i]) - area(spans[k]);
        if (second == 0 || waste < least) {
          least = waste;
          first = i;
          second = k;
        }
      }
    }
    if (spans.size() <= most && least > 2) break;
    merge(first, second);
  }
  for (const Span& span : spans) {
    const Rect whole = {0, 0, size_.x, size_.y};
    const Rect piece = {static_cast<float>(span.x0 * tile), static_cast<float>(span.y0 * tile),
                        static_cast<float>((span.x1 - span.x0) * tile), static_cast<float>((span.y1 - span.y0) * tile)};
    areas_.push_back(intersection(piece, whole));
  }
}

const std::vector<Rect>& Damage::areas(const ImDrawData& data, ImU32 background) {
  areas_.clear();
  const bool whole =
      shown_.empty() || background != background_ || data.DisplaySize.x != size_.x || data.DisplaySize.y != size_.y;
  background_ = background;
  size_ = data.DisplaySize;
  hash(data);
  if (whole) {
    areas_.push_back({0, 0, size_.x, size_.y});
  } else {
    collect((static_cast<int>(size_.x) + tile - 1) / tile, (static_cast<int>(size_.y) + tile - 1) / tile);
  }
  std::swap(tiles_, shown_);
  return areas_;
}

}  // namespace voronka::ui
