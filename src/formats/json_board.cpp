// A board of Trello: lists, cards, people and the history of all of them stand apart in the file; here every card becomes one flat row
// with its way through the lists.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/date.hpp"
#include "base/digits.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_values.hpp"
#include "formats/json_table.hpp"
#include "formats/json_text.hpp"
#include "formats/json_writer.hpp"

namespace voronka {
namespace {

using Index = std::unordered_map<std::string, std::size_t>;

// What Trello gives with an export: of older days it says nothing.
constexpr std::size_t most_actions = 1000;

struct List {
  std::string name = {};
  bool archived = false;
  std::int64_t place = 0;
};
struct Move {
  std::string at = {};
  std::string before = {};  // the names of lists
  std::string after = {};
};
struct Card {
  std::uint32_t at = 0;  // in the text
  std::int64_t place = 0;
  std::size_t list = 0;
  std::vector<Move> moves = {};
  bool created_here = false;  // the file has the day on which it began
  std::string comments = {};
  std::string checklists = {};
};
struct CustomField {
  std::string name = {};
  JsonWords options = {};
};

// A decimal as thousandths, so that places can be compared.
std::int64_t thousandths(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string decimals(text.substr(std::min(point + 1, text.size()), 3));
  decimals.resize(3, '0');
  return digits_to_int(text.substr(0, point)).value_or(0) % 1'000'000'000'000 * 1000 +
         digits_to_int(decimals).value_or(0);
}

// The first eight digits of an id are the second in which it was made.
std::string moment_of_id(std::string_view id) {
  const auto high = hex4(id);
  const auto low = high ? hex4(id.substr(4)) : std::nullopt;
  if (!low) return {};
  return iso_text(Moment{.utc_ms = (std::int64_t{*high} * 65'536 + *low) * 1000});
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

class Board {
 public:
  Board(std::string_view text, const std::vector<JsonGroup>& groups) : text_(text), groups_(groups), in_(text) {}

  std::string cards(std::vector<std::string>& stages) {
    read_lists();
    read_members();
    read_custom_fields();
    read_cards();
    read_actions();
    read_checklists();
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lists_.size(); ++i) order.push_back(i);
    sort_rows(order, [&](std::size_t a, std::size_t b) { return lists_[a].place < lists_[b].place; });
    for (const std::size_t i : order) {
      if (lists_[i].archived) continue;
      stages.push_back(lists_[i].name);
      if (outcome_of_word(lists_[i].name) != StageOutcome::lost) last_ = i;
    }
    sort_rows(cards_, [&](const Card& a, const Card& b) {
      const std::int64_t places[] = {list_of(a).place, list_of(b).place};
      return places[0] != places[1] ? places[0] < places[1] : a.place < b.place;
    });
    name_ = name_of_board();
    out_.begin_list();
    for (Card& card : cards_) write(card);
    out_.end_list();
    return out_.take();
  }

 private:
  template <class Function>
  void for_each(std::string_view group, Function&& f) {
    const JsonGroup* const found = group_named(groups_, group);
    if (!found) return;
    for (const std::uint32_t row : found->rows) {
      in_ = JsonReader(text_, row);
      in_.take_any_number();
      flat_.read(in_);
      f(flat_, row);
    }
  }

  // The objects in one list of an object.
  template <class Function>
  void for_each_in(std::uint32_t object, std::string_view list, Function&& f) {
    JsonReader in(text_, object);
    in.take_any_number();
    in.enter_object();
    while (const auto name = in.next_member()) {
      if (*name != list || in.kind() != JsonKind::list) {
        in.take_raw();
        continue;
      }
      FlatJson item;
      in.enter_list();
      while (in.next_item()) {
        item.read(in);
        if (item.size() > 0) f(item);
      }
    }
  }

  std::string name_of_board() {
    JsonReader in(text_);
    in.take_any_number();
    if (in.kind() == JsonKind::object) in.enter_object();
    while (const auto name = in.next_member()) {
      if (*name == "name" && in.kind() == JsonKind::text) return std::string(in.take_text());
      in.take_raw();
    }
    return {};
  }

  void read_lists() {
    lists_.push_back({});  // of cards whose list is not in the file
    for_each("lists", [&](const FlatJson& list, std::uint32_t) {
      list_at_.try_emplace(std::string(list.at("id")), lists_.size());
      lists_.push_back({.name = std::string(list.at("name")),
                        .archived = list.at("closed") == "true",
                        .place = thousandths(list.at("pos"))});
    });
    lists_[0].archived = true;
  }

  void read_members() {
    for_each("members", [&](const FlatJson& member, std::uint32_t) {
      members_[std::string(member.at("id"))] = member.first_of("fullName|username|id");
    });
  }

  void read_custom_fields() {
    std::vector<std::string> names = {"Card ID",          "Card Name",    "List Name",   "Board Name", "Created",
                                      "Card Description", "Labels",       "Owner",       "Members",    "Due Date",
                                      "Start Date",       "Due Complete", "Archived",    "Moves",      "Comments",
                                      "Closed",           "Checklists",   "Attachments", "Location",   "Card URL"};
    for_each("customFields", [&](const FlatJson& field, std::uint32_t at) {
      CustomField made;
      const std::string own(clipped_utf8(field.at("name"), 200));
      made.name = own;
      for (std::size_t n = 2; std::ranges::find(names, made.name) != names.end(); ++n)
        made.name = own + " (" + std::to_string(n) + ")";
      names.push_back(made.name);
      for_each_in(at, "options", [&](const FlatJson& option) {
        made.options[std::string(option.first_of("id|_id"))] = option.at("value.text");
      });
      field_at_.try_emplace(std::string(field.at("id")), fields_.size());
      fields_.push_back(std::move(made));
    });
  }

  void read_cards() {
    for_each("cards", [&](const FlatJson& card, std::uint32_t at) {
      const auto list = list_at_.find(std::string(card.at("idList")));
      card_at_.try_emplace(std::string(card.at("id")), cards_.size());
      cards_.push_back(
          {.at = at, .place = thousandths(card.at("pos")), .list = list == list_at_.end() ? 0 : list->second});
    });
  }

  // As it is called today; a list that is no longer here as it was called then.
  std::string list_name(const FlatJson& action, const std::string& member) const {
    const auto list = list_at_.find(std::string(action.at(member + ".id")));
    return list == list_at_.end() ? std::string(action.at(member + ".name")) : lists_[list->second].name;
  }

  void read_actions() {
    for_each("actions", [&](const FlatJson& action, std::uint32_t) {
      ++actions_;
      const auto found = card_at_.find(std::string(action.at("data.card.id")));
      if (found == card_at_.end()) return;
      Card& card = cards_[found->second];
      const std::string_view type = action.at("type");
      const std::string at(action.at("date"));
      if (is_one_of(type, "createCard|copyCard|convertToCardFromCheckItem|emailCard|moveCardToBoard")) {
        card.created_here = card.created_here || type != "moveCardToBoard";
        card.moves.push_back({.at = at, .after = list_name(action, "data.list")});
      } else if (type == "updateCard" && !action.at("data.listAfter.id").empty()) {
        card.moves.push_back(
            {.at = at, .before = list_name(action, "data.listBefore"), .after = list_name(action, "data.listAfter")});
      } else if (type == "commentCard" || type == "copyCommentCard") {
        std::string line = at.substr(0, 10);
        if (const std::string_view who = action.at("memberCreator.fullName"); !who.empty())
          line += " " + std::string(who);
        add_line(card.comments, line + ": " + std::string(action.at("data.text")));
      }
    });
  }

  void read_checklists() {
    for_each("checklists", [&](const FlatJson& checklist, std::uint32_t at) {
      const auto found = card_at_.find(std::string(checklist.at("idCard")));
      if (found == card_at_.end()) return;
      std::string& text = cards_[found->second].checklists;
      add_line(text, std::string(checklist.at("name")) + ":");
      for_each_in(at, "checkItems", [&](const FlatJson& item) {
        add_line(text, (item.at("state") == "complete" ? "[x] " : "[ ] ") + std::string(item.at("name")));
      });
    });
  }

  const List& list_of(const Card& card) const { return lists_[card.list]; }

  // "2026-01-05T10:00:00Z<tab>New", a line for each list it came to.
  std::string way_of(Card& card, const std::string& born) {
    sort_rows(card.moves, [](const Move& a, const Move& b) { return a.at < b.at; });
    std::string way;
    const auto came = [&](const std::string& at, const std::string& list) {
      if (!at.empty() && !list.empty()) add_line(way, at + "\t" + list);
    };
    // Of a card that began before what the file tells only this is sure: it was where it left first.
    if (!card.created_here && !card.moves.empty()) came(born, card.moves[0].before);
    if (!card.created_here && card.moves.empty() && actions_ < most_actions) came(born, list_of(card).name);
    for (const Move& move : card.moves) came(move.at, move.after);
    return way;
  }

  void text(std::string_view name, std::string_view value) {
    if (value.empty() && !first_) return;
    out_.key(name);
    if (value.size() > max_cell_bytes) {
      out_.text(std::string(clipped_utf8(value, max_cell_bytes - 4)) + " …");
    } else {
      out_.text(value);
    }
  }

  void write(Card& card) {
    in_ = JsonReader(text_, card.at);
    in_.take_any_number();
    flat_.read(in_);
    const FlatJson& from = flat_;
    const std::string born = moment_of_id(from.at("id"));
    out_.begin_object();
    text("Card ID", from.at("id"));
    text("Card Name", from.at("name"));
    text("List Name", list_of(card).name);
    text("Board Name", name_);
    text("Created", born);
    text("Moves", way_of(card, born));
    std::string members;
    std::string_view ids = from.at("idMembers");
    std::size_t count = 0;
    while (!ids.empty()) {
      const std::size_t end = std::min(ids.find(", "), ids.size());
      const std::string* const member = members_.find(std::string(ids.substr(0, end)));
      const std::string_view name = member ? std::string_view(*member) : ids.substr(0, end);
      if (++count == 1) text("Owner", name);
      if (count > 1) members += ", ";
      members += name;
      ids.remove_prefix(std::min(end + 2, ids.size()));
    }
    text("Members", count > 1 ? std::string_view(members) : std::string_view());
    text("Labels", from.at("labels"));
    text("Due Date", from.at("due"));
    text("Due Complete", from.at("dueComplete") == "true" ? "true" : "");
    text("Start Date", from.at("start"));
    text("Archived", from.at("closed") == "true" || list_of(card).archived ? "true" : "");
    // Somebody who works with "Done" means an end by it; of which kind is asked.
    text("Closed", card.list == last_ && means_ended(list_of(card).name) ? "true" : "");
    text("Card Description", from.at("desc"));
    text("Comments", card.comments);
    text("Checklists", card.checklists);
    text("Location", from.first_of("address|locationName"));
    text("Card URL", from.first_of("shortUrl|url"));
    std::string attachments;
    for_each_in(card.at, "attachments", [&](const FlatJson& it) {
      std::string line(it.at("name"));
      if (const std::string_view url = it.at("url"); !url.empty() && url != line)
        line += (line.empty() ? "" : " ") + std::string(url);
      add_line(attachments, line);
    });
    text("Attachments", attachments);
    std::vector<std::string> values(fields_.size());
    for_each_in(card.at, "customFieldItems", [&](const FlatJson& it) {
      const auto field = field_at_.find(std::string(it.at("idCustomField")));
      if (field == field_at_.end()) return;
      const CustomField& of = fields_[field->second];
      const std::string* const option = of.options.find(std::string(it.at("idValue")));
      values[field->second] =
          option ? std::string_view(*option) : it.first_of("value.text|value.number|value.date|value.checked");
    });
    for (std::size_t i = 0; i < values.size(); ++i) text(fields_[i].name, values[i]);
    out_.end_object();
    first_ = false;
  }

  std::string_view text_;
  const std::vector<JsonGroup>& groups_;
  JsonReader in_;
  FlatJson flat_ = {};
  std::vector<List> lists_ = {};
  JsonWords members_ = {};
  std::vector<CustomField> fields_ = {};
  std::vector<Card> cards_ = {};
  Index list_at_ = {};
  Index field_at_ = {};
  Index card_at_ = {};
  std::size_t actions_ = 0;
  std::size_t last_ = 0;  // of the lists in use, but for those of what is lost; 0: there is none
  std::string name_ = {};
  bool first_ = true;  // of the cards: it names the columns
  JsonWriter out_ = {};
};

}  // namespace

bool is_board(const std::vector<JsonGroup>& groups) {
  return group_named(groups, "lists") && group_named(groups, "cards");
}

std::string cards_of_board(std::string_view text, const std::vector<JsonGroup>& groups,
                           std::vector<std::string>& stages) {
  return Board(text, groups).cards(stages);
}

}  // namespace voronka
