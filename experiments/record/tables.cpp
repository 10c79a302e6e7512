#include "experiments/record/tables.h"

#include "experiments/record/table.h"

namespace clientele {

// One name here for each file of record/tables; the lists below say in which order results have them.
MakeTable runs_table, brands_table, categories_table, duplication_table, switching_table, cohorts_table, offers_table,
    firms_table, segments_table, states_tables, reasons_table, funnel_table, silence_table, value_received_table,
    price_premiums_table, lifetimes_table, surveys_table, tallies_table, journeys_tables;
MakeTable twins_table, flows_table, why_table, divergence_table, value_table, stories_table;

namespace {

// The order of results, of `--table` and of the page of documentation. Pairs of frames come out of one line.
constexpr MakeTable* of_runs[] = {
    runs_table,      brands_table,  categories_table, duplication_table,    switching_table,
    cohorts_table,   offers_table,  firms_table,      segments_table,       states_tables,
    reasons_table,   funnel_table,  silence_table,    value_received_table, price_premiums_table,
    lifetimes_table, surveys_table, tallies_table,    journeys_tables,
};
// Behind those of runs, where variants have twins.
constexpr MakeTable* of_twins[] = {
    twins_table, flows_table, why_table, divergence_table, value_table, stories_table,
};

/// Units live as long as it takes to declare columns, see DeclaredColumn.
Tables make(std::span<MakeTable* const> list, const std::string& currency) {
  const MoneyUnits money(currency);
  Tables tables;
  for (MakeTable* const make_table : list) tables.push_back(make_table(money));
  return tables;
}

std::vector<Frame> frames_of(const Tables& tables) {
  std::vector<Frame> frames;
  for (const std::unique_ptr<Table>& table : tables)
    frames.insert(frames.end(), table->frames().begin(), table->frames().end());
  return frames;
}

}  // namespace

Tables make_run_tables(const std::string& currency) { return make(of_runs, currency); }
Tables make_twin_tables(const std::string& currency) { return make(of_twins, currency); }

std::vector<Frame> run_tables(const std::string& currency) { return frames_of(make_run_tables(currency)); }
std::vector<Frame> twin_tables(const std::string& currency) { return frames_of(make_twin_tables(currency)); }

}  // namespace clientele
