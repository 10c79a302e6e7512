#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "models/market/spec.h"

namespace clientele::markets {

/// What one purchase of a record met: the amounts of the attributes, offer by offer.
using Met = std::vector<std::vector<float>>;

/// A record of households, each a list of purchases.
inline std::shared_ptr<const Diary> record(const std::vector<std::vector<Met>>& households) {
  Diary diary;
  diary.households = static_cast<std::uint32_t>(households.size());
  diary.alternatives = static_cast<std::uint32_t>(households.front().front().size());
  diary.attributes = static_cast<std::uint32_t>(households.front().front().front().size());
  for (const auto& purchases : households) {
    diary.first.push_back(static_cast<std::uint32_t>(diary.chosen.size()));
    for (const Met& met : purchases) {
      for (const auto& offer : met) diary.met.insert(diary.met.end(), offer.begin(), offer.end());
      diary.chosen.push_back(0);
    }
  }
  diary.first.push_back(static_cast<std::uint32_t>(diary.chosen.size()));
  diary.find_mean();
  return std::make_shared<const Diary>(std::move(diary));
}

}  // namespace clientele::markets
