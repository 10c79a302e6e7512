#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/market/spec.h"
#include "scenarios/market/cursor.h"

namespace clientele {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// What reading a market needs beside the document.
struct ReaderContext {
  Clock clock;
  std::string currency;
  std::map<std::string, Edges> edge_files;  ///< read once, though every variant and epoch has the network
  std::vector<std::string> files_read;
  std::map<std::string, std::shared_ptr<const Diary>> diaries = {};  ///< by all that they are read by
};

/// A market with the place in the document of each firm, of each brand and, for each need, of the offer in each slot:
/// names may change, places do not.
struct ReadMarket {
  MarketSpec market;
  std::vector<std::string> firms, brands;
  std::vector<std::vector<std::string>> slots;
};

/// Reads the market of a document that has been checked value by value, and checks what spans several values: sums of
/// shares, names that must exist, prices that all or none must have. With `base`, its firms, brands and offers keep
/// their positions.
ReadMarket read_market(const Document& document, const ReadMarket* base, ReaderContext& context, Problems& problems);

/// What sums of shares may miss: .05 points, so three thirds of 33.33 % pass and a forgotten brand does not.
constexpr double share_tolerance = 0.0005;

// Parts of it, one file each.
void read_customers(const Cursor& root, MarketSpec& market);
FeelingSpec read_feeling(const Cursor& root, std::size_t segments);
NetworkSpec read_network(const Cursor& network, const MarketSpec& market, ReaderContext& context, Problems& problems);
void read_needs(const Cursor& root, MarketSpec& market);
void read_offers(const Cursor& root, const ReadMarket* base, const ReaderContext& context, ReadMarket& read);

/// An amount for each attribute of the need, by name or in its order; those not named are 0.
std::vector<double> read_amounts(const Cursor& amounts, const NeedSpec& need);

/// The records that needs live, by the names of their offers.
void read_diaries(const Cursor& root, const ReadMarket* base, ReaderContext& context, ReadMarket& read,
                  Problems& problems);

/// The settings of all behaviours for one need.
void read_behaviours(const Cursor& root, const Cursor& need, NeedSpec& spec);

}  // namespace clientele
