// Addresses by which the system opens a call or a conversation: with whom and how, from a number as people write it.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace voronka::ui {

enum class MessageWay { whatsapp, telegram, viber, sms, email };
inline constexpr std::array message_ways = {MessageWay::whatsapp, MessageWay::telegram, MessageWay::viber,
                                            MessageWay::sms, MessageWay::email};

// "8 (917) 555-01-22 доб. 3" -> "79175550122". A number with + or 00 is as it stands; eleven digits from 8 or 7, and ten from 9, are
// a Russian or Kazakh number as it is dialled there. Empty for all else: without its country it would reach a stranger.
std::string world_digits(std::string_view phone);

// With a text that the conversation begins with, cut where the address would become too long. Empty when that way does not lead there.
std::string message_link(MessageWay way, std::string_view phone, std::string_view email, std::string_view text = {});

// Whether the whole text goes behind such an address: one of more than 2,000 bytes Windows does not open.
bool fits_link(std::string_view address, std::string_view text);
// A letter with a subject; to nobody yet when there is no address. As long as it is: ask fits_link() first.
std::string mail_link(std::string_view email, std::string_view subject, std::string_view text);

}  // namespace voronka::ui
