#pragma once

#include <map>
#include <string>
#include <vector>

namespace clientele {

/// Columns that hold attributes of alternatives, told from their names. For wide files, one row a choice, which are
/// the usual form of recorded panels; long files (one row an alternative) are read by `read_conjoint`.
struct ColumnsByAlternative {
  std::string separator;
  std::vector<std::string> alternatives, attributes;        ///< in the order of the columns
  std::map<std::string, std::vector<std::string>> columns;  ///< attribute -> column, by alternative; empty: none
};

/// Reads names such as `price.dannon` or `unit_price_store brand`. `chosen` are the alternatives that were bought, by
/// name; empty where choices are positions. The separator, `separator` or else `.` or `_`, is the one that explains
/// most columns. A bought alternative without any column is none.
ColumnsByAlternative columns_by_alternative(const std::vector<std::string>& names,
                                            const std::vector<std::string>& chosen, const std::string& separator);

}  // namespace clientele
