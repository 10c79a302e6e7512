#include "models/firms/policy.h"

#include <algorithm>
#include <string>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"

namespace clientele {
namespace {

/// As people write them, without a row of zeros.
std::string short_number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// By name, since scenarios and options will say names; a list is short.
const RegisteredPolicy& find_policy(std::span<const RegisteredPolicy> list, std::string_view name) {
  std::vector<std::string> names;
  for (const RegisteredPolicy& one : list) {
    if (one.declaration->name == name) return one;
    names.emplace_back(one.declaration->name);
  }
  throw InputError("policy '" + std::string(name) + "': there is none of this name." + did_you_mean(name, names));
}

/// Says what is wrong with a value; not a number is beyond all bounds.
void set_parameter(const PolicyDeclaration& declaration, const std::pair<std::string_view, double>& given,
                   std::vector<double>& values, std::vector<Problem>& problems) {
  const auto [name, value] = given;
  const std::string where = "policy." + std::string(declaration.name) + "." + std::string(name);
  const std::optional<std::size_t> at = declaration.parameters.find(name);
  if (!at) {
    std::vector<std::string> names;
    for (const ParameterSpec& spec : declaration.parameters) names.emplace_back(spec.name);
    problems.push_back({{}, where, "the policy has no such parameter." + did_you_mean(name, names)});
    return;
  }
  const ParameterSpec& spec = declaration.parameters[*at];
  values[*at] = value;
  if (value >= spec.low && value <= spec.high) return;
  problems.push_back({{},
                      where,
                      short_number(value) + " is outside [" + short_number(spec.low) + ", " + short_number(spec.high) +
                          "] " + std::string(spec.unit) + " (" + std::string(spec.meaning) + ")."});
}

}  // namespace

/// Checked here, once: a policy that decides takes its parameters as they are.
FirmPolicy policy_from(std::span<const RegisteredPolicy> list, std::uint32_t firm, std::string_view name,
                       std::span<const std::pair<std::string_view, double>> parameters) {
  const RegisteredPolicy& found = find_policy(list, name);
  FirmPolicy made{.firm = firm, .policy = found.make(), .parameters = {}};
  for (const ParameterSpec& spec : found.declaration->parameters) made.parameters.push_back(spec.preset);
  std::vector<Problem> problems;
  for (const auto& given : parameters) set_parameter(*found.declaration, given, made.parameters, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return made;
}

}  // namespace clientele
