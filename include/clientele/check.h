#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// How far the base case of a need wanders when nothing happens, from the first year to the fourth.
struct Drift {
  std::string need, worst_brand;
  double worst_share = 0.0;                    ///< largest change of a brand's share; of 1, not of 100
  double volume = 0.0;                         ///< change of the need's purchases, as a share of the first year's
  double share_luck = 0.0, volume_luck = 0.0;  ///< what chance alone makes of these, 2 standard deviations
  bool holds = true;                           ///< shares within 1 point and volume within 1 %, where it is to stay
};

/// Whether a base case is sound to compare with: one element a need. What wanders by itself is no ground to judge a
/// change on, though differences between worlds with the same luck may be sound all the same.
struct CLIENTELE_API CheckReport {
  std::vector<Drift> needs;
  /// What is broken before anything is changed, a sentence each: unanswered calls, empty shelves, firms that lose
  /// money.
  std::vector<std::string> warnings;
  std::string text;  ///< for people
};
/// Lives the base case as it is for a year at most, and for four years without events, with 50,000 customers or as many
/// as the scenario has, if more; so it takes seconds to minutes. Throws Stopped.
CLIENTELE_API CheckReport check(const Scenario& scenario, unsigned threads = 0, const Watch& watch = {});

/// What is asked of the validation of the program itself: laws, published results, public data.
struct ValidationOptions {
  std::optional<std::filesystem::path> data{};     ///< folder of public data; none: lines that need it are skipped
  std::optional<std::filesystem::path> library{};  ///< folder of the scenarios that come with the program
  unsigned threads = 0;
  std::string only{};  ///< one of validation_steps(); empty: all
  Watch watch{};
};
/// A line for each law or figure: what is expected, what is found, within what. Not about anybody's scenario: it shows
/// that the program reproduces what is known.
struct CLIENTELE_API Validation {
  bool holds = true;
  Table table;
  std::string text;  ///< for people
};
/// Minutes, unless one step is asked for. Throws InputError for data that are not what they are taken for, Stopped.
CLIENTELE_API Validation validate(const ValidationOptions& options);
/// In the order in which they are climbed.
CLIENTELE_API std::vector<std::string_view> validation_steps();

}  // namespace clientele::api
