// Decides when the next copy goes into the folder that the user has picked outside of the browser: once an hour at most, for it is a
// whole file each time. What stands there already and which files go is the business of web/folder_desk.js.
#pragma once

#include <optional>

#include "app/ports.hpp"

namespace voronka {

class FolderKeeper {
 public:
  explicit FolderKeeper(Folder* folder) : folder_(folder) {}

  struct Now {
    std::int64_t at_ms = 0;
    bool at_rest = false;    // everything is loaded and saved, and no other copy is being made
    std::uint64_t head = 0;  // that is stored
    bool something = false;  // there is anything to copy
  };
  void advance(const Now& now);
  void handle(const FolderTold& told) { told_ = told; }
  void handle(const FolderCopied& copied, std::int64_t at_ms);
  void write_now() { wanted_ = true; }  // by hand; advance() begins it

  const FolderTold& told() const { return told_; }
  bool writing() const { return writing_; }
  const FolderCopied& last() const { return last_; }  // attempt, in this tab
  bool behind() const { return head_ != 0 && told_.head != head_; }
  // It would write now, and may not until the user has said so.
  bool waits_for_leave(std::int64_t at_ms) const;
  // Milliseconds until advance() has something to do; nothing when it waits for an event.
  std::optional<std::int64_t> wait_ms(std::int64_t at_ms) const;

 private:
  std::int64_t due_ms(std::int64_t at_ms) const;

  Folder* folder_ = nullptr;
  FolderTold told_ = {};
  FolderCopied last_ = {};
  std::uint64_t head_ = 0;
  std::int64_t changed_at_ms_ = 0;  // when the stored head was first seen ahead of the newest file; 0: it is not
  std::int64_t failed_at_ms_ = 0;
  bool writing_ = false, wanted_ = false, rested_ = false;
};

}  // namespace voronka
