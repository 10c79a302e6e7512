#include "models/base_case/base_case.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/math/exact.h"
#include "models/base_case/base_market.h"
#include "models/base_case/contraction.h"
#include "models/base_case/holders.h"
#include "models/base_case/settled.h"
#include "models/behaviours.h"
#include "models/life/market.h"

namespace clientele {
namespace {

/// A size of its own, so that what is found does not depend on how many customers a run has; small, since the search
/// lives some dozen years.
constexpr std::uint32_t calibration_customers = 20'000;
/// The replicate whose luck finds the base case; runs count theirs from 0 and never get here.
constexpr std::uint32_t calibration_replicate = 0xffffffffU;
constexpr double measured_weeks = 52.0;
constexpr int constant_rounds = 6, holder_rounds = 10, response_rounds = 4;
/// Where the base case settles first: years that it is given, and rounds after them.
constexpr int settling_rounds = 6, settling_holder_rounds = 14, settled_rounds = 3;
constexpr int tilt_rounds = 12;
constexpr double tilt_tolerance = 0.002;
constexpr float most_tilt = 3.0F;
/// A price rise that shows above luck and is small enough for an elasticity: a slope, not a jump.
constexpr double price_step = 1.05;
constexpr std::size_t most_brands = 6;  ///< whose elasticity is measured: the largest

/// One search, from what needs least to what needs most: tilts, then constants, then the response to price, each with
/// what was found before. Lives markets of its own, on the team of whoever asks; draws luck of its own replicate.
class Finder {
 public:
  Finder(const Timeline& base, const Clock& clock, std::uint32_t seed, Team& team, const Watch& watch)
      : clock_(clock),
        key_{seed, calibration_replicate},
        team_(team),
        watch_(watch),
        market_(calibration_market(*base.market, calibration_customers)) {
    for (const NeedSpec& need : market_->needs) holders_.emplace_back(need.offers.size() + 1);
    contractions_.resize(market_->needs.size());
    ticks_ = std::max(1, static_cast<int>(measured_weeks / clock.weeks_per_tick));
    for (const NeedSpec& need : market_->needs) found_.needs.push_back(closed_form(need));
    // Shares are those of a whole record.
    for (const NeedSpec& need : market_->needs)
      if (need.diary) ticks_ = std::max(ticks_, static_cast<int>(need.diary->longest()));
    ticks_to_live_ = ticks_to_live();
  }

  // Tastes and price alone have a closed form, taken in the constructor; only what moves has to be lived.
  BaseCase find() {
    watch_.look();
    find_tilts();
    if (needs_constants()) find_constants();
    for (std::uint32_t need = 0; need < market_->needs.size(); ++need)
      if (needs_response(need)) find_response(need);
    return found_;
  }

  /// Ticks that will be lived, those of worlds beside each other each for itself; of what ends when it is good enough,
  /// the most.
  double ticks_to_live() const {
    const double measured = ticks_ + clock_.burn_in;
    double ticks = 0.0;
    if (needs_constants())
      ticks += (1 + rounds()) * measured + (settles() ? settling_years() : 0) * static_cast<double>(ticks_);
    for (std::uint32_t need = 0; need < market_->needs.size(); ++need)
      if (needs_response(need)) ticks += response_rounds * (clock_.burn_in + (1.0 + most_brands) * ticks_);
    return ticks;
  }
  /// Of the search, not of the scenario.
  double customers() const { return market_->customers; }

 private:
  /// Of the state of a market, by name.
  using Parts = std::map<std::string, std::vector<std::byte>>;

  /// What is at work decides what has to be searched for, and so how long it takes.
  bool needs_constants() const {
    const bool moving = std::any_of(market_->needs.begin(), market_->needs.end(), [](const NeedSpec& need) {
      return has_shares(need) && clientele::needs_constants(need);
    });
    return moving || any_adjusted(*market_);
  }
  bool needs_response(std::uint32_t need) const {
    return find_parameter(market_->needs[need], &Behaviour::elasticity) && needs_twins(market_->needs[need]);
  }
  /// Shares are then of holders, which follow decisions slowly.
  bool any_held() const { return std::any_of(market_->needs.begin(), market_->needs.end(), holds); }
  /// Only customers who learn come to a level, and only a market that goes on for ever has one.
  bool settles() const {
    return clock_.burn_in > 0 && (any_held() ? any_adjusted(*market_) : customers_learn(*market_)) &&
           has_long_run(*market_);
  }
  /// Holders change by what comes and goes in a year, so that they need more of them.
  int settling_years() const { return any_held() ? settling_holder_rounds : settling_rounds; }
  /// Contracts are corrected while the market settles; where it does not, in rounds of their own.
  int rounds() const {
    if (any_held()) return settles() ? 0 : holder_rounds;
    return settles() ? settled_rounds : constant_rounds;
  }

