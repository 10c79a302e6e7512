#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/record/offer_names.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// Others are summed up in one; whoever is new to the category or goes the other way is named all the same.
constexpr std::size_t most_sources = 5;

/// Units by which each mechanism moved something, over all replicates.
using Parts = std::map<std::string, double>;

struct Volume {
  double base = 0.0, variant = 0.0;
};

/// Units of a brand, or with nullptr of the whole need, in both worlds, over the same replicates as the parts.
/// Sums over all replicates, as in `why`, so that parts and whole speak of the same purchases.
Volume volume_of(const Question& question, const Label* whose) {
  const Frame* offers = question.table("offers");
  Volume volume;
  const Variant& variant = question.variant;
  // The base case has the brand at the same place, if it has it at all.
  const auto sum = [&](const std::string& world) {
    double units = 0.0;
    const auto rows = rows_with(offers, {{"world", {world}}, {"need", question.focus.here.need}});
    const auto sums = offers == nullptr ? std::map<Label, double>() : sums_by_label(*offers, "brand", "units", rows);
    for (const auto& [brand, sold] : sums)
      if (whose == nullptr || brand.same_as(*whose)) units += sold;
    return units;
  };
  volume.base = sum("base");
  volume.variant = sum(variant.name);
  return volume;
}

/// The parts of a brand in points of share: a mechanism that moves the whole category dilutes or concentrates every
/// share. With s = U/N in the base case, a part (u - s n) / N of the variant; these add up to U'/N' - U/N exactly.
Parts parts_of_share(const Question& question, const Label& whose, const Parts& brand, const Parts& need) {
  const Volume units = volume_of(question, &whose), all = volume_of(question, nullptr);
  Parts parts;
  if (all.base <= 0.0 || all.variant <= 0.0) return parts;
  const double share = units.base / all.base;
  for (const auto& [mechanism, moved] : need) {
    const auto own = brand.find(mechanism);
    parts[mechanism] = 100.0 * ((own == brand.end() ? 0.0 : own->second) - share * moved) / all.variant;
  }
  return parts;
}

struct Part {
  std::string name;
  double size = 0.0;
  long long shown = 0;  ///< in units of the last decimal
};

/// The parts that show at this many decimals, the largest first, the interaction last.
/// Rounded together first, so that what is shown adds up to the rounded whole: those left out are zeros. What no
/// mechanism explains alone comes last, being no mechanism.
std::vector<Part> shown_parts(const Parts& parts, int decimals) {
  std::vector<Part> shown;
  std::vector<double> scaled;
  for (const auto& [mechanism, size] : parts) {
    shown.push_back({mechanism, size, 0});
    scaled.push_back(size * std::pow(10.0, decimals));
  }
  const auto rounded = rounded_parts(scaled);
  for (std::size_t i = 0; i < shown.size(); ++i) shown[i].shown = rounded[i];
  std::erase_if(shown, [](const Part& part) { return part.shown == 0; });
  std::stable_sort(shown.begin(), shown.end(), [](const Part& a, const Part& b) {
    const bool a_last = a.name == "interaction", b_last = b.name == "interaction";
    return a_last != b_last ? b_last : std::abs(a.size) > std::abs(b.size);
  });
  return shown;
}

/// What came to the focus minus what went from it, by where it came from; all replicates together.
/// Flows are decisions in which twins differ: what was chosen in the base case, and what in the variant. One offer of
/// the brand for another of it is no gain, and is taken out.
std::map<Label, double> net_sources(const Question& question) {
  std::map<Label, double> net;
  const Frame* flows = question.table("flows");
  const Label &need = question.focus.here.need, &brand = question.focus.here.brand;
  const auto into = rows_with(flows, {{"world", {question.variant.name}}, {"need", need}, {"to_brand", brand}});
  const auto out_of = rows_with(flows, {{"world", {question.variant.name}}, {"need", need}, {"from_brand", brand}});
  if (flows == nullptr) return net;
  for (const auto& [from, purchases] : sums_by_label(*flows, "from_brand", "purchases", into)) net[from] += purchases;
  for (const auto& [to, purchases] : sums_by_label(*flows, "to_brand", "purchases", out_of)) net[to] -= purchases;
  std::erase_if(net, [&](const auto& source) { return source.first.same_as(brand); });
  return net;
}

