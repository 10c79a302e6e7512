#include "app/print_frame.h"

#include <ostream>
#include <span>

#include "output/csv.h"
#include "output/json.h"
#include "app/standard_output.h"

namespace clientele {

/// As JSON still a list of tables, of one, so that readers need one form only.
void print_frame(const Frame& frame, const std::string& format) {
  print([&](std::ostream& out) {
    if (format == "csv")
      write_csv(out, frame);
    else
      write_json(out, std::span(&frame, 1));
  });
}

}  // namespace clientele
