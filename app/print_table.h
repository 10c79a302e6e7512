#pragma once

#include <string>

#include "clientele/tables.h"
#include "app/library.h"

namespace clientele::app {

/// Prints one table as "csv" or "json".
/// `format` has been checked against the option's choices.
void print_table(const Table& table, const std::string& format);

}  // namespace clientele::app
