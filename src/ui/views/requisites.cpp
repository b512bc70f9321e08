#include "ui/views/requisites.hpp"

#include <algorithm>

namespace voronka::ui {

const std::array<RequisiteField, 9> requisite_fields = {{
    {.name = TextKey::record_field_legal_name, .member = &Company::legal_name},
    {.name = TextKey::record_field_inn,
     .member = &Company::inn,
     .number = true,
     .fault = [](const Company& it) { return inn_fault(it.inn); },
     .wrong_length = TextKey::requisite_inn_length,
     .wrong_check = TextKey::requisite_inn_check},
    {.name = TextKey::record_field_kpp,
     .member = &Company::kpp,
     .number = true,
     .fault = [](const Company& it) { return kpp_fault(it.kpp); },
     .wrong_length = TextKey::requisite_kpp_length},
    {.name = TextKey::record_field_ogrn,
     .member = &Company::ogrn,
     .number = true,
     .fault = [](const Company& it) { return ogrn_fault(it.ogrn); },
     .wrong_length = TextKey::requisite_ogrn_length,
     .wrong_check = TextKey::requisite_ogrn_check},
    {.name = TextKey::record_field_legal_address, .member = &Company::legal_address},
    {.name = TextKey::record_field_bank, .member = &Company::bank},
    {.name = TextKey::record_field_bic,
     .member = &Company::bic,
     .number = true,
     .fault = [](const Company& it) { return bic_fault(it.bic); },
     .wrong_length = TextKey::requisite_bic_length},
    {.name = TextKey::record_field_account,
     .member = &Company::account,
     .number = true,
     .fault = [](const Company& it) { return account_fault(it.account, it.bic); },
     .wrong_length = TextKey::requisite_account_length,
     .wrong_check = TextKey::requisite_account_check},
    {.name = TextKey::record_field_corr_account,
     .member = &Company::corr_account,
     .number = true,
     .fault = [](const Company& it) { return corr_account_fault(it.corr_account, it.bic); },
     .wrong_length = TextKey::requisite_account_length,
     .wrong_check = TextKey::requisite_account_check},
}};

bool has_requisites(const Company& company) {
  return std::ranges::any_of(requisite_fields, [&](const auto& field) { return !(company.*field.member).empty(); });
}

std::string requisites_text(const Ui& ui, const Company& company) {
  std::string text = company.legal_name.empty() ? company.name : company.legal_name;
  for (const RequisiteField& field : requisite_fields)
    if (field.member != &Company::legal_name && !(company.*field.member).empty())
      text += "\n" + ui.tr(field.name) + ": " + company.*field.member;
  return text;
}

std::string requisite_warning(const Ui& ui, const RequisiteField& field, const Company& company) {
  switch (field.fault ? field.fault(company) : RequisiteFault::none) {
    case RequisiteFault::length:
      return ui.tr(field.wrong_length);
    case RequisiteFault::check:
      return ui.tr(field.wrong_check);
    case RequisiteFault::none:
      break;
  }
  return {};
}

}  // namespace voronka::ui
