// Custom fields in words: what kinds there are, a value as people read it, what they typed as a value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/custom_values.hpp"
#include "ui/view.hpp"

namespace voronka::ui {

TextKey key_of(CustomKind kind);
TextKey key_of(CustomOwner owner);

// "120 м²", "1 200 ₽", "5 дек. 2026", "да". A text that is no value of its kind is shown as it is: it may be from another version or a file.
std::string custom_words(const Ui& ui, const CustomField& field, std::string_view text);

// What a field is called where fields are listed: one without a name is to be seen, too.
std::string field_title(const Ui& ui, const CustomField& field);

// "1234.50" -> "1 234,50": as it was typed, digit by digit, never through a double. What is no decimal stays as it is.
std::string decimal_words(const Ui& ui, std::string_view text);

// The living fields of deals, contacts or companies, in the order of their ranks. Linear in the fields.
std::vector<const CustomField*> custom_fields_of(const Document& document, CustomOwner owner);

}  // namespace voronka::ui
