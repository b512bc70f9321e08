// A file of ours as a document, for subcommands that compute with one.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "model/document.hpp"

namespace voronka {

// "-" reads standard input. Ids, stamps and what the file has seen stay as they are.
Result<Document> read_document(std::string_view path);

}  // namespace voronka
