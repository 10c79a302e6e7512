#include "models/customers/states.h"
#include "experiments/record/counted.h"
#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Answers to a survey of one brand and segment: how many gave which.
class Answers {
 public:
  /// Nothing where the need has no survey: `all` is 0 then.
  Answers(const NeedPlan& plan, const TallyLayout& layout, std::span<const std::int64_t> counts, std::string_view name,
          std::size_t segment, std::size_t brand) {
    const auto& entries = plan.columns().tallies();
    for (std::uint32_t t = 0; t < entries.size(); ++t)
      for (std::size_t level = 0; entries[t].name == name && level < layout.levels({t}); ++level)
        by_level_.push_back(counts[layout.at({t}, segment, brand, level)]);
  }
  std::int64_t all() const { return between(0, by_level_.size()); }
  /// Levels from `from` up to, and without, `to`.
  std::int64_t between(std::size_t from, std::size_t to) const {
    std::int64_t sum = 0;
    for (std::size_t level = from; level < std::min(to, by_level_.size()); ++level) sum += by_level_[level];
    return sum;
  }
  /// In steps of the scale; unknown without answers.
  double mean() const {
    double sum = 0.0;
    for (std::size_t level = 0; level < by_level_.size(); ++level)
      sum += static_cast<double>(level) * static_cast<double>(by_level_[level]);
    return sum / static_cast<double>(all());
  }

 private:
  std::vector<std::int64_t> by_level_;
};

/// What customers say, which is not what they do: a firm's own research beside its sales.
///
/// Answers of a whole panel period: a survey of one tick has too few. Only where a need has the behaviour `survey`; who
/// answers is drawn there. Net promoters: Reichheld (2003), Harvard Business Review 81(12).
class SurveysTable final : public Table {
 public:
  SurveysTable()
      : Table(declare_table("surveys", "What customers said when asked, by period.",
                            {columns::period, columns::need, text("brand", "brand they were asked about"),
                             columns::segment, count("answers", "answers", "customers who answered"),
                             number("satisfaction", "points of 100", "mean satisfaction, 0 to 100"),
                             number("promoters", "share", "would recommend it: 9 or 10 of 10"),
                             number("detractors", "share", "would not: 6 or less"),
                             number("net_promoters", "share", "promoters minus detractors"),
                             number("would_buy_again", "share", "would buy it again right now")})) {}

  void begin(const Watched& watched) override { reset_counted(counted_, watched); }
  // All counts, although surveys are a few of them: which those are is known to the behaviour.
  void add_tick(const Watched& watched) override { add_counted(counted_, watched); }
  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const TallyLayout& layout = watched.market.world(world).needs[need].tallies.layout();
      for (std::size_t segment = 0; segment < layout.segments(); ++segment)
        for (std::size_t brand = 0; brand < watched.market.plans()[need].extents().of(Per::brand); ++brand)
          write(watched, period.number, {world, need, segment, brand});
    });
    counted_.clear();
  }
  // Up to a whole panel period of answers stands in no row yet.
  void visit(const Visit& visit) override { visit("counted", counted_.bytes()); }

 private:
  struct Asked {
    std::size_t world;
    std::uint32_t need;
    std::size_t segment, brand;
  };

  void write(const Watched& watched, std::int64_t period, const Asked& asked) {
    constexpr std::size_t promoter = 9, passive = 7, most = 11;  // of 0 to 10, source: Reichheld (2003)
    const auto& tallies = watched.market.world(asked.world).needs[asked.need].tallies;
    const auto answers = [&](std::string_view name) {
      return Answers(watched.market.plans()[asked.need], tallies.layout(), counted_.of(asked.world, asked.need), name,
                     asked.segment, asked.brand);
    };
    const Answers satisfied = answers(counts::survey_satisfaction), recommends = answers(counts::survey_recommend);
    // Who answers one question answers all three.
    const Answers again = answers(counts::survey_buy_again);
    const std::int64_t all = satisfied.all();
    // Brands that nobody was asked about have no row, rather than one of unknown shares.
    if (all == 0) return;
    const std::int64_t promoters = recommends.between(promoter, most), detractors = recommends.between(0, passive);
    row(watched, asked.world)
        .put("period", period)
        .put("need", need_name(watched, asked.world, asked.need))
        .put("brand", brand_name(watched, asked.world, asked.need, asked.brand))
        .put("segment", segment_name(watched, asked.world, asked.segment))
        .put("answers", all)
        // Points of 100, as published indices have them; the answers are steps of 10.
        .put("satisfaction", 10.0 * satisfied.mean())
        .put("promoters", ratio(promoters, all))
        .put("detractors", ratio(detractors, all))
        .put("net_promoters", ratio(promoters - detractors, all))
        .put("would_buy_again", ratio(again.between(1, 2), all));
  }

  // Periods end when rows need not, so tallies and surveys count each for themselves.
  Counted counted_;  ///< since the last panel period
};

}  // namespace

std::unique_ptr<Table> surveys_table(const MoneyUnits&) { return std::make_unique<SurveysTable>(); }

}  // namespace clientele
