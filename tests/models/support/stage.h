#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/customers/behaviour.h"
#include "tests/models/support/markets.h"

namespace clientele::markets {

/// One behaviour by itself, with a few customers and brands of one offer each. Columns that it reads are there too, but
/// those said to be `missing`, at zero until set by hand; nothing but the test changes them.
class Stage {
 public:
  Stage(std::string_view behaviour, Parameters parameters, std::uint32_t customers, std::uint32_t brands = 2,
        std::uint32_t attributes = 0, const std::set<std::string_view>& missing = {});

  Scene scene;  ///< tick 0, weeks; a surprise has an sd of .1
  float get(std::string_view column, std::uint32_t customer, std::size_t brand = 0) const;
  void set(std::string_view column, std::uint32_t customer, std::size_t brand, float value);
  /// Sets the baseline of an adjusted column, for all brands.
  void baseline(std::string_view column, float value);
  /// What was counted so far.
  std::int64_t counted(std::string_view tally, std::size_t brand, std::size_t level = 0) const;

  /// What happened to everybody at one purchase.
  struct Lived {
    std::uint32_t brand = 0;
    float surprise = 0.0F, failure = 0.0F, redress = 0.0F;
    bool complained = false;
  };
  void start();
  void hear();
  void live(const Lived& lived);
  void reflect();
  /// Time passes in which nobody buys: each tick is heard and reflected upon.
  void pass(int ticks);
  /// What it adds to utility, by brand and customer, given what is there before.
  std::vector<std::vector<float>> weigh(float before = 0.0F);

 private:
  View view();
  ColumnKey key(std::string_view column) const;
  std::unique_ptr<Behaviour> rule_;
  ColumnRequests requests_;
  Team team_{1};
  Traits traits_;
  Values values_;
  std::unique_ptr<Columns> constant_, evolving_;
  std::vector<std::uint32_t> who_;
  Scratch scratch_;
  std::unique_ptr<CustomerBlock> block_;
  TallyLayout layout_;
  std::vector<std::int64_t> counts_;
};

}  // namespace clientele::markets
