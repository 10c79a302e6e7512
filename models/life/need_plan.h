#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/population/columns.h"
#include "models/customers/behaviour.h"
#include "models/market/deals.h"
#include "models/market/entrants.h"
#include "models/market/scene.h"
#include "models/market/timeline.h"

namespace clientele {

/// What the worlds of a run share about one need: the behaviours that any of them uses, the columns these ask for,
/// and where brands stand. Planes are laid out base case first, then what variants and events add, then the places of
/// what firms may launch in the run.
class NeedPlan {
 public:
  /// `worlds` with all their epochs, the base case first. Throws InputError when a behaviour reads what
  /// nobody writes, when two would write the same, or when worlds differ in how occasions arise.
  /// `panel` asks for the columns in which purchases per brand are counted, see panel.h.
  /// `places` are those of a reserve, as laid out for the same worlds; none: nobody launches.
  NeedPlan(std::uint32_t need, std::span<const Timeline* const> worlds, bool panel, const Places& places = {},
           Personal personal = {});

  /// The instance serves all worlds and threads; what differs by world is its setting, see NeedMoment.
  struct Bound {
    const Declaration* declaration;
    std::unique_ptr<Behaviour> behaviour;
  };
  std::uint32_t need() const { return need_; }
  /// In the order of the registry, in which they act within a step.
  const std::vector<Bound>& behaviours() const { return behaviours_; }
  const OccasionRule& occasions() const { return *occasions_; }
  /// Position of the occasions' rule among the behaviours.
  std::uint32_t occasions_at() const { return occasions_at_; }
  const ColumnRequests& columns() const { return columns_; }
  const Extents& extents() const { return extents_; }
  /// Whether the stock of an offer is limited in any world.
  bool limited() const { return limited_; }
  /// Position among this need's brands of a brand of the market.
  std::uint32_t brand(std::uint32_t market_brand) const;
  /// The market's brand behind a position here.
  const std::vector<std::uint32_t>& market_brands() const { return brands_; }
  /// By which draws are addressed of a slot, and of a brand by its position here. What a reserve holds has luck of its
  /// own, so that it is the same whatever the reserve's size.
  std::uint32_t luck_of_slot(std::size_t slot) const;
  std::uint32_t luck_of_brand(std::size_t brand) const;
  /// From here on slots, and positions of brands, are places of the reserve.
  std::size_t first_entrant() const { return extents_.of(Per::offer) + std::size_t{1} - entrants_.size(); }
  std::size_t first_entrant_brand() const { return brands_.size() - entrants_.size(); }
  /// Filled from the base case when somebody asks: probabilities by brand given a purchase, and ln of the summed exp of
  /// utilities.
  const OwnColumn* base_probability() const { return base_probability_ ? &*base_probability_ : nullptr; }
  struct Panel {
    OwnColumn now, before;  ///< purchases of each brand in this panel period and in the last
    OwnColumn last;         ///< brand bought last + 1; 0: nothing yet
    OwnColumn first;        ///< code of the period of the first purchase of each brand, see Cohort
  };
  /// Null without a panel.
  const Panel* panel() const { return panel_ ? &*panel_ : nullptr; }
  struct Silence {
    OwnColumn first, last;  ///< stamps of the ticks of the first and the last purchase
    OwnColumn times;        ///< purchases; 0: stamps say nothing
  };
  /// Null without a panel, and where nobody is lost without a word.
  const Silence* silence() const { return silence_ ? &*silence_ : nullptr; }
  /// The number of each customer's deal with a brand; null where no deals are kept.
  const OwnColumn* deal() const { return deal_ ? &*deal_ : nullptr; }
  /// What firms note of their customers, by brand; see CustomerBook.
  struct Records {
    OwnColumn last, times, spent, contacts;
  };
  /// Null where no records are kept.
  const Records* records() const { return records_ ? &*records_ : nullptr; }
  const OwnColumn* base_inclusive() const { return base_inclusive_ ? &*base_inclusive_ : nullptr; }

 private:
  void collect_behaviours(std::span<const Timeline* const> worlds);
  void lay_out_planes(std::span<const Timeline* const> worlds, const Places& places);
  void bind_columns(std::span<const Timeline* const> worlds);
  void bind_panel();
  void bind_silence();
  void bind_personal(Personal personal);
  void refuse_orphans() const;

  std::uint32_t need_;
  std::vector<Bound> behaviours_;
  const OccasionRule* occasions_ = nullptr;
  std::uint32_t occasions_at_ = 0;
  ColumnRequests columns_;
  Extents extents_;
  bool limited_ = false;
  std::vector<std::uint32_t> brands_;
  std::vector<Entrant> entrants_;  ///< by place
  std::optional<OwnColumn> base_probability_, base_inclusive_;
  std::optional<Panel> panel_;
  std::optional<Silence> silence_;
  std::optional<OwnColumn> deal_;
  std::optional<Records> records_;
};

}  // namespace clientele
