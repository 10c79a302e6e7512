#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

class Table;
using Tables = std::vector<std::unique_ptr<Table>>;

/// The tables of a run without rows, in the order in which they are written. `currency` names the unit of money.
Tables make_run_tables(const std::string& currency);
/// The tables that twins of a comparison fill, likewise.
Tables make_twin_tables(const std::string& currency);

/// The frames alone: what columns there are, for whoever documents, selects or tests them.
std::vector<Frame> run_tables(const std::string& currency);
std::vector<Frame> twin_tables(const std::string& currency);

}  // namespace clientele
