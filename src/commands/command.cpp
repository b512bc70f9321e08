#include "commands/command.hpp"

namespace voronka {

VORONKA_COMPILED_HERE(Command);

}  // namespace voronka
