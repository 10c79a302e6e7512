#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// Latent needs: customers act on a need only once marketing has told them of it and some offer would fulfil it.
///
/// A latent need is aroused with probability 1 - prod_b (1 - advertising_b)^weeks a tick, by any brand of the need. It
/// becomes actual when it has been aroused and an offer on sale fits: its quality is at least the customer's standard
/// and its attributes lie within `tolerance` of the ideal. Neither marketing nor a fitting product is enough alone. A
/// need that a purchase has fulfilled recurs after `recurrence` (under a contract, every use fulfils it).
/// Neglects that friends make needs known too. Source: Drucker (1954): marketing and innovation make customers.
class LatentNeed final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "latent_need",
      .kind = Kind::need,
      .summary = "A need is acted on once marketing has told of it and an offer fits; it recurs when fulfilled.",
      .evidence = Evidence::assumption,
      .source = "Drucker 1954",
      .reads = {"advertising", "quality", "attributes", "ideal"},
      .parameters = {
          {"latent", "share", 0.0, 0.0, 1.0, "customers whose need is latent at the start", Evidence::assumption,
           "a matter of the market", Vary::group},
          {"standard", "quality", 0.0, 0.0, 1.0, "quality from which on an offer would fulfil the need",
           Evidence::assumption, "assumption", Vary::customer},
          {"tolerance", "1", 1000.0, 0.0, 1000.0,
           "distance from the need's ideal attributes within which an offer would fulfil it", Evidence::assumption,
           "assumption", Vary::customer},
          {"recurrence", "weeks", 0.0, 0.0, 1000.0, "time until a fulfilled need recurs", Evidence::assumption,
           "a matter of the market", Vary::customer},
      }};
  const Declaration& about() const override { return declaration; }
  /// Needs that are latent at the start are aroused one by one: for years there are more customers than before.
  bool lasts(const Setting& setting, std::size_t segments) const override {
    return !is_given(setting, latent, segments);
  }
  bool hears() const override { return true; }

  void bind(ColumnRequests& columns) override;
  void start(const View& view) const override;
  void hear(const View& view) const override;
  void hold_back(const View& view, std::uint8_t* occasions) const override;
  void live(const View& view, Purchases& purchases) const override;

 private:
  static constexpr std::size_t latent = declaration.parameters.index("latent");
  static constexpr std::size_t standard = declaration.parameters.index("standard");
  static constexpr std::size_t tolerance = declaration.parameters.index("tolerance");
  static constexpr std::size_t recurrence = declaration.parameters.index("recurrence");
  OwnColumn rest_;
};

}  // namespace clientele