  /// Told after every tick of a search; also hears that it is to end.
  void lived(std::size_t worlds) {
    lived_ += static_cast<double>(worlds);
    watch_.at({.done = std::min(1.0, lived_ / std::max(1.0, ticks_to_live_)), .what = "finding the base case"});
  }

  NeedBase closed_form(const NeedSpec& need) const {
    NeedBase base;
    base.constants.resize(need.offers.size() + 1), base.tilts.resize(need.offers.size() + 1);
    const auto tastes = find_parameter(need, &Behaviour::dirichlet_sum);
    for (std::size_t segment = 0; segment < market_->segments.size(); ++segment) {
      // Without tastes for brands everybody has the same probabilities: the limit of a large sum.
      const double sum = tastes ? tastes->of_segment(segment).mean() : 1e9;
      base.price_response.push_back(static_cast<float>(dirichlet_response(need, sum)));
    }
    return base;
  }

  /// Moves offers until the means of base probabilities are the base shares, which tastes for brands alone see to by
  /// themselves.
  /// All needs in one market a round: nobody has to live for it, as probabilities stand when a market is made.
  void find_tilts() {
    for (int round = 0; round < tilt_rounds; ++round) {
      if (std::none_of(market_->needs.begin(), market_->needs.end(), needs_tilts)) return;
      watch_.look();
      Market market(setup_of({market_}, clock_, false), team_);
      keep_drawn(market);
      double worst = 0.0;
      for (std::uint32_t n = 0; n < market_->needs.size(); ++n)
        if (needs_tilts(market_->needs[n])) worst = std::max(worst, tilt(market, n));
      if (worst < tilt_tolerance) break;
    }
  }

  /// The largest step, in logs; 0 where no rule asks for base probabilities.
  double tilt(Market& market, std::uint32_t n) {
    const NeedPlan& plan = market.plans()[n];
    if (plan.base_probability() == nullptr) return 0.0;
    const std::vector<double> wanted = brand_shares(market_->needs[n]),
                              found = market.means(0, n, *plan.base_probability());
    NeedBase& base = found_.needs[n];
    double largest = 0.0;
    for (std::size_t slot = 1; slot < base.tilts.size(); ++slot) {
      const std::uint32_t brand = market_->needs[n].offers[slot - 1].brand;
      const std::uint32_t position = plan.brand(brand);
      if (wanted[brand] <= 0.0 || found[position] <= 0.0) continue;
      const double step = math::log(wanted[brand] / found[position]);
      base.tilts[slot] = std::clamp(base.tilts[slot] + static_cast<float>(step), -most_tilt, most_tilt);
      largest = std::max(largest, math::abs(step));
    }
    return largest;
  }

  /// Decisions by [world][need][slot] over the measured time: units, or contracts newly decided for.
  using Units = std::vector<std::vector<std::vector<std::int64_t>>>;
  /// All worlds with the same luck: what differs between them is theirs. With `learn` the market goes on from where the
  /// settling left its customers, and what they come to is kept as baselines.
  Units live(const std::vector<std::shared_ptr<MarketSpec>>& worlds, bool learn = false) {
    Market market(setup_of(worlds, clock_, learn), team_);
    if (worlds.front() == market_) keep_drawn(market);
    if (learn) go_on(market);
    while (market.now() < 0) market.live_base_case(market.now() + 1), lived(1);
    market.burn_in();
    if (worlds.size() > 1) keep_burnt_in(market);
    std::vector<SquareSums> surprise(learn ? market_->needs.size() : 0);
    const Units units = measure(market, surprise);
    for (std::uint32_t n = 0; n < surprise.size(); ++n) learn_baselines(market, n, surprise[n]);
    return units;
  }

  /// Lives the measured time.
  Units measure(Market& market, std::vector<SquareSums>& surprise) {
    Units units(market.worlds(), std::vector<std::vector<std::int64_t>>(market_->needs.size()));
    for (int tick = 0; tick < ticks_; ++tick) {
      market.live_tick();
      for (std::size_t w = 0; w < market.worlds(); ++w)
        for (std::size_t n = 0; n < market_->needs.size(); ++n) add_tick(market, w, n, units[w][n]);
      for (std::uint32_t n = 0; n < surprise.size(); ++n) surprise[n] += market.surprise(n);
      lived(market.worlds());
    }
    return units;
  }

