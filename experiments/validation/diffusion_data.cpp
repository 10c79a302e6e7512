#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/laws/bass.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit.h"
#include "experiments/validation/contagion.h"
#include "experiments/validation/graph.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// Everybody hears of everybody, in steps of a year; `friends` 1: of friends alone. `linear: 1` makes the chance of a
/// step p + q F itself rather than 1 - exp(-(p + q F)): Bass's recursion, which the published figures are of. The tick
/// of 52 weeks is set by hand, as scenarios tick by the day, week or month only.
Scenario launch(const Bass& law, double friends, int years) {
  Scenario scenario = read_scenario(
      "clientele: 1\nclock: {length: 1 week, burn_in: 0 weeks}\ncustomers: {count: " +
          std::to_string(std::lround(law.m)) +
          "}\nneeds:\n  need:\n    occasions: {kind: adoption, linear: 1, innovation: " + std::to_string(law.p) +
          " per year, imitation: " + std::to_string(law.q) + " per year, friends: " + std::to_string(friends) +
          "}\nbehaviour: {evidence: named}\nbrands: [{name: new, price: 1 EUR}]\n",
      "launch.yaml");
  scenario.clock = {.weeks_per_tick = 52.0, .ticks = years, .burn_in = 0};
  return scenario;
}

/// Adoptions by year, whatever the tick; the trifle is for ticks that are no exact fraction of a year.
Numbers yearly(Lived& lived, std::uint32_t replicate) {
  Numbers sales;
  const double year = 52.0 / lived.scenario().clock.weeks_per_tick;
  double ticks = 0.0;
  lived.live(
      [&](const Market& market) {
        if (ticks >= year * static_cast<double>(sales.size()) - 1e-9) sales.push_back(0.0);
        sales.back() += static_cast<double>(market.world(0).needs.front().counts.units[1]);
        ticks += 1.0;
      },
      replicate);
  return sales;
}

/// One launch of the literature: parameters for yearly steps, and what the recursion makes of them over many simulated
/// launches. `peak_sd` is one run's, while means of ten are compared: wide by a factor of three, since the year of a
/// flat peak is a coin's toss.
struct Series {
  const char *name, *what;
  Bass steps;
  double peak_year, peak_sd, peak, peak_tolerance, r2;
};

/// T8 in steps of a year: the mean of ten launches, peak years counted from 1 as in the series' own index. Twenty
/// years are lived: all three peak before the tenth, and a late launch must not be cut off.
void climb_peak(Ladder& ladder, const Series& series) {
  Lived lived(launch(series.steps, 0.0, 20), ladder.options());
  double year = 0.0, height = 0.0;
  constexpr std::uint32_t runs = 10;
  for (std::uint32_t run = 0; run < runs; ++run) {
    const Numbers sales = yearly(lived, run);
    const auto peak = std::ranges::max_element(sales);
    year += static_cast<double>(peak - sales.begin() + 1) / runs;
    height += *peak / runs;
  }
  const auto add = [&](const char* what, double expected, double found, double tolerance, const char* unit) {
    ladder.add({.what = std::string("T8: ") + what + " of " + series.what + ", mean of 10 launches",
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .decimals = 1,
                .unit = unit,
                .source = "Mahajan, Mason & Srinivasan 1986, discrete Bass"});
  };
  add("year of the peak", series.peak_year, year, series.peak_sd, "years");
  add("sales at the peak", series.peak, height, series.peak_tolerance, "units");
}

/// Of what the model does, not of a regression on it: below 0 where the mean would do better.
double r2_of(const Numbers& real, const Numbers& model) {
  const double mean = std::accumulate(real.begin(), real.end(), 0.0) / static_cast<double>(real.size());
  double left = 0.0, all = 0.0;
  for (std::size_t t = 0; t < real.size(); ++t) {
    left += (real[t] - model[t]) * (real[t] - model[t]);
    all += (real[t] - mean) * (real[t] - mean);
  }
  return 1.0 - left / all;
}

