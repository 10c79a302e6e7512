#include "scenarios/market_reader.h"

#include <algorithm>
#include <cmath>

#include "scenarios/distributions.h"

namespace clientele {
namespace {

constexpr double share_tolerance = 0.0005;  // .05 points: three thirds of 33.33 % pass, a forgotten brand does not

std::string per_cent(double share) { return shortest(std::round(share * 1e6) / 1e4) + " %"; }

void read_segments(const Cursor& segments, MarketSpec& market) {
  double sum = 0.0;
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

bool stays_in_unit_interval(const Distribution& weight) {
  using Family = Distribution::Family;
  return weight.family == Family::constant || weight.family == Family::uniform
             ? weight.a >= 0 && std::max(weight.a, weight.b) <= 1
             : weight.family == Family::beta;
}

std::optional<Distribution> read_weight(const Cursor& weight, FeelingSpec::Form form) {
  if (!weight.given()) return std::nullopt;
  const auto read = read_distribution(weight.json(), {"1", 0.0, 100.0, "", true}).value;
  if (read && form == FeelingSpec::Form::mixed && !stays_in_unit_interval(*read))
    weight.problem(quoted(weight.json()) +
                   " can leave [0, 1], and a mixed weight is a share of feeling. Use a number, uniform or beta.");
  return read;
}

FeelingSpec read_feeling(const Cursor& root, std::size_t segments) {
  const Cursor of_customers = root["customers"]["feeling"], of_behaviour = root["behaviour"]["feeling"];
  if (of_customers.given() && of_behaviour.given())
    of_behaviour.problem("feeling is set under customers too (line " + std::to_string(of_customers.place().line) +
                         "). Keep one of them.");
  const Cursor& common = of_customers.given() ? of_customers : of_behaviour;
  FeelingSpec feeling;
  if (common["form"].is("mixed")) feeling.form = FeelingSpec::Form::mixed;
  const auto weight = read_weight(common["weight"], feeling.form);
  if (weight) feeling.weight = {*weight};
  const std::vector<Cursor> entries = root["customers"]["segments"].entries();
  for (std::size_t s = 0; s < entries.size(); ++s) {
    const Cursor own = entries[s]["feeling"];
    if (own["form"].given())
      own["form"].problem(
          "the form of feeling is one for all customers. Set it under customers, and only the weight here.");
    const auto own_weight = read_weight(own["weight"], feeling.form);
    if (!own_weight) continue;
    if (feeling.weight.size() == 1) feeling.weight.resize(segments, feeling.weight[0]);
    feeling.weight[s] = *own_weight;
  }
  return feeling;
}

OutsideOption read_nothing(const Cursor& nothing) {
  OutsideOption option;
  if (const auto utility = nothing["utility"].number("utility")) {
    option = {OutsideOption::Kind::fixed, 0.0, *utility};
  } else if (const auto share = nothing["share"].number("share"); share && *share > 0.0) {
    option = {OutsideOption::Kind::own_inclusive, *share, 0.0};
  }
  return option;
}

}  // namespace

void read_customers(const Cursor& root, MarketSpec& market) {
  market.customers = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(root["customers"]["count"].integer().value_or(0), 0, 1'000'000'000));
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
  read.market.network = read_network(root["network"], read.market.customers, context, problems);
  read_needs(root, read.market);
  read_offers(root, base, context, read);
  return read;
}

}  // namespace clientele
