#include "experiments/lifetime_values.h"

#include <cmath>
#include <utility>

#include "models/laws/lifetime.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;
using NeedAndBrand = std::pair<std::size_t, std::size_t>;

/// What a panel told of one brand, over all periods.
struct PanelBrand {
  double buyers = 0.0, purchases = 0.0;     ///< summed over periods
  double stayed = 0.0, could_stay = 0.0;    ///< buyers who bought again in the next period, out of how many
  double before = 0.0, period_weeks = 0.0;  ///< buyers in the last period; its length
  void add(double buyers_now, double purchases_now, double repeat) {
    if (std::isfinite(repeat)) stayed += repeat * before, could_stay += before;
    buyers += buyers_now, purchases += purchases_now, before = buyers_now;
  }
};
using PanelBrands = std::map<NeedAndBrand, PanelBrand>;

std::map<std::pair<Text, Text>, NeedAndBrand> brand_names(const Timeline& timeline) {
  std::map<std::pair<Text, Text>, NeedAndBrand> names;
  const std::vector<BrandSpec>& brands = timeline.back().market->brands;
  for (const Epoch& epoch : timeline)
    for (std::size_t n = 0; n < epoch.market->needs.size(); ++n)
      for (std::size_t b = 0; b < brands.size(); ++b)
        names.emplace(std::pair{epoch.market->needs[n].name, brands[b].name}, NeedAndBrand{n, b});
  return names;
}

std::map<Count, PanelBrands> read_panel(const Frame& table, const BookedWorld& world) {
  const auto names = brand_names(*world.timeline);
  const auto &in = table.get<Text>("world"), &need = table.get<Text>("need"), &brand = table.get<Text>("brand");
  const auto &replicate = table.get<Count>("replicate"), &buyers = table.get<Count>("buyers");
  const auto& purchases = table.get<Count>("purchases");
  const auto &repeat = table.get<double>("repeat"), &weeks = table.get<double>("weeks");
  std::map<Count, PanelBrands> panel;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (in[i] != world.name || buyers[i] < 0) continue;  // -1: no panel
    const auto found = names.find({need[i], brand[i]});
    if (found == names.end()) continue;
    PanelBrand& seen = panel[replicate[i]][found->second];
    seen.period_weeks = weeks[i];
    seen.add(static_cast<double>(buyers[i]), static_cast<double>(purchases[i]), repeat[i]);
  }
  return panel;
}

/// Units sold and margin earned over the run.
struct Sold {
  double units = 0.0;
  Money margin;
};

std::map<NeedAndBrand, Sold> sold_by_brand(const WorldBooks& books, const Timeline& timeline,
                                           const OfferPlaces& places) {
  std::map<NeedAndBrand, Sold> sold;
  for (const BookRow& row : books) {
    const MarketSpec& market = market_at(timeline, row.tick);
    for (std::size_t place = 0; place < row.offers.size(); ++place) {
      const OfferSpec* offer = places.find(market, place);
      if (offer == nullptr) continue;
      Sold& of_brand = sold[{places.need_of(place), offer->brand}];
      of_brand.units += static_cast<double>(row.offers[place].units);
      of_brand.margin += row.offers[place].margin();
    }
  }
  return sold;
}

/// Unknown (0 / 0) where nothing was sold or the panel saw nobody who could have come back.
double value_of(const PanelBrand& seen, const Sold& sold, double discount) {
  const CustomerLife life{.margin = sold.margin.units() / sold.units * seen.purchases / seen.buyers,
                          .retention = seen.stayed / seen.could_stay,
                          .discount = discount_within(discount, seen.period_weeks)};
  return life.value();
}

}  // namespace

std::map<std::int64_t, std::vector<double>> lifetime_values(const Frame* brands, const BookedWorld& world,
                                                            const std::map<std::int64_t, WorldBooks>& books,
                                                            const OfferPlaces& places, double discount) {
  const auto panel = brands == nullptr ? std::map<Count, PanelBrands>{} : read_panel(*brands, world);
  std::map<std::int64_t, std::vector<double>> values;
  for (const auto& [replicate, rows] : books) {
    std::vector<double> worth(places.firms()), buyers(places.firms());
    const auto seen = panel.find(replicate);
    auto sold = sold_by_brand(rows, *world.timeline, places);
    for (const auto& [key, brand] : seen == panel.end() ? PanelBrands{} : seen->second) {
      const double value = value_of(brand, sold[key], discount);
      if (std::isnan(value)) continue;
      const std::uint32_t firm = world.timeline->back().market->brands[key.second].firm;
      worth[firm] += brand.buyers * value, buyers[firm] += brand.buyers;
    }
    for (std::size_t f = 0; f < worth.size(); ++f) worth[f] /= buyers[f];  // 0 / 0 is unknown
    values.emplace(replicate, std::move(worth));
  }
  return values;
}

}  // namespace clientele
