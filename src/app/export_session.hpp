// A file on its way out. What is exported is the document as it stood when the export began; what is edited meanwhile is
// not in the file. Should the helper not start or die, the file is written in the page: an export is a way out of trouble.
#pragma once

#include <string>

#include "app/ports.hpp"
#include "model/document.hpp"

namespace voronka {

class ExportSession {
 public:
  ExportSession(Jobs& jobs, Files& files) : jobs_(jobs), files_(files) {}

  // Asked for again while one runs: that one is it.
  void ask(std::string name);
  bool running() const { return step_ != Step::none; }
  // Asked for and not begun: then call advance() in every frame. It begins as soon as `complete`, for a file without its
  // histories would be a loss.
  bool waiting() const { return step_ == Step::asked; }
  void advance(const Document& document, bool complete);

  void handle(const JobFile& file);
  void handle(const JobFailed& failed, const Document& document);
  bool owns(Ticket ticket) const { return ticket >= first_ticket; }

 private:
  enum class Step : std::uint8_t { none, asked, writing };

  // Answers of both kinds of helpers come by one inbox.
  static constexpr Ticket first_ticket = 0x8000'0000;
  Jobs& jobs_;
  Files& files_;
  Step step_ = Step::none;
  Ticket ticket_ = first_ticket;
  std::string name_ = {};
};

}  // namespace voronka
