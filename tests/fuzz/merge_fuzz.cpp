// Two files of ours, damaged and made up, the second merged into the first: refused with a reason, or a document that can be exported and
// read, and in which the second file has nothing left to change. Salvaged files as well.
#include "app/plan.hpp"
#include "formats/file.hpp"
#include "merge/preview.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

constexpr std::string_view between = "\n---\n";
constexpr Actor author{7};

Stamp stamp_for(const Document& document, const VersionVector& theirs) {
  Stamp stamp = {.now = {.utc_ms = 1'764'075'600'123}, .actor = author, .random_seed = 3};
  for (const VersionVector* seen : {&document.seen(), &theirs})
    for (const auto& [actor, set] : seen->actors())
      if (actor == author && set.ranges().back().second >= stamp.first_dot)
        stamp.first_dot = set.ranges().back().second + 1;
  return stamp;
}

// False: refused.
bool merge_into(Document& document, const FileContents& file) {
  MergePreview preview(file.seen, file.checked);
  preview.add(document, file.records, 1'764'075'600'123);
  Result<Planned> planned = plan(
      document, ApplyMerge{.theirs = preview.take(), .seen = file.seen, .whole = file.checked, .checked = file.checked},
      stamp_for(document, file.seen));
  if (!planned) {
    claim(planned.error().text.key != TextKey::none, "a refusal says why");
    return false;
  }
  document.commit(std::move(planned->patch));
  return true;
}

}  // namespace

void fuzz(std::string_view bytes) {
  const std::size_t cut = bytes.find(between);
  const std::string_view first = bytes.substr(0, cut);
  const std::string_view second = cut == std::string_view::npos ? first : bytes.substr(cut + between.size());
  const Result<FileContents> mine = read_file(with_right_check(first));
  for (const Result<FileContents>& theirs : {read_file(with_right_check(second)), salvage_file(second)}) {
    if (!mine || !theirs) continue;
    Document document = document_of(mine->records, mine->seen);
    if (!merge_into(document, *theirs)) continue;
    const std::string once = export_file(document);
    const Result<FileContents> back = read_file(once);
    claim(back.has_value(), "what was merged can be exported and read", back ? "" : wording(back.error()));
    if (!theirs->checked) continue;  // nothing is remembered of a file that cannot be believed
    claim(merge_into(document, *theirs), "the same file is not refused a second time");
    const std::string twice = export_file(document);
    claim(twice == once, "the second merge of a file changes nothing", once + "\n" + twice);
  }
}

}  // namespace voronka
