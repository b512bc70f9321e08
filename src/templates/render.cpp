#include "templates/render.hpp"

#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "templates/expression.hpp"
#include "templates/fields.hpp"

namespace voronka {
namespace {

constexpr int most_places = 20'000;
constexpr std::size_t most_problems = 100;

class Renderer {
 public:
  Renderer(std::string_view text, const TemplateFacts& facts, const Wording& wording)
      : in_{.text = text, .at = 0, .end = text.size()}, facts_(facts), wording_(wording) {}
  RenderedText run() {
    if (in_.text.size() > longest_template_bytes) {
      out_.text = in_.text.substr(0, longest_template_bytes);
      add_problem({.key = TextKey::template_too_long, .what = {}, .at = 0}, false);
      return std::move(out_);
    }
    copy(0, in_.text.size());
    return std::move(out_);
  }

 private:
  // ---- the text ----

  void copy(std::size_t from, std::size_t to) {
    while (from < to && !stopped_) {
      const std::size_t open = std::min(in_.text.substr(0, to).find("{{", from), to);
      write(in_.text.substr(from, open - from));
      if (open == to) return;
      from = place(open, to);
    }
  }

  void write(std::string_view words) {
    if (out_.text.size() + words.size() > longest_rendered_bytes) return stop(in_.at);
    out_.text += words;
  }
  // Neither the result nor the time may grow with what a template says.
  void stop(std::size_t at) {
    stopped_ = true;
    add_problem({.key = TextKey::template_too_long, .what = {}, .at = at}, false);
  }

  // Answers where the text goes on.
  std::size_t place(std::size_t open, std::size_t to) {
    in_.at = open + 2;
    in_.end = to;
    if (++places_ > most_places) {
      stop(open);
      return to;
    }
    fault_ = {};
    in_.skip_blanks();
    if (in_.peek() == '#') return block(open);
    if (in_.peek() == '/') {
      const std::size_t close = close_of(open);
      report(TextKey::template_stray, std::string(in_.text.substr(open, close - open)), open);
      return leave(open, close);
    }
    const std::size_t begin = in_.at;
    const TemplateValue value = value_at(in_, facts_, line_, wording_, fault_);
    in_.skip_blanks();
    const std::size_t stood = in_.at;
    // Two closing braces have to follow.
    if (!failed() && !in_.text.substr(in_.at, in_.end - in_.at).starts_with("}}")) unexpected();
    if (failed() && !is_readable(fault_.key)) {
      add_problem(fault_, false);
      return leave(open, close_of(open));
    }
    const std::string source(trimmed(in_.text.substr(begin, stood - begin)));
    if (failed()) {
      const std::size_t close = close_of(open);
      add_problem(fault_, false);
      write("[" + source_until(begin, close) + "?]");
      return close;
    }
    in_.at += 2;
    const std::size_t after = in_.at;
    if (value.kind == TemplateValueKind::nothing) {
      add_problem({.key = TextKey::template_missing, .what = value.text, .at = open}, true);
      write("[" + value.text + "?]");
    } else {
      const auto words = words_of(value, facts_, wording_);
      if (!words) report(TextKey::template_too_large, {}, open);
      write(words ? *words : "[" + source + "?]");
    }
    return after;
  }

  // A slip that says which value is meant, but not one of grammar: the place is shown as its words, else as it was written.
  static bool is_readable(TextKey key) {
    return key == TextKey::template_unknown_field || key == TextKey::template_cannot_count ||
           key == TextKey::template_currencies || key == TextKey::template_zero || key == TextKey::template_too_large ||
           key == TextKey::template_filter_not_for;
  }

  std::string source_until(std::size_t begin, std::size_t close) const {
    std::string_view source = in_.text.substr(begin, close - begin);
    if (source.ends_with("}}")) source.remove_suffix(2);
    return std::string(trimmed(source));
  }

  // Behind the next "}}" on, or behind the braces that opened when there is none.
  std::size_t close_of(std::size_t open) const {
    const std::size_t close = in_.text.substr(0, in_.end).find("}}", open + 2);
    return close == std::string_view::npos ? open + 2 : close + 2;
  }
  std::size_t leave(std::size_t open, std::size_t close) {
    in_.at = open;
    write(in_.text.substr(open, close - open));
    return close;
  }

