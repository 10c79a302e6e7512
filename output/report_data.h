#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>

#include "engine/measures/frame.h"
#include "output/provenance.h"

namespace clientele {

/// More cells than this make a page that opens slowly: about 3 MB.
/// A page is read by people who cannot choose what to load. The full tables are in the file of results.
inline constexpr std::size_t most_cells = 400'000;

/// Writes tables and where they come from as JSON for the report page (docs/decisions/report.md): by column, texts by
/// number, replicates folded (`fold_replicates`), money in whole units, unknown figures null, numbers with nine digits.
/// Holds no `<` and nothing but ASCII, so it can stand inside a page. Tables by tick are thinned, the largest first,
/// until `most` cells are left or none has many times any more.
void write_report_data(std::ostream& out, std::span<const Frame> frames, const Provenance& provenance,
                       std::size_t most = most_cells);

}  // namespace clientele
