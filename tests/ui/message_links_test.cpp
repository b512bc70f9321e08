// From a number as people write it to the address that opens the conversation.
#include "ui/message_links.hpp"

#include <doctest/doctest.h>

using namespace voronka::ui;

TEST_CASE("a Russian number is the same however it is written, and one with a country is as it stands") {
  for (const char* phone : {"+7 (917) 555-01-22", "8 917 555-01-22", "89175550122", "917 555 01 22",
                            "8 (917) 555-01-22 доб. 3", "+7 917 555-01-22"})
    CHECK(world_digits(phone) == "79175550122");
  CHECK(world_digits("+49 30 1234567") == "49301234567");
  CHECK(world_digits("0049 30 1234567") == "49301234567");
  CHECK(world_digits("+8613912345678") == "8613912345678");
}

TEST_CASE("typeset dashes and spaces belong to the number, a second number does not") {
  CHECK(world_digits("8 917 555–01‑22") == "79175550122");
  CHECK(world_digits("+7 917 555-01-22/23") == "79175550122");
}

TEST_CASE("an inner number and what is no number lead nowhere") {
  for (const char* phone : {"", "104", "(495) 123-45-67", "020 7946 0958", "доб. 12", "нет", "+123456789012345678"}) {
    CHECK(world_digits(phone).empty());
    CHECK(message_link(MessageWay::whatsapp, phone, "").empty());
  }
  CHECK(message_link(MessageWay::email, "", "nobody").empty());
}

TEST_CASE("each way has its address") {
  const char* phone = "8 917 555-01-22";
  CHECK(message_link(MessageWay::whatsapp, phone, "") == "https://wa.me/79175550122");
  CHECK(message_link(MessageWay::telegram, phone, "") == "https://t.me/+79175550122");
  CHECK(message_link(MessageWay::viber, phone, "") == "viber://chat?number=%2B79175550122");
  CHECK(message_link(MessageWay::sms, phone, "") == "sms:+79175550122");
  CHECK(message_link(MessageWay::email, "", "anna@acme.ru") == "mailto:anna@acme.ru");
}

TEST_CASE("an e-mail address cannot bring more into its link than itself") {
  CHECK(message_link(MessageWay::email, "", "a b?bcc=x&y@acme.ru") == "mailto:a%20b%3Fbcc%3Dx%26y@acme.ru");
}

TEST_CASE("a text goes along with its letters and signs as bytes, and ends nothing") {
  const char* phone = "8 917 555-01-22";
  CHECK(message_link(MessageWay::whatsapp, phone, "", "Hi & bye, 5%?") ==
        "https://wa.me/79175550122?text=Hi%20%26%20bye%2C%205%25%3F");
  CHECK(message_link(MessageWay::sms, phone, "", "Да") == "sms:+79175550122?&body=%D0%94%D0%B0");
  CHECK(message_link(MessageWay::email, "", "anna@acme.ru", "a\nb") == "mailto:anna@acme.ru?body=a%0Ab");
}

TEST_CASE("a long text is cut at a whole letter, so that the system still opens the address") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "Ж";
  const std::string link = message_link(MessageWay::email, "", "anna@acme.ru", text);
  CHECK(link.size() < 2'000);
  CHECK(link.ends_with("%D0%96"));
}

TEST_CASE("what fits is decided by the whole address: one with a long subject has less room for the text") {
  const std::string text(1'900, 'x'), subject = "Коммерческое предложение № 12 от 28.11.2026";
  const std::string plain = mail_link("anna@acme.ru", "", "");
  CHECK(fits_link(plain, text));
  CHECK(mail_link("anna@acme.ru", "", text).size() <= 2'000);
  const std::string titled = mail_link("anna@acme.ru", subject, "");
  CHECK_FALSE(fits_link(titled, text));
  CHECK(fits_link(titled, text.substr(0, 1'600)));
  CHECK(mail_link("anna@acme.ru", subject, text.substr(0, 1'600)).size() <= 2'000);
  CHECK_FALSE(fits_link(plain, std::string(400, '\n')));  // each is %0D%0A
  CHECK(fits_link(plain, ""));
}
