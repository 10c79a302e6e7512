#include "tests/experiments/outcomes/hand_made_run.h"

#include <algorithm>
#include <memory>

#include "models/behaviours.h"
#include "experiments/record/tables.h"
#include "tests/experiments/support/things.h"

namespace clientele::hand_made {
namespace {

std::string firm_of(const std::string& brand) { return brand == "Best" ? "Best" : "Acme"; }

}  // namespace

MarketSpec market() {
  MarketSpec market;
  market.customers = 100;
  market.segments = {{.name = "all", .share = 1.0}};
  market.firms = {firm_called("Acme"), firm_called("Best")};
  NeedSpec& need = market.needs.emplace_back();
  need.name = "tea";
  need.occasions = preset_setting(*find_behaviour("always"), true);
  for (const auto& [name, firm] : {std::pair{"Acme", 0U}, {"Gold", 0U}, {"Best", 1U}}) {
    OfferSpec& offer = need.offers.emplace_back();
    offer.name = name, offer.brand = static_cast<std::uint32_t>(market.brands.size());
    offer.price = {2000}, offer.cost = {1100};
    market.brands.push_back(brand_called(name, firm));
  }
  return market;
}

Scenario scenario() {
  Scenario scenario;
  scenario.currency = "GBP";
  scenario.clock.ticks = 104;
  scenario.discount = 0.0;
  scenario.base = {std::make_shared<const MarketSpec>(market()), {}, {}};
  return scenario;
}

void add_variant(Scenario& scenario, const std::string& name, const std::function<void(MarketSpec&)>& change) {
  MarketSpec variant = market();
  change(variant);
  scenario.variants.push_back({name, "", {std::make_shared<const MarketSpec>(variant), {}, {}}});
}

Label label(std::string_view column, const std::string& name, const std::string& called) {
  Label label = thing_called({std::make_shared<const MarketSpec>(market()), {}, {}}, column, name);
  if (!called.empty()) label.text = called;
  return label;
}

void say(Frame& frame, std::string_view column, const Label& label) {
  LabelColumn& cells = frame.get<std::string>(column);
  cells.set(cells.size() - 1, label.text, label.key);
}

Tables::Tables() : frames_(run_tables("GBP")) {}

Frame& Tables::row(std::string_view table, const std::string& world, std::int64_t replicate) {
  Frame& frame = *std::find_if(frames_.begin(), frames_.end(), [&](const Frame& f) { return f.name() == table; });
  for (Frame::Column& column : frame.columns()) std::visit([](auto& cells) { cells.emplace_back(); }, column.cells);
  say(frame, "world", {world});
  frame.get<std::int64_t>("replicate").back() = replicate;
  return frame;
}

std::int64_t& Tables::profit(const std::string& world, std::int64_t replicate, std::int64_t tick, const Label& firm) {
  for (Frame& frame : frames_) {
    if (frame.name() != "firms") continue;
    for (std::size_t i = 0; i < frame.rows(); ++i)
      if (frame.get<std::string>("world")[i] == world && frame.get<std::int64_t>("replicate")[i] == replicate &&
          frame.get<std::int64_t>("tick")[i] == tick && frame.get<std::string>("firm").label(i).same_as(firm))
        return frame.get<std::int64_t>("profit")[i];
  }
  Frame& frame = row("firms", world, replicate);
  frame.get<std::int64_t>("tick").back() = tick;
  say(frame, "firm", firm);
  return frame.get<std::int64_t>("profit").back();
}

Tables& Tables::sell(const Sold& sold) {
  Frame& frame = row("offers", sold.world, sold.replicate);
  frame.get<std::int64_t>("tick").back() = sold.tick;
  say(frame, "need", label("need", "tea"));
  say(frame, "brand", label("brand", sold.brand, sold.called));
  say(frame, "offer", label("offer", sold.brand, sold.called));
  frame.get<std::int64_t>("price").back() = sold.price;
  frame.get<std::int64_t>("units").back() = sold.units;
  frame.get<std::int64_t>("revenue").back() = sold.units * sold.price;
  frame.get<std::int64_t>("cost").back() = sold.units * sold.cost;
  profit(sold.world, sold.replicate, sold.tick, label("firm", firm_of(sold.brand))) +=
      sold.units * (sold.price - sold.cost);
  return *this;
}

Tables& Tables::spend(const std::string& world, const std::string& firm, std::int64_t tick, std::int64_t money) {
  profit(world, 0, tick, label("firm", firm)) -= money;
  return *this;
}

Tables& Tables::see(const Seen& seen) {
  Frame& frame = row("brands", seen.world, seen.replicate);
  frame.get<std::int64_t>("period").back() = seen.period;
  frame.get<double>("weeks").back() = 13.0;
  say(frame, "need", label("need", "tea")), say(frame, "brand", label("brand", seen.brand));
  frame.get<std::int64_t>("buyers").back() = seen.buyers;
  frame.get<std::int64_t>("purchases").back() = seen.purchases;
  frame.get<double>("repeat").back() = seen.repeat;
  return *this;
}

}  // namespace clientele::hand_made
