#include "app/outbox.hpp"

namespace voronka {

Wish::Wish() = default;
Wish::Wish(const Wish&) = default;
Wish::Wish(Wish&&) noexcept = default;
Wish& Wish::operator=(const Wish&) = default;
Wish& Wish::operator=(Wish&&) noexcept = default;
Wish::~Wish() = default;

void Outbox::send(Wish wish) { wishes_.push_back(std::move(wish)); }

void Outbox::run(Command command, std::string merge_key) {
  send(RunCommand{.command = std::move(command), .merge_key = std::move(merge_key)});
}

void Outbox::run_quietly(Command command, std::string merge_key) {
  send(RunCommand{.command = std::move(command), .merge_key = std::move(merge_key), .quiet = true});
}

}  // namespace voronka
