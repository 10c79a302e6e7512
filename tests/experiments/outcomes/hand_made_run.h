#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"
#include "scenarios/scenario.h"

/// Runs written by hand, as tables of docs/output.md.
namespace clientele::hand_made {

/// A market of one need, "tea", in which Acme sells Acme and Gold, and Best sells Best: an offer each, called as its
/// brand, at 0.20 with a cost of 0.11.
MarketSpec market();
/// That market as base case of a scenario that is not discounted; a tick is a week, and there are 104.
Scenario scenario();
/// Adds a variant that differs from the base case in what `change` does.
void add_variant(Scenario& scenario, const std::string& name, const std::function<void(MarketSpec&)>& change);

/// A cell with the place in market() of what is called so there, whatever the cell calls it.
Label label(std::string_view column, const std::string& name, const std::string& called = "");
/// Puts it into the last row.
void say(Frame& frame, std::string_view column, const Label& label);

/// What an offer did until a tick; money in ten-thousandths, price and cost per unit.
struct Sold {
  std::string world = "base", brand = "Acme";
  std::int64_t replicate = 0, tick = 103, units = 0, price = 2000, cost = 1100;
  std::string called = "";  ///< what the row calls it, where that is not `brand`, its name in market()
};
/// What a panel saw of a brand in a period of 13 weeks.
struct Seen {
  std::string world = "base", brand = "Acme";
  std::int64_t replicate = 0, period = 0, buyers = 0, purchases = 0;
  double repeat = 0.0;
};

/// Tables under way. What is not told stays 0.
class Tables {
 public:
  Tables();
  Tables& sell(const Sold& sold);
  /// The accounts of a firm that are not what its offers earned; to be called after its offers sold.
  Tables& spend(const std::string& world, const std::string& firm, std::int64_t tick, std::int64_t money);
  Tables& see(const Seen& seen);
  const std::vector<Frame>& frames() const { return frames_; }

 private:
  Frame& row(std::string_view table, const std::string& world, std::int64_t replicate);
  std::int64_t& profit(const std::string& world, std::int64_t replicate, std::int64_t tick, const Label& firm);
  std::vector<Frame> frames_;
};

}  // namespace clientele::hand_made
