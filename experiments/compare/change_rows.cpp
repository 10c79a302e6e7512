#include "experiments/compare/change_rows.h"

#include <array>
#include <cstdint>
#include <utility>

namespace clientele {
namespace {

using TextMember = std::string ChangeRow::*;
using NumberMember = double ChangeRow::*;

// Columns by name and member, so that one loop fills a row and a column more is a line more.
constexpr std::array<std::pair<const char*, TextMember>, 10> texts{{{"table", &ChangeRow::table},
                                                                    {"measure", &ChangeRow::measure},
                                                                    {"unit", &ChangeRow::unit},
                                                                    {"need", &ChangeRow::need},
                                                                    {"firm", &ChangeRow::firm},
                                                                    {"brand", &ChangeRow::brand},
                                                                    {"offer", &ChangeRow::offer},
                                                                    {"segment", &ChangeRow::segment},
                                                                    {"other", &ChangeRow::other},
                                                                    {"state", &ChangeRow::state}}};
constexpr std::array<std::pair<const char*, NumberMember>, 10> numbers{{{"base", &ChangeRow::base},
                                                                        {"variant", &ChangeRow::variant},
                                                                        {"difference", &ChangeRow::difference},
                                                                        {"low", &ChangeRow::low},
                                                                        {"high", &ChangeRow::high},
                                                                        {"percent", &ChangeRow::percent},
                                                                        {"percent_low", &ChangeRow::percent_low},
                                                                        {"percent_high", &ChangeRow::percent_high},
                                                                        {"luck_sd", &ChangeRow::luck_sd},
                                                                        {"parameter_sd", &ChangeRow::parameter_sd}}};
// What rows are joined by; the texts above are for people.
constexpr std::array<std::pair<const char*, LabelKey ChangeRow::*>, 3> keys{
    {{"need", &ChangeRow::need_key}, {"firm", &ChangeRow::firm_key}, {"brand", &ChangeRow::brand_key}}};

}  // namespace

// Neither of one offer, segment or pair, nor of a learned state.
bool ChangeRow::of_brand(const std::string& table_name, const std::string& measure_name, const Label& whose) const {
  return table == table_name && measure == measure_name && whose_brand().same_as(whose) && offer.empty() &&
         segment.empty() && other.empty() && state.empty();
}

// A firm's row has no brand; a brand's row has no firm.
bool ChangeRow::of_firm(const std::string& table_name, const std::string& measure_name, const Label& whose) const {
  return table == table_name && measure == measure_name && whose_firm().same_as(whose) && brand.empty() &&
         segment.empty();
}

/// Column by column: rows of one variant are a small part of the table.
std::vector<ChangeRow> whole_run_changes(const Frame& differences, const std::string& world) {
  // Rows of single ticks and periods are most of the table, and no answer tells them.
  const auto& worlds = differences.get<std::string>("world");
  const auto &times = differences.get<std::int64_t>("time"), &replicates = differences.get<std::int64_t>("replicates"),
             &told = differences.get<std::int64_t>("told_apart");
  std::vector<ChangeRow> rows;
  std::vector<std::size_t> places;
  for (std::size_t row = 0; row < differences.rows(); ++row) {
    if (worlds[row] != world || times[row] != -1) continue;
    places.push_back(row);
    // The rest is filled in below, a column at a time.
    ChangeRow& change = rows.emplace_back();
    change.replicates = static_cast<double>(replicates[row]);
    change.told_apart = told[row] != 0;
  }
  for (const auto& [name, member] : texts) {
    const auto& cells = differences.get<std::string>(name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = cells[places[i]];
  }
  for (const auto& [name, member] : keys) {
    const LabelColumn& cells = differences.get<std::string>(name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = cells.key(places[i]);
  }
  for (const auto& [name, member] : numbers) {
    const auto& cells = differences.get<double>(name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = cells[places[i]];
  }
  return rows;
}

// The first that fits: a brand in several needs is told of in its first.
const ChangeRow* brand_change(const std::vector<ChangeRow>& changes, const std::string& table,
                              const std::string& measure, const Label& brand) {
  for (const ChangeRow& change : changes)
    if (change.of_brand(table, measure, brand)) return &change;
  return nullptr;
}

// A firm without the measure, such as one that sold nothing, has no row.
const ChangeRow* firm_change(const std::vector<ChangeRow>& changes, const std::string& table,
                             const std::string& measure, const Label& firm) {
  for (const ChangeRow& change : changes)
    if (change.of_firm(table, measure, firm)) return &change;
  return nullptr;
}

}  // namespace clientele
