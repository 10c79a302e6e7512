#pragma once

#include <span>

#include <gtest/gtest.h>

#include "engine/measures/frame.h"
#include "experiments/run/archive.h"

namespace clientele {

/// Bit for bit, unknown numbers included.
inline void expect_same(const Frame& whole, const Frame& other) {
  EXPECT_EQ(whole.rows(), other.rows()) << whole.name();
  EXPECT_TRUE(pack_cells(std::span(&whole, 1)) == pack_cells(std::span(&other, 1))) << whole.name();
}

inline void expect_same(std::span<const Frame> all, std::span<const Frame> others) {
  ASSERT_EQ(all.size(), others.size());
  for (std::size_t f = 0; f < all.size(); ++f) expect_same(all[f], others[f]);
}

}  // namespace clientele
