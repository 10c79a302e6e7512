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

constexpr std::size_t longest_chain = 16;

/// The same file under whatever name.
std::string identity(const std::string& file) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::weakly_canonical(file, error);
  return error ? file : path.string();
}

Document read_one(const std::string& text, const std::string& name, Problems& problems) {
  Document document = read_yaml(text, name, problems);
  if (document.root.is_object()) normalise(document, "", scenario_shape(), problems);
  return document;
}

/// The file that `document` extends, if it names one that can be named.
std::optional<std::string> extended(const Document& document) {
  const Json* named = document.root.is_object() ? document.find("/extends") : nullptr;
  if (!named || !named->is_string() || named->get_ref<const std::string&>().empty()) return std::nullopt;
  return named->get<std::string>();
}

std::string chain_text(const std::vector<std::string>& files, const std::string& again) {
  std::string text;
  for (const std::string& file : files) text += file + " -> ";
  return text + again;
}

/// The text of the file that the last document of the chain extends; nothing, with a problem noted, if it cannot be.
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
    const std::string file = beside(files.back(), *base);
    const auto base_text = read_extended(chain.back(), file, files, problems);
    if (!base_text) break;
    files.push_back(file);
    chain.push_back(read_one(*base_text, file, problems));
  }
  for (Document& document : chain)
    if (extended(document)) remove(document, "/extends");
  Document whole = std::move(chain.back());
  for (std::size_t i = chain.size() - 1; i-- > 0;) merge(whole, chain[i], scenario_shape());
  return whole;
}

}  // namespace clientele
