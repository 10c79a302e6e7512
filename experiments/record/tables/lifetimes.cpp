#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What a customer is worth to the firm, over the run and beyond: the measure that acquisition may cost.
///
/// Nothing is seen while living: rows are reckoned from brands, offers and firms once all replicates are lived, see
/// add_lifetimes, which also says what is neglected.
class LifetimesTable final : public Table {
 public:
  explicit LifetimesTable(const MoneyUnits& money)
      : Table(declare_table(
            "lifetimes",
            "What a customer of a brand is worth to its firm, over the whole run and beyond, at the discount "
            "rate of the scenario and worth at the start of the run.",
            // Per customer acquired, so that brands of any size can be held against each other.
            {columns::need, columns::brand,
             count("acquired", "customers", "customers who ever bought it, those of the burn-in among them"),
             number("margin", money.currency, "margin that a buyer brings in a panel period"),
             number("retention", "share", "buyers who bought again in the next period"),
             number("realised", money.currency, "margin earned within the run, per customer acquired"),
             number("expected", money.currency, "margin to come from those who still buy, per customer acquired"),
             number("referred", "share", "of its new customers, who came by talk or referral; 0 if nobody counts them"),
             number("referral_value", money.currency,
                    "worth of those whom a customer brings, not of those whom they bring"),
             number("lifetime_value", money.currency, "realised, expected and referral value together")})) {}
};

}  // namespace

std::unique_ptr<Table> lifetimes_table(const MoneyUnits& money) { return std::make_unique<LifetimesTable>(money); }

}  // namespace clientele
