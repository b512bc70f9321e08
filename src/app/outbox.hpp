// What views say: wishes, in order, carried out after the frame was drawn. A view's only output besides its own state.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/export_desk.hpp"
#include "app/import_desk.hpp"
#include "app/ports.hpp"
#include "app/preferences.hpp"
#include "base/compiled_once.hpp"
#include "commands/command.hpp"
#include "formats/calendar.hpp"
#include "formats/call_match.hpp"

namespace voronka {

// ---- wishes that are not commands ----
struct RunCommand {
  Command command = {};
  std::string merge_key = {};  // neighbours with the same non-empty key are one undo step: "deal_01J…/title/7"
  bool quiet = false;          // no toast with Undo: typing in a field
};
struct Undo {};
struct Redo {};
struct JumpInHistory {  // so many steps: back when negative. Each is undone or redone as it is
  int steps = 0;
};
struct RetrySave {};
struct ExportFile {};  // the whole data set as *.voronka.json, offered as a download
struct ExportPart {    // a selection, hidden names or amounts, a password, or a format of another program
  Selection selection = {};
  MaskWords words = {};
  std::string password = {};
  std::string format = {};  // of export_formats.inc; empty: our own
  ExportStyle style = {};
};
struct SendToDevice {  // what is new since the last time; all when it is new there
  std::string name = {};
  bool everything = false;
};
struct ForgetDevice {
  std::string name = {};
};
struct UnlockFile {  // the password of the file that is being imported
  std::string password = {};
};
struct AskForFile {      // opens the file picker (inside the user's gesture)
  bool calls = false;    // for a list of calls and nothing else
  bool catalog = false;  // the file will be a price list
  Currency usual = {};   // of its prices that name none
};
struct ReadAsCatalog {  // the table that is shown is a price list
  Currency usual = {};
};
struct AnswerCatalog {};  // what the price list would do was looked at
struct StartEmpty {};     // first run: the default pipeline in the user's language
struct StartSample {};    // first run: the same with sample deals
struct AnswerImport {     // the mapping preview was confirmed
  ImportMapping mapping = {};
  ImportPlace place = {};
};
struct ReadImportAgain {  // in another encoding, or another sheet
  std::optional<TextEncoding> encoding = {};
  std::optional<std::size_t> sheet = {};
};
struct ListImportProblems {};  // the rows with warnings -> ImportSession::take_problems
struct SaveImportProblems {    // what the view made of them
  std::string name = {};
  std::string bytes = {};
};
struct PreviewImport {  // the mapping was changed: count again
  ImportMapping mapping = {};
};
struct AnswerCalls {  // the calls of the list that are new are to be logged
  bool strangers = false;
  CallWords words = {};
};
struct
    ReadCallsAgain {  // with the dates in another order; none: it is a table of deals (also of what was taken for contacts)
  std::optional<DateOrder> date_order = {};
};
struct ReadAsPeople {};  // the table that is shown is one of contacts
struct AnswerPeople {    // the contacts are to come in
  KnownPeople known = KnownPeople::fill;
  PeopleWords words = {};
};
struct AnswerDates {};  // the activities of the calendar are to come in
struct AnswerOwnFile {  // replace only after a typed confirmation
  OwnFileAction action = OwnFileAction::add;
};
struct AnswerMerge {  // the differences were looked at; what was chosen against the suggestions
  std::vector<MergeChoice> choices = {};
};
struct OtherWays {};  // not merged: what else can be done with a file of ours
struct CancelImport {
  bool only_this = false;  // of several files: the others come all the same
};
struct AcceptDamage {};  // some of it cannot be read: go on without
struct AcceptLoss {};    // the database lost commits: go on with what is there
struct MakeCopy {};      // of everything, in this browser: now instead of later
struct OpenCopy {        // as a file that is to be imported
  std::string name = {};
};
struct OfferCopy {  // as a download
  std::string name = {};
};
struct AskToKeep {};      // the browser: not to delete the data by itself
struct PickFolder {};     // outside of the browser, for copies
struct AllowFolder {};    // again, after the page was loaded
struct ForgetFolder {};   // writes no more there
struct WriteToFolder {};  // now instead of later
struct PutOffFile {};     // the reminder that a file is due
struct AskToNotify {};    // the user, whether the system may show our messages
struct NotifyUser {
  SystemMessage message = {};
};
struct ExportCalendar {  // planned activities as *.ics; none chosen: all
  std::vector<Id<Activity>> activities = {};
  CalendarWords words = {};
};
struct AttachFile {  // to a document: opens the file picker (inside the user's gesture)
  Id<Paper> paper = {};
  Id<Attachment> again = {};  // instead: the contents of this one, which are not in this browser
};
struct OfferAttachment {  // as a download
  Id<Attachment> attachment = {};
};
struct LookForAttachments {};      // which contents are in this browser
struct DeleteSpareAttachments {};  // contents that no document has any more
struct UseNewBuild {};             // as soon as everything is saved
struct SetPreferences {
  Preferences preferences = {};
};

namespace detail {
using AnyWish =
    std::variant<RunCommand, Undo, Redo, JumpInHistory, RetrySave, ExportFile, ExportPart, SendToDevice, ForgetDevice,
                 UnlockFile, AskForFile, ReadAsCatalog, AnswerCatalog, StartEmpty, StartSample, AnswerImport,
                 PreviewImport, ReadImportAgain, ListImportProblems, SaveImportProblems, AnswerCalls, ReadCallsAgain,
                 ReadAsPeople, AnswerPeople, AnswerDates, AnswerOwnFile, AnswerMerge, OtherWays, CancelImport,
                 AcceptLoss, AcceptDamage, MakeCopy, OpenCopy, OfferCopy, AskToKeep, PickFolder, AllowFolder,
                 ForgetFolder, WriteToFolder, PutOffFile, AskToNotify, NotifyUser, ExportCalendar, AttachFile,
                 OfferAttachment, LookForAttachments, DeleteSpareAttachments, UseNewBuild, SetPreferences>;
}  // namespace detail

struct Wish : detail::AnyWish {  // as Command
  using detail::AnyWish::AnyWish;
  VORONKA_COMPILED_ONCE(Wish);
};

class Outbox {
 public:
  void send(Wish wish);
  void run(Command command, std::string merge_key = {});
  // For typing: one undo step per focus, no toast.
  void run_quietly(Command command, std::string merge_key);
  bool empty() const { return wishes_.empty(); }
  std::vector<Wish> take() { return std::exchange(wishes_, {}); }

 private:
  std::vector<Wish> wishes_ = {};
};

}  // namespace voronka