  /// Units of worlds that are dearer than the base case, those of the base case in front. The response to price plays
  /// no part at base prices, so that later rounds take over the end of the first one's burn-in and what was bought in
  /// its base case.
  Units live_dearer(const std::vector<std::shared_ptr<MarketSpec>>& dearer) {
    if (burnt_in_.empty()) {
      std::vector<std::shared_ptr<MarketSpec>> worlds{market_};
      worlds.insert(worlds.end(), dearer.begin(), dearer.end());
      Units units = live(worlds);
      units_at_base_ = units.front();
      return units;
    }
    Market::Setup setup = setup_of(dearer, clock_, false);
    setup.base = {market_, {}, {}}, setup.drawn = drawn_;
    for (NeedBase& base : setup.base_case.needs) base.settled = nullptr;
    Market market(std::move(setup), team_);
    market.load([&](const std::string& name, std::span<std::byte> bytes) {
      // "world 3/need 0/awareness" is as it was in the first world.
      fill(bytes, burnt_in_, name == "tick" ? name : "world 0" + name.substr(name.find('/')));
    });
    std::vector<SquareSums> none;
    Units units = measure(market, none);
    units.insert(units.begin(), units_at_base_);
    return units;
  }

  /// What customers of the first world carry when the burn-in ends. Terms are each world's own. Without a burn-in there
  /// is nothing to keep.
  void keep_burnt_in(Market& market) {
    if (clock_.burn_in == 0) return;
    market.save([&](const std::string& name, std::span<const std::byte> bytes) {
      if (name == "tick" || (name.starts_with("world 0/") && name != "world 0/terms"))
        burnt_in_[name].assign(bytes.begin(), bytes.end());
    });
  }

  Market::Setup setup_of(const std::vector<std::shared_ptr<MarketSpec>>& worlds, const Clock& clock, bool learn) const {
    Market::Setup setup{.base = {worlds.front(), {}, {}},
                        .worlds = {},
                        .clock = clock,
                        .key = key_,
                        .base_case = found_,
                        .surprise = learn,
                        .drawn = worlds.front() == market_ ? drawn_ : nullptr};
    // Whoever goes on from customers of before borrows from nobody.
    if (learn && !kept_.empty())
      for (NeedBase& base : setup.base_case.needs) base.settled = nullptr;
    for (const auto& world : worlds) setup.worlds.push_back({world, {}, {}});
    return setup;
  }

  /// Lives years before the burn-in, each with the constants and baselines that the last one suggests, and keeps the
  /// customers as they are then. Ends in the tick in which the burn-in of a run begins, as states hold stamps of ticks.
  /// Years and not one long run: each year's customers are put right by what the year before taught.
  void settle(const Units& wanted) {
    const int years = settling_years();
    for (int left = years; left > 0; --left) {
      Clock clock = clock_;
      // All of it lies before tick 0, in which prices stand still and no event happens.
      clock.burn_in += left * ticks_;
      Market market(setup_of({market_}, clock, true), team_);
      keep_drawn(market);
      go_on(market);
      Units units(1, std::vector<std::vector<std::int64_t>>(market_->needs.size()));
      std::vector<SquareSums> surprise(market_->needs.size());
      for (int tick = 1; tick <= ticks_; ++tick) {
        market.live_base_case(tick - clock.burn_in);
        for (std::uint32_t n = 0; n < market_->needs.size(); ++n) {
          add_tick(market, 0, n, units[0][n]);
          surprise[n] += market.surprise(n);
          if (left == years && tick == 1) holders_[n].begin_year(market.world(0).needs[n].counts.units);
        }
        lived(1);
      }
      for (std::uint32_t n = 0; n < market_->needs.size(); ++n) {
        learn_baselines(market, n, surprise[n]);
        move_baselines(market, n);
        if (is_corrected(n) && holds(market_->needs[n]))
          holders_[n].balance(market.world(0).needs[n].counts.units, units[0][n], 2 * left > years ? 1.0 : 0.5,
                              found_.needs[n].constants);
        if (is_corrected(n) && !holds(market_->needs[n])) correct(n, wanted[0][n], units[0][n]);
        if (left == 1)
          found_.needs[n].settled = std::make_shared<Settled>(market.group(n), market.world(0).needs[n].evolving);
      }
      keep(market);
    }
    for (Contraction& contraction : contractions_) contraction = {};
  }

  /// Who has not lived something yet is as those are who begin: at the baseline that is believed in by now. Else what
  /// was believed in first would stay in the means for years, most of all in those of brands that few buy.
  void move_baselines(Market& market, std::uint32_t n) const {
    const auto& entries = market.plans()[n].columns().entries();
    for (std::uint32_t c = 0; c < entries.size(); ++c)
      if (entries[c].spec.adjusted) market.move_baseline(n, ColumnKey{c}, *found_.needs[n].baseline(entries[c].name));
  }

