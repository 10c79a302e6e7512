#include "experiments/tell/change_summary.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include "scenarios/variants.h"
#include "output/numbers.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// The same need and brand in another measure, or nullptr.
/// Nothing where the run did not record it: the cell stays empty.
const ChangeRow* beside(const std::vector<ChangeRow>& changes, const ChangeRow& share, const std::string& measure) {
  for (const ChangeRow& change : changes)
    if (change.whose_need().same_as(share.whose_need()) && change.of_brand("market", measure, share.whose_brand()))
      return &change;
  return nullptr;
}

/// With the interval in brackets where there is one; the unit stands in the head of the column.
std::string share_change(const ChangeRow& share) {
  const UnitWords words("share");
  const int decimals = words.decimals(share.half_width(), share.difference);
  const std::string change = signed_number(100.0 * share.difference, decimals), interval = interval_words(share);
  return interval.empty() ? change : change + " (" + interval + ")";
}

/// An entrant has no volume of before to be a percentage of. Of what is held and used, volume is who holds it.
std::string volume_change(const ChangeRow* units) {
  if (units == nullptr) return "";
  return std::isfinite(units->percent) ? signed_number(units->percent, 1) : "new";
}

/// Of the brand: revenue less the cost of what was sold. Programmes, which the firm pays, are in the profit of the
/// firm.
std::string profit_change(const ChangeRow* profit) {
  if (profit == nullptr) return "";
  return signed_number(profit->difference, UnitWords("").decimals(profit->half_width(), profit->difference));
}

/// Where customers hold what they decided for: how many do, and how many of them end it in a month.
std::vector<std::string> holders(const ChangeRow& customers, const ChangeRow* churn) {
  const auto rate = [&](double ChangeRow::*world) {
    return churn != nullptr && std::isfinite(churn->*world) ? decimal(100.0 * churn->*world, 2) : "";
  };
  return {grouped_number(customers.base, 0), grouped_number(customers.variant, 0), volume_change(&customers),
          rate(&ChangeRow::base), rate(&ChangeRow::variant)};
}

}  // namespace

/// A row for each brand whose share is known, moved or not: rivals are half of the story. One table a need, as shares
/// are of needs.
AnswerTable brand_changes(const std::vector<ChangeRow>& changes, const Label& need, const std::string& currency) {
  AnswerTable table{.heading = shown_name(need.text),
                    .columns = {{"brand", true, ""},
                                {"before", false, "share, %"},
                                {"after", false, "share, %"},
                                {"change, points", false, "share, %"}},
                    .rows = {},
                    .note = ""};
  // Known by the outcomes, which have customers for what is held and for nothing else.
  const bool held = std::any_of(changes.begin(), changes.end(), [&](const ChangeRow& change) {
    return change.table == "market" && change.measure == "customers" && change.whose_need().same_as(need);
  });
  const auto add_columns = [&](std::vector<AnswerTable::Column> columns) {
    table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  };
  // Five columns of who holds it in place of one of volume.
  if (held)
    add_columns({{"before", false, "customers"},
                 {"after", false, "customers"},
                 {"change, %", false, "customers"},
                 {"before", false, "churn a month, %"},
                 {"after", false, "churn a month, %"}});
  else
    add_columns({{"change, %", false, "volume"}});
  add_columns({{"change", false, currency.empty() ? "profit" : "profit, " + currency}});
  for (const ChangeRow& share : changes) {
    const bool plain = !share.brand.empty() && share.of_brand("market", "share", share.whose_brand());
    if (!plain || !share.whose_need().same_as(need)) continue;
    if (!interval_words(share).empty())
      table.note = "In brackets: 95 % interval of the mean change over replicates, paired by luck. Over the whole run.";
    std::vector<std::string> cells{share.brand, grouped_number(100.0 * share.base, 1),
                                   grouped_number(100.0 * share.variant, 1), share_change(share)};
    const ChangeRow* customers = held ? beside(changes, share, "customers") : nullptr;
    if (customers != nullptr)
      for (std::string& cell : holders(*customers, beside(changes, share, "churn_a_month")))
        cells.push_back(std::move(cell));
    else
      cells.push_back(volume_change(beside(changes, share, "units")));
    cells.push_back(profit_change(beside(changes, share, "profit")));
    // A brand that nobody held in either world has no customers to tell.
    cells.resize(table.columns.size());
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// The short form of an answer, for `clientele run` with variants: no reasons, as no twins were compared.
void write_change(std::ostream& out, const Scenario& scenario, const Frame& differences, const std::string& name) {
  const std::string& question = variant_called(scenario, name).question;
  out << '\n' << (question.empty() ? "What changes with " + name + "?" : question + " (" + name + ")") << '\n';
  const std::vector<ChangeRow> changes = whole_run_changes(differences, name);
  const std::vector<NeedSpec>& needs = scenario.base.market->needs;
  AnswerText text;
  for (std::size_t n = 0; n < needs.size(); ++n)
    if (const AnswerTable table = brand_changes(changes, {needs[n].name, Thing::of_need(n).key()}, scenario.currency);
        !table.rows.empty())
      write_table(text, table);
  out << text.text();
}

}  // namespace clientele
