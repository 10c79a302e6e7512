#include "experiments/tell/summary.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <sstream>

#include "output/numbers.h"
#include "output/table.h"
#include "experiments/check/laws.h"
#include "experiments/compare/differences.h"
#include "experiments/outcomes/brand_figures.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/record/observed.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_words.h"
#include "experiments/tell/change_summary.h"
#include "experiments/tell/summary_people.h"
#include "experiments/tell/summary_reasons.h"

namespace clientele {
namespace {

/// Half the width within which 95 % of single periods lie, if they are nearly normal.
/// Of periods, not of their mean: a panel of this size is one of them, and is what a reader sets beside it.
double half_width(const Figure& figure) { return 1.96 * figure.deviation(); }

std::string share_cell(const Figure& figure) {
  if (!figure.known()) return "";
  const double width = half_width(figure);
  return width > 0.0 ? interval(100.0 * figure.mean(), 100.0 * width, 1) : decimal(100.0 * figure.mean(), 1);
}

std::string number_cell(const Figure& figure) {
  if (!figure.known()) return "";
  const double width = half_width(figure);
  return width > 0.0 ? interval(figure.mean(), width, 2) : decimal(figure.mean(), 2);
}

std::string observed_share(const std::optional<double>& value) { return value ? decimal(100.0 * *value, 1) : ""; }
std::string observed_number(const std::optional<double>& value) { return value ? decimal(*value, 2) : ""; }

std::string weeks_words(double weeks) {
  return decimal(weeks, weeks == std::floor(weeks) ? 0 : 1) + (weeks == 1.0 ? " week" : " weeks");
}

/// The length of a period in words: "quarter (13 weeks)".
std::string period_words(double weeks) {
  const std::string length = weeks_words(weeks);
  if (weeks == 13.0) return "quarter (" + length + ")";
  if (weeks == 52.0) return "year (" + length + ")";
  return "period of " + length;
}

/// How many real customers each stands for, if more or less than one.
/// Counts in tables are of simulated customers; who wants the market multiplies by this.
std::string weight_words(double weight) {
  if (weight == 1.0) return "";
  const bool whole = weight == std::floor(weight);
  return ", each for " + (whole ? count(static_cast<std::int64_t>(weight)) : decimal(weight, 2)) + " real ones";
}

/// All that is needed to make the same figures again, but for the file.
void write_heading(std::ostream& out, const Scenario& scenario, const RunOptions& options) {
  const MarketSpec& market = *scenario.base.market;
  const double weeks = scenario.clock.ticks * scenario.clock.weeks_per_tick;
  if (!scenario.title.empty()) out << scenario.title << '\n';
  if (!scenario.source.empty()) out << scenario.source << '\n';
  out << weeks_words(weeks) << ", " << count(market.customers) << " customers" << weight_words(market.customer_weight)
      << ", " << count(options.replicates) << (options.replicates == 1 ? " replicate" : " replicates") << ", seed "
      << scenario.seed << '\n';
}

/// Positions of the brands of a need with an offer, in the order of the scenario; two brands of one name are two rows.
std::vector<std::uint32_t> brands_of(const NeedSpec& need) {
  std::vector<std::uint32_t> brands;
  for (const OfferSpec& offer : need.offers)
    if (std::find(brands.begin(), brands.end(), offer.brand) == brands.end()) brands.push_back(offer.brand);
  return brands;
}

/// A column that no brand has an entry in is left out, instead of standing there empty.
struct Shown {
  bool panel = false, shares_observed = false, penetration_observed = false, purchases_observed = false;
  bool holders = false;  ///< customers hold what they decided for: ticks of use are no purchases
  std::string currency;
};

/// Three figures of who holds an offer of a brand, over the run; unknown where nobody did.
struct Holders {
  Figure customers, churn, revenue;
};

/// In the base case, one value for each replicate.
Figure figure_of(const Outcomes& outcomes, std::string_view measure, const Label& need, const Label& brand) {
  Figure figure;
  for (const Outcome& outcome : outcomes.rows) {
    const OutcomeKey& key = outcome.key;
    const bool fits = key.table == "market" && key.measure == measure && key.time == whole_run && key.segment.empty() &&
                      label_of(key, &OutcomeKey::need).same_as(need) &&
                      label_of(key, &OutcomeKey::brand).same_as(brand);
    if (!fits) continue;
    // The base case comes first; a replicate in which nobody held it keeps its place.
    for (const double value : outcome.of(0)) {
      figure.by_replicate.emplace_back();
      if (std::isfinite(value)) figure.by_replicate.back().push_back(value);
    }
    break;
  }
  return figure;
}

/// By the table of outcomes and not by panels: a panel counts ticks of use as purchases.
Holders holders_of(const Outcomes& outcomes, const Label& need, const Label& brand) {
  return {figure_of(outcomes, "customers", need, brand), figure_of(outcomes, "churn_a_month", need, brand),
          figure_of(outcomes, "revenue_per_customer_a_month", need, brand)};
}

/// Customers are counted, so they have no decimals; rates go by the month, whatever a tick is.
void add_cells(std::vector<std::string>& cells, const Holders& holders) {
  const auto whole = [](const Figure& figure) {
    if (!figure.known()) return std::string();
    const double width = half_width(figure);
    return width > 0.0 ? interval(figure.mean(), width, 0) : grouped_number(figure.mean(), 0);
  };
  Figure percent = holders.churn;
  for (auto& values : percent.by_replicate)
    for (double& value : values) value *= 100.0;
  cells.insert(cells.end(), {whole(holders.customers), number_cell(percent), number_cell(holders.revenue)});
}

/// Columns in the order in which `write_brands` fills the cells of a row.
TextTable brand_table(const Shown& shown) {
  std::vector<TableColumn> columns{{"brand", Align::left, ""}};
  if (shown.shares_observed) columns.push_back({"observed", Align::right, "share, %"});
  columns.push_back({"simulated", Align::right, "share, %"});
  if (shown.penetration_observed) columns.push_back({"observed", Align::right, "penetration, %"});
  if (shown.panel && (!shown.holders || shown.penetration_observed))
    columns.push_back({"simulated", Align::right, "penetration, %"});
  if (shown.holders) {
    const std::string money = shown.currency.empty() ? "revenue" : "revenue, " + shown.currency;
    columns.insert(columns.end(), {{"customers", Align::right, ""},
                                   {"churn, %", Align::right, "a month"},
                                   {money + " a customer", Align::right, "a month"}});
    return TextTable(std::move(columns));
  }
  if (shown.purchases_observed) columns.push_back({"observed", Align::right, "purchases per buyer"});
  if (shown.panel) columns.push_back({"simulated", Align::right, "purchases per buyer"});
  return TextTable(std::move(columns));
}

/// What was observed stands left of what was simulated, figure by figure. The note on ± comes only where there is one.
/// `outcomes` are asked of needs whose offers are held, of no others.
void write_brands(std::ostream& out, const Scenario& scenario, const Results& results, std::size_t position,
                  const Outcomes& outcomes) {
  const MarketSpec& market = *scenario.base.market;
  const NeedSpec& need = market.needs[position];
  const std::vector<std::uint32_t> brands = brands_of(need);
  const auto any = [&](auto member) {
    return std::any_of(brands.begin(), brands.end(),
                       [&](std::uint32_t b) { return (market.brands[b].observed.*member).has_value(); });
  };
  const Shown shown{panel_ticks(scenario) > 0,
                    any(&ObservedBrand::share),
                    any(&ObservedBrand::penetration),
                    any(&ObservedBrand::purchases_per_buyer),
                    customers_hold(need),
                    scenario.currency};
  TextTable table = brand_table(shown);
  bool intervals = false;
  const Label whose{need.name, Thing::of_need(position).key()};
  for (const std::uint32_t at : brands) {
    const BrandSpec* brand = &market.brands[at];
    const FigureQuery query{"base", whose, {brand->name, Thing::of_brand(at).key()}, {}};
    const auto figure = [&](std::string_view column) { return read_figure(results.frame("brands"), column, query); };
    std::vector<std::string> cells{brand->name};
    if (shown.shares_observed) cells.push_back(observed_share(brand->observed.share));
    // Households of a record end one by one, and periods in which few are left would count as much as any.
    const Figure share =
        need.diary && shown.panel ? read_pooled_share(results.frame("brands"), query) : figure("share");
    intervals = intervals || (share.known() && share.deviation() > 0.0);
    cells.push_back(share_cell(share));
    if (shown.penetration_observed) cells.push_back(observed_share(brand->observed.penetration));
    if (shown.panel && (!shown.holders || shown.penetration_observed))
      cells.push_back(share_cell(figure("penetration")));
    if (shown.holders) add_cells(cells, holders_of(outcomes, whose, query.brand));
    if (!shown.holders && shown.purchases_observed)
      cells.push_back(observed_number(brand->observed.purchases_per_buyer));
    if (!shown.holders && shown.panel) cells.push_back(number_cell(figure("purchases_per_buyer")));
    table.row(std::move(cells));
  }
  if (shown.holders)
    table.note(
        "Customers, churn and revenue over the whole run; churn: customers of a month who end their contract in it.");
  if (need.diary && shown.panel) table.note("Shares are of all purchases of the record.");
  if (intervals && !need.diary)
    table.note(
        shown.panel
            ? "± holds 95 % of single periods, over replicates and periods: as one panel of this size would vary."
            : "± holds 95 % of replicates.");
  const double weeks = shown.panel ? panel_ticks(scenario) * scenario.clock.weeks_per_tick
                                   : scenario.clock.ticks * scenario.clock.weeks_per_tick;
  out << '\n' << need.name << ", a " << period_words(weeks) << "\n";
  table.write(out);
}

/// Three of the five laws, the other two being in the table of brands above; of duplication the column with the largest
/// brand. The verdict below is of all five.
void write_laws(std::ostream& out, const LawReport& report) {
  TextTable table({{"brand", Align::left, ""},
                   {"predicted", Align::right, "repeat, %"},
                   {"simulated", Align::right, "repeat, %"},
                   {"predicted", Align::right, "also buy *, %"},
                   {"simulated", Align::right, "also buy *, %"},
                   {"predicted", Align::right, "sole buyers, %"},
                   {"simulated", Align::right, "sole buyers, %"}});
  const auto add = [](std::vector<std::string>& cells, const LawFigure* figure) {
    cells.push_back(figure != nullptr ? decimal(100.0 * figure->predicted, 1) : "");
    cells.push_back(figure != nullptr ? share_cell(figure->simulated) : "");
  };
  for (std::size_t b = 0; b < report.brands.size(); ++b) {
    std::vector<std::string> cells{report.brands[b].text};
    add(cells, report.find("repeat", report.brands[b]));
    add(cells, report.find("duplication", report.brands[b], report.brands[b == 0 ? 1 : 0]));
    add(cells, report.find("sole buyers", report.brands[b]));
    table.row(std::move(cells));
  }
  table.note("* the largest other brand: " + report.brands[0].text + " (for itself " + report.brands[1].text + ").");
  out << "\nThe laws of buying: NBD-Dirichlet with M " << decimal(report.mean, 3) << ", K " << decimal(report.shape, 4)
      << ", S " << decimal(report.sum, 4) << "\n";
  table.write(out);
}

/// Of many figures some stray further than others, hence three deviations, and the farthest is named so that a reader
/// sees how near it came.
void write_verdict(std::ostream& out, const LawReport& report) {
  const auto off = std::count_if(report.figures.begin(), report.figures.end(),
                                 [](const LawFigure& f) { return std::abs(f.deviations()) > law_tolerance; });
  const LawFigure& worst = report.worst();
  const std::string at = worst.law + " of " + worst.brand.text +
                         (worst.other.text.empty() ? "" : " with " + worst.other.text) + ", " +
                         signed_decimal(worst.deviations(), 1) + " sd";
  const std::string all = count(static_cast<std::int64_t>(report.figures.size()));
  if (off == 0)
    out << "The laws hold: all " << all
        << " figures (penetration, purchases per buyer, repeat, duplication, sole buyers)\n"
        << "lie within " << decimal(law_tolerance, 0)
        << " sd of a single period of the Dirichlet's predictions; farthest off: " << at << ".\n";
  else
    out << "The laws do not hold: " << off << " of " << all << " figures are more than " << decimal(law_tolerance, 0)
        << " sd of a single period away from the\nDirichlet's predictions; farthest off: " << at << ".\n";
}

}  // namespace

/// Need by need: brands, how they stand with customers, where these come from, who is lost, why they leave, and laws.
/// The verdict waits for five replicates, as the spread of single periods is not known from fewer.
std::string summary(const Scenario& scenario, const Results& results, const RunOptions& options) {
  std::ostringstream out;
  write_heading(out, scenario, options);
  const MarketSpec& market = *scenario.base.market;
  const bool any_held =
      std::any_of(market.needs.begin(), market.needs.end(), [](const NeedSpec& need) { return customers_hold(need); });
  // Read once, where somebody asks for them.
  const Outcomes outcomes = any_held || !options.variants.empty() ? read_outcomes(scenario, results.frames)
                                                                  : Outcomes{.worlds = {}, .rows = {}};
  for (std::size_t n = 0; n < market.needs.size(); ++n) {
    write_brands(out, scenario, results, n, outcomes);
    write_brand_standing(out, scenario, results, n);
    const Label name{market.needs[n].name, Thing::of_need(n).key()};
    const std::string from = sources_sentence(results, name);
    if (!from.empty()) out << '\n' << from;
    if (const std::string lost = silence_sentence(results, name, scenario.observe.patience); !lost.empty())
      out << '\n' << lost;
    if (const std::string why = reasons_sentence(scenario, results, name); !why.empty()) out << '\n' << why;
    if (const auto laws = compare_with_laws(scenario, results, n)) {
      write_laws(out, *laws);
      if (options.replicates >= law_replicates)
        write_verdict(out, *laws);
      else
        out << "Whether the laws hold can be told from " << law_replicates << " replicates on: --replicates 20.\n";
    }
  }
  if (!options.variants.empty()) {
    const Frame changes = differences(std::span(&outcomes, 1));
    for (const std::string& variant : options.variants) write_change(out, scenario, changes, variant);
  }
  return out.str();
}

}  // namespace clientele