  /// Drawing people takes as long as living months: they are drawn once, as all rounds have the same.
  void keep_drawn(Market& market) {
    if (drawn_ == nullptr) drawn_ = std::make_shared<DrawnConstants>(market.people().drawn(market.plans()));
  }

  /// What the customers of the search carry, to go on with.
  /// Without the tick: each year begins at one of its own.
  void keep(Market& market) {
    market.save([&](const std::string& name, std::span<const std::byte> bytes) {
      if (name != "tick") kept_[name].assign(bytes.begin(), bytes.end());
    });
  }
  /// Leaves as it is what was not kept.
  static void fill(std::span<std::byte> place, const Parts& kept, const std::string& name) {
    if (const auto part = kept.find(name); part != kept.end())
      std::copy(part->second.begin(), part->second.end(), place.begin());
  }
  void go_on(Market& market) const {
    if (kept_.empty()) return;
    market.load([&](const std::string& name, std::span<std::byte> bytes) { fill(bytes, kept_, name); });
  }

  bool is_corrected(std::size_t n) const {
    return has_shares(market_->needs[n]) && clientele::needs_constants(market_->needs[n]);
  }

  /// Adds a tick's decisions, and in the first world how many hold what.
  void add_tick(const Market& market, std::size_t w, std::size_t n, std::vector<std::int64_t>& sum) {
    const TickCounts& counts = market.world(w).needs[n].counts;
    const bool held = holds(market_->needs[n]);
    add_to(sum, held ? counts.demand : counts.units);
    if (held && w == 0) holders_[n].add(counts.units);
  }

  /// What customers have come to by the end is what states start at and are adjusted by in the next round.
  void learn_baselines(Market& market, std::uint32_t n, const SquareSums& surprise) {
    NeedBase& base = found_.needs[n];
    base.baselines.clear();
    const auto& entries = market.plans()[n].columns().entries();
    for (std::uint32_t c = 0; c < entries.size(); ++c) {
      if (!entries[c].spec.adjusted) continue;
      const std::vector<double> means = market.means(0, n, ColumnKey{c});
      base.baselines.emplace_back(entries[c].name, std::vector<float>(means.begin(), means.end()));
    }
    const double mean = surprise.count > 0.0 ? surprise.sum / surprise.count : 0.0;
    const double variance = surprise.count > 0.0 ? surprise.squares / surprise.count - mean * mean : 0.0;
    if (variance > 1e-8) base.surprise_sd = static_cast<float>(math::sqrt(variance));
  }

  static void add_to(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& more) {
    sum.resize(std::max(sum.size(), more.size()));
    for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
  }

  /// What is wanted is lived once, by the same people with the same luck deciding by taste alone; then constants are
  /// moved until all mechanisms together give these shares. Contracts have shares of holders, which take years to
  /// follow: they are corrected while the market settles, if it does.
  void find_constants() {
    const Units wanted = live({taste_alone(*market_)});
    for (NeedBase& base : found_.needs) base.constants = base.tilts;  // nearer than zeros
    for (std::size_t n = 0; n < holders_.size(); ++n)
      if (holds(market_->needs[n])) holders_[n].want(market_->needs[n]);
    if (settles()) settle(wanted);
    for (int round = 0; round < rounds(); ++round) {
      const Units found = live({market_}, true);
      for (std::size_t n = 0; n < market_->needs.size(); ++n)
        if (is_corrected(n))
          holds(market_->needs[n]) ? holders_[n].correct(found_.needs[n].constants)
                                   : correct(n, wanted[0][n], found[0][n]);
    }
  }

  /// One round of the contraction. Where there are no tastes for brands the shares given are wanted as they are;
  /// else those of the same people deciding by taste alone, so that their luck cancels.
  void correct(std::size_t n, const std::vector<std::int64_t>& wanted, const std::vector<std::int64_t>& found) {
    const NeedSpec& need = market_->needs[n];
    const double purchases = static_cast<double>(std::accumulate(wanted.begin() + 1, wanted.end(), std::int64_t{0}));
    const bool by_taste = find_parameter(need, &Behaviour::dirichlet_sum).has_value();
    std::vector<double> gaps(need.offers.size() + 1), weights(gaps.size());
    for (std::size_t slot = 0; slot < gaps.size(); ++slot) {
      double target = static_cast<double>(wanted[slot]);
      if (!by_taste && slot > 0) target = purchases * need.offers[slot - 1].share.value_or(0.0);
      // No logarithm of nothing: an offer that nobody wants or took stays where it is for this round.
      if (target <= 0.0 || found[slot] <= 0) continue;
      gaps[slot] = math::log(target / static_cast<double>(found[slot]));
      weights[slot] = target;
    }
    const std::vector<double> steps = contractions_[n].steps(gaps, weights);
    for (std::size_t slot = 0; slot < gaps.size(); ++slot)
      found_.needs[n].constants[slot] += static_cast<float>(steps[slot]);
  }

