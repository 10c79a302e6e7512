#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/record/offer_names.h"
#include "experiments/record/twin_fates.h"

namespace clientele {

struct TwinStory {
  std::uint32_t customer = 0;
  std::string segment;
  TwinFate fate = TwinFate::won;
  std::string text;
};

/// Up to two customers for each fate with regard to the first of `brands` (positions in the need) to which it
/// happened: those who decided differently as often as is usual for their fate. Only customers whose events were
/// kept.
/// Called once a replicate, need and variant, when the run is over; the stories go into a table, from which `answer`
/// takes a few.
std::vector<TwinStory> tell_stories(const Scenario& scenario, const TwinBook& book, const OfferNames& names,
                                    std::span<const std::size_t> brands);

}  // namespace clientele
