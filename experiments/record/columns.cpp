#include "experiments/record/columns.h"

namespace clientele {
namespace {

/// Second in every table. A key: figures of replicates are never added up.
constexpr DeclaredColumn replicate_column =
    count("replicate", "1", "which run with luck of its own, from 0", Fold::key);

/// The one place where a declaration becomes cells: from here on the type of a column is fixed.
void add(Frame& frame, const DeclaredColumn& column) {
  const std::string name(column.name), unit(column.unit), meaning(column.meaning);
  switch (column.cells) {
    case DeclaredColumn::Cells::text:
      frame.add<std::string>(name, unit, meaning, column.fold);
      break;
    case DeclaredColumn::Cells::count:
      frame.add<std::int64_t>(name, unit, meaning, column.fold);
      break;
    case DeclaredColumn::Cells::number:
      frame.add<double>(name, unit, meaning, column.fold);
      break;
  }
}

/// World and replicate first, whatever the table: those who read tables look for them there.
Frame declare(Frame frame, const DeclaredColumn& world, DeclaredColumns columns) {
  add(frame, world), add(frame, replicate_column);
  for (const DeclaredColumn& column : columns) add(frame, column);
  return frame;
}

}  // namespace

Frame declare_table(std::string name, std::string meaning, DeclaredColumns columns) {
  return declare({std::move(name), std::move(meaning)}, text("world", "base, or the name of the variant"), columns);
}

Frame declare_twin_table(std::string name, std::string meaning, DeclaredColumns columns) {
  const DeclaredColumn world =
      text("world", "the variant whose customers are compared with their twins of the base case");
  return declare({std::move(name), std::move(meaning)}, world, columns);
}

}  // namespace clientele