/// By what the tables call a decision without a purchase.
/// Not a brand: what the customer would not have bought at all.
bool is_new_to_category(const Label& source) { return source.same_as({no_purchase}) || source.same_as({no_occasion}); }

/// Volume from a sister brand is no gain of the firm, and must not read like one.
std::string source_name(const Label& source, const Focus& focus, bool gains) {
  for (const auto& [name, words] : labels_of_no_brands())
    if (source.same_as({name})) return words;
  const bool own = std::any_of(focus.here.siblings.begin(), focus.here.siblings.end(),
                               [&](const Label& sibling) { return sibling.same_as(source); });
  return shown_name(source.text) + (!own ? "" : gains ? " (of the same firm: cannibalised)" : " (stays with the firm)");
}

/// The parts and what they add up to. For or against whom the answer is about, if they are its own.
/// The sum is of the rounded parts, so that it adds up; it may differ from the table by a last digit.
AnswerReasons told_reasons(AnswerReasons reasons, const Parts& parts, int decimals, bool own) {
  const double step = std::pow(10.0, -decimals);
  for (const Part& part : shown_parts(parts, decimals)) {
    const double size = static_cast<double>(part.shown) * step;
    reasons.parts.push_back({mechanism_label(part.name), size, signed_number(size, decimals),
                             !own         ? Meaning::neutral
                             : size > 0.0 ? Meaning::good
                                          : Meaning::bad});
    reasons.whole += size;
  }
  reasons.whole_words = signed_number(reasons.whole, decimals);
  return reasons;
}

/// What moved the units of each brand, and of all together: purchases, not occasions that ended without one. Over all
/// replicates.
struct Moved {
  std::map<Label, Parts> brands;
  Parts need;
};

Moved moved_by(const Question& question) {
  Moved moved;
  const Frame* why = question.table("why");
  const auto rows = rows_with(why, {{"world", {question.variant.name}}, {"need", question.focus.here.need}});
  std::map<Label, std::vector<std::size_t>> by_brand;
  std::vector<std::size_t> bought;
  for (const std::size_t row : rows) {
    const Label brand = why->get<std::string>("brand").label(row);
    if (is_new_to_category(brand)) continue;
    by_brand[brand].push_back(row);
    bought.push_back(row);
  }
  if (why == nullptr) return moved;
  moved.need = sums_by(*why, "mechanism", "units", bought);
  for (const auto& [brand, own] : by_brand) moved.brands[brand] = sums_by(*why, "mechanism", "units", own);
  return moved;
}

/// Points of share, or volume where the share is not told apart but the volume is. One to three decimals, as the
/// share's interval allows: with fewer every part would vanish, with more they would be luck.
/// `here` and `label` are the same brand under the two kinds of keys.
AnswerReasons reasons_of(const Question& question, const Label& here, const Label& label, const Moved& moved) {
  const ChangeRow* share = brand_change(question.changes, "market", "share", label);
  const auto found = moved.brands.find(here);
  AnswerReasons reasons;
  reasons.brand = label.text;
  reasons.unit = "points of share";
  const bool own = here.same_as(question.focus.here.brand);
  if (share == nullptr || found == moved.brands.end()) return {};
  Parts parts = found->second;
  const ChangeRow* units = brand_change(question.changes, "market", "units", label);
  // Where everybody sells less alike, shares stay and only the volume has a reason.
  if (units != nullptr && units->told_apart && !share->told_apart && std::isfinite(units->percent)) {
    const double base = volume_of(question, &here).base;
    if (base <= 0.0) return {};
    for (auto& [mechanism, part] : parts) part *= 100.0 / base;
    const double half = (units->percent_high - units->percent_low) / 2.0;
    reasons.unit = "% of its volume";
    return told_reasons(reasons, parts, std::clamp(UnitWords("").decimals(half, units->percent), 1, 3), own);
  }
  const int decimals = std::clamp(UnitWords("share").decimals(share->half_width(), share->difference), 1, 3);
  return told_reasons(reasons, parts_of_share(question, here, parts, moved.need), decimals, own);
}

}  // namespace

