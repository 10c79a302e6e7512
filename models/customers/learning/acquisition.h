#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "engine/talk/messages.h"
#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {

/// Acquisition: what won a customer for a brand, noted at the first purchase or use.
///
/// The first that holds of: a friend referred the customer to the brand within `window`; friends' talk speaks for it by
/// more than `talk`; its advertising reached the customer within `window`, with probability 1 - (1 - H)^window, H the
/// share reached in a week; its price is below that of the base case by more than `bargain`; else the customer's own
/// search. Neglects that several have their part in it. First purchases before the burn-in are not known of, so
/// that some of those of its first weeks are none. One uniform per first purchase. Changes nobody's choices.
/// Source: assumption.
class Acquisition final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "acquisition",
      .kind = Kind::learning,
      .summary = "What won each customer for a brand is noted at the first purchase.",
      .evidence = Evidence::assumption,
      .source = "assumption",
      .reads = {"price", "advertising"},
      .parameters = {
          {"window", "weeks", 8.0, 0.0, 520.0, "time for which a referral or an advert counts", Evidence::assumption,
           "assumption", Vary::all},
          {"talk", "utility", 0.05, 0.0, 10.0, "pull of friends' talk from which on it is what won the customer",
           Evidence::assumption, "assumption", Vary::all},
          {"bargain", "share", 0.01, 0.0, 1.0, "cut of the base price from which on it is what won the customer",
           Evidence::assumption, "assumption", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    told_ = columns.may_read(states::told), referred_to_ = columns.may_read(states::referred_to);
    source_ = columns.own({.name = states::source,
                           .per = Per::brand,
                           .store = Store::u8,
                           .unit = "1",
                           .meaning = "what won the customer for a brand: 0 nothing yet, 1 own search, 2 advertising, "
                                      "3 talk, 4 referral, 5 price"});
    acquired_ = columns.count({.name = counts::acquired,
                               .per = Per::brand,
                               .levels = static_cast<std::uint32_t>(std::size(sources)),
                               .unit = "customers",
                               .meaning = "customers who buy a brand for the first time, by what won them",
                               .level_names = sources});
  }

  void start(const View& view) const override { view.start_at(source_, 0.0F); }

  /// Sources are tried from the most personal to the least, so each first purchase counts once and shares of sources
  /// add up to one. A brand bought once is won for good: who comes back after years is not acquired again.
  void live(const View& view, Purchases& purchases) const override {
    Column& source = view.customers.column(source_);
    thread_local std::vector<std::uint32_t> rows;
    rows.clear();
    std::vector<std::uint32_t>& who = view.customers.scratch().ids();
    who.clear();
    for (std::size_t i = 0; i < purchases.size(); ++i)
      if (source.get(purchases.who[i], purchases.brand[i]) == 0.0F)
        rows.push_back(static_cast<std::uint32_t>(i)), who.push_back(purchases.who[i]);
    // First purchases are few once a market is old: numbers are drawn for them alone, by customer and not by row.
    if (rows.empty()) return;
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::reached_lately, purchases.occasion), who, 0, luck);
    const std::vector<float> reached = reached_by(view);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::uint32_t brand = purchases.brand[rows[k]];
      const double change = static_cast<double>(view.market.offers[purchases.slot[rows[k]]].log_price_change);
      const bool cheap = change < math::log1p(-std::min(0.999, static_cast<double>(view.values.one(bargain))));
      const Source by = referred(view, who[k], brand)      ? Source::referral
                        : talked_into(view, who[k], brand) ? Source::talk
                        : luck[k] < reached[brand]         ? Source::advertising
                        : cheap                            ? Source::price
                                                           : Source::search;
      // One above its number, since 0 stands for a brand that has not won the customer.
      source.set(who[k], brand, static_cast<float>(by) + 1.0F);
      view.tally.add(acquired_, view.segment(rows[k]), brand, static_cast<std::size_t>(by), 1);
    }
  }

 private:
  enum class Source : std::uint8_t { search, advertising, talk, referral, price };
  static constexpr std::string_view sources[] = {counts::won_by::own_search, counts::won_by::advertising,
                                                 counts::won_by::talk, counts::won_by::referral, counts::won_by::price};

  /// By brand: the chance that its advertising reached a customer within the window.
  /// By today's advertising, as if it had been that strong for the whole window: a campaign just begun is overrated.
  std::vector<float> reached_by(const View& view) const {
    std::vector<float> reached;
    for (const BrandView& brand : view.market.brand)
      reached.push_back(static_cast<float>(
          1.0 - math::pow(1.0 - brand.now.advertising, static_cast<double>(view.values.one(window)))));
    return reached;
  }

  /// Newest referral only; one of another brand in between makes it forgotten.
  bool referred(const View& view, std::uint32_t customer, std::uint32_t brand) const {
    if (!view.customers.has(referred_to_)) return false;
    const std::uint32_t word = view.customers.column(referred_to_).data<std::uint32_t>()[customer];
    if (word == Message::nothing || Message::in(word).topic != brand) return false;
    return static_cast<float>(Message::age(word, view.market.tick)) * view.market.weeks_per_tick <=
           view.values.one(window);
  }

  /// The level of what friends' talk has left, as it stood when this tick was decided, not a single message.
  bool talked_into(const View& view, std::uint32_t customer, std::uint32_t brand) const {
    return view.customers.has(told_) && view.customers.column(told_).get(customer, brand) > view.values.one(talk);
  }

  static constexpr std::size_t window = declaration.parameters.index("window");
  static constexpr std::size_t talk = declaration.parameters.index("talk");
  static constexpr std::size_t bargain = declaration.parameters.index("bargain");
  ColumnKey told_, referred_to_;
  OwnColumn source_;
  OwnTally acquired_;
};

}  // namespace clientele
