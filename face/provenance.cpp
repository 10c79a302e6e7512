
#include <algorithm>
#include <cstdint>
#include <ctime>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "clientele/program.h"
#include "clientele/results.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

/// Attributes hold text without NUL; no argument of a program has one, but a scenario might.
std::string without_nul(std::string text) {
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

/// As the engine counts them. Results do not depend on it; how long they took does.
std::int64_t threads_used(unsigned asked) {
  return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

/// The words of the line are joined by blanks and not quoted: they are for reading, and the scenario as resolved is
/// what a run is repeated from.
Provenance provenance_of(const Scenario& scenario, const Asked& asked) {
  const clientele::Scenario& inside = of(scenario);
  Provenance provenance;
  // In the order in which a reader asks: what, how often, by which line, and only then by which program.
  auto& entries = provenance.entries;
  entries.emplace_back("title", without_nul(inside.title));
  entries.emplace_back("source", without_nul(inside.source));
  // Data files among them; by line, as names of files may hold commas.
  entries.emplace_back("files", without_nul(fmt::format("{}", fmt::join(inside.files, "\n"))));
  // Everything that was said, `extends` and --set applied: run again, it gives the same market.
  entries.emplace_back("scenario", without_nul(inside.resolved));
  entries.emplace_back("seed", std::int64_t{inside.seed});
  entries.emplace_back("replicates", std::int64_t{asked.replicates});
  entries.emplace_back("variants", without_nul(fmt::format("{}", fmt::join(asked.variants, "\n"))));
  entries.emplace_back("command", fmt::format("clientele {} {}", asked.command, fmt::join(asked.words, " ")));
  // UTC in ISO 8601: machines of one study stand in several time zones. The only entry that differs between equal
  // runs.
  entries.emplace_back("written", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
  entries.emplace_back("threads", threads_used(asked.threads));
  entries.emplace_back("processor", processor_level());
  // From here on who computed; the engine promises the same bits for the same version, whatever the threads.
  entries.emplace_back("version", std::string(build_facts().version));
  entries.emplace_back("revision", std::string(build_facts().revision));
  entries.emplace_back("compiler", std::string(build_facts().compiler));
  entries.emplace_back("flags", std::string(build_facts().flags));
  return provenance;
}

}  // namespace clientele::api
