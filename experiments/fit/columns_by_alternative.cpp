#include "experiments/fit/columns_by_alternative.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace clientele {
namespace {

using Texts = std::vector<std::string>;
using Split = std::pair<std::string, std::string>;  ///< attribute, alternative

bool holds(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Where the name ends with the separator and one of the alternatives; the longest of them counts: of
/// `price.store.brand` with alternatives `brand` and `store.brand` the second is meant.
std::optional<Split> split_by_name(const std::string& name, const std::string& separator, const Texts& alternatives) {
  std::optional<Split> found;
  for (const std::string& alternative : alternatives) {
    const std::string end = separator + alternative;
    if (name.size() > end.size() && name.ends_with(end) && (!found || alternative.size() > found->second.size()))
      found = Split{name.substr(0, name.size() - end.size()), alternative};
  }
  return found;
}

/// At the first or the last separator, as names hold others: `unit_price_dannon` wants the last, `price_store_brand`
/// the first. Which one is right only all columns together can tell.
std::optional<Split> split_at(const std::string& name, const std::string& separator, bool last) {
  const std::size_t at = last ? name.rfind(separator) : name.find(separator);
  if (at == std::string::npos || at == 0 || at + separator.size() == name.size()) return std::nullopt;
  return Split{name.substr(0, at), name.substr(at + separator.size())};
}

/// The endings that the most attributes share, as alternatives: of attributes with all the same endings. For files
/// whose choices are positions, where no name of an alternative is known. Counted by columns explained; of equals the
/// attribute first in the alphabet, as the map has it.
Texts common_endings(const Texts& names, const std::string& separator, bool last) {
  std::map<std::string, Texts> endings;
  for (const std::string& name : names)
    if (const auto split = split_at(name, separator, last)) endings[split->first].push_back(split->second);
  Texts best;
  std::size_t explained = 0;
  for (const auto& [attribute, own] : endings) {
    std::size_t columns = 0;
    for (const auto& [other, same] : endings)
      if (std::is_permutation(own.begin(), own.end(), same.begin(), same.end())) columns += own.size();
    if (own.size() > 1 && columns > explained) {
      best = own;
      explained = columns;
    }
  }
  return best;
}

/// Twice over the names: first who there is, in the order of the columns, then which column belongs to whom. A gap
/// stays an empty name, and the reader of the panel says which column is missing.
ColumnsByAlternative sorted(const Texts& names, const std::string& separator, Texts alternatives) {
  ColumnsByAlternative found{.separator = separator, .alternatives = {}, .attributes = {}, .columns = {}};
  const auto split = [&](const std::string& name) { return split_by_name(name, separator, alternatives); };
  for (const std::string& name : names)
    if (const auto parts = split(name)) {
      if (!holds(found.attributes, parts->first)) found.attributes.push_back(parts->first);
      if (!holds(found.alternatives, parts->second)) found.alternatives.push_back(parts->second);
    }
  for (const std::string& name : names)
    if (const auto parts = split(name)) {
      auto& row = found.columns[parts->first];
      row.resize(found.alternatives.size());
      const auto at = std::find(found.alternatives.begin(), found.alternatives.end(), parts->second);
      row[static_cast<std::size_t>(at - found.alternatives.begin())] = name;
    }
  return found;
}

/// Alternatives that nobody bought have no name among the choices, but columns like those of the others. They have to
/// be known, as they stood on the shelf: the panel's reader names them in a note and leaves them out.
Texts with_unbought(const Texts& names, const std::string& separator, const Texts& chosen) {
  Texts all = chosen, attributes;
  for (const std::string& name : names)
    if (const auto parts = split_by_name(name, separator, chosen)) attributes.push_back(parts->first);
  for (const std::string& name : names)
    for (const std::string& attribute : attributes) {
      const std::string begin = attribute + separator;
      if (split_by_name(name, separator, all) || !name.starts_with(begin) || name == begin) continue;
      all.push_back(name.substr(begin.size()));
    }
  return all;
}

/// Only attributes that all alternatives have count: a wrong separator explains columns too, but with gaps.
std::size_t complete_cells(const ColumnsByAlternative& found) {
  std::size_t cells = 0;
  for (const auto& [attribute, row] : found.columns)
    if (std::find(row.begin(), row.end(), "") == row.end()) cells += row.size();
  return cells;
}

}  // namespace

/// All readings are tried and the one that explains most columns wins; the dot and the first separator come first, so
/// they win where readings are equal.
ColumnsByAlternative columns_by_alternative(const Texts& names, const Texts& chosen, const std::string& separator) {
  const Texts separators = separator.empty() ? Texts{".", "_"} : Texts{separator};
  std::optional<ColumnsByAlternative> best;
  for (const std::string& by : separators)
    for (const bool last : {false, true}) {
      Texts alternatives = chosen.empty() ? common_endings(names, by, last) : with_unbought(names, by, chosen);
      ColumnsByAlternative found = sorted(names, by, std::move(alternatives));
      if (!best || complete_cells(found) > complete_cells(*best)) best = std::move(found);
    }
  return *best;
}

}  // namespace clientele
