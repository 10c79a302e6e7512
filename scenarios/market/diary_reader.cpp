#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/core/suggest.h"
#include "models/behaviours.h"
#include "scenarios/market/market_reader.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "scenarios/text/files.h"

namespace clientele {
namespace {

using Texts = std::vector<std::string>;

constexpr double largest = 1e9;  // beyond it floats that are added to utility lose what matters

/// Names of columns, and the file as seen from the scenario that names it, which may be a base in another folder.
struct DiaryWords {
  std::string file, customer, choice, separator, occasion;
};

DiaryWords words_of(const Cursor& diary) {
  const std::string file = diary["file"].text();
  return {file.empty() ? "" : beside(diary["file"].place().file, file), diary["customer"].text("id"),
          diary["choice"].text("choice"), diary["separator"].text("."), diary["occasion"].text()};
}

/// Wide tables as choice panels are published: a row a purchase, a column for each attribute of each offer. Every step
/// goes on after problems of the one before, so that all columns that are missing are told at once; the caller throws
/// the diary away if there was any.
struct DiaryReader {
  const DiaryWords& words;
  const NeedSpec& need;
  const DataTable& table;
  Problems& problems;
  std::vector<std::size_t> order{};  ///< rows, household by household
  Diary diary{};

  void read() {
    find_households();
    read_shelf();
    read_choices();
  }
  void find_households();
  void read_shelf();
  void read_choices();
  std::vector<double> amounts(std::size_t attribute, std::size_t offer);
  std::string column(std::size_t attribute, std::size_t offer) const {
    return need.attributes[attribute] + words.separator + need.offers[offer].name;
  }
  Texts by_position() const;

