// How cards move that nobody holds: from where they were to where they are now, over everything else; and the tilt of one that is held.
#include <algorithm>
#include <cmath>
#include <span>

#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

// More at once is a change of the whole board, and nobody could follow it.
constexpr std::size_t most_flights = 12;

}  // namespace

Vec2 flight_of(ViewContext& context, BoardState& state, const CardSpot& spot) {
  Ui& ui = context.ui;
  state.spots.push_back(spot);
  auto flight = std::ranges::find(state.flights, spot.deal, &Flight::deal);
  const auto before = std::ranges::find(state.spots_before, spot.deal, &CardSpot::deal);
  const bool moved = before != state.spots_before.end() && before->stage != spot.stage;
  if (moved && !ui.reduced_motion && state.flights.size() < most_flights) {
    if (flight == state.flights.end()) flight = state.flights.insert(flight, {.deal = spot.deal});
    flight->from = {before->rect.x - spot.rect.x, before->rect.y - spot.rect.y};
    flight->number = ++state.flights_begun;
  }
  if (flight == state.flights.end()) return {};
  const float left = ui.animate_from(ui.id("flight", flight->number), 1, 0, 0.16F);
  if (left == 0) {
    state.flights.erase(flight);
    return {};
  }
  return {std::floor(flight->from.x * left), std::floor(flight->from.y * left)};
}

void take_spots(BoardState& state) {
  state.spots_before.swap(state.spots);
  state.spots.clear();
}

void tilt(Ui& ui, int from, Vec2 center, float radians, float opacity) {
  const float cosine = std::cos(radians);
  const float sine = std::sin(radians);
  ImDrawList& list = ui.draw();
  for (ImDrawVert& vertex : std::span(list.VtxBuffer.Data + from, list.VtxBuffer.Data + list.VtxBuffer.Size)) {
    const float x = vertex.pos.x - center.x;
    const float y = vertex.pos.y - center.y;
    vertex.pos = {center.x + x * cosine - y * sine, center.y + x * sine + y * cosine};
    vertex.col = with_alpha(vertex.col, static_cast<float>(vertex.col >> 24) / 255.F * opacity);
  }
}

}  // namespace voronka::ui
