#include "experiments/record/twin_tables.h"

#include <cstdint>

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

Frame begin(std::string name, std::string meaning) {
  Frame frame(std::move(name), std::move(meaning));
  frame.add<Text>("world", "", "the variant whose customers are compared with their twins of the base case");
  frame.add<Count>("replicate", "1", "which run with luck of its own, from 0", Fold::key);
  return frame;
}

void add_tick(Frame& frame) { frame.add<Count>("tick", "ticks", "last tick of the row, from 0", Fold::key); }

Frame twins() {
  Frame frame =
      begin("twins", "What the change did to customers with regard to each brand; all customers, once a brand.");
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Text>("segment", "", "segment of customers; empty where there is one");
  frame.add<Text>("outcome", "", "won, kept, lost, passed through, switched anyway or untouched");
  frame.add<Text>("reason", "",
                  "mechanism that made the first decision another one; empty for those who lived the same life");
  frame.add<Count>("customers", "customers", "customers");
  return frame;
}

Frame flows() {
  Frame frame =
      begin("flows", "Decisions that differ between twins: from what in the base case, to what in the variant.");
  frame.add<Text>("need", "", "need");
  frame.add<Text>("from_brand", "", "brand chosen in the base case, (nothing) or (no occasion)");
  frame.add<Text>("from_offer", "", "its offer");
  frame.add<Text>("to_brand", "", "brand chosen in the variant, (nothing) or (no occasion)");
  frame.add<Text>("to_offer", "", "its offer");
  frame.add<Count>("purchases", "decisions", "decisions");
  return frame;
}

Frame why() {
  Frame frame =
      begin("why", "Units of the variant minus units of the base case, split by mechanism; sums since the last row.");
  add_tick(frame);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand, or (nothing): occasions that ended without a purchase");
  frame.add<Text>("mechanism", "",
                  "behaviour, nothing, range, occasions, stock, or interaction: what no single one explains");
  frame.add<Count>("units", "units", "units that the mechanism brought");
  return frame;
}

Frame divergence() {
  Frame frame = begin("divergence", "How many customers live another life than their twins, by tick.");
  add_tick(frame);
  frame.add<Text>("need", "", "need");
  frame.add<Count>("customers", "customers", "customers with a differing decision in this tick", Fold::mean);
  frame.add<Count>("first", "customers", "of all since the last row, those for whom it was the first");
  frame.add<Count>("ever", "customers", "customers with a differing decision so far", Fold::last);
  return frame;
}

Frame value(const std::string& money) {
  Frame frame =
      begin("value", "What customers gain from the change (compensating variation); sums since the last row.");
  add_tick(frame);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("segment", "", "segment of customers; empty where there is one");
  frame.add<Count>("occasions", "occasions", "occasions that both worlds have");
  frame.add<double>("gain", money, "money that would be worth as much to these customers as the change", Fold::sum);
  return frame;
}

Frame stories() {
  Frame frame = begin("stories", "A few customers and their twins, in words; from the first replicate.");
  frame.add<Text>("need", "", "need");
  frame.add<Count>("customer", "1", "number of the customer", Fold::key);
  frame.add<Text>("segment", "", "segment of the customer; empty where there is one");
  frame.add<Text>("outcome", "", "what the change did to it, as in twins");
  frame.add<Text>("story", "", "what happened");
  return frame;
}

}  // namespace

std::vector<Frame> twin_tables(const std::string& currency) {
  return {twins(), flows(), why(), divergence(), value(currency.empty() ? "currency units" : currency), stories()};
}

}  // namespace clientele
