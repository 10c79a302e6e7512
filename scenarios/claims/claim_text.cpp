#include "scenarios/claims/claim_text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/core/suggest.h"

namespace clientele {
namespace {

using Piece = std::string_view;

/// One of each form: who writes a first claim copies one and changes its words.
constexpr const char* forms =
    " Write it like 'profit of Acme over 6 years: honest > overpromise by 2 %', 'churn of Acme: lower in calm', "
    "'profit of Acme: best of brands.Acme.price=-10 %:+10 %:9 is inside' or 'with trust off: gone'.";

/// What a user wrote, as messages quote it.
std::string in_quotes(Piece text) { return "'" + std::string(text) + "'"; }

/// A text before and behind a separator, without blanks at their ends.
struct TwoSides {
  Piece before, behind;
};
std::optional<TwoSides> split_at(Piece text, std::size_t at, std::size_t length) {
  if (at == Piece::npos) return std::nullopt;
  return TwoSides{trimmed(text.substr(0, at)), trimmed(text.substr(at + length))};
}
/// For words that stand between two names, of which the program says what comes first.
std::optional<TwoSides> split_first(Piece text, Piece separator) {
  return split_at(text, text.find(separator), separator.size());
}
/// At the last, since names hold words such as `in` and `over`, and what follows them is known.
std::optional<TwoSides> split_last(Piece text, Piece separator) {
  return split_at(text, text.rfind(separator), separator.size());
}

/// Amounts and times begin so, with a sign or a point before it; names seldom do. Tells a wrong time from a name that
/// has `over` in it.
bool begins_with_digit(Piece text) {
  const std::size_t first = text.find_first_not_of("+-.");
  return first != Piece::npos && text[first] >= '0' && text[first] <= '9';
}

/// `by 2 %`, `by 0.5 points`, `by 100 GBP`. Hundredths become parts of 1, as outcomes have them. Any unit passes here:
/// which one fits, the outcome says.
Reading<SmallestSize> read_size(Piece text) {
  const auto quantity = split_quantity(text);
  if (!quantity || !std::isfinite(quantity->number))
    return wrong(in_quotes(text) + " is not an amount. Write 'by 2 %', 'by 0.5 points' or 'by 100 EUR'.");
  if (quantity->number < 0.0 || quantity->signed_text)
    return wrong(in_quotes(text) + " has a sign; how much is the least that counts is a size. Leave the sign out.");
  SmallestSize size{quantity->number, quantity->unit == "%", quantity->unit == "point" ? "points" : quantity->unit};
  if (size.relative || size.unit == "points") size.amount /= 100.0;
  return {size, ""};
}

/// Takes `by SIZE` off the end, where there is one: without it any difference counts, if only it is beyond doubt.
/// Variants may hold a ` by ` of their own: what has no digit behind it is a name.
std::string take_size(Piece& text, ClaimSentence& sentence) {
  const auto halves = split_last(text, " by ");
  if (!halves || !begins_with_digit(halves->behind)) return "";
  Reading<SmallestSize> size = read_size(halves->behind);
  if (!size.value) return size.wrong;
  sentence.smallest = *size.value;
  text = halves->before;
  return "";
}

/// `trust and talk`, `trust, talk`. Blanks go; an empty word stays, and is refused by whoever sees it.
std::vector<std::string> words_of(Piece list) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t comma = list.find(','), both = list.find(" and ");
    const std::size_t end = std::min(comma, both);
    words.emplace_back(trimmed(list.substr(0, end)));
    if (end == Piece::npos) return words;
    list.remove_prefix(end + (end == comma ? 1 : std::string_view(" and ").size()));
  }
}

