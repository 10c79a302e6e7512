#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "clientele/results.h"
#include "clientele/tables.h"
#include "app/library.h"

namespace clientele::app {

/// Throws OutputError, with what to do, when this program came without the report page: to be asked before a run.
/// The page is made by another tool chain (studio), which a build may lack.
void check_report_page();

/// Writes the report of a run or a comparison, one page that needs nothing else, whole or not at all. Replaces a file
/// that is there. Throws OutputError.
/// Called with tables and an answer just made, or with those of a file: the page cannot tell which.
void write_report(const std::filesystem::path& path, const Results& results);

}  // namespace clientele::app
