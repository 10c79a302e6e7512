#pragma once

#include <span>
#include <vector>

#include "engine/talk/messages.h"
#include "models/customers/behaviour.h"

namespace clientele {

/// What friends said in the last tick, for behaviours that listen: what each customer heard of each brand, praise and
/// blame apart, how often, and how far those who spoke trust the brand. `word_of_mouth` says it; whoever else minds it
/// binds one of these and asks for it in `hear`.
class FriendsTalk {
 public:
  /// For those who speak: the two words of a customer.
  /// Published: read by friends in the first pass of the next tick, never in the one in which they are said.
  struct Spoken {
    OwnColumn message, manner;
  };
  static Spoken own(ColumnRequests& columns) {
    return {.message = columns.own({.name = states::message,
                                    .store = Store::u32,
                                    .sight = Sight::published,
                                    .unit = "1",
                                    .meaning = "what a customer said last: stamp of the tick, brand, valence"}),
            .manner = columns.own({.name = states::manner,
                                   .store = Store::u16,
                                   .sight = Sight::published,
                                   .unit = "1",
                                   .meaning = "how often it was said, and how far the customer trusts that brand"})};
  }

  /// For those who listen; nothing is ever heard where nobody speaks.
  void bind(ColumnRequests& columns) {
    message_ = columns.may_read(states::message), manner_ = columns.may_read(states::manner);
  }

  /// By row of the view and brand; good until another block is asked for. Only in `hear`, when nobody speaks.
  /// Friends are walked through once a block and tick, however many behaviours ask: what was found is known again by
  /// the block, of which no two have the same number.
  std::span<const Hearsay> heard(const View& view) const {
    if (view.market.network == nullptr || !view.customers.has(message_)) return {};
    thread_local Found found;
    const Column& words = view.customers.column(message_);
    const Asked asked{view.customers.number(), view.market.tick, words.data<std::uint32_t>()};
    if (asked != found.asked) {
      const auto who = view.customers.who();
      hear_friends(words, view.friends(), who, view.market.tick - 1, found.heard);
      put_together(found.heard, words, view.customers.column(manner_), who.size(), found.hearsay);
      found.asked = asked;
    }
    return found.hearsay;
  }

 private:
  struct Asked {
    std::uint64_t block = 0;
    int tick = 0;
    const std::uint32_t* words = nullptr;  ///< of a world
    bool operator==(const Asked&) const = default;
  };
  struct Found {
    Asked asked;
    std::vector<Heard> heard;
    std::vector<Hearsay> hearsay;
  };

  ColumnKey message_, manner_;
};

}  // namespace clientele
