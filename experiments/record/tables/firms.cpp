#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What has been booked of one firm since the last row, Money::value.
struct FirmSums {
  std::int64_t revenue = 0, cost = 0;
  Spending spent;
  FirmSums& operator+=(const FirmAccount& booked) {
    revenue += booked.revenue.value, cost += booked.cost.value, spent += booked.spent;
    return *this;
  }
};

/// A column for each kind of spending, so that who adds a kind adds its column.
std::vector<DeclaredColumn> firm_columns(const MoneyUnits& money) {
  std::vector<DeclaredColumn> all{columns::row_tick, text("firm", "firm"),
                                  count("revenue", money.whole, "what customers paid"),
                                  count("cost", money.whole, "what suppliers were paid for units")};
  for (const SpentKind& kind : spent_kinds) all.push_back(count(kind.name, money.whole, kind.meaning));
  all.push_back(count("profit", money.whole, "revenue minus cost and all that is spent beyond it"));
  all.push_back(count("cash", money.whole, "cash after the tick", Fold::last));
  return all;
}

/// What each firm took in and paid out. Cash is what the ledger says after the tick; over a run it moves by the sum of
/// profits, which tests hold against each other.
///
/// A firm without offers has rows too, of 0: firms are compared between worlds.
class FirmsTable final : public Table {
 public:
  explicit FirmsTable(const MoneyUnits& money)
      : Table(declare_table("firms", "The accounts of each firm, by tick; flows are sums since the last row.",
                            firm_columns(money))) {}

  void begin(const Watched& watched) override {
    sums_.clear();
    for (std::size_t world = 0; world < watched.market.worlds(); ++world)
      sums_.emplace_back(watched.market.world(world).market->firms.size());
  }

  void add_tick(const Watched& watched) override {
    for (std::size_t world = 0; world < sums_.size(); ++world)
      for (std::size_t firm = 0; firm < sums_[world].size(); ++firm)
        // Accounts are those of the tick; the ledger keeps what has gathered.
        sums_[world][firm] += watched.market.world(world).accounts.firms()[firm];
  }

  void write_rows(const Watched& watched) override {
    for (std::size_t world = 0; world < watched.market.worlds(); ++world) {
      const std::vector<FirmSpec>& firms = market_of(watched, world).firms;
      // Firms that the world has by now; an entrant's first row comes with its entry.
      for (std::uint32_t firm = 0; firm < firms.size(); ++firm) {
        FirmSums& sum = sums_[world][firm];
        Row written = row(watched, world);
        written.put("tick", watched.tick)
            .put("firm", Label{firms[firm].name, Thing::of_firm(firm).key()})
            .put("revenue", sum.revenue)
            .put("cost", sum.cost);
        for (std::size_t kind = 0; kind < spent_kinds.size(); ++kind)
          written.put(spent_kinds[kind].name, sum.spent.by[kind].value);
        written
            // Written although it can be reckoned: it is what most readers come for.
            .put("profit", sum.revenue - sum.cost - sum.spent.sum().value)
            .put("cash", watched.market.world(world).ledger.firm_cash(firm).value);
        sum = {};
      }
    }
  }

  // By world: worlds may differ in the number of their firms.
  void visit(const Visit& visit) override {
    for (std::size_t world = 0; world < sums_.size(); ++world)
      visit("sums of world " + std::to_string(world), std::as_writable_bytes(std::span(sums_[world])));
  }

 private:
  std::vector<std::vector<FirmSums>> sums_;  ///< [world][firm]
};

}  // namespace

std::unique_ptr<Table> firms_table(const MoneyUnits& money) { return std::make_unique<FirmsTable>(money); }

}  // namespace clientele
