#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "models/laws/bgnbd.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit.h"

namespace clientele {

/// When customers bought, in days from the first day of the data; several purchases of a day are one: one visit, often
/// in several rows, and a rate of buying in continuous time knows no two purchases at once.
struct PurchaseLog {
  std::vector<std::vector<int>> days;  ///< of each customer, rising, one at least
  int length = 0;                      ///< days watched, the first and the last purchase of anybody included
  std::size_t same_day = 0;            ///< rows that went into an earlier one of the day
};

/// Reads a log of purchases, one row each, in any order. Every customer that is returned has bought at least once.
/// Throws InputError for cells that are no dates, dates centuries apart, and a file without rows.
PurchaseLog read_log(const FitRequest& request, const DataTable& table);

/// Customers as BG/NBD sees them: those of equal records together, as the likelihood needs each record once only (the
/// CDNOW sample's 2,357 customers have 1,016 different ones by week 39). Times in weeks. Both
/// arrays grow in step.
struct Records {
  std::vector<BuyingRecord> record;
  std::vector<double> customers;  ///< with each record
  double all = 0.0;
  double repeats = 0.0;  ///< of all customers

  void add(const BuyingRecord& buyer, double count);
};

/// The customers who bought first within `until` days, as they had bought by then. Later purchases and customers are
/// not seen: this is what the hold-out is kept from.
Records records_until(const PurchaseLog& log, int until);

/// Reads a table that holds the records themselves: repeats, recency and age, in a unit of `weeks`. Throws InputError.
Records read_records(const FitRequest& request, const DataTable& table, double weeks);
/// Whether the file is such a table rather than a log: the columns are named, or are there and dates are not.
bool holds_records(const FitRequest& request, const DataTable& table);

}  // namespace clientele
