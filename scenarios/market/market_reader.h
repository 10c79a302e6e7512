#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/market/spec.h"
#include "scenarios/market/cursor.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Market: how a document that has been checked becomes what the simulation lives, a MarketSpec in which all units are
/// converted (weeks, Money, shares from 0 to 1) and all names have become positions.
///
/// Single values are right or have been reported by the check of the document; here is checked what spans several.
/// Everything is read even when something is wrong, so that one run tells every problem; whoever asked for the market
/// must look at the problems before it lives what it got.

/// Who listens, who is heard; both numbers of customers from 0.
using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// What reading a market needs beside the document.
/// One context serves all readings of a scenario: the base case, each epoch, each variant and each set of parameters.
/// What it remembers of files must therefore depend on nothing that may differ between them; the number of customers,
/// the network and the needs' records may not.
struct ReaderContext {
  Clock clock;
  std::string currency;
  std::map<std::string, Edges> edge_files;  ///< read once, though every variant and epoch has the network
  /// For provenance: noted when a file is read, and not again when it is taken from memory.
  std::vector<std::string> files_read;
  std::map<std::string, std::shared_ptr<const Diary>> diaries = {};  ///< by all that they are read by
  /// What was met since somebody took it; whoever knows in which world it was met decides whether that is wrong.
  std::vector<AfterEnd> after_end = {};
  /// Whoever shortens the clock to look at the first weeks alone means no more than these.
  bool late_is_left_out = false;
};

/// A price that is known in advance.
struct PlannedPrice {
  int tick = 0;  ///< in force from here until the next one
  Money price;
  friend bool operator==(const PlannedPrice&, const PlannedPrice&) = default;
};

/// A market with the place in the document of each firm, of each brand and, for each need, of the offer in each slot:
/// names may change, places do not.
/// The places (pointers such as `/firms/0/brands/1`) tell which thing of a variant is which of the base case.
struct ReadMarket {
  MarketSpec market;
  std::vector<std::string> firms, brands;
  std::vector<std::vector<std::string>> slots;
  /// By the place of the offer: all its prices in time, by rising tick. Those of tick 0 stand in the market too.
  std::map<std::string, std::vector<PlannedPrice>> planned = {};
};

/// Reads the market of a document that has been checked value by value, and checks what spans several values: sums of
/// shares, names that must exist, prices that all or none must have. With `base`, its firms, brands and offers keep
/// their positions.
/// Called by the timelines for every epoch of every world, `base` being the base case at its start. Never throws: what
/// is wrong with data files is a problem too.
ReadMarket read_market(const Document& document, const ReadMarket* base, ReaderContext& context, Problems& problems);

/// What sums of shares may miss: .05 points, so three thirds of 33.33 % pass and a forgotten brand does not.
constexpr double share_tolerance = 0.0005;

// Parts of it, one file each.
/// In this order: offers refer to needs, behaviours to segments, the network to the number of customers, and records to
/// the names of offers.
void read_customers(const Cursor& root, MarketSpec& market);
FeelingSpec read_feeling(const Cursor& root, std::size_t segments);
/// The network and the records take `problems` beside the cursor, since theirs may stand in lines of other files.
NetworkSpec read_network(const Cursor& network, const MarketSpec& market, ReaderContext& context, Problems& problems);
void read_needs(const Cursor& root, MarketSpec& market);
void read_offers(const Cursor& root, const ReadMarket* base, ReaderContext& context, ReadMarket& read);

/// An amount for each attribute of the need, by name or in its order; those not named are 0.
/// What is not named is 0 and no problem: a need with ten attributes has offers of which most lack most.
std::vector<double> read_amounts(const Cursor& amounts, const NeedSpec& need);

/// The records that needs live, by the names of their offers.
/// After offers have their slots. A variant has the record of the base case at the same position, whatever it calls its
/// offers.
void read_diaries(const Cursor& root, const ReadMarket* base, ReaderContext& context, ReadMarket& read,
                  Problems& problems);

/// The settings of all behaviours for one need.
/// Leaves every registered behaviour in the need, on or off and with its parameters, so that the simulation asks no
/// further who said what. From the general to the particular: presets of the declaration, `behaviour:` at the top, that
/// of the need, `loyalty:`, segments.
void read_behaviours(const Cursor& root, const Cursor& need, NeedSpec& spec);

}  // namespace clientele
