#include <filesystem>

#include <fmt/format.h>

#include "clientele/check.h"
#include "clientele/errors.h"
#include "app/arguments.h"
#include "app/installation.h"
#include "app/long_work.h"
#include "app/print_table.h"
#include "app/shared_options.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// Data cannot be shipped with the program; without them those steps are skipped and say so.
std::optional<fs::path> data_folder(const Arguments& arguments) {
  const auto folder = arguments.text("--data");
  if (!folder) return std::nullopt;
  std::error_code failed;
  if (!fs::exists(*folder, failed))
    throw InputError("--data: there is no folder '" + *folder + "'. Give the folder that holds the public data.");
  if (!fs::is_directory(*folder, failed))
    throw InputError("--data: '" + *folder + "' is no folder. Give the folder that holds the public data.");
  return fs::path(*folder);
}

/// A step that does not hold is a failure (1), so that a build can depend on it.
int validate_program(const Arguments& arguments) {
  ValidationOptions options{.data = data_folder(arguments), .library = shared_folder() / "library"};
  options.threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
  options.only = arguments.text("--only").value_or("");
  LongWork work(arguments);
  options.watch = work.watch();
  return work.run("validation", [&] {
    const Validation found = validate(options);
    work.elapsed();
    const std::string format = arguments.text("--format").value_or("text");
    if (format == "text")
      print(found.text);
    else
      print_table(found.table, format);
    return found.holds ? exit_code::done : exit_code::failed;
  });
}

}  // namespace

/// Not for the user's own scenario, which `check` is for: it shows that the program itself reproduces what is known.
const Command& validate_command() {
  static const Command command{
      .name = "validate",
      .summary = "climb the validation ladder: laws, published results and public data",
      .examples = {{"clientele validate", "closed forms, parameters found again, base cases, laws of buying"},
                   {"clientele validate --data data --only data", "only what needs the public data"}},
      .operand = {},
      .options =
          {{.name = "--data",
            .value = "DIR",
            .meaning = "the folder of public data; lines that need it are skipped if not given"},
           {.name = "--only", .value = "STEP", .meaning = "one step of the ladder", .choices = validation_steps()},
           threads_option(),
           {.name = "--format",
            .value = "FORMAT",
            .meaning = "what is printed: the lines for people (text), or a table for other programs",
            .choices = {"text", "csv", "json"}},
           no_cache_option(),
           quiet_option()},
      .act = validate_program};
  return command;
}

}  // namespace clientele::app
