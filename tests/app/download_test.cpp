// An export on its way out of the page.
#include "app/download.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka {
namespace {

struct FakeFiles final : Files {
  void ask(Ticket, std::string, bool) override {}
  void forget(std::uint32_t) override {}
  void add_to_download(std::string_view part) override { parts.emplace_back(part); }
  void offer_download(std::string offered, std::string) override { name = std::move(offered); }
  void unlock(Ticket, std::uint32_t, std::string) override {}
  void offer_file(std::uint32_t, std::string, Handover) override {}
  std::vector<std::string> parts = {};
  std::string name = {};
};

}  // namespace

TEST_CASE("an export leaves in parts of about a megabyte that together are the file") {
  test::PipelineFixture fixture;
  for (std::size_t i = 0; i < 3000; ++i) fixture.deal(i % 6, 1000);
  const std::string file = export_file(fixture.document);
  FakeFiles files;
  Download download(files);
  export_file(fixture.document, download);
  download.offer("mine.voronka.json", "application/json");
  std::string whole;
  std::size_t longest = 0;
  for (const std::string& part : files.parts) {
    whole += part;
    longest = std::max(longest, part.size());
  }
  CHECK(whole == file);
  CHECK(files.parts.size() > 1);
  CHECK(longest < 2 * Download::part_bytes);
  CHECK(files.name == "mine.voronka.json");
}

TEST_CASE("an empty file is offered, too") {
  FakeFiles files;
  Download download(files);
  download.offer("empty.json", "application/json");
  CHECK(files.parts.empty());
  CHECK(files.name == "empty.json");
}

}  // namespace voronka