  /// The response is the elasticity that a unit of the coefficient gives, so it grows by as much as the one measured
  /// exceeds the one wanted. Where demand rises with the price other mechanisms are at work, and no coefficient would
  /// put that right.
  void find_response(std::uint32_t n) {
    const double wanted = mean_elasticity(n);
    if (wanted == 0.0) return;
    for (int round = 0; round < response_rounds; ++round) {
      const double ratio = measured_elasticity(n) / wanted;
      if (ratio <= 0.0) return;
      for (float& response : found_.needs[n].price_response) response *= static_cast<float>(ratio);
      if (math::abs(ratio - 1.0) < 0.01) return;
    }
  }

  /// What the scenario asks for, by segment, in the mean over customers.
  double mean_elasticity(std::uint32_t n) const {
    const auto elasticity = find_parameter(market_->needs[n], &Behaviour::elasticity);
    if (!elasticity) return 0.0;
    double mean = 0.0;
    for (std::size_t s = 0; s < market_->segments.size(); ++s)
      mean += market_->segments[s].share * elasticity->of_segment(s).mean();
    return mean;
  }

  /// Share-weighted mean own elasticity of the largest brands over the measured time, each dearer in a world of its
  /// own.
  double measured_elasticity(std::uint32_t n) {
    const std::vector<double> shares = brand_shares(market_->needs[n]);
    std::vector<std::uint32_t> brands(shares.size());
    std::iota(brands.begin(), brands.end(), 0U);
    // Stable, so that brands of equal share come in the same order on every machine. Small ones are left out: a few
    // units more or less would be all that their elasticity shows.
    std::stable_sort(brands.begin(), brands.end(), [&](auto a, auto b) { return shares[a] > shares[b]; });
    brands.resize(std::min(brands.size(), most_brands));
    std::vector<std::shared_ptr<MarketSpec>> worlds;
    for (const std::uint32_t brand : brands) worlds.push_back(dearer(*market_, n, brand, price_step));
    const Units units = live_dearer(worlds);
    double sum = 0.0, weight = 0.0;
    for (std::size_t b = 0; b < brands.size(); ++b) {
      const double before = brand_units(n, brands[b], units[0][n]), after = brand_units(n, brands[b], units[b + 1][n]);
      if (shares[brands[b]] <= 0.0 || before <= 0.0 || after <= 0.0) continue;
      sum += shares[brands[b]] * math::log(after / before) / math::log(price_step);
      weight += shares[brands[b]];
    }
    return weight > 0.0 ? sum / weight : 0.0;
  }

  /// Elasticities are of brands: a brand's offers become dearer together, and customers may go from one to another.
  double brand_units(std::uint32_t n, std::uint32_t brand, const std::vector<std::int64_t>& units) const {
    double sum = 0.0;
    const auto& offers = market_->needs[n].offers;
    for (std::size_t i = 0; i < offers.size(); ++i)
      if (offers[i].brand == brand) sum += static_cast<double>(units[i + 1]);
    return sum;
  }

  Clock clock_;
  Key key_;
  Team& team_;
  Watch watch_;
  std::shared_ptr<MarketSpec> market_;
  int ticks_ = 1;
  std::vector<Holders> holders_;
  std::vector<Contraction> contractions_;                 ///< by need
  Parts kept_;                                            ///< what customers carry where the burn-in begins, by name
  Parts burnt_in_;                                        ///< of the first world where its measured time begins
  std::vector<std::vector<std::int64_t>> units_at_base_;  ///< by need and slot, in that time
  std::shared_ptr<const DrawnConstants> drawn_;           ///< of the people of `market_`
  double lived_ = 0.0;                                    ///< ticks of worlds, for whoever watches
  double ticks_to_live_ = 0.0;
  BaseCase found_;
};

}  // namespace

BaseCase find_base_case(const Timeline& base, const Clock& clock, std::uint32_t seed, Team& team, const Watch& watch) {
  return Finder(base, clock, seed, team, watch).find();
}

double work_of_search(const Timeline& base, const Clock& clock) {
  Team nobody(1);
  const Finder finder(base, clock, 0, nobody, {});
  return finder.ticks_to_live() * finder.customers();
}

}  // namespace clientele
