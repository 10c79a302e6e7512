#include "experiments/compare/change_rows.h"

#include <array>
#include <cstdint>
#include <utility>

namespace clientele {
namespace {

using Text = std::string ChangeRow::*;
using Number = double ChangeRow::*;

constexpr std::array<std::pair<const char*, Text>, 10> texts{{{"table", &ChangeRow::table},
                                                              {"measure", &ChangeRow::measure},
                                                              {"unit", &ChangeRow::unit},
                                                              {"need", &ChangeRow::need},
                                                              {"firm", &ChangeRow::firm},
                                                              {"brand", &ChangeRow::brand},
                                                              {"offer", &ChangeRow::offer},
                                                              {"segment", &ChangeRow::segment},
                                                              {"other", &ChangeRow::other},
                                                              {"state", &ChangeRow::state}}};
constexpr std::array<std::pair<const char*, Number>, 10> numbers{{{"base", &ChangeRow::base},
                                                                  {"variant", &ChangeRow::variant},
                                                                  {"difference", &ChangeRow::difference},
                                                                  {"low", &ChangeRow::low},
                                                                  {"high", &ChangeRow::high},
                                                                  {"percent", &ChangeRow::percent},
                                                                  {"percent_low", &ChangeRow::percent_low},
                                                                  {"percent_high", &ChangeRow::percent_high},
                                                                  {"luck_sd", &ChangeRow::luck_sd},
                                                                  {"parameter_sd", &ChangeRow::parameter_sd}}};

}  // namespace

bool ChangeRow::of_brand(const std::string& table_name, const std::string& measure_name,
                         const std::string& brand_name) const {
  return table == table_name && measure == measure_name && brand == brand_name && offer.empty() && segment.empty() &&
         other.empty() && state.empty();
}

bool ChangeRow::of_firm(const std::string& table_name, const std::string& measure_name,
                        const std::string& firm_name) const {
  return table == table_name && measure == measure_name && firm == firm_name && brand.empty() && segment.empty();
}

std::vector<ChangeRow> whole_run_changes(const Frame& differences, const std::string& world) {
  const auto& worlds = differences.get<std::string>("world");
  const auto &times = differences.get<std::int64_t>("time"), &replicates = differences.get<std::int64_t>("replicates"),
             &told = differences.get<std::int64_t>("told_apart");
  std::vector<ChangeRow> rows;
  std::vector<std::size_t> places;
  for (std::size_t row = 0; row < differences.rows(); ++row) {
    if (worlds[row] != world || times[row] != -1) continue;
    places.push_back(row);
    ChangeRow& change = rows.emplace_back();
    change.replicates = static_cast<double>(replicates[row]);
    change.told_apart = told[row] != 0;
  }
  for (const auto& [name, member] : texts) {
    const auto& cells = differences.get<std::string>(name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = cells[places[i]];
  }
  for (const auto& [name, member] : numbers) {
    const auto& cells = differences.get<double>(name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = cells[places[i]];
  }
  return rows;
}

const ChangeRow* brand_change(const std::vector<ChangeRow>& changes, const std::string& table,
                              const std::string& measure, const std::string& brand) {
  for (const ChangeRow& change : changes)
    if (change.of_brand(table, measure, brand)) return &change;
  return nullptr;
}

const ChangeRow* firm_change(const std::vector<ChangeRow>& changes, const std::string& table,
                             const std::string& measure, const std::string& firm) {
  for (const ChangeRow& change : changes)
    if (change.of_firm(table, measure, firm)) return &change;
  return nullptr;
}

}  // namespace clientele
