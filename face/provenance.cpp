
#include <algorithm>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

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

/// The folder of a scenario, in full; as it was named where there is none, as of text in memory.
std::filesystem::path folder_of(const std::string& scenario) {
  std::error_code none;
  const std::filesystem::path full = std::filesystem::absolute(scenario, none);
  return (none ? std::filesystem::path(scenario) : full).parent_path().lexically_normal();
}

/// A word in a list of lines: words of a line may hold line breaks.
std::string kept_word(const std::string& word) {
  std::string kept;
  for (const char c : word) kept += c == '\n' ? "\\n" : c == '\\' ? "\\\\" : std::string(1, c);
  return kept;
}

}  // namespace

/// What `kept_word` did, undone. A file from elsewhere may hold anything here: whoever reads the words checks them.
std::vector<std::string> words_of(const Provenance& provenance) {
  const Provenance::Value* kept = provenance.find("words");
  if (!kept) return {};
  const auto* text = std::get_if<std::string>(kept);
  if (!text) throw InputError("the words of the line are damaged in this file of results");
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text->size(); ++i) {
    const char c = (*text)[i];
    if (c == '\n')
      words.push_back(std::exchange(word, {}));
    else if (c == '\\' && i + 1 < text->size())
      word += (*text)[++i] == 'n' ? '\n' : (*text)[i];
    else
      word += c;
  }
  return words;
}

/// The line stands there twice: quoted, to be read and pasted, and word by word, to be repeated from.
Provenance provenance_of(const Scenario& scenario, const Asked& asked) {
  const clientele::Scenario& inside = of(scenario);
  Provenance provenance;
  // In the order in which a reader asks: what, how often, by which line, and only then by which program.
  auto& entries = provenance.entries;
  entries.emplace_back("title", without_nul(inside.title));
  entries.emplace_back("source", without_nul(inside.source));
  // Data files among them; by line, as names of files may hold commas.
  entries.emplace_back("files", without_nul(fmt::format("{}", fmt::join(inside.files, "\n"))));
  // Data files are named from there, wherever the file of results is taken.
  entries.emplace_back("folder", without_nul(folder_of(inside.files.front()).string()));
  // Everything that was said, `extends` and --set applied: run again, it gives the same market.
  entries.emplace_back("scenario", without_nul(inside.resolved));
  entries.emplace_back("seed", std::int64_t{inside.seed});
  entries.emplace_back("replicates", std::int64_t{asked.replicates});
  entries.emplace_back("variants", without_nul(fmt::format("{}", fmt::join(asked.variants, "\n"))));
  std::string line = fmt::format("clientele {}", asked.command), words;
  for (const std::string& word : asked.words) {
    line += ' ' + shell_word(word);
    words += kept_word(word) + '\n';
  }
  entries.emplace_back("command", without_nul(line));
  entries.emplace_back("words", without_nul(words));
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
