#include "ui/damage.hpp"

#include <cstring>

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

std::uint64_t hash_of(const ImDrawVert& v) { return mixed(mixed(bits(v.pos.x, v.pos.y), bits(v.uv.x, v.uv.y)), v.col); }

std::size_t tile_index(int x, int y, int columns) {
  return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
}

// Tiles, not pixels.
struct Span {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // half open
};

}  // namespace

void Damage::hash(const ImDrawData& data) {
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
      for (unsigned i = 0; i + 2 < command.ElemCount;) {
        // Most of a picture are glyphs and boxes: two triangles on four corners. Taken as one they are hashed once, not twice.
        const bool quad = i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2];
        const ImDrawVert& a = vertices[index[i]];
        const ImDrawVert& b = vertices[index[i + 1]];
        const ImDrawVert& c = vertices[index[i + 2]];
        const ImDrawVert& d = quad ? vertices[index[i + 5]] : c;
        i += quad ? 6 : 3;
        const float left = std::max(clip.x, std::min(std::min(a.pos.x, b.pos.x), std::min(c.pos.x, d.pos.x)));
        const float top = std::max(clip.y, std::min(std::min(a.pos.y, b.pos.y), std::min(c.pos.y, d.pos.y)));
        const float right = std::min(clip.z, std::max(std::max(a.pos.x, b.pos.x), std::max(c.pos.x, d.pos.x)));
        const float bottom = std::min(clip.w, std::max(std::max(a.pos.y, b.pos.y), std::max(c.pos.y, d.pos.y)));
        if (left >= right || top >= bottom) continue;
        std::uint64_t piece = mixed(mixed(mixed(state, hash_of(a)), hash_of(b)), hash_of(c));
        if (quad) piece = mixed(piece, hash_of(d));
        const int x0 = std::max(0, static_cast<int>(left) / tile);
        const int y0 = std::max(0, static_cast<int>(top) / tile);
        const int x1 = std::min(columns - 1, static_cast<int>(right) / tile);
        const int y1 = std::min(rows - 1, static_cast<int>(bottom) / tile);
        for (int y = y0; y <= y1; ++y) {
          for (int x = x0; x <= x1; ++x) {
            std::uint64_t& sum = tiles_[tile_index(x, y, columns)];
            sum = mixed(sum, piece);  // order matters: what is drawn later lies on top
          }
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
