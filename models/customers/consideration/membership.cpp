#include "models/customers/consideration/membership.h"

#include <algorithm>

#include "engine/core/vector.h"
#include "engine/math/exact.h"

namespace clientele {
namespace {

CLIENTELE_VECTOR static void run_move(std::uint8_t* __restrict in, const float* luck, const float* last,
                                      const MemberStep& step, std::size_t n) {
  const float enter = 1.0F - step.rates.enter, leave = step.rates.leave, brand = step.brand;
  for (std::size_t i = 0; i < n; ++i) {
    const int stays = static_cast<int>(luck[i] >= leave) | static_cast<int>(last[i] == brand);
    in[i] = static_cast<std::uint8_t>((static_cast<int>(in[i]) & stays) | static_cast<int>(luck[i] > enter));
  }
}

CLIENTELE_VECTOR static void run_enter(std::uint8_t* __restrict in, const float* why, float threshold, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    in[i] = static_cast<std::uint8_t>(static_cast<int>(in[i]) | static_cast<int>(why[i] > threshold));
}

}  // namespace

void move_members(std::uint8_t* in, std::span<const float> luck, std::span<const float> last, const MemberStep& step) {
  run_move(in, luck.data(), last.data(), step, luck.size());
}

void enter_members(std::uint8_t* in, std::span<const float> why, float threshold) {
  run_enter(in, why.data(), threshold, why.size());
}

float within_tick(double weekly, double weeks_per_tick) {
  if (weekly >= 1.0) return 1.0F;
  return static_cast<float>(-math::expm1(weeks_per_tick * math::log1p(-std::max(0.0, weekly))));
}

}  // namespace clientele
