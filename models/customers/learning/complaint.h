#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/real.h"
#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// Complaints: some of those who were let down say so, and what the firm does about it mends what they report.
///
/// P(complaint) = least + (most - least) * severity after a failure; `least` after a disappointment of more than
/// `tolerance` standard deviations. Justice (mean of speed, fairness and apology, see RecoverySpec) makes good what
/// satisfaction would lose, at most all of it (see `disconfirmation`), and lifts what is *reported* by lift * justice,
/// fading. So a customer who was well looked after reports more than one whom nothing befell, and comes back no
/// oftener: the recovery paradox holds for satisfaction alone (de Matos, Henrique & Rossi 2007). Complaints wait in the
/// firm's queue like other calls: one that nobody answers meets no justice. One uniform per purchase in question.
/// Neglects lifts that brands earned before the last one complained to. Sizes: assumptions.
class Complaint final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "complaint",
      .kind = Kind::learning,
      .summary = "Customers who were let down complain; just recovery mends what they report.",
      .evidence = Evidence::direction,
      .source = "de Matos, Henrique & Rossi 2007",
      .reads = {"recovery.speed", "recovery.fairness", "recovery.apology"},
      .parameters = {
          {"least", "share", 0.05, 0.0, 1.0, "complaints after a slight failure or a bad surprise",
           Evidence::assumption, "assumption: .05 to .3 are reported", Vary::group},
          {"most", "share", 0.3, 0.0, 1.0, "complaints after the worst failure", Evidence::assumption,
           "assumption: .05 to .3 are reported", Vary::group},
          {"tolerance", "sd", 2.0, 0.0, 100.0, "bad surprise that is still put up with", Evidence::assumption,
           "assumption", Vary::group},
          {"lift", "satisfaction", 0.3, 0.0, 1.0, "what full justice adds to reported satisfaction",
           Evidence::direction, "de Matos et al. 2007: sign", Vary::group},
          {"half_life", "weeks", 8.0, 0.1, 1000.0, "time in which that fades to a half", Evidence::assumption,
           "assumption", Vary::all},
          {"fair", "share", 0.5, 0.0, 1.0, "justice from which a complaint counts as settled", Evidence::assumption,
           "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override {
    relief_ = columns.own({.name = states::relief,
                           .store = Store::bounded16,
                           .unit = "satisfaction",
                           .meaning = "how much more satisfied than they are customers say to be, by good recovery",
                           .measured = true});
    complained_to_ = columns.own({.name = states::complained_to,
                                  .store = Store::u16,
                                  .unit = "1",
                                  .meaning = "position of the brand complained to last + 1; 0: none"});
    complaints_ =
        columns.count({.name = "complaints", .per = Per::brand, .unit = "complaints", .meaning = "complaints made"});
    settled_ = columns.count(
        {.name = "recovered", .per = Per::brand, .unit = "complaints", .meaning = "complaints settled justly"});
  }

  void start(const View& view) const override {
    view.start_at(relief_, 0.0F);
    view.start_at(complained_to_, 0.0F);
  }

  /// Fades in the first pass, as reported satisfaction is asked for in the second: a lift earned in a tick is whole
  /// when the same tick's survey asks.
  void hear(const View& view) const override {
    const float kept = math::exp(-math::ln2 * view.market.weeks_per_tick / view.values.one(half_life));
    const auto relief = view.customers.read(relief_);
    float* faded = view.customers.floats();
    for (std::size_t i = 0; i < view.size(); ++i) faded[i] = kept * relief[i];
    view.customers.write(relief_, 0, {faded, view.size()});
  }

  /// Hands `redress` and `complained` on to `disconfirmation` and `betrayal`, which come later in the list; nobody else
  /// writes them. Luck is drawn for those let down alone, by customer and occasion, so who else complains does not
  /// show. Given that somebody complains, luck is uniform below its chance: the lower part of it is answered.
  void live(const View& view, Purchases& purchases) const override {
    const std::vector<std::uint32_t> rows = let_down(view, purchases);
    if (rows.empty()) return;
    const auto low = view.parameter(least), high = view.parameter(most), lifts = view.parameter(lift);
    const auto just = view.parameter(fair);
    std::vector<std::uint32_t>& who = view.customers.scratch().ids();
    who.clear();
    for (const std::uint32_t row : rows) who.push_back(purchases.who[row]);
    float* luck = view.customers.scratch().take(rows.size());
    draw_uniforms(view.market.address(draws::complaint, purchases.occasion), who, 0, luck);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::uint32_t i = rows[k], brand = purchases.brand[i];
      const float chance = low[i] + (high[i] - low[i]) * purchases.failure[i];
      if (luck[k] >= chance) continue;
      const BrandView& to = view.market.brand[brand];
      const auto justice = luck[k] < chance * to.answered ? static_cast<float>(to.firm.recovery.justice()) : 0.0F;
      purchases.complained[i] = 1, purchases.redress[i] = justice;
      view.customers.column(relief_).set(who[k], 0, lifts[i] * justice);
      view.customers.column(complained_to_).set(who[k], 0, static_cast<float>(brand + 1));
      view.tally.add(complaints_, view.segment(i), brand, 0, 1);
      // Without any justice nothing is settled, even where `fair` asks for none.
      view.tally.add(settled_, view.segment(i), brand, 0, justice >= just[i] && justice > 0.0F ? 1 : 0);
    }
  }

 private:
  /// Those who might complain, by row.
  /// The surprise is as weighed by `onboarding`: beginners are let down by less.
  static std::vector<std::uint32_t> let_down(const View& view, const Purchases& purchases) {
    const auto sd = view.parameter(tolerance);
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < purchases.size(); ++i)
      if (purchases.failure[i] > 0.0F || purchases.surprise[i] < -sd[i] * view.market.surprise_sd)
        rows.push_back(static_cast<std::uint32_t>(i));
    return rows;
  }

  static constexpr std::size_t least = declaration.parameters.index("least");
  static constexpr std::size_t most = declaration.parameters.index("most");
  static constexpr std::size_t tolerance = declaration.parameters.index("tolerance");
  static constexpr std::size_t lift = declaration.parameters.index("lift");
  static constexpr std::size_t half_life = declaration.parameters.index("half_life");
  static constexpr std::size_t fair = declaration.parameters.index("fair");
  OwnColumn relief_, complained_to_;
  OwnTally complaints_, settled_;
};

}  // namespace clientele