/// T8 against the real series, by the scenario that the fit writes: one customer is a thousand of the data or more.
/// One launch by the week, summed by years: its luck is small beside what the law leaves unexplained.
void climb_fit(Ladder& ladder, const Series& series, const std::string& file) {
  FitRequest request;
  request.file = file;
  request.options = {{"series", series.name}};
  const FitReport fitted = diffusion_fit().fit(request);
  const DataTable table = DataTable::read(file);
  const auto names = table.texts("series");
  const Numbers adoptions = table.numbers("adoptions");
  Numbers real;
  for (std::size_t row = 0; row < names.size(); ++row)
    if (names[row] == series.name) real.push_back(adoptions[row]);
  Lived lived(fitted.scenario, ladder.options());
  Numbers model = yearly(lived, 0);
  // The scenario lives as long as the data, or a year more where its launch was moved.
  model.resize(real.size());
  // Back to units of the data: one simulated customer stands for m / customers of them.
  for (double& units : model)
    for (const FitEstimate& estimate : fitted.estimates)
      if (estimate.name == "m") units *= estimate.value / lived.market().customers;
  ladder.add({.what = std::string("T8: R2 of ") + series.what + ", lived as fitted",
              .expected = series.r2,
              .found = r2_of(real, model),
              .tolerance = series.r2 - 0.85,
              .unit = "1",
              .source = "Srinivasan & Mason 1986; at least .85"});
}

