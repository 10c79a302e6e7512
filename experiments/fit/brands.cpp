#include "experiments/fit/brands.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/measures/unknown.h"
#include "models/customers/occasions/repeat.h"
#include "models/customers/rational/price.h"
#include "models/customers/taste/loyalty.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"
#include "experiments/fit/maximise.h"

namespace clientele {
namespace {

/// What tables of panels print; of a period that is the same for all columns.
constexpr FitColumn columns[] = {
    {"brand", "brand", "its name"},
    {"share", "market_share", "of the category's purchases, in percent or as a share"},
    {"penetration", "penetration", "share of customers who buy the brand in the period"},
    {"purchases", "purchases_per_buyer", "of the brand in the period, by its buyers", false}};
constexpr FitOption options[] = {
    {"mean", "",
     "purchases of the category per customer in the period, buyers or not; if not given, by purchases per buyer"},
    {"category_penetration", "", "percent of customers who buy any brand in the period; if not given, estimated"},
    {"customers", "", "households of the panel: tells luck from deviation"},
    {"period", "quarter", "of the table: day, week, month, quarter or year"}};

/// Percentages as shares.
/// Whether a column is in percent its own values tell: penetrations by one above 1, shares by a sum above 1. A table
/// of small brands alone whose percentages add up to less than 1 would be read as shares.
void make_shares(std::vector<double>& values, bool percent) {
  if (percent)
    for (double& value : values) value /= 100.0;
}

/// A penetration of 0 or 100 % fits an S at the end of its range only, so that such a brand would say nothing.
void check_values(const DataTable& table, const std::string& name, const std::vector<double>& values) {
  DataProblems problems(table.file());
  for (std::size_t row = 0; row < values.size(); ++row)
    if (!(values[row] > 0.0 && values[row] < 1.0))
      problems.add(table.line(row), name,
                   fmt::format("{} is outside (0 %, 100 %). Leave out brands that nobody buys.",
                               table.cell(row, table.column(name))));
  problems.throw_any();
}

/// M over all customers, buyers or not. From purchases per buyer: what these brands sold to all, over the share of the
/// category that they have, as a table may lack brands.
double mean_of(const FitRequest& request, const DataTable& file, const BrandTable& table) {
  if (const auto mean = number_option(request, "mean", {1e-6, 1e5})) return *mean;
  const std::string name = column_of(brands_fit(), request, "purchases");
  if (!file.has(name) && !names_column(request, "purchases"))
    refuse_data(file.file(),
                "how much the category is bought is not told. Say --option mean=PURCHASES, per customer and period, "
                "buyers or not; or name a column of purchases per buyer with --column purchases=NAME.");
  const std::vector<double> purchases = file.numbers(name);
  double bought = 0.0;
  for (std::size_t row = 0; row < purchases.size(); ++row) bought += purchases[row] * table.penetration[row];
  return bought / std::reduce(table.share.begin(), table.share.end());
}

/// Every buyer buys once at least: otherwise the figures are not of one period. The Dirichlet would not notice, but
/// fit an S at the end of its range.
void check_purchases(const DataTable& file, const BrandTable& table) {
  constexpr double rounding = 0.8;  // shares of 1 % are printed without decimals
  DataProblems problems(file.file());
  for (std::size_t j = 0; j < table.share.size(); ++j) {
    const double per_buyer = table.share[j] * table.mean / table.penetration[j];
    if (per_buyer < rounding)
      problems.add(
          file.line(j), table.brand[j],
          fmt::format("a share of {} %, {} purchases per customer and {} % buyers make {} purchases per buyer, "
                      "but a buyer buys once at least. Are mean, share and penetration of the same period?",
                      rounded(100.0 * table.share[j], 3), rounded(table.mean, 4),
                      rounded(100.0 * table.penetration[j], 3), rounded(per_buyer, 2)));
  }
  problems.throw_any();
}

/// Shares may lack to 1 what other brands have, but not exceed it by more than rounding (0.0005) allows.
BrandTable read_table(const FitRequest& request) {
  const DataTable file = DataTable::read(request.file, request.watch);
  const auto name = [&](const char* role) { return column_of(brands_fit(), request, role); };
  BrandTable table{.brand = file.texts(name("brand")),
                   .share = file.numbers(name("share")),
                   .penetration = file.numbers(name("penetration")),
                   .mean = 0.0,
                   .category_penetration = {}};
  if (file.rows() < 2) refuse_data(file.file(), "there are too few rows: a category has two brands at least.");
  constexpr double tolerance = 0.0005;
  // Before anything is divided by 100, so that messages have the file's own numbers.
  const double sum = std::reduce(table.share.begin(), table.share.end());
  if (sum > 1.0 + tolerance && std::ranges::max(table.share) <= 1.0)
    refuse_data(file.file(),
                fmt::format("the shares add up to {}, more than 1. Are these brands of several categories? "
                            "Leave those of the others out.",
                            rounded(sum)));
  make_shares(table.share, sum > 1.0 + tolerance);
  if (sum > 100.0 * (1.0 + tolerance))
    refuse_data(file.file(), fmt::format("the shares add up to {}, more than 100 %. Are these brands of several "
                                         "categories? Leave those of the others out.",
                                         rounded(sum)));
  make_shares(table.penetration, std::ranges::max(table.penetration) > 1.0);
  check_values(file, name("share"), table.share);
  check_values(file, name("penetration"), table.penetration);
  table.mean = mean_of(request, file, table);
  check_purchases(file, table);
  if (const auto buyers = number_option(request, "category_penetration", {0.001, 99.999}))
    table.category_penetration = *buyers / 100.0;
  else if (file.rows() < 3)
    refuse_data(file.file(),
                "two brands do not tell how uneven customers are. Say --option category_penetration=PERCENT of "
                "customers who buy any brand.");
  // Whoever buys a brand buys the category: no S explains a brand that more customers buy than the category.
  if (table.category_penetration && *table.category_penetration < std::ranges::max(table.penetration))
    throw InputError("--option category_penetration: fewer customers buy the category than buy one of its brands.");
  return table;
}

/// How penetrations come out when all customers like the same brands to the same degree: S without end. Purchases of a
/// brand are then the category's, each kept with the chance of its share: an NBD of mean s M and the same K.
std::vector<double> alike(const BrandTable& table, const DirichletLaw& law) {
  std::vector<double> found;
  for (const double share : table.share)
    found.push_back(1.0 - zero_class({share * law.category.mean, law.category.shape}));
  return found;
}

/// Each brand's penetration with the S of the others.
/// Each brand's penetration with the S of the others: a hold-out of one brand at a time. An S of nobody, where all
/// others are outliers, is that of all.
std::vector<double> by_the_others(const BrandTable& table, const DirichletFit& fit) {
  std::vector<double> found;
  for (std::size_t j = 0; j < table.share.size(); ++j) {
    const double s = mean_s(table, fit, j);
    found.push_back(penetration({fit.law.category, std::isnan(s) ? fit.law.s : s, {}}, table.share[j], 1.0));
  }
  return found;
}

/// Purchases per buyer follow from share and penetration, so they test nothing more; they are told as they are what
/// the literature prints. D is by least squares through the origin, over all ordered pairs.
std::vector<FitFigure> figures_of(const BrandTable& table, const DirichletFit& fit) {
  const DirichletPrediction law = predict(fit.law, 1.0);
  const std::vector<double> plain = alike(table, fit.law);
  std::vector<double> model;
  std::vector<FitFigure> figures{{"category penetration", table.category_penetration, law.category_penetration,
                                  1.0 - std::exp(-table.mean), "share",
                                  "customers who buy any brand; plain: all buy at the same rate"}};
  for (std::size_t j = 0; j < table.brand.size(); ++j) {
    const double bought = table.mean * table.share[j];
    model.push_back(law.brands[j].penetration);
    figures.push_back({"penetration of " + table.brand[j], table.penetration[j], model[j], plain[j], "share",
                       "customers who buy it in the period; plain: all like the same brands"});
    figures.push_back({"purchases per buyer of " + table.brand[j], bought / table.penetration[j], bought / model[j],
                       bought / plain[j], "purchases", "of the brand in the period"});
  }
  const auto error = [&](const char* name, const std::vector<double>& found) {
    figures.push_back({name, std::nullopt, mean_absolute_error(table.penetration, found),
                       mean_absolute_error(table.penetration, plain), "%", "mean absolute error over brands"});
  };
  error("error of penetration", model);
  error("error of penetration, each brand with the S of the others", by_the_others(table, fit));
  double together = 0.0, squares = 0.0;
  for (std::size_t j = 0; j < model.size(); ++j)
    for (std::size_t k = 0; k < model.size(); ++k) {
      if (j == k) continue;
      together += law.duplication[j][k] * model[k];
      squares += model[k] * model[k];
    }
  figures.push_back({"duplication coefficient D", std::nullopt, together / squares, std::nullopt, "1",
                     "buyers of one brand buy another D times as often as customers do"});
  return figures;
}

/// Brands that the law does not explain: beyond luck where the panel's size is known, else by a sixth and more. Luck
/// is that of a share of so many customers; that K and S were estimated from the same brands is neglected. A sixth is
/// an assumption: about three deviations of a brand of 7 % in a panel of 5,000.
std::vector<std::string> deviations(const FitRequest& request, const BrandTable& table, const DirichletFit& fit) {
  const auto customers = number_option(request, "customers", {1.0, 1e9});
  std::vector<std::string> found;
  for (std::size_t j = 0; j < table.brand.size(); ++j) {
    const double expected = penetration(fit.law, table.share[j], 1.0), miss = table.penetration[j] - expected;
    const double luck = customers ? std::sqrt(expected * (1.0 - expected) / *customers) : 0.0;
    constexpr double beyond_luck = 3.0, a_sixth = 1.0 / 6.0;
    if (customers ? std::abs(miss) < beyond_luck * luck : std::abs(miss) < a_sixth * expected) continue;
    found.push_back(
        fmt::format("{} has {} buyers than its share would lead to: {} % of customers, where {} % are "
                    "expected{}.",
                    table.brand[j], miss > 0.0 ? "more" : "fewer", rounded(100.0 * table.penetration[j], 3),
                    rounded(100.0 * expected, 3),
                    customers ? fmt::format(" ({} standard deviations)", rounded(std::abs(miss) / luck, 2)) : ""));
  }
  if (found.empty()) found.push_back("No brand deviates from the law.");
  return found;
}

/// Deviations first, as they are what the law is for: the norm says which brands are unlike others of their size.
std::vector<std::string> notes_of(const FitRequest& request, const BrandTable& table, const DirichletFit& fit) {
  std::vector<std::string> notes = deviations(request, table, fit);
  std::string without;
  for (std::size_t j = 0; j < table.brand.size(); ++j)
    if (fit.left_out[j]) without += (without.empty() ? "" : ", ") + table.brand[j];
  if (!without.empty()) notes.push_back("Taken for outliers and left out of S: " + without + ".");
  if (!table.category_penetration)
    notes.push_back(
        "K and S come from the brands' penetrations together, which tell them apart poorly. --option "
        "category_penetration=PERCENT makes K certain.");
  if (fit.bound)
    notes.push_back(
        "An estimate is at a bound: the figures do not fit a market where customers differ as the law says.");
  notes.push_back("The law knows no price, marketing, habit or segments; it is the norm that brands are judged by.");
  return notes;
}

/// What the table says stands beside each brand as `observed`, so that a run prints both. Brands that the table lacks
/// become one; less than .05 % is rounding.
std::string brand_lines(const BrandTable& table) {
  std::string lines;
  for (std::size_t j = 0; j < table.brand.size(); ++j)
    lines += fmt::format(
        "  - {{name: {}, share: {} %, observed: {{share: {} %, penetration: {} %, purchases_per_buyer: {}}}}}\n",
        yaml_text(table.brand[j]), rounded(100.0 * table.share[j]), rounded(100.0 * table.share[j]),
        rounded(100.0 * table.penetration[j]), rounded(table.share[j] * table.mean / table.penetration[j], 3));
  const double others = 1.0 - std::reduce(table.share.begin(), table.share.end());
  if (others >= 0.0005) lines += fmt::format("  - {{name: other brands, share: {} %}}\n", rounded(100.0 * others));
  return lines;
}

/// The law's assumptions as a market: no price, no choice of nothing, four periods. Of a panel with more than a
/// million customers a million are lived.
std::string scenario_of(const FitRequest& request, const BrandTable& table, const DirichletLaw& law) {
  const Period period = period_option(request, "period", "quarter");
  // As many as usual household panels; luck of a brand's penetration is then half a point.
  constexpr double preset_customers = 5000.0, most_customers = 1e6;
  const double customers = number_option(request, "customers", {1.0, 1e9}).value_or(preset_customers);
  return fmt::format(
      R"(clientele: 1
title: {title}
source: {source}
clock: {{tick: {tick}, length: {length}}}
seed: 1
currency: EUR

customers: {{count: {count:.0f}}}

needs:
  category:
    occasions: {{kind: {buying}, mean: {mean} per {period}, shape: {shape}}}   # NBD: M and K
    {tastes}: {s}                # Dirichlet S: the lower, the more everybody has a favourite
    nothing: 0 %                   # every occasion ends with a purchase

behaviour:
  {price}: off                       # no price is known

observe: {{panel: 1 {period}}}

brands:
{brands})",
      fmt::arg("buying", Repeat::declaration.name), fmt::arg("tastes", Loyalty::declaration.name),
      fmt::arg("price", Price::declaration.name),
      fmt::arg("title", yaml_text("Brands of a category, fitted to " + base_name(request.file))),
      fmt::arg("source", yaml_text("NBD-Dirichlet of " + base_name(request.file))), fmt::arg("tick", period.tick),
      fmt::arg("length", amount_of(4, period.name)), fmt::arg("count", std::min(customers, most_customers)),
      fmt::arg("mean", rounded(law.category.mean)), fmt::arg("period", period.name),
      fmt::arg("shape", rounded(law.category.shape)), fmt::arg("s", rounded(law.s)),
      fmt::arg("brands", brand_lines(table)));
}

/// No likelihood: the figures of a table are moments, and how many customers stand behind them need not be known. An
/// observation is a brand. M has no standard error for the same reason.
FitReport fit(const FitRequest& request) {
  check_request(request, brands_fit());
  FitSteps steps(request.watch, {1.0});
  const BrandTable table = read_table(request);
  const DirichletFit found = fit_brands(table, steps.next());
  FitReport report;
  report.title = fmt::format("NBD-Dirichlet of {} brands", table.brand.size());
  report.estimates = {
      {"M", table.mean, unknown, "purchases", "of the category per customer and period"},
      {"K", found.law.category.shape, found.error_k, "1", "unevenness of buying: small when a few buy most"},
      {"S", found.law.s, found.error_s, "1", "loyalty: the lower, the more everybody has a favourite"}};
  report.figures = figures_of(table, found);
  report.notes = notes_of(request, table, found);
  report.log_likelihood = unknown;
  report.observations = table.brand.size();
  report.scenario = scenario_of(request, table, found.law);
  steps.end();
  return report;
}

}  // namespace

const FitKind& brands_fit() {
  static constexpr FitKind kind{
      .name = "brands",
      .summary = "Shares and penetrations of a category's brands: NBD-Dirichlet by zeros and ones.",
      .source = "Goodhardt, Ehrenberg & Chatfield (1984), JRSS A 147, 621",
      .columns = columns,
      .options = options,
      .fit = fit};
  return kind;
}

}  // namespace clientele
