// Everything the world tells the core, in the order it came. JavaScript callbacks only push here; App drains it at the
// start of a frame, so that no state changes while views draw.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "app/ports.hpp"

namespace voronka {

using WorldEvent =
    std::variant<StorageOpened, StorageBucket, StorageLoaded, StorageDone, StorageConflict, StorageFailed,
                 OtherTabMoved, FileArrived, FileLocked, FileHanded, JobProgress, JobReply, JobFile, JobFailed,
                 CopiesListed, CopyMade, FolderTold, FolderCopied, AttachmentKept, AttachmentsListed, AttachmentMissing,
                 AttachmentsUnpacked, KeepingTold, OfflineTold, NotifyTold, NewBuildReady>;

class Inbox {
 public:
  void push(WorldEvent event) { events_.push_back(std::move(event)); }
  bool empty() const { return events_.empty(); }
  std::vector<WorldEvent> take() { return std::exchange(events_, {}); }

 private:
  std::vector<WorldEvent> events_ = {};
};

}  // namespace voronka