/// Discrete parameters (Mahajan, Mason & Srinivasan 1986), markets in thousands, one customer a thousand units; the
/// peaks and their deviations are of simulated recursions outside this program; R2 is what least squares reach.
void climb_series(Ladder& ladder) {
  const Series all[] = {
      {"room_air_conditioners", "air conditioners", {0.01699, 0.40495, 17'091}, 9.4, 0.5, 1865, 120, 0.933},
      {"color_tv", "colour television", {0.03569, 0.67193, 35'495}, 6.0, 0.2, 6617, 205, 0.970},
      {"clothes_dryers", "clothes dryers", {0.01961, 0.34814, 15'281}, 9.6, 0.55, 1470, 115, 0.918}};
  const auto file = ladder.find("diffusion_bass/bass_series.csv", "T8: launches");
  if (!file) return;
  for (const Series& series : all) {
    climb_peak(ladder, series);
    climb_fit(ladder, series, *file);
  }
}

/// When half have adopted, in steps, between two of them by a straight line. Where the run ends before that, its
/// length: a lower bound, which fails the line by being far from what is expected.
double half_time(const Numbers& sales, double customers) {
  double sum = 0.0;
  std::size_t step = 0;
  while (step < sales.size() && sum + sales[step] < 0.5 * customers) sum += sales[step++];
  return static_cast<double>(step) + (step < sales.size() ? (0.5 * customers - sum) / sales[step] : 0.0);
}

/// A launch's half time varies by half a step (.43 to .48 on these graphs); the mean of fifty by .07, so that .25 is
/// more than three of its standard errors.
constexpr std::uint32_t graph_runs = 50;

double mean_half_time(Lived& lived) {
  double sum = 0.0;
  for (std::uint32_t run = 0; run < graph_runs; ++run) sum += half_time(yearly(lived, run), lived.market().customers);
  return sum / graph_runs;
}

/// The same law on a real graph, where it takes longer than where everybody mixes (11.3 to 11.8 steps against 10.6).
void climb_graph(Ladder& ladder, const char* name, const std::string& file, double expected) {
  // As many customers as nodes: customer i is node i.
  const Graph graph = read_graph(file, "u", "v");
  Lived lived(launch({.p = 0.01, .q = 0.38, .m = static_cast<double>(graph.nodes)}, 1.0, 25), ladder.options());
  lived.change([&](MarketSpec& market) {
    market.network.kind = NetworkSpec::Kind::edges;
    // Friends hear of each other: an edge that the file has once goes both ways.
    for (const auto& [u, v] : graph.edges) {
      market.network.edges.emplace_back(u, v);
      market.network.edges.emplace_back(v, u);
    }
  });
  ladder.add({.what = std::string("T9: time until half have adopted on ") + name + ", mean of 50 launches",
              .expected = expected,
              .found = mean_half_time(lived),
              .tolerance = 0.25,
              .decimals = 2,
              .unit = "steps",
              .source = "reference runs on SNAP and MUSAE graphs, p .01 q .38"});
}

/// The graph's own published counts, exactly: otherwise the file is another, or is read wrongly, and what spreads on
/// it says nothing.
void climb_counts(Ladder& ladder, const Graph& graph) {
  const Cliques cliques = count_cliques(graph);
  const auto add = [&](const char* what, double expected, double found, double tolerance, int decimals) {
    ladder.add({.what = std::string("T9: ") + what + " of the Facebook graph",
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .decimals = decimals,
                .unit = "1",
                .source = "SNAP ego-Facebook"});
  };
  add("nodes", 4039.0, static_cast<double>(graph.nodes), 0.0, 0);
  add("edges", 88'234.0, static_cast<double>(graph.edges.size()), 0.0, 0);
  add("triangles", 1'612'010.0, static_cast<double>(cliques.triangles), 0.0, 0);
  add("mean clustering", 0.6055, cliques.clustering, 5e-5, 4);
}

/// The mixed market is the control: on graphs spread is slower, and by how much depends on the graph.
void climb_graphs(Ladder& ladder) {
  const struct {
    const char *name, *file;
    double half_time;
  } graphs[] = {{"Facebook", "social_graphs/facebook_ego_edges.csv", 11.25},
                {"Twitch", "social_graphs/twitch_engb_edges.csv", 11.81},
                {"GitHub", "social_graphs/github_developers_edges.csv", 11.56}};
  for (const auto& graph : graphs) {
    const auto file = ladder.find(graph.file, std::string("T9: spread on ") + graph.name);
    if (!file) continue;
    // Counts are published for the first one only.
    if (&graph == graphs) climb_counts(ladder, read_graph(*file, "u", "v"));
    climb_graph(ladder, graph.name, *file, graph.half_time);
  }
  Lived mixed(launch({.p = 0.01, .q = 0.38, .m = 4039.0}, 0.0, 25), ladder.options());
  ladder.add({.what = "T9: time until half have adopted where everybody mixes, mean of 50 launches",
              .expected = 10.59,
              .found = mean_half_time(mixed),
              .tolerance = 0.25,
              .decimals = 2,
              .unit = "steps",
              .source = "reference runs, 4,039 customers, p .01 q .38"});
}

/// The estimate in both directions: a study in which contagion is found, and one in which it must not be. Reference
/// values are from the same method outside this program, hence tolerances far below the standard errors.
void climb_contagion(Ladder& ladder) {
  const struct {
    const char *name, *what;
    double exposure, error;
  } studies[] = {{"brfarmers", "hybrid corn, contagious", 1.330, 0.157},
                 {"kfamily", "family planning, not told from 0", 0.191, 0.177}};
  for (const auto& study : studies) {
    const std::string folder = "network_diffusion/" + std::string(study.name);
    const auto nodes = ladder.find(folder + "_nodes.csv", std::string("T13: contagion, ") + study.what);
    // One line is skipped, not two, where the people are missing already.
    const auto edges = nodes ? ladder.find(folder + "_edges.csv", std::string("T13: contagion, ") + study.what) : nodes;
    if (!edges) continue;
    const Contagion found = estimate_contagion(read_adopters(*nodes, *edges));
    const auto add = [&](const char* what, double expected, double value, double tolerance) {
      ladder.add({.what = std::string("T13: ") + what + ", " + study.what,
                  .expected = expected,
                  .found = value,
                  .tolerance = tolerance,
                  .unit = "log-odds",
                  .source = "netdiffuseR; hazard with dummies of periods"});
    };
    add("effect of friends who had adopted", study.exposure, found.effect, 0.02);
    add("its standard error", study.error, found.standard_error, 0.005);
  }
}

}  // namespace

void climb_diffusion_data(Ladder& ladder) {
  climb_series(ladder);
  climb_graphs(ladder);
  climb_contagion(ladder);
}

}  // namespace clientele
