// Seeded random commands of every kind that acts on a fixture's document, for laws.
#pragma once

#include "base/random.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {

template <class Record>
Id<Record> any_of(const PipelineFixture& fixture, Random& random) {
  const auto rows = fixture.document.table<Record>().rows();
  return rows.empty() ? Id<Record>{} : rows[random.index(rows.size())].id;
}

Command random_command(PipelineFixture& fixture, Random& random);

}  // namespace voronka::test
