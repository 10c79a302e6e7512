#include "scenarios/words/sources.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "scenarios/text/files.h"
#include "scenarios/text/yaml_reader.h"
#include "scenarios/words/normalise.h"

namespace clientele {
namespace {

// Circles are found by name; this ends a chain of ever new files. An assumption: three or four levels are usual.
constexpr std::size_t longest_chain = 16;

/// The same file under whatever name.
/// Without it a circle through `../folder/base.yaml` or a link would look like a new file each time. Weakly canonical
/// because the file need not exist: reading it says so in better words.
std::string identity(const std::string& file) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::weakly_canonical(file, error);
  return error ? file : path.string();
}

/// What is no map is left as it is: normalising needs fields, and the check says what a scenario starts with.
Document read_one(const std::string& text, const std::string& name, Problems& problems) {
  Document document = read_yaml(text, name, problems);
  if (document.root.is_object()) normalise(document, "", scenario_shape(), problems);
  return document;
}

/// The file that `document` extends, if it names one that can be named.
/// A wrong `extends` (a number, an empty text) counts as none here; it stays in the document and the check refuses it.
std::optional<std::string> extended(const Document& document) {
  const Json* named = document.root.is_object() ? document.find("/extends") : nullptr;
  if (!named || !named->is_string() || named->text().empty()) return std::nullopt;
  return named->text();
}

std::string chain_text(const std::vector<std::string>& files, const std::string& again) {
  std::string text;
  for (const std::string& file : files) text += file + " -> ";
  return text + again;
}

/// The text of the file that the last document of the chain extends; nothing, with a problem noted, if it cannot be.
/// The circle is looked for before the file is read, or a file that extends itself would be read 16 times.
std::optional<std::string> read_extended(const Document& document, const std::string& file,
                                         const std::vector<std::string>& files, Problems& problems) {
  const auto refuse = [&](std::string what) {
    problems.push_back({document.place("/extends"), "extends", std::move(what)});
  };
  const auto again = std::find_if(files.begin(), files.end(),
                                  [&](const std::string& known) { return identity(known) == identity(file); });
  std::string wrong;
  std::optional<std::string> text;
  if (again != files.end())
    refuse("the files extend each other in a circle (" + chain_text(files, file) + "). Break it at one of them.");
  else if (files.size() >= longest_chain)
    refuse("more than 16 files extend one another. Merge some.");
  else if (text = read_file(file, most_bytes, wrong); !text)
    refuse("'" + file + "': " + wrong);
  return text;
}

}  // namespace

Document read_sources(const std::string& text, const std::string& name, std::vector<std::string>& files,
                      Problems& problems) {
  files = {name};
  std::vector<Document> chain{read_one(text, name, problems)};
  while (const auto base = extended(chain.back())) {
    // Relative to the file that says it and not to the folder of the process: a scenario and its base can be moved
    // together.
    const std::string file = beside(files.back(), *base);
    const auto base_text = read_extended(chain.back(), file, files, problems);
    if (!base_text) break;
    files.push_back(file);
    chain.push_back(read_one(*base_text, file, problems));
  }
  // Every `extends` goes before merging, or that of the base would stand in the result and be read again from
  // `resolved`.
  for (Document& document : chain)
    if (extended(document)) remove(document, "/extends");
  // From the root of the chain down: what is nearer to the user has the last word.
  Document whole = std::move(chain.back());
  for (std::size_t i = chain.size() - 1; i-- > 0;) merge(whole, chain[i], scenario_shape());
  return whole;
}

}  // namespace clientele
