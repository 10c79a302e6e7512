#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

#include "engine/measures/frame.h"
#include "output/provenance.h"

namespace clientele {

/// Writes a self-contained page: `page_template` with tables, where they come from, and the answer
/// (`write_report_data`) as the content of its element `<script type="application/json" id="clientele-data">`. Whatever
/// names stand in the tables, they can end neither the element nor the page's sense. Throws OutputError when the
/// template has no such element, or several.
void write_report_page(std::ostream& out, std::string_view page_template, std::span<const Frame> frames,
                       const Provenance& provenance, std::string_view answer = {});

}  // namespace clientele
