#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "experiments/compare/differences.h"
#include "experiments/compare/money.h"
#include "experiments/compare/ranking.h"
#include "experiments/tell/answer.h"
#include "tests/experiments/support/things.h"

namespace clientele::by_hand {

inline constexpr const char* market = R"(
clientele: 1
clock: {tick: week, length: 52 weeks}
seed: 7
currency: EUR
customers: {count: 1000}
needs:
  soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3, nothing: 10 %}
behaviour: {price: {elasticity: -2}}
firms:
  - name: Rival Ltd
    brands: [{name: Rival, share: 50 %, price: 1 EUR, cost: 0.6 EUR, offers: [{name: small}, {name: large}]}]
  - name: Acme Ltd
    brands:
      - {name: Acme, share: 30 %, price: 1 EUR, cost: 0.6 EUR}
      - {name: Bolt, share: 20 %, price: 1 EUR, cost: 0.6 EUR}
variants:
  cheaper: {question: "What does a price cut do for Acme?", change: {firms.Acme Ltd.brands.Acme.price: -5 %}}
  dearer: {change: {firms.Acme Ltd.brands.Acme.price: +5 %}}
  rival_cheaper: {change: {firms.Rival Ltd.brands.Rival.price: -5 %}}
)";

inline const Scenario& scenario() {
  static const Scenario read = read_scenario(market, "market.yaml");
  return read;
}

using Cell = std::variant<std::string, double>;
using Cells = std::vector<std::pair<std::string, Cell>>;

/// Adds a row; columns that are not named stay empty or 0.
inline void add_row(Frame& frame, const Cells& cells) {
  for (Frame::Column& column : frame.columns()) {
    const auto given =
        std::find_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == column.name; });
    const double value = given == cells.end()                            ? 0.0
                         : std::holds_alternative<double>(given->second) ? std::get<double>(given->second)
                                                                         : 0.0;
    if (auto* texts = std::get_if<LabelColumn>(&column.cells))
      texts->push_back(given == cells.end()
                           ? Label()
                           : thing_called(scenario().base, column.name, std::get<std::string>(given->second)));
    else if (auto* counts = std::get_if<CellsOf<std::int64_t>>(&column.cells))
      counts->push_back(static_cast<std::int64_t>(value));
    else
      std::get<CellsOf<double>>(column.cells).push_back(value);
  }
}

inline Frame table(const std::string& name, const std::vector<std::string>& texts,
                   const std::vector<std::string>& counts, const std::vector<std::string>& measures = {}) {
  Frame frame(name, "");
  for (const std::string& column : texts) frame.add<std::string>(column, "", "");
  for (const std::string& column : counts) frame.add<std::int64_t>(column, "1", "");
  for (const std::string& column : measures) frame.add<double>(column, "1", "");
  return frame;
}

inline std::string text(const char* words) { return words; }

/// A comparison of `cheaper` with the base case, written by hand.
class ByHand {
 public:
  ByHand() {
    comparison_.replicates = 20;
    change("market", "share", "share", "Acme", 0.30, 0.328, 0.0012);
    change("market", "share", "share", "Rival", 0.50, 0.481, 0.0010);
    change("market", "share", "share", "Bolt", 0.20, 0.191, 0.0300);
    change("market", "units", "units", "Acme", 3000.0, 3360.0, 15.0);
    change("brands", "penetration", "share", "Acme", 0.40, 0.42, 0.001);
    change("brands", "purchases", "units", "Acme", 750.0, 840.0, 3.0);
    firm_profit("Acme Ltd", 2000.0, 1960.0, 12.0);
    add_row(offers_, sold("base", "Acme", 6000.0)), add_row(offers_, sold("base", "Rival", 10000.0));
    add_row(offers_, sold("base", "Bolt", 4000.0));
    add_row(offers_, sold("cheaper", "Acme", 6720.0)), add_row(offers_, sold("cheaper", "Rival", 9800.0));
    add_row(offers_, sold("cheaper", "Bolt", 3880.0));
    why("Acme", "price", 700.0), why("Acme", "habit", 60.0), why("Acme", "interaction", -40.0);
    why("Rival", "price", -200.0), why("Bolt", "price", -120.0), why("(nothing)", "price", -380.0);
    why("(nothing)", "habit", -60.0), why("(nothing)", "interaction", 40.0);
    flow("Rival", "Acme", 240.0), flow("Acme", "Rival", 40.0), flow("Bolt", "Acme", 120.0);
    flow("(nothing)", "Acme", 400.0);
    twin("won", "price", 120.0), twin("won", "habit", 40.0), twin("kept", "price", 30.0), twin("lost", "price", 9.0);
    twin("passed through", "price", 101.0), twin("untouched", "", 1700.0);
    add_row(divergence_,
            {{"world", "cheaper"}, {"need", "soap"}, {"tick", 5.0}, {"customers", 200.0}, {"first", 200.0}});
    add_row(divergence_,
            {{"world", "cheaper"}, {"need", "soap"}, {"tick", 9.0}, {"customers", 150.0}, {"first", 100.0}});
    story("won", "Customer 12 bought Rival. In the variant Acme, for its price."), story("won", "Customer 13 as well.");
    story("lost", "Customer 99 left Acme.");
  }

