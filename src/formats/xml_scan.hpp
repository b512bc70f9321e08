// XML one tag or text at a time, as the files inside office documents are written: no tree, nothing is believed, an entity that is
// not XML's own stays as it is written (so none can grow). Namespaces are dropped: `x:row` is `row`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace voronka {

enum class XmlKind : std::uint8_t { open, close, text, end, cut };

// Looks into `text`, which has to stay; what it gives are views into it. Linear in its length.
class XmlScanner {
 public:
  explicit XmlScanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  // `<a/>` is an opening and a closing. After `cut` (the text ends within a tag, a comment or CDATA) nothing comes any more.
  XmlKind next();
  std::string_view name() const { return name_; }  // of the tag
  // As it is written between the quotes, entities and all; empty when it is not there. Of an opening tag.
  std::string_view attribute(std::string_view name) const;
  std::string_view text() const { return body_; }
  bool verbatim() const { return verbatim_; }  // CDATA: its entities are none
  std::size_t at() const { return at_; }       // behind what was given

 private:
  XmlKind next_tag();

  std::string_view text_;
  std::size_t at_;
  std::string_view name_ = {};
  std::string_view attributes_ = {};
  std::string_view body_ = {};
  bool verbatim_ = false;
  bool to_close_ = false;
};

}  // namespace voronka
