#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string_view>

#include "engine/measures/frame.h"
#include "output/provenance.h"

namespace clientele {

/// With its page of 0.8 MB a report stays below 4 MB: what goes by mail, and what a phone opens without a long wait.
/// A page is read by people who cannot choose what to load. The full tables are in the file of results.
inline constexpr std::size_t most_bytes = 3'000'000;

/// Writes tables and where they come from as JSON for the report page (docs/decisions/report.md): by column, texts by
/// number, replicates folded (`fold_replicates`), money in whole units, unknown figures null, numbers with six digits;
/// each table as it is, or packed (`pack`) where it is long. Holds no `<` and nothing but ASCII, so it can stand
/// inside a page. `answer` is JSON already, and never thinned; empty if there is none. Where
/// the tables weigh more than `most`, those by tick are thinned, the heaviest first: as long as 24 times are left,
/// then, if they must be, further, and to whole runs alone.
void write_report_data(std::ostream& out, std::span<const Frame> frames, const Provenance& provenance,
                       std::string_view answer = {}, std::size_t most = most_bytes);

}  // namespace clientele