  std::size_t block(std::size_t open) {
    ++in_.at;
    const std::string name(in_.name());
    in_.skip_blanks();
    const std::size_t head = close_of(open);
    if (!in_.text.substr(in_.at, in_.end - in_.at).starts_with("}}")) {
      report(TextKey::template_unexpected, in_.rest(), in_.at);
      return leave(open, head);
    }
    if (line_ || !names_lines(name)) {
      report(line_ ? TextKey::template_nested : TextKey::template_unknown_block, name, open);
      return leave(open, head);
    }
    // The last tag: the first that closes anything.
    std::size_t body_end = head, tail = 0;
    for (std::size_t next = head; tail == 0 && !never_closed_;) {
      next = in_.text.substr(0, in_.end).find("{{", next);
      if (next == std::string_view::npos) {
        never_closed_ = true;  // nothing behind closes anything: the next blocks need not look
        break;
      }
      in_.at = next + 2;
      in_.skip_blanks();
      if (in_.peek() == '/') {
        body_end = next;
        tail = close_of(next);
        ++in_.at;
        const std::string closing(in_.name());
        if (!names_lines(closing)) report(TextKey::template_stray, closing, next);
      }
      next += 2;
    }
    if (tail == 0) {
      report(TextKey::template_block_open, name, open);
      return leave(open, head);
    }
    if (facts_.lines.empty()) {
      add_problem({.key = TextKey::template_missing, .what = name, .at = open}, true);
      write("[" + name + "?]");
      return tail;
    }
    std::size_t from = head, to = body_end;
    if (in_.text.substr(from, to - from).starts_with("\r\n")) ++from;
    if (from < to && in_.text[from] == '\n') ++from;
    if (from < to && in_.text[to - 1] == '\n') --to;
    if (from < to && in_.text[to - 1] == '\r') --to;
    const std::size_t end = in_.end;
    for (const LineFacts& line : facts_.lines) {
      if (stopped_) break;
      in_.at = open;
      // A body without places costs as much as one with.
      if (++places_ > most_places) stop(open);
      if (&line != facts_.lines.data()) write("\n");
      line_ = &line;
      copy(from, to);
    }
    line_ = nullptr;
    in_.end = end;
    return tail;
  }

  // ---- problems ----

  bool failed() const { return fault_.key != TextKey::none; }
  void fail(TextKey key, std::string what, std::size_t at) {
    if (!failed()) fault_ = {.key = key, .what = std::move(what), .at = at};
  }
  void unexpected() {
    if (in_.rest().empty())
      fail(TextKey::template_unclosed, {}, in_.at);
    else
      fail(TextKey::template_unexpected, in_.rest(), in_.at);
  }
  void report(TextKey key, std::string what, std::size_t at) {
    add_problem({.key = key, .what = std::move(what), .at = at}, false);
  }

  void add_problem(const TemplateFault& fault, bool missing) {
    if (out_.problems.size() >= most_problems) return;
    // Every line of a block comes by the same places.
    if (std::ranges::find(told_, fault.at) != told_.end()) return;
    told_.push_back(fault.at);
    TemplateProblem problem = {.missing = missing};
    for (const char c : in_.text.substr(0, fault.at)) {
      if (c == '\n') {
        ++problem.line;
        problem.column = 1;
      } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
        ++problem.column;
      }
    }
    problem.text = {.key = fault.key,
                    .arguments = {{.name = "what", .value = fault.what},
                                  {.name = "line", .value = std::int64_t{problem.line}},
                                  {.name = "column", .value = std::int64_t{problem.column}}}};
    out_.problems.push_back(std::move(problem));
  }

  TemplateCursor in_;
  const TemplateFacts& facts_;
  const Wording& wording_;
  RenderedText out_ = {};
  std::vector<std::size_t> told_ = {};
  const LineFacts* line_ = nullptr;
  bool never_closed_ = false;  // no tag that closes a block follows
  TemplateFault fault_ = {};
  int places_ = 0;
  bool stopped_ = false;
};

}  // namespace

VORONKA_LATER RenderedText render(std::string_view text, const TemplateFacts& facts, const Wording& wording) {
  return Renderer(text, facts, wording).run();
}

}  // namespace voronka
