#include "scenarios/changes/population.h"

#include <algorithm>

#include "scenarios/values/units.h"

namespace clientele {
namespace {

constexpr std::string_view count_at = "/customers/count", weight_at = "/customers/weight",
                           market_at = "/customers/market";

/// A number that may be wrong yet: the check of the document says so later.
std::optional<double> number_at(const Document& document, std::string_view pointer) {
  const Json* value = document.find(pointer);
  return value == nullptr ? std::nullopt : read_number(*value, "1").value;
}

/// Lists and maps by name alike, as files may have either.
bool any_staff(const Document& document) {
  const Json* firms = document.find("/firms");
  if (firms == nullptr || !firms->is_structured()) return false;
  for (std::size_t f = 0; f < firms->size(); ++f)
    if (document.find(below(below("/firms", f), "service") + "/staff") != nullptr) return true;
  return false;
}

}  // namespace

std::optional<double> real_customers(const Document& document) {
  const auto count = number_at(document, count_at), market = number_at(document, market_at),
             weight = number_at(document, weight_at);
  if (market || !count) return market;
  if (!weight && !any_staff(document)) return std::nullopt;
  return *count * weight.value_or(1.0);
}

void keep_real_market(Document& document, const std::optional<double>& before) {
  const std::optional<double> after = real_customers(document);
  if (!before || !after || *before == *after || document.find(market_at) != nullptr) return;
  if (document.find(weight_at) != nullptr) remove(document, std::string(weight_at));
  document.root["customers"]["market"] = *before;
}

}  // namespace clientele
