// nlohmann's parser as the oracle of what is JSON at all, and of depth and double members, which it lets pass. It differs from our
// reader in three things that a caller keeps away from it: a byte order mark, a zero byte (for it the end of the text), long texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "formats/json_reader.hpp"

namespace voronka {

class JsonOracle final : public nlohmann::json_sax<nlohmann::json> {
 public:
  static bool accepts(const std::string& json) {
    JsonOracle oracle;
    return nlohmann::json::sax_parse(json, &oracle) && oracle.good_;
  }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override {
    return in_range(value >= -max_json_integer && value <= max_json_integer);
  }
  bool number_unsigned(number_unsigned_t value) override {
    return in_range(value <= static_cast<std::uint64_t>(max_json_integer));
  }
  // An integer that fits no 64 bits arrives here: its text has neither point nor exponent.
  bool number_float(number_float_t value, const string_t& text) override {
    return in_range(text.find_first_of(".eE") != std::string::npos && value < 1e308 && value > -1e308);
  }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override {
    names_.emplace_back();
    return in_range(names_.size() <= max_json_depth);
  }
  bool key(string_t& name) override {
    for (const std::string& known : names_.back()) good_ = good_ && known != name;
    names_.back().push_back(name);
    return true;
  }
  bool end_object() override {
    names_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override { return start_object(0); }
  bool end_array() override { return end_object(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool in_range(bool good) {
    good_ = good_ && good;
    return true;
  }
  std::vector<std::vector<std::string>> names_ = {};
  bool good_ = true;
};

}  // namespace voronka
