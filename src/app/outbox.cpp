#include "app/outbox.hpp"

namespace voronka {

VORONKA_COMPILED_HERE(Wish);

void Outbox::send(Wish wish) { wishes_.push_back(std::move(wish)); }

void Outbox::run(Command command, std::string merge_key) {
  send(RunCommand{.command = std::move(command), .merge_key = std::move(merge_key)});
}

void Outbox::run_quietly(Command command, std::string merge_key) {
  send(RunCommand{.command = std::move(command), .merge_key = std::move(merge_key), .quiet = true});
}

}  // namespace voronka
