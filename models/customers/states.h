#pragma once

#include <string_view>

/// Names of states and counts that others than their owner read: the one place where both sides find them. A behaviour
/// reads a state and not a behaviour, so that another owner may write it (`disconfirmation` or
/// `cumulative_satisfaction` write satisfaction). They stand in written tables, so they stay as they are. What nobody
/// else reads is named by its owner alone.
namespace clientele::states {

// Of each brand, by customer.
inline constexpr std::string_view affect = "affect";
inline constexpr std::string_view awareness = "awareness";                ///< by which the funnel begins
inline constexpr std::string_view base_probability = "base_probability";  ///< written with the base case, see NeedPlan
inline constexpr std::string_view expectation = "expectation";
inline constexpr std::string_view habit = "habit";
inline constexpr std::string_view relationship = "relationship";
inline constexpr std::string_view reputation = "reputation";
inline constexpr std::string_view satisfaction = "satisfaction";
inline constexpr std::string_view source = "source";  ///< what won the customer for the brand
inline constexpr std::string_view told = "told";      ///< what friends' talk has left behind
inline constexpr std::string_view trust = "trust";

// Of the customer, or of the brand that the customer is busy with.
inline constexpr std::string_view beginner = "beginner";
inline constexpr std::string_view betrayed_by = "betrayed_by";
inline constexpr std::string_view complained_to = "complained_to";
inline constexpr std::string_view held = "held";
inline constexpr std::string_view manner = "message_manner";  ///< how it was said, see FriendsTalk
inline constexpr std::string_view message = "message";        ///< what was said last, see FriendsTalk
inline constexpr std::string_view referred_to = "referred_to";
inline constexpr std::string_view relief = "relief";
inline constexpr std::string_view revenge = "revenge";

}  // namespace clientele::states

namespace clientele::counts {

inline constexpr std::string_view acquired = "acquired";  ///< by level: what won the customer, see won_by
/// What customers who end what they hold are counted under, each once: churn is their sum.
inline constexpr std::string_view ended[] = {"switched_away", "left_category"};
inline constexpr std::string_view complaints = "complaints";
inline constexpr std::string_view joined = "joined";      ///< took up a contract of the brand, coming from elsewhere
inline constexpr std::string_view gestures = "gestures";  ///< each costs the firm what its brand says
inline constexpr std::string_view rewards = "rewards";    ///< the same
inline constexpr std::string_view reviews = "reviews";    ///< written, by stars
inline constexpr std::string_view talk = "talk";          ///< messages, by what they say
inline constexpr std::string_view survey_buy_again = "survey_buy_again";
inline constexpr std::string_view survey_recommend = "survey_recommend";
inline constexpr std::string_view survey_satisfaction = "survey_satisfaction";

/// Levels of `acquired`.
namespace won_by {
inline constexpr std::string_view own_search = "own_search", advertising = "advertising", talk = "talk",
                                  referral = "referral", price = "price";
}  // namespace won_by

}  // namespace clientele::counts
