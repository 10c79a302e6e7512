#include "experiments/tell/change_summary.h"

#include <cmath>
#include <ostream>

#include "scenarios/variants.h"
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

/// An entrant has no volume of before to be a percentage of.
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

}  // namespace

/// A row for each brand whose share is known, moved or not: rivals are half of the story. One table a need, as shares
/// are of needs.
AnswerTable brand_changes(const std::vector<ChangeRow>& changes, const Label& need, const std::string& currency) {
  AnswerTable table{.heading = shown_name(need.text),
                    .columns = {{"brand", true, ""},
                                {"before", false, "share, %"},
                                {"after", false, "share, %"},
                                {"change, points", false, "share, %"},
                                {"change, %", false, "volume"},
                                {"change", false, currency.empty() ? "profit" : "profit, " + currency}},
                    .rows = {},
                    .note = ""};
  for (const ChangeRow& share : changes) {
    const bool plain = !share.brand.empty() && share.of_brand("market", "share", share.whose_brand());
    if (!plain || !share.whose_need().same_as(need)) continue;
    if (!interval_words(share).empty())
      table.note = "In brackets: 95 % interval of the mean change over replicates, paired by luck. Over the whole run.";
    table.rows.push_back({share.brand, grouped_number(100.0 * share.base, 1), grouped_number(100.0 * share.variant, 1),
                          share_change(share), volume_change(beside(changes, share, "units")),
                          profit_change(beside(changes, share, "profit"))});
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
