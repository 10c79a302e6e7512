#include "models/market/changed.h"
#include "scenarios/variants.h"
#include "experiments/record/table.h"
#include "experiments/record/twin_stories.h"

namespace clientele {
namespace {

/// A few customers for the reader who wants to see one: the usual ones of every fate, not the remarkable ones.
///
/// Of the first replicate alone: those who read stories want a few, and markets keep decisions for them there only.
class StoriesTable final : public Table {
 public:
  StoriesTable()
      : Table(declare_twin_table(
            "stories", "A few customers and their twins, in words; from the first replicate.",
            {columns::need, count("customer", "1", "number of the customer", Fold::key),
             text("segment", "segment of the customer; empty where there is one"),
             text("outcome", "what the change did to it, as in twins"), text("story", "what happened")})) {}

  void end(const Watched& watched) override {
    // By luck and not by progress: replicates that are lived elsewhere have other numbers.
    if (watched.replicate != 0) return;
    for (const TwinPair& pair : watched.twins)
      for (const TwinStory& story :
           tell_stories(watched.scenario, *pair.book, pair.names, changed_brands(watched, pair)))
        row(watched, pair)
            .put("need", pair.names.need())
            .put("customer", std::int64_t{story.customer})
            .put("segment", story.segment)
            .put("outcome", word(story.fate))
            // In words, since no column would hold what makes a story.
            .put("story", story.text);
  }

 private:
  /// Brands that the variant changes, by their position in the need.
  static std::vector<std::size_t> changed_brands(const Watched& watched, const TwinPair& pair) {
    // Stories begin with brands that the variant touches: these are what the reader asks about.
    const Variant& variant = variant_called(watched.scenario, pair.variant_name);
    const Changed changed = what_changed(watched.scenario.base, variant.timeline, watched.scenario.clock.ticks);
    // By position in the need, as books of twins know brands; the market counts them over all needs.
    std::vector<std::size_t> brands;
    for (std::uint32_t b = 0; b < changed.brands.size(); ++b)
      if (const std::size_t at = pair.names.position(b); changed.brands[b] && at < pair.names.brands())
        brands.push_back(at);
    return brands;
  }
};

}  // namespace

std::unique_ptr<Table> stories_table(const MoneyUnits&) { return std::make_unique<StoriesTable>(); }

}  // namespace clientele
