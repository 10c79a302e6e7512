#include "models/customers/need/latent_need.h"

#include <algorithm>
#include <vector>

#include "engine/math/exact.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// Codes of `rest`: below them, ticks until the need recurs.
constexpr std::uint16_t actual = 0, most_ticks = 65'000, aroused = 65'534, latent_code = 65'535;

/// The share of customers whom any advertising of the need reaches in a tick.
/// Brands reach customers independently of each other; those of which nothing is on sale, or that only other worlds
/// have, show nothing that would fulfil it.
double reached(const Scene& market) {
  double missed = 1.0;
  for (const BrandView& brand : market.brand)
    if (brand.on_sale) missed *= 1.0 - brand.now.advertising;
  return 1.0 - math::pow(missed, market.weeks_per_tick);
}

/// An offer on sale as a need sees it.
struct Promise {
  float quality, distance;
};

/// Distance over all attributes together, square root of the sum of squares; without an ideal it is 0 and fits
/// everybody. Quality is what is delivered in the mean, as if customers knew.
std::vector<Promise> promises(const Scene& market) {
  std::vector<Promise> all;
  for (const OfferView& offer : market.offers) {
    if (!offer.live) continue;
    double square = 0.0;
    for (std::size_t m = 0; m < market.ideal.size(); ++m) {
      const double gap = offer.attributes[m] - market.ideal[m];
      square += gap * gap;
    }
    all.push_back({offer.quality, static_cast<float>(math::sqrt(square))});
  }
  return all;
}

}  // namespace

void LatentNeed::bind(ColumnRequests& columns) {
  rest_ = columns.own({.name = "need_rest",
                       .store = Store::u16,
                       .unit = "ticks",
                       .meaning = "ticks until the need recurs; 65535 latent, 65534 known but nothing fits"});
}

/// One uniform a customer. A newcomer's need is drawn by the same luck, so it is latent where its forerunner's was.
void LatentNeed::start(const View& view) const {
  const auto shares = view.parameter(latent);
  const DrawAddress address{view.market.key, trait_tick, purpose(Actor::customer, draws::arousal, view.market.need), 0};
  float* luck = view.customers.floats();
  draw_uniforms(address, view.customers.who(), 0, luck);
  auto* rest = view.customers.column(rest_).data<std::uint16_t>();
  for (std::size_t i = 0; i < view.size(); ++i)
    rest[view.customers.who()[i]] = luck[i] < shares[i] ? latent_code : actual;
}

/// Counts time first: a need that recurs now is actual in this very tick. Luck is drawn only in blocks where a need is
/// not yet actual, and for all their customers; as it goes by address, nobody's depends on that.
void LatentNeed::hear(const View& view) const {
  const auto who = view.customers.who();
  auto* rest = view.customers.column(rest_).data<std::uint16_t>();
  bool any_latent = false;
  for (const std::uint32_t customer : who) {
    std::uint16_t& ticks = rest[customer];
    any_latent |= ticks >= aroused;
    ticks = static_cast<std::uint16_t>(ticks - (ticks > actual && ticks < aroused ? 1 : 0));
  }
  if (!any_latent) return;
  const auto standards = view.parameter(standard), tolerances = view.parameter(tolerance);
  const std::vector<Promise> offers = promises(view.market);
  const auto share = static_cast<float>(reached(view.market));
  float* luck = view.customers.floats();
  draw_uniforms(view.market.address(draws::arousal), who, 0, luck);
  for (std::size_t i = 0; i < who.size(); ++i) {
    std::uint16_t& code = rest[who[i]];
    if (code < aroused) continue;
    // Who was told of the need in an earlier tick goes on waiting until something fits.
    if (luck[i] < share) code = aroused;
    const bool fits = std::any_of(offers.begin(), offers.end(), [&](const Promise& offer) {
      return offer.quality >= standards[i] && offer.distance <= tolerances[i];
    });
    if (code == aroused && fits) code = actual;
  }
}

/// Takes the occasions away for good: opportunities that come while the need rests are not made up for later.
void LatentNeed::hold_back(const View& view, std::uint8_t* occasions) const {
  const auto* rest = view.customers.column(rest_).data<std::uint16_t>();
  for (std::size_t i = 0; i < view.size(); ++i)
    occasions[i] = rest[view.customers.who()[i]] == actual ? occasions[i] : std::uint8_t{0};
}

/// Rounded to ticks, and cut below the two codes of latent needs. With a recurrence of 0 the need stays actual.
void LatentNeed::live(const View& view, Purchases& purchases) const {
  const auto weeks = view.parameter(recurrence);
  auto* rest = view.customers.column(rest_).data<std::uint16_t>();
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const float ticks = weeks[i] / view.market.weeks_per_tick + 0.5F;
    rest[purchases.who[i]] = static_cast<std::uint16_t>(std::min(ticks, static_cast<float>(most_ticks)));
  }
}

}  // namespace clientele
