// A file on its way out. What is exported is the document as it stood when the export began; what is edited meanwhile is
// not in the file. Should the helper not start or die, the page writes the file, as the document is then: an export is a way
// out of trouble.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "app/export_desk.hpp"
#include "app/ports.hpp"
#include "model/document.hpp"

namespace voronka {

class ExportSession {
 public:
  ExportSession(Jobs& jobs, Files& files) : jobs_(jobs), files_(files) {}

  // Asked for again while one runs: that one is it.
  void ask(std::string name, ExportOrder order = {}, Handover how = {});
  bool running() const { return step_ != Step::none; }
  // Asked for and not begun: begin() when the histories are there, for a file without them would be a loss; forget() when they
  // will not come.
  bool waiting() const { return step_ == Step::asked; }
  void begin(const Document& document);
  void forget() { step_ = Step::none; }

  // True: a file of everything has gone to the user.
  bool handle(const JobFile& file);
  bool handle(const JobFailed& failed, const Document& document);
  // Of the last file: so many files of documents that the page could not put in, as no helper made a package. Once.
  std::uint32_t take_left_out() { return std::exchange(left_out_, 0); }
  // The name of a file that could not be written at all: what is locked or for another program is the helper's alone. Once.
  std::string take_unwritten() { return std::exchange(unwritten_, {}); }
  // What the document had seen when the file that is now handed over was begun; nothing when it is no file of ours.
  std::optional<VersionVector> handed(const FileHanded& handed);

 private:
  enum class Step : std::uint8_t { none, asked, writing };

  // Answers of both helpers come by one inbox: tickets of an import count from 1.
  static constexpr Ticket first_ticket = 0x8000'0000;
  Jobs& jobs_;
  Files& files_;
  Step step_ = Step::none;
  Ticket ticket_ = first_ticket;
  std::string name_ = {};
  ExportOrder order_ = {};
  Handover how_ = {};
  VersionVector seen_ = {};
  std::uint32_t offered_ = 0;  // the file
  std::uint32_t left_out_ = 0;
  std::string unwritten_ = {};
};

}  // namespace voronka
