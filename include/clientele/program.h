#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clientele/exported.h"
#include "clientele/tables.h"

namespace clientele::api {

/// What this library was built from and how. Kept with results, so that a difference between two files can be traced to
/// the programs that wrote them.
struct BuildFacts {
  std::string_view version;   ///< "0.1.0"
  std::string_view revision;  ///< of git, with "-dirty" when files had changed; "unknown" outside of git
  std::string_view compiler, flags;
};
CLIENTELE_API const BuildFacts& build_facts();
/// The highest x86-64 level of this processor, such as "x86-64-v3"; results do not depend on it.
CLIENTELE_API std::string processor_level();
/// Both as a table `version`, with a row for each fact: what belongs into a report of a fault.
CLIENTELE_API Table version_table();

/// What customers may do: the names of all behaviours, as scenarios call them.
CLIENTELE_API std::vector<std::string_view> behaviour_names();
/// Every parameter with unit, bounds, evidence and source: of one behaviour, or of all if `behaviour` is empty. As a
/// table, a page of Markdown, or for people: of one in full, of all as wide as the `terminal` with this descriptor. An
/// unknown name: InputError.
CLIENTELE_API Table behaviour_table(std::string_view behaviour = {});
CLIENTELE_API std::string behaviour_page(std::string_view behaviour = {});
CLIENTELE_API std::string behaviour_text(std::string_view behaviour);
CLIENTELE_API void write_behaviours(std::ostream& out, int terminal);

/// For who builds a command or a page on the library.

/// Breaks a text at blanks so that its lines fit into `width` cells when set in by `indent`, but for the first.
CLIENTELE_API std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);
/// ` Did you mean 'colour'?` if a candidate is near enough to be a slip, or nothing.
CLIENTELE_API std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);
/// A word as a shell takes it, in quotes if it needs them.
CLIENTELE_API std::string shell_word(const std::string& word);
/// The number that a whole text is, if it is one: finite, with a decimal point, a sign and an exponent if wanted.
CLIENTELE_API std::optional<double> number_in(std::string_view text);
/// "1,234".
CLIENTELE_API std::string count(std::int64_t number);

}  // namespace clientele::api
