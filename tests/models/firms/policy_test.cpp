#include "models/firms/policy.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "tests/models/support/undercut.h"

namespace clientele::markets::policy_test {
namespace {

constexpr std::array policies{
    policy<Undercut>(),
};

using Given = std::vector<std::pair<std::string_view, double>>;

std::string refusal(std::string_view name, const Given& given = {}) {
  try {
    policy_from(policies, 0, name, given);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Policy, HasItsPresetsButForWhatIsGiven) {
  const FirmPolicy made = policy_from(policies, 3, "undercut", Given{{"margin", 0.2}});
  EXPECT_EQ(made.firm, 3U);
  EXPECT_EQ(made.parameters, (std::vector<double>{0.05, 0.2}));
  EXPECT_EQ(&made.policy->about(), &Undercut::declaration);
  EXPECT_FALSE(made.world) << "in each world";
}

TEST(Policy, IsRefusedWithEverythingThatIsWrongAtOnce) {
  EXPECT_EQ(refusal("undercuts"), "policy 'undercuts': there is none of this name. Did you mean 'undercut'?");
  const std::string text = refusal("undercut", {{"steep", 0.1}, {"margin", 11.0}});
  EXPECT_NE(text.find("policy.undercut.steep: the policy has no such parameter. Did you mean 'step'?"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("policy.undercut.margin: 11 is outside [0, 10] share (least margin on cost)."), std::string::npos)
      << text;
  EXPECT_FALSE(refusal("undercut", {{"step", std::numeric_limits<double>::quiet_NaN()}}).empty());
}

}  // namespace
}  // namespace clientele::markets::policy_test
