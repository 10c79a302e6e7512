#include "app/print_table.h"

#include <ostream>
#include <span>

#include "clientele/tables.h"
#include "app/standard_output.h"

namespace clientele::app {

/// As JSON still a list of tables, of one, so that readers need one form only.
void print_table(const Table& table, const std::string& format) {
  print([&](std::ostream& out) {
    if (format == "csv")
      write_csv(out, table);
    else
      write_json(out, table);
  });
}

}  // namespace clientele::app
