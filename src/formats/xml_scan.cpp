#include "formats/xml_scan.hpp"

#include <algorithm>

namespace voronka {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t none = std::string_view::npos;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == none ? name : name.substr(colon + 1);
}

// What is no element, from its first bytes to its last ones.
struct Section {
  std::string_view from;
  std::string_view to;
};
constexpr std::string_view cdata = "<![CDATA[";
constexpr Section sections[] = {{"<!--", "-->"}, {cdata, "]]>"}, {"<?", "?>"}};

}  // namespace

XmlKind XmlScanner::next() {
  if (to_close_) {
    to_close_ = false;
    return XmlKind::close;
  }
  while (at_ < text_.size()) {
    if (text_[at_] != '<') {
      const std::size_t end = std::min(text_.find('<', at_), text_.size());
      body_ = text_.substr(at_, end - at_);
      verbatim_ = false;
      at_ = end;
      return XmlKind::text;
    }
    const auto section =
        std::ranges::find_if(sections, [&](const Section& it) { return text_.substr(at_).starts_with(it.from); });
    if (section == std::end(sections)) {
      if (!text_.substr(at_).starts_with("<!")) return next_tag();
      const std::size_t end =
          text_.find_first_of("[>", at_);  // a DOCTYPE, with declarations of its own in brackets or not
      const std::size_t close = end != none && text_[end] == '[' ? text_.find("]>", end) : end;
      at_ = close == none ? text_.size() : close + (close == end ? 1 : 2);
      if (close == none) return XmlKind::cut;
      continue;
    }
    const std::size_t begin = at_ + section->from.size();
    const std::size_t end = text_.find(section->to, begin);
    at_ = end == none ? text_.size() : end + section->to.size();
    if (end == none) return XmlKind::cut;
    if (section->from != cdata) continue;
    body_ = text_.substr(begin, end - begin);
    verbatim_ = true;
    return XmlKind::text;
  }
  return XmlKind::end;
}

XmlKind XmlScanner::next_tag() {
  const bool closing = at_ + 1 < text_.size() && text_[at_ + 1] == '/';
  const std::size_t begin = at_ + (closing ? 2 : 1);
  std::size_t end = text_.find_first_of("\"'>", begin);
  while (end != none && text_[end] != '>') {  // a > within quotes ends nothing
    end = text_.find(text_[end], end + 1);
    if (end != none) end = text_.find_first_of("\"'>", end + 1);
  }
  if (end == none) {
    at_ = text_.size();
    return XmlKind::cut;
  }
  at_ = end + 1;
  std::string_view inside = text_.substr(begin, end - begin);
  to_close_ = !closing && inside.ends_with('/');
  if (to_close_) inside.remove_suffix(1);
  const std::size_t name_end = std::min(inside.find_first_of(blanks), inside.size());
  name_ = local_name(inside.substr(0, name_end));
  attributes_ = inside.substr(name_end);
  return closing ? XmlKind::close : XmlKind::open;
}

std::string_view XmlScanner::attribute(std::string_view name) const {
  std::string_view rest = attributes_;
  while (true) {
    const std::size_t equals = rest.find('=');
    const std::size_t quote = equals == none ? none : rest.find_first_of("\"'", equals);
    const std::size_t end = quote == none ? none : rest.find(rest[quote], quote + 1);
    if (end == none) return {};
    std::string_view written = rest.substr(0, equals);
    written.remove_prefix(std::min(written.find_first_not_of(blanks), written.size()));
    written = written.substr(0, written.find_first_of(blanks));
    if (local_name(written) == name) return rest.substr(quote + 1, end - quote - 1);
    rest.remove_prefix(end + 1);
  }
}

}  // namespace voronka
