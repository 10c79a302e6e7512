#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What a firm would believe that sees purchases alone, against what is true: customers who leave without a word look
/// like slow buyers for a while, and slow buyers like lost ones. Only where customers can be lost so, see
/// NeedPlan::silence.
class SilenceTable final : public Table {
 public:
  SilenceTable()
      : Table(declare_table("silence",
                            "Who looks lost to somebody who knows purchases alone, at the end of each period; where "
                            "customers may be lost without a word.",
                            // Stocks: what stands at the end is what is told of a run.
                            {columns::period, columns::need,
                             count("known", "customers",
                                   "customers who have bought twice or more and whose place nobody took", Fold::last),
                             count("taken_for_lost", "customers",
                                   "known ones, silent for longer than `patience` times their usual gap", Fold::last),
                             count("lost", "customers", "known ones who are lost in fact", Fold::last),
                             number("false_alarms", "share", "of those taken for lost, who are customers still"),
                             number("unnoticed", "share", "of the lost, who are not taken for it yet")})) {}

  // A look at states that the market saves: nothing is kept here.
  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      // Nobody is lost without a word here.
      if (watched.market.plans()[need].silence() == nullptr) return;
      // The firm knows purchases alone; the market knows who is lost, and so how often the firm is wrong.
      const SilenceReport report = observed(watched.market).silence(world, need, watched.scenario.observe.patience);
      row(watched, world)
          .put("period", period.number)
          .put("need", need_name(watched, world, need))
          .put("known", report.known)
          .put("taken_for_lost", report.taken_for_lost)
          .put("lost", report.lost)
          .put("false_alarms", ratio(report.wrongly, report.taken_for_lost))
          // Lost ones taken for lost are those who were not taken so wrongly.
          .put("unnoticed", ratio(report.lost - (report.taken_for_lost - report.wrongly), report.lost));
    });
  }
};

}  // namespace

std::unique_ptr<Table> silence_table(const MoneyUnits&) { return std::make_unique<SilenceTable>(); }

}  // namespace clientele
