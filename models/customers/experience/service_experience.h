#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"
#include "models/draws.h"
#include "models/firms/service.h"

namespace clientele {

/// Service: some purchases make the customer turn to the firm, and the weakest link decides what is remembered.
///
/// A purchase or use leads to a contact with the probability that the firm's service says, a failure always. The
/// firm's queue (models/firms/service.h) says how many callers give up. A contact is as good as the firm's manner, one
/// given up is worth nothing: s. Q' = Q - weakest * (Q - s)+, the worse of the two where weakest is 1; service better
/// than the product adds nothing. One uniform per purchase decides both. Neglects that several contacts differ and what
/// waiting costs those who hold the line. Source: assumption; queue: Gans, Koole & Mandelbaum (2003).
class ServiceExperience final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "service",
      .kind = Kind::experience,
      .summary = "Customers turn to the firm, wait in its queue, and remember the weakest link.",
      .evidence = Evidence::assumption,
      .source = "assumption; queue: Gans, Koole & Mandelbaum 2003",
      .reads = {"service.staff", "service.contacts", "service.handling", "service.open", "service.patience",
                "service.manner"},
      .parameters = {
          {"weakest", "share", 0.5, 0.0, 1.0, "how far a worse contact pulls the experience down; 1: all the way",
           Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }

  void bind(ColumnRequests& columns) override {
    contacts_ = columns.count({.name = contacts_tally,
                               .per = Per::brand,
                               .levels = 2,
                               .unit = "contacts",
                               .meaning = "contacts with the firm; level 0 answered, 1 given up in the queue",
                               .half_life = 2.0});
  }

  /// Queues were set before the tick from the contacts of the weeks before (`staff_queues`), so what happens here loads
  /// those of later ticks. Where more than one contact is usual, whole ones are sure and the part left over is drawn.
  void live(const View& view, Purchases& purchases) const override {
    const std::span<const float> contacts = expected(view, purchases);
    if (contacts.empty()) return;
    const auto pull = view.parameter(weakest);
    float* luck = view.customers.floats();
    draw_uniforms(view.market.address(draws::contact, purchases.occasion), purchases.who, 0, luck);
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const auto count = static_cast<std::int64_t>(contacts[i] + (1.0F - luck[i]));
      if (count < 1) continue;
      const BrandView& brand = view.market.brand[purchases.brand[i]];
      // Given that there is a contact, luck is uniform below its probability.
      const bool answered = luck[i] < brand.answered * std::min(contacts[i], 1.0F);
      const float served = answered ? static_cast<float>(brand.firm.service.manner) : 0.0F;
      purchases.quality[i] -= pull[i] * std::max(purchases.quality[i] - served, 0.0F);
      view.tally.add(contacts_, view.segment(i), purchases.brand[i], answered ? 0 : 1, count);
      if (!purchases.contacts.empty())
        purchases.contacts[i] = static_cast<std::uint8_t>(std::min<std::int64_t>(count, 255));
    }
  }

 private:
  /// Contacts that each purchase brings, in the mean; empty where there are none.
  static std::span<const float> expected(const View& view, const Purchases& purchases) {
    const auto& brands = view.market.brand;
    float* of_brand = view.customers.scratch().take(brands.size());
    bool any = false;
    for (std::size_t b = 0; b < brands.size(); ++b) {
      of_brand[b] = static_cast<float>(brands[b].firm.service.contacts);
      any = any || of_brand[b] > 0.0F;
    }
    const std::span<float> contacts(view.customers.floats(), purchases.size());
    for (std::size_t i = 0; i < contacts.size(); ++i) {
      const float usual = of_brand[purchases.brand[i]], failed = purchases.failure[i];
      // A failure is never put up with in silence: it leads to one contact at least.
      contacts[i] = failed > 0.0F ? std::max(usual, 1.0F) : usual;
      any = any || failed > 0.0F;
    }
    return any ? contacts : std::span<const float>();
  }

  static constexpr std::size_t weakest = declaration.parameters.index("weakest");
  OwnTally contacts_;
};

}  // namespace clientele