/// What stands before the colon. Taken off from its end, as what is left may be any name: `with X off`, `over TIME`,
/// and the rest says whom it is about.
std::string read_subject(Piece text, ClaimSentence& sentence) {
  const bool begins = text.starts_with("with ");
  const std::size_t at = begins ? 0 : text.rfind(" with ");
  if (text.ends_with(" off") && at != Piece::npos) {
    Piece list = text.substr(at + (begins ? 5 : 6));
    list.remove_suffix(std::string_view(" off").size());
    sentence.off = words_of(list);
    for (const std::string& word : sentence.off)
      if (word.empty()) return in_quotes(text) + " names no mechanism. Write it like 'with trust and talk off'.";
    text = trimmed(text.substr(0, at));
  }
  if (const auto halves = split_last(text, " over "); halves && begins_with_digit(halves->behind)) {
    // A number begins it, so a time is meant, and what is none is a slip and not part of a name.
    const Reading<double> weeks = read_number(std::string(halves->behind), "weeks");
    if (!weeks.value || !(*weeks.value > 0.0))
      return in_quotes(halves->behind) + " is no time. Write it like 'over 6 years' or 'over 26 weeks'.";
    sentence.horizon = halves->behind;
    text = halves->before;
  }
  sentence.whom = text;
  return "";
}

/// Only what a curve must have; whether it is one, `curve_points` says, which the line asks too.
std::string read_curve(Piece text, ClaimSentence& sentence) {
  constexpr Piece best = "best of ", inside = " is inside";
  sentence.form = ClaimSentence::Form::best_inside;
  if (!text.ends_with(inside))
    return in_quotes(text) +
           " does not end in 'is inside'. Write it like 'best of brands.Acme.price=-10 %:+10 %:9 is "
           "inside'.";
  text.remove_suffix(inside.size());
  sentence.curve = trimmed(text.substr(best.size()));
  if (sentence.curve.find('=') != std::string::npos) return "";
  return in_quotes(sentence.curve) +
         " is no curve. Write PATH=FROM:TO:NUMBER OF VALUES, such as "
         "'brands.Acme.promised=0.6:0.9:7'.";
}

/// `higher in V`, `lower in V than in W`. For measures of which less is better `<` reads like a slip.
std::string read_in_words(Piece text, bool higher, ClaimSentence& sentence) {
  Piece here = text, there = "base";
  if (const auto halves = split_first(text, " than in ")) here = halves->before, there = halves->behind;
  sentence.high = higher ? here : there, sentence.low = higher ? there : here;
  return here.empty() || there.empty() ? in_quotes(text) + " lacks a variant." + forms : "";
}

/// With blanks around the sign, as names may hold one without.
std::string read_sides(Piece text, ClaimSentence& sentence) {
  const auto more = split_first(text, " > "), less = split_first(text, " < ");
  if (!more == !less) return in_quotes(text) + " says nothing that can be judged." + forms;
  const TwoSides sides = more ? *more : *less;
  sentence.high = more ? sides.before : sides.behind, sentence.low = more ? sides.behind : sides.before;
  return sentence.high.empty() || sentence.low.empty() ? in_quotes(text) + " lacks a side." + forms : "";
}

/// What stands behind the colon. Verdicts first, which are single words; then the size, which may follow every form.
std::string read_statement(Piece text, ClaimSentence& sentence) {
  for (const Verdict verdict : {Verdict::emerges, Verdict::gone, Verdict::opposite})
    if (text == word(verdict)) {
      sentence.form = ClaimSentence::Form::verdict, sentence.claimed = verdict;
      return "";
    }
  if (std::string slip = take_size(text, sentence); !slip.empty()) return slip;
  if (text.starts_with("best of ")) return read_curve(text, sentence);
  if (text.starts_with("higher in ")) return read_in_words(trimmed(text.substr(10)), true, sentence);
  if (text.starts_with("lower in ")) return read_in_words(trimmed(text.substr(9)), false, sentence);
  const std::vector<std::string> words{"emerges", "gone", "opposite"};
  if (text.find(' ') == Piece::npos)
    return in_quotes(text) + " is no verdict." + did_you_mean(text, words) +
           " Verdicts are gone, opposite and emerges.";
  return read_sides(text, sentence);
}

}  // namespace

Reading<ClaimSentence> read_claim(const std::string& text) {
  const auto halves = split_last(text, ": ");
  if (!halves)
    return wrong(in_quotes(trimmed(text)) + " has no colon between whom it is about and what is claimed." + forms);
  ClaimSentence sentence;
  // The subject first, as people read it; of several slips the first is told.
  std::string slip = read_subject(halves->before, sentence);
  if (slip.empty()) slip = read_statement(halves->behind, sentence);
  if (!slip.empty()) return wrong(std::move(slip));
  return {std::move(sentence), ""};
}

}  // namespace clientele
