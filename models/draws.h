#pragma once

#include "engine/random/address.h"

/// Every reason to draw a number. Append-only: a reason keeps its value for ever, so that old results stay the same.
/// The same reason, tick, occasion and item give the same number: asked for twice only where the same luck is meant, as
/// by twins.
/// Value 43 was once of who reads reviews, and stays free.
/// The value is a part of each address, so two reasons of one value would share their luck. They stand by theme, not by
/// value.
namespace clientele::draws {

inline constexpr Reason segment{1};          ///< which segment a customer belongs to
inline constexpr Reason feeling{2};          ///< the weight of feeling
inline constexpr Reason parameter{3};        ///< parameters that vary by customer; the tick word holds their name
inline constexpr Reason friends{4};          ///< the edges of the small world
inline constexpr Reason choice{5};           ///< the noise of a choice: one Gumbel per offer
inline constexpr Reason ration{6};           ///< who gets the last pieces
inline constexpr Reason opportunities{7};    ///< how many occasions arise in a tick
inline constexpr Reason buying_rate{8};      ///< a customer's own rate of occasions
inline constexpr Reason taste{9};            ///< stable tastes, one per offer
inline constexpr Reason sensitivity{10};     ///< how much a customer minds prices
inline constexpr Reason quality{11};         ///< luck in what is delivered
inline constexpr Reason ensemble{12};        ///< which sets of parameters are drawn from the ranges of a scenario
inline constexpr Reason drop_out{13};        ///< who is lost for good after a purchase, and who is easily lost
inline constexpr Reason newcomer{14};        ///< who moves away, and whose place is taken
inline constexpr Reason quantity{15};        ///< how many units are taken at an occasion
inline constexpr Reason contract{16};        ///< who ends a contract and what then; who holds which at the start
inline constexpr Reason stockpile{17};       ///< how many units are bought ahead at a low price
inline constexpr Reason adoption{18};        ///< who adopts something new
inline constexpr Reason arousal{19};         ///< whom marketing makes aware of a need
inline constexpr Reason failure{30};         ///< whether a delivery fails, and how badly
inline constexpr Reason contact{31};         ///< whether a customer turns to the firm, and whether anybody answers
inline constexpr Reason complaint{32};       ///< whether a customer who was let down says so
inline constexpr Reason asked{33};           ///< whether a customer is asked to answer a survey
inline constexpr Reason answer{34};          ///< what a survey's answers are off by
inline constexpr Reason status_seeking{25};  ///< how much a customer cares for what a brand says to others
inline constexpr Reason gestures{26};        ///< who receives a small gesture
inline constexpr Reason mood{27};            ///< what a tick does to a customer's mood
inline constexpr Reason reach{20};           ///< whom an offer reaches
inline constexpr Reason wealth{21};          ///< how much money a customer has
inline constexpr Reason awareness{37};       ///< who gets to know a brand, and who forgets it
inline constexpr Reason consideration{38};   ///< which brands come into a customer's set, and which leave it
inline constexpr Reason attachment{39};      ///< the edges of preferential attachment
inline constexpr Reason talk{40};            ///< who speaks of what was lived
inline constexpr Reason revenge{41};         ///< who speaks ill of a brand that betrayed them
inline constexpr Reason review{42};          ///< who writes a review, and how severe its writer is
inline constexpr Reason referral{44};        ///< who refers friends to a brand
inline constexpr Reason reached_lately{45};  ///< whom advertising reached before a first purchase
inline constexpr Reason settled{48};         ///< which settled customer one starts like

}  // namespace clientele::draws
