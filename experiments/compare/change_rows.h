#pragma once

#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// Answers and summaries read differences through these rows, never the table itself, so that what counts as "about a
/// whole brand" is decided here alone.
/// A row of the table `differences`: what a variant did to one outcome over the whole run.
struct ChangeRow {
  std::string table, measure, unit, need, firm, brand, offer, segment, other, state;
  double base = 0.0, variant = 0.0;
  double difference = 0.0, low = 0.0, high = 0.0;  ///< low and high are NaN with one replicate
  double percent = 0.0, percent_low = 0.0, percent_high = 0.0;
  double luck_sd = 0.0, parameter_sd = 0.0;
  double replicates = 0.0;
  bool told_apart = false;
  LabelKey need_key = no_key, firm_key = no_key, brand_key = no_key;  ///< of the Directory

  // To be compared with labels of a Focus or of another row, never by text.
  Label whose_need() const { return {need, need_key}; }
  Label whose_firm() const { return {firm, firm_key}; }
  Label whose_brand() const { return {brand, brand_key}; }
  double half_width() const { return (high - low) / 2.0; }
  /// Whether it is about a brand (or firm) as a whole, not about one of its offers, segments or pairs.
  bool of_brand(const std::string& table_name, const std::string& measure_name, const Label& whose) const;
  bool of_firm(const std::string& table_name, const std::string& measure_name, const Label& whose) const;
};

/// The whole-run rows of a world, in the order of the table.
std::vector<ChangeRow> whole_run_changes(const Frame& differences, const std::string& world);

/// The row that fits, or nullptr.
const ChangeRow* brand_change(const std::vector<ChangeRow>& changes, const std::string& table,
                              const std::string& measure, const Label& brand);
const ChangeRow* firm_change(const std::vector<ChangeRow>& changes, const std::string& table,
                             const std::string& measure, const Label& firm);

}  // namespace clientele