  /// Runs a step that may find something wrong, so that the next one is made all the same.
  template <class Step>
  /// The result is empty when the step has thrown; whoever uses it must allow for that.
  auto noting(Step step) -> decltype(step()) {
    try {
      return step();
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
      return {};
    }
  }
};

/// Households in the order of their first rows, each with its rows in the order in which they happened.
/// The order of first rows, and not that of the ids, makes the household of customer 0 the first of the file whatever
/// it is called. Without a column of times the order of the rows stands, and ties keep it.
void DiaryReader::find_households() {
  std::vector<std::size_t> household(table.rows());
  std::iota(household.begin(), household.end(), std::size_t{0});
  if (words.customer != "none") {
    std::map<std::string, std::size_t> numbers;
    const Texts ids = noting([&] { return table.texts(words.customer); });
    for (std::size_t row = 0; row < ids.size(); ++row)
      household[row] = numbers.emplace(ids[row], numbers.size()).first->second;
  }
  std::vector<double> when;
  if (!words.occasion.empty()) when = noting([&] { return table.days(words.occasion); });
  when.resize(table.rows());
  order.resize(table.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return household[a] != household[b] ? household[a] < household[b] : when[a] < when[b];
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    if (i == 0 || household[order[i]] != household[order[i - 1]]) diary.first.push_back(static_cast<std::uint32_t>(i));
  diary.households = static_cast<std::uint32_t>(diary.first.size());
  diary.first.push_back(static_cast<std::uint32_t>(order.size()));
}

/// By row of the file, or empty after a problem. The bound is looked at here because a price of 1e30 would swallow all
/// else in a sum of floats, without any error.
std::vector<double> DiaryReader::amounts(std::size_t attribute, std::size_t offer) {
  const std::string name = column(attribute, offer);
  if (!table.has(name)) {
    problems.push_back({{table.file(), 1},
                        "",
                        "there is no column '" + name + "' (customers would not know the '" +
                            need.attributes[attribute] + "' of '" + need.offers[offer].name +
                            "' at their purchases). Columns are named attribute" + words.separator + "offer." +
                            did_you_mean(name, table.columns())});
    return {};
  }
  const std::vector<double> values = noting([&] { return table.numbers(name); });
  DataProblems too_large(table.file());
  for (std::size_t row = 0; row < values.size(); ++row)
    if (std::abs(values[row]) > largest)
      too_large.add(table.line(row), name,
                    table.cell(row, table.column(name)) + " is outside [-1e9, 1e9]. Use a larger unit.");
  noting([&] {
    too_large.throw_any();
    return 0;
  });
  return values;
}

/// Layout [row][offer][attribute], rows by household: what a customer meets at one occasion lies together, and is read
/// at each of its ticks.
void DiaryReader::read_shelf() {
  diary.alternatives = static_cast<std::uint32_t>(need.offers.size());
  diary.attributes = static_cast<std::uint32_t>(need.attributes.size());
  const std::size_t cells = need.offers.size() * need.attributes.size();
  diary.met.resize(order.size() * cells);
  for (std::size_t j = 0; j < need.offers.size(); ++j)
    for (std::size_t m = 0; m < need.attributes.size(); ++m) {
      const std::vector<double> values = amounts(m, j);
      for (std::size_t i = 0; i < order.size() && !values.empty(); ++i)
        diary.met[i * cells + j * need.attributes.size() + m] = static_cast<float>(values[order[i]]);
    }
  diary.find_mean();
}

/// What the columns of the first attribute are of, as they follow each other: also alternatives that are no offers.
Texts DiaryReader::by_position() const {
  Texts names;
  const std::string begin = need.attributes.empty() ? "" : need.attributes[0] + words.separator;
  for (const std::string& heading : table.columns())
    if (!begin.empty() && heading.starts_with(begin)) names.push_back(heading.substr(begin.size()));
  return names;
}

/// Choices come as names or as numbers among the columns. Numbers count from 0 if a 0 occurs anywhere and from 1
/// otherwise, so a record that counts from 0 and in which nobody ever chose the first would be read as if it counted
/// from 1. An alternative that is no offer here is refused: its purchases cannot be lived.
void DiaryReader::read_choices() {
  const Texts choices = noting([&] { return table.texts(words.choice); }), positions = by_position();
  if (choices.empty()) return;
  Texts names;
  for (const OfferSpec& offer : need.offers) names.push_back(offer.name);
  const bool from_zero = std::find(choices.begin(), choices.end(), "0") != choices.end();
  DataProblems unknown(table.file());
  for (const std::size_t row : order) {
    std::string name = choices[row];
    if (std::find(names.begin(), names.end(), name) == names.end())
      if (const auto number = number_in(name); number && std::floor(*number) == *number) {
        const double at = *number - (from_zero ? 0.0 : 1.0);
        if (at >= 0.0 && at < static_cast<double>(positions.size())) name = positions[static_cast<std::size_t>(at)];
      }
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
      unknown.add(table.line(row), words.choice,
                  "'" + name + "' is no offer of the need '" + need.name + "'." + did_you_mean(name, names));
    diary.chosen.push_back(static_cast<std::uint16_t>(found - names.begin()));
  }
  noting([&] {
    unknown.throw_any();
    return 0;
  });
}

/// The record, from memory when it has been read before: equal files give one pointer, so that markets are equal.
/// The key holds all that the result depends on. The entry is made before reading, so that a file with problems is
/// reported once and stands as a null pointer from then on.
std::shared_ptr<const Diary> diary_of(const DiaryWords& words, const NeedSpec& need, ReaderContext& context,
                                      Problems& problems) {
  std::string key =
      words.file + '\n' + words.customer + '\n' + words.choice + '\n' + words.separator + '\n' + words.occasion;
  for (const std::string& attribute : need.attributes) key += "\na " + attribute;
  for (const OfferSpec& offer : need.offers) key += "\no " + offer.name;
  const auto known = context.diaries.find(key);
  if (known != context.diaries.end()) return known->second;
  std::shared_ptr<const Diary>& diary = context.diaries[key];
  try {
    const DataTable table = DataTable::read(words.file);
    context.files_read.push_back(words.file);
    if (table.rows() == 0) throw InputError({Problem{{words.file}, "", "holds no purchase: there is only a heading."}});
    const std::size_t before = problems.size();
    DiaryReader reader{words, need, table, problems};
    reader.read();
    if (problems.size() == before) diary = std::make_shared<const Diary>(std::move(reader.diary));
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
  return diary;
}

}  // namespace

void read_diaries(const Cursor& root, const ReadMarket* base, ReaderContext& context, ReadMarket& read,
                  Problems& problems) {
  const std::vector<Cursor> entries = root["needs"].entries();
  for (std::size_t n = 0; n < read.market.needs.size(); ++n) {
    NeedSpec& need = read.market.needs[n];
    // Offers may be called by other names in a variant, and columns are not.
    if (base != nullptr && n < base->market.needs.size()) {
      need.diary = base->market.needs[n].diary;
      continue;
    }
    const Cursor diary = entries[n]["diary"], kind = entries[n]["occasions"]["kind"];
    // Both halves of a slip are told: a record that nobody lives, and a life without a record.
    const bool lived = need.occasions.of != nullptr && make_occasions(need)->lives_record();
    if (diary.given() && !lived)
      diary.problem("this has no effect without 'occasions: diary'. Write that or remove it.");
    if (lived && !diary.given())
      kind.problem("'occasions: diary' needs the record that is lived. Write it like 'diary: {file: panel.csv}'.");
    if (lived && diary["file"].given() && !diary["file"].text().empty())
      need.diary = diary_of(words_of(diary), need, context, problems);
  }
}

}  // namespace clientele
