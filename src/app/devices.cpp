#include "app/devices.hpp"

#include <utility>

#include "formats/value_json.hpp"

namespace voronka {
namespace {

std::optional<OtherDevice> device_from(std::string_view line) {
  OtherDevice device;
  JsonReader in(line);
  if (!in.enter_object()) return std::nullopt;
  while (const auto name = in.next_member()) {
    if (*name == "name") {
      device.name = in.take_text();
    } else if (*name == "at") {
      device.sent_at_ms = in.take_integer();
    } else if (*name == "sent") {
      device.sent = read_version_vector(in);
    } else {
      in.take_raw();
    }
  }
  if (!in.finish() || device.name.empty()) return std::nullopt;
  return device;
}

}  // namespace

std::string text_of(const std::vector<OtherDevice>& devices) {
  std::string text;
  for (const OtherDevice& device : devices) {
    JsonWriter out;
    out.begin_object();
    out.key("name");
    out.text(device.name);
    out.key("at");
    out.integer(device.sent_at_ms);
    out.key("sent");
    write_version_vector(out, device.sent);
    out.end_object();
    text += out.take() + "\n";
  }
  return text;
}

std::vector<OtherDevice> devices_from(std::string_view text) {
  std::vector<OtherDevice> devices;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (auto device = device_from(text.substr(0, end))) devices.push_back(std::move(*device));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return devices;
}

void remember(std::vector<OtherDevice>& devices, OtherDevice device) {
  std::erase_if(devices, [&](const OtherDevice& one) { return one.name == device.name; });
  devices.insert(devices.begin(), std::move(device));
}

}  // namespace voronka