/// Brands stand in the table by their place in the variant, and differences go by what the Directory calls them.
std::vector<AnswerReasons> reasons(const Question& question) {
  std::vector<AnswerReasons> all;
  const Moved moved = moved_by(question);
  const auto add = [&](const Label& here, const Label& label) {
    if (AnswerReasons found = reasons_of(question, here, label, moved); !found.parts.empty())
      all.push_back(std::move(found));
  };
  // The focus keeps the name that the answer calls it by, also where several needs have the brand.
  add(question.focus.here.brand, question.focus.brand);
  const Directory directory(question.scenario);
  const std::size_t world = directory.world(question.variant.name);
  for (const auto& [here, parts] : moved.brands)
    if (!here.same_as(question.focus.here.brand)) add(here, directory.label(world, here.key));
  return all;
}

/// Who has no occasion at a time, or none in this life, does not shop for the category then.
std::vector<std::pair<std::string, std::string>> labels_of_no_brands() {
  return {{no_purchase, "no purchase"}, {no_occasion, "not shopping then"}};
}

/// A single part needs no sum.
std::string why_words(const AnswerReasons& reasons) {
  std::vector<std::string> named;
  for (const AnswerPart& part : reasons.parts) named.push_back(part.name + " " + part.words);
  if (named.empty()) return "";
  return listed(named) + (named.size() == 1 ? "" : ": together " + reasons.whole_words) + " " + reasons.unit;
}

/// By what was chosen in the base case and what in the variant, on the same occasion of the same customer.
/// Left without a label where the net is less than a fifth of what moved: shares of a whole that nearly cancels out
/// would be huge and mean nothing.
AnswerSources sources(const Question& question) {
  const auto net = net_sources(question);
  AnswerSources found;
  double moved = 0.0;
  for (const auto& [source, purchases] : net) found.purchases += purchases, moved += std::abs(purchases);
  const bool gains = found.purchases > 0.0;
  if (moved == 0.0 || std::abs(found.purchases) < 0.2 * moved) return {};
  found.label = gains ? "From whom" : "To whom";
  const double replicates = question.comparison.replicates / question.weight();
  for (const auto& [source, purchases] : net)
    found.parts.push_back(
        {source_name(source, question.focus, gains), purchases / replicates, is_new_to_category(source)});
  std::stable_sort(found.parts.begin(), found.parts.end(), [&](const auto& a, const auto& b) {
    return gains ? a.purchases > b.purchases : a.purchases < b.purchases;
  });
  found.purchases /= replicates;
  return found;
}

/// Percent of what the focus gained or lost in all. Parts of 0 % are not named, those of the other sign always are,
/// since the others add up to more than 100 % by them. That nobody is new to the category is said, as it is news.
std::string source_words(const AnswerSources& found) {
  if (found.label.empty()) return "";
  std::vector<double> parts;
  for (const AnswerSource& source : found.parts) parts.push_back(100.0 * source.purchases / found.purchases);
  const auto percent = rounded_parts(parts);
  std::vector<std::string> named;
  long long rest = 0;
  std::size_t unnamed = 0;
  bool outside = false;
  for (std::size_t i = 0; i < found.parts.size(); ++i) {
    const AnswerSource& source = found.parts[i];
    if (percent[i] != 0 && source.outside) outside = true;
    if (percent[i] == 0) continue;
    if (named.size() < most_sources || source.outside || percent[i] < 0)
      named.push_back(source.name + " " + std::to_string(percent[i]) + " %");
    else
      rest += percent[i], ++unnamed;
  }
  if (unnamed > 0)
    named.push_back(std::to_string(unnamed) + (unnamed == 1 ? " other " : " others ") + std::to_string(rest) + " %");
  const std::string words = listed(named);
  if (outside) return words;
  return words + (found.purchases > 0.0 ? "; nobody new to the category" : "; nobody leaves the category");
}

}  // namespace clientele