  void change(const std::string& table, const std::string& measure, const std::string& unit, const std::string& brand,
              double base, double variant, double half) {
    row({{"table", table}, {"measure", measure}, {"unit", unit}, {"need", text("soap")}, {"brand", brand}}, base,
        variant, half);
  }
  void firm_share(const std::string& firm, double base, double variant, double half) {
    row({{"table", text("market")},
         {"measure", text("share")},
         {"unit", text("share")},
         {"need", text("soap")},
         {"firm", firm}},
        base, variant, half);
  }
  void forget_differences() { differences_ = differences_table(); }
  void firm_profit(const std::string& firm, double base, double variant, double half) {
    row({{"table", text("firms")}, {"measure", text("profit")}, {"unit", text("EUR")}, {"firm", firm}}, base, variant,
        half);
  }
  void books(double replicate, double difference, double break_even) {
    add_row(money_, {{"world", world_},
                     {"replicate", replicate},
                     {"firm", "Acme Ltd"},
                     {"base_profit", 2000.0},
                     {"profit", 2000.0 + difference},
                     {"difference", difference},
                     {"cost", 300.0},
                     {"gain", 300.0 + difference},
                     {"marginal_return", -0.25},
                     {"baseline_units", 3000.0},
                     {"caused_units", 360.0},
                     {"lifetime_value_base", 1.2},
                     {"lifetime_value", 1.2},
                     {"break_even_week", break_even}});
  }
  /// What a price rise does: 144 more on what is sold anyway, 30 less by what is not.
  void rise(double replicate) {
    add_row(money_, {{"world", world_},
                     {"replicate", replicate},
                     {"firm", "Acme Ltd"},
                     {"base_profit", 2000.0},
                     {"profit", 2114.0 + replicate},
                     {"difference", 114.0 + replicate},
                     {"cost", -144.0},
                     {"gain", -30.0},
                     {"caused_units", -210.0},
                     {"break_even_week", 0.0}});
  }
  /// A change that is paid for, or saves, outside the margin of offers.
  void programme(double replicate, double cost, double other) {
    add_row(money_, {{"world", world_},
                     {"replicate", replicate},
                     {"firm", "Acme Ltd"},
                     {"base_profit", 2000.0},
                     {"profit", 2100.0 - cost + replicate},
                     {"difference", 100.0 - cost + replicate},
                     {"cost", cost},
                     {"other_cost", other},
                     {"gain", 100.0},
                     {"caused_units", 33.0},
                     {"break_even_week", 0.0}});
  }
  void flow(const std::string& from, const std::string& to, double purchases) {
    add_row(flows_,
            {{"world", world_}, {"need", "soap"}, {"from_brand", from}, {"to_brand", to}, {"purchases", purchases}});
  }
  /// Over two replicates.
  void twin(const std::string& outcome, const std::string& reason, double customers, const std::string& segment = "") {
    for (const double replicate : {0.0, 1.0})
      add_row(twins_, {{"world", world_},
                       {"replicate", replicate},
                       {"need", "soap"},
                       {"brand", "Acme"},
                       {"segment", segment},
                       {"outcome", outcome},
                       {"reason", reason},
                       {"customers", std::floor(customers / 2.0 + replicate / 2.0)}});
  }
  void at_time(double time) { time_ = time; }
  void parameters(std::uint32_t sets, double sd) { comparison_.sets = sets, parameter_sd_ = sd; }
  void in_world(const std::string& world) { world_ = world; }
  /// As if an event had renamed a brand: rows of `offers` carry the name that it ends with, and no other table does.
  void rename(const std::string& brand, const std::string& called) {
    LabelColumn& brands = offers_.get<std::string>("brand");
    for (std::size_t row = 0; row < brands.size(); ++row)
      if (brands[row] == brand) brands.set(row, called, brands.key(row));
  }
  void replicates(std::uint32_t count) { comparison_.replicates = count; }
  void clear() { *this = ByHand(Empty{}); }
  Frame& ranking() { return ranking_; }

