#include "scenarios/market/market_reader.h"

#include <algorithm>
#include <cmath>

#include "engine/core/suggest.h"

namespace clientele {
namespace {

/// Rounded to a ten-thousandth of a per cent: sums of shares are no decimals, and 99.99999999999999 % in a message
/// would look like a bug.
std::string per_cent(double share) { return shortest(std::round(share * 1e6) / 1e4) + " %"; }

void read_segments(const Cursor& segments, MarketSpec& market) {
  double sum = 0.0;
  // A share that could not be read has a message of its own; a sum without it would only repeat it in other words.
  bool readable = true;
  for (const Cursor& segment : segments.entries()) {
    const auto share = segment["share"].number("share");
    readable = readable && share;
    sum += share.value_or(0.0);
    market.segments.push_back({segment["name"].text(), share.value_or(0.0)});
  }
  if (market.segments.empty()) {
    market.segments.push_back({"all", 1.0});
    if (segments.given() && segments.json().is_array())
      segments.problem("the list is empty. Remove it, or name a segment with a share of 100 %.");
  } else if (readable && std::abs(sum - 1.0) > share_tolerance) {
    segments.problem("the shares of the segments add up to " + per_cent(sum) + ", not 100 %. Change one of them.");
  }
}

/// A fixed utility is absolute; a share is relative to what the offers amount to for each customer (see OutsideOption),
/// which keeps purchases NBD-distributed. 0 % is the same as saying nothing.
OutsideOption read_nothing(const Cursor& nothing) {
  OutsideOption option;
  if (const auto utility = nothing["utility"].number("utility")) {
    option = {OutsideOption::Kind::fixed, 0.0, *utility};
  } else if (const auto share = nothing["share"].number("share"); share && *share > 0.0) {
    option = {OutsideOption::Kind::own_inclusive, *share, 0.0};
  }
  return option;
}

/// By name every attribute must be given, unlike amounts: an ideal of 0 that nobody meant would pull all customers to
/// the offers with the least of it.
std::vector<double> read_ideal(const Cursor& ideal, const NeedSpec& need) {
  if (!ideal.given()) return {};
  if (ideal.is_map())
    for (const std::string& attribute : need.attributes)
      if (!ideal[attribute].given())
        ideal.problem("says nothing of '" + attribute + "'. Give every attribute of '" + need.name +
                      "' its best amount, or leave 'ideal' out: then the more of each the better.");
  return read_amounts(ideal, need);
}

}  // namespace

std::vector<double> read_amounts(const Cursor& amounts, const NeedSpec& need) {
  std::vector<double> by_attribute(need.attributes.size(), 0.0);
  const std::vector<Cursor> in_order = amounts.entries();
  if (amounts.given() && amounts.json().is_array() && in_order.size() != need.attributes.size())
    amounts.problem("there are " + std::to_string(in_order.size()) + " amounts for " +
                    std::to_string(need.attributes.size()) + " attributes of the need '" + need.name + "'.");
  for (std::size_t m = 0; m < std::min(in_order.size(), by_attribute.size()); ++m)
    by_attribute[m] = in_order[m].number("1").value_or(0.0);
  for (const auto& [name, amount] : amounts.members()) {
    const auto found = std::find(need.attributes.begin(), need.attributes.end(), name);
    if (found == need.attributes.end())
      amount.problem("the need '" + need.name + "' has no such attribute." + did_you_mean(name, need.attributes) +
                     (need.attributes.empty() ? " List it under the need's 'attributes:'." : ""));
    else
      by_attribute[static_cast<std::size_t>(found - need.attributes.begin())] = amount.number("1").value_or(0.0);
  }
  return by_attribute;
}

void read_customers(const Cursor& root, MarketSpec& market) {
  market.customers = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(root["customers"]["count"].integer().value_or(0), 0, 1'000'000'000));
  market.customer_weight = root["customers"]["weight"].number("1").value_or(market.customer_weight);
  if (const auto all = root["customers"]["market"].number("1"); all && market.customers > 0)
    market.customer_weight = *all / market.customers;
  read_segments(root["customers"]["segments"], market);
  market.feeling = read_feeling(root, market.segments.size());
}

void read_needs(const Cursor& root, MarketSpec& market) {
  const Cursor needs = root["needs"];
  for (const Cursor& entry : needs.entries()) {
    NeedSpec need;
    need.name = entry["name"].text();
    for (const Cursor& attribute : entry["attributes"].entries()) {
      const std::string name = attribute.text();
      if (std::find(need.attributes.begin(), need.attributes.end(), name) != need.attributes.end())
        attribute.problem("this attribute stands here twice. Remove one.");
      need.attributes.push_back(name);
    }
    // Attributes come first: ideals, and the weights that behaviours give attributes, are by their positions.
    need.ideal = read_ideal(entry["ideal"], need);
    need.nothing = read_nothing(entry["nothing"]);
    read_behaviours(root, entry, need);
    market.needs.push_back(std::move(need));
  }
  if (needs.given() && needs.json().is_array() && market.needs.empty())
    needs.problem("there is no need, so nobody would ever buy. Name one.");
}

ReadMarket read_market(const Document& document, const ReadMarket* base, ReaderContext& context, Problems& problems) {
  const Cursor root(document, "", problems);
  ReadMarket read;
  read_customers(root, read.market);
  read.market.network = read_network(root["network"], read.market, context, problems);
  read_needs(root, read.market);
  read_offers(root, base, context, read);
  read_diaries(root, base, context, read, problems);
  return read;
}

}  // namespace clientele
