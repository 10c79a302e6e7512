#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// Others are summed up in one; whoever is new to the category or goes the other way is named all the same.
constexpr std::size_t most_sources = 5;
// As the tables write them.
constexpr const char *no_purchase = "(nothing)", *no_occasion = "(no occasion)";

/// Units by which each mechanism moved something, over all replicates.
using Parts = std::map<std::string, double>;

struct Volume {
  double base = 0.0, variant = 0.0;
};

/// Units of the focus, or of its whole need, in both worlds, over the same replicates as the parts.
/// Sums over all replicates, as in `why`, so that parts and whole speak of the same purchases.
Volume volume_of(const Question& question, bool whole_need) {
  const Frame* offers = question.table("offers");
  Volume volume;
  const Variant& variant = question.variant;
  // The base case has the brand at the same place, if it has it at all.
  const Whom& whom = question.focus.here;
  const auto sum = [&](const std::string& world) {
    double units = 0.0;
    const auto rows = rows_with(offers, {{"world", {world}}, {"need", whom.need}});
    const auto sums = offers == nullptr ? std::map<Label, double>() : sums_by_label(*offers, "brand", "units", rows);
    for (const auto& [brand, sold] : sums)
      if (whole_need || brand.same_as(whom.brand)) units += sold;
    return units;
  };
  volume.base = sum("base");
  volume.variant = sum(variant.name);
  return volume;
}

/// The parts of the focus in points of share: a mechanism that moves the whole category dilutes or concentrates every
/// share. With s = U/N in the base case, a part (u - s n) / N of the variant; these add up to U'/N' - U/N exactly.
Parts parts_of_share(const Question& question, const Parts& brand, const Parts& need) {
  const Volume units = volume_of(question, false), all = volume_of(question, true);
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

/// Not a brand: what the customer would not have bought at all.
bool is_new_to_category(const Label& source) { return source.same_as({no_purchase}) || source.same_as({no_occasion}); }

/// Volume from a sister brand is no gain of the firm, and must not read like one.
std::string source_name(const Label& source, const Focus& focus, bool gains) {
  if (is_new_to_category(source)) return source.text == no_purchase ? "no purchase" : "no occasion";
  const bool own = std::any_of(focus.here.siblings.begin(), focus.here.siblings.end(),
                               [&](const Label& sibling) { return sibling.same_as(source); });
  return shown_name(source.text) + (!own ? "" : gains ? " (of the same firm: cannibalised)" : " (stays with the firm)");
}

/// The parts in words, and what they add up to.
/// The sum is of the rounded parts, so that the sentence adds up; it may differ from the table by a last digit. A
/// single part needs no sum.
std::string parts_words(const Parts& parts, int decimals, const std::string& unit) {
  const double step = std::pow(10.0, -decimals);
  std::vector<std::string> named;
  double whole = 0.0;
  for (const Part& part : shown_parts(parts, decimals)) {
    const double size = static_cast<double>(part.shown) * step;
    named.push_back(mechanism_label(part.name) + " " + signed_number(size, decimals));
    whole += size;
  }
  if (named.empty()) return "";
  if (named.size() == 1) return named[0] + unit;
  return listed(named) + ": together " + signed_number(whole, decimals) + unit;
}

}  // namespace

/// Speaks of points of share, or of volume where the share is not told apart but the volume is. One to three decimals,
/// as the share's interval allows: with fewer every part would vanish, with more they would be luck.
std::string why_words(const Question& question) {
  const Frame* why = question.table("why");
  const auto rows = rows_with(why, {{"world", {question.variant.name}}, {"need", question.focus.here.need}});
  if (rows.empty() || question.share() == nullptr) return "";
  const LabelColumn& brands = why->get<std::string>("brand");
  std::vector<std::size_t> own, bought;
  for (const std::size_t row : rows) {
    if (brands.label(row).same_as(question.focus.here.brand)) own.push_back(row);
    // What moved the need as a whole: purchases of all brands, not occasions that ended without one.
    if (!is_new_to_category(brands.label(row))) bought.push_back(row);
  }
  Parts moved = sums_by(*why, "mechanism", "units", own);
  const ChangeRow& share = *question.share();
  const ChangeRow* units = brand_change(question.changes, "market", "units", question.focus.brand);
  // Where everybody sells less alike, shares stay and only the volume has a reason.
  if (units != nullptr && units->told_apart && !share.told_apart && std::isfinite(units->percent)) {
    const double base = volume_of(question, false).base;
    if (base <= 0.0) return "";
    for (auto& [mechanism, part] : moved) part *= 100.0 / base;
    const double half = (units->percent_high - units->percent_low) / 2.0;
    return parts_words(moved, std::clamp(UnitWords("").decimals(half, units->percent), 1, 3), " % of its volume");
  }
  const int decimals = std::clamp(UnitWords("share").decimals(share.half_width(), share.difference), 1, 3);
  return parts_words(parts_of_share(question, moved, sums_by(*why, "mechanism", "units", bought)), decimals,
                     " points of share");
}

/// Percent of what the focus gained or lost in all, all replicates together. Left out where the net is less than a
/// fifth of what moved. Parts of 0 % are not named, those of the other sign always are, since the others add up to more
/// than 100 % by them. That nobody is new to the category is said, as it is news.
Sources source_words(const Question& question) {
  const auto net = net_sources(question);
  double whole = 0.0, moved = 0.0;
  for (const auto& [source, purchases] : net) whole += purchases, moved += std::abs(purchases);
  // Shares of a whole that nearly cancels out would be huge and mean nothing.
  if (moved == 0.0 || std::abs(whole) < 0.2 * moved) return {};
  std::vector<std::pair<Label, double>> sources;
  for (const auto& [source, purchases] : net) sources.emplace_back(source, 100.0 * purchases / whole);
  std::stable_sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<double> parts;
  for (const auto& source : sources) parts.push_back(source.second);
  const auto percent = rounded_parts(parts);
  const bool gains = whole > 0.0;
  std::vector<std::string> named;
  long long rest = 0;
  std::size_t unnamed = 0;
  bool outside = false;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const Label& source = sources[i].first;
    const bool new_to_category = is_new_to_category(source);
    if (percent[i] != 0 && new_to_category) outside = true;
    if (percent[i] == 0) continue;
    if (named.size() < most_sources || new_to_category || percent[i] < 0)
      named.push_back(source_name(source, question.focus, gains) + " " + std::to_string(percent[i]) + " %");
    else
      rest += percent[i], ++unnamed;
  }
  if (unnamed > 0)
    named.push_back(std::to_string(unnamed) + (unnamed == 1 ? " other " : " others ") + std::to_string(rest) + " %");
  std::string words = listed(named);
  if (!outside) words += gains ? "; nobody new to the category" : "; nobody leaves the category";
  return {gains ? "From whom" : "To whom", words};
}

}  // namespace clientele