  Answer data(AnswerQuery query = {.variants = {"cheaper"}}) {
    comparison_.results.frames = {differences_, offers_, why_, flows_, twins_, divergence_, stories_, money_, ranking_};
    const Scenario lived = scenario();
    return clientele::answer(lived, comparison_, query);
  }
  std::string answer(AnswerQuery query = {.variants = {"cheaper"}}) { return answer_text(data(query)); }

 private:
  struct Empty {};
  explicit ByHand(Empty) {}

  void row(Cells cells, double base, double variant, double half) {
    const double difference = variant - base, scale = 100.0 / base;
    const Cells figures{{"world", world_},
                        {"time", time_},
                        {"base", base},
                        {"variant", variant},
                        {"difference", difference},
                        {"low", difference - half},
                        {"high", difference + half},
                        {"percent", scale * difference},
                        {"percent_low", scale * (difference - half)},
                        {"percent_high", scale * (difference + half)},
                        {"luck_sd", half * 2.1},
                        {"parameter_sd", parameter_sd_},
                        {"replicates", 20.0},
                        {"told_apart", std::abs(difference) > half ? 1.0 : 0.0}};
    cells.insert(cells.end(), figures.begin(), figures.end());
    add_row(differences_, cells);
  }
  static Cells sold(const std::string& world, const std::string& brand, double units) {
    return {{"world", world}, {"need", text("soap")}, {"brand", brand}, {"units", units}};
  }
  void why(const std::string& brand, const std::string& mechanism, double units) {
    add_row(why_, {{"world", world_}, {"need", "soap"}, {"brand", brand}, {"mechanism", mechanism}, {"units", units}});
  }
  void story(const std::string& outcome, const std::string& words) {
    add_row(stories_, {{"world", world_}, {"need", "soap"}, {"outcome", outcome}, {"story", words}});
  }

  std::string world_ = "cheaper";
  double time_ = -1.0, parameter_sd_ = std::nan("");
  Comparison comparison_;
  Frame differences_ = differences_table();
  Frame offers_ = table("offers", {"world", "need", "brand"}, {"units"});
  Frame why_ = table("why", {"world", "need", "brand", "mechanism"}, {"replicate", "tick", "units"});
  Frame flows_ =
      table("flows", {"world", "need", "from_brand", "from_offer", "to_brand", "to_offer"}, {"replicate", "purchases"});
  Frame twins_ = table("twins", {"world", "need", "brand", "segment", "outcome", "reason"}, {"replicate", "customers"});
  Frame divergence_ = table("divergence", {"world", "need"}, {"replicate", "tick", "customers", "first", "ever"});
  Frame stories_ = table("stories", {"world", "need", "segment", "outcome", "story"}, {"replicate", "customer"});
  Frame money_ = money_table("EUR");
  Frame ranking_ = ranking_table();
};

inline bool has(const std::string& answer, const std::string& words) { return answer.find(words) != std::string::npos; }

/// In one line, so that a break does not hide what is looked for.
inline std::string flat(const std::string& answer) {
  std::istringstream words(answer);
  std::string word, line;
  while (words >> word) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace clientele::by_hand
