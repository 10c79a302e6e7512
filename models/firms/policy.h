#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/parameters/declaration.h"
#include "models/firms/desk.h"

namespace clientele {

/// What a policy says about itself. Of the parameters name, unit, preset, bounds, meaning and source count: a firm is
/// one, so that nothing varies by group or customer.
struct PolicyDeclaration {
  std::string_view name;
  std::string_view summary;  ///< one sentence
  Evidence evidence = Evidence::assumption;
  std::string_view source;
  ParameterList parameters;
};

/// One way in which a firm decides. A constant object: what it remembers stands in Desk::memory.
/// Its source says what it assumes and neglects, as that of a behaviour does (docs/decisions/policies.md).
class Policy {
 public:
  virtual ~Policy() = default;
  virtual const PolicyDeclaration& about() const = 0;
  /// How many numbers it keeps from tick to tick.
  virtual std::size_t remembers() const { return 0; }
  /// Before each tick of the run, never in a burn-in; what is planned for the tick comes after it. By one thread. Draws
  /// nothing, and keeps nothing but in the desk's memory: else a run that is taken up again would decide otherwise.
  virtual void decide(Desk& desk) const = 0;
};

/// What a list knows of a policy. A list is an array of these, one line each: `policy<CostPlus>(),`.
struct RegisteredPolicy {
  const PolicyDeclaration* declaration;
  std::shared_ptr<const Policy> (*make)();
};
template <class P>
constexpr RegisteredPolicy policy() {
  return {&P::declaration, [] { return std::shared_ptr<const Policy>(std::make_shared<P>()); }};
}

/// A firm that goes by a policy.
struct FirmPolicy {
  std::uint32_t firm = 0;
  std::shared_ptr<const Policy> policy;
  std::vector<double> parameters;      ///< in the order of the declaration
  std::optional<std::size_t> world{};  ///< of the run; none: in each
};

/// A policy of a list for a firm, at its presets but for the parameters given. Throws InputError, all problems at once:
/// a name that is not in the list, a parameter that the policy has not, or a value beyond its bounds.
FirmPolicy policy_from(std::span<const RegisteredPolicy> list, std::uint32_t firm, std::string_view name,
                       std::span<const std::pair<std::string_view, double>> parameters = {});

}  // namespace clientele
