#include "scenarios/words/validate.h"

#include <algorithm>
#include <memory>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "scenarios/text/json_library.h"
#include "scenarios/words/schema.h"

namespace clientele {
namespace {

/// The parsed schema; made once, and read only from then on.
/// Goes through text because the table speaks JSON that keeps the order of keys and the library's adapter takes plain
/// JSON, which is another type. Without patterns: the check of units says more.
const valijson::Schema& parsed_schema() {
  static const std::unique_ptr<const valijson::Schema> schema = [] {
    const nlohmann::json text = to_library<nlohmann::json>(scenario_schema_json(false));
    auto parsed = std::make_unique<valijson::Schema>();
    const valijson::adapters::NlohmannJsonAdapter adapter(text);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, *parsed);
    return parsed;
  }();
  return *schema;
}

/// `<root>`, `["brands"]`, `[0]` -> `/brands/0`.
/// The library names places in its own way, and only there: what it reports and the table does not is a hole in the
/// table.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const std::string& part : context) {
    if (part.size() < 2 || part.front() != '[') continue;
    const bool is_key = part.starts_with("[\"") && part.size() >= 4;
    pointer =
        below(pointer, std::string_view(is_key ? part.substr(2, part.size() - 4) : part.substr(1, part.size() - 2)));
  }
  return pointer;
}

/// By paths in both directions: the library may speak of a map where a message names the value inside, or the other way
/// round.
bool covered(const Problems& problems, const Document& document, const std::string& pointer) {
  const std::string path = readable(document.root, pointer);
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
    return problem.path.starts_with(path) || (!problem.path.empty() && path.starts_with(problem.path));
  });
}

/// What the schema refuses and the table of words could not put into words; should not happen, and must not pass.
void report_rest(const Document& document, valijson::ValidationResults& results, Problems& problems) {
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    const std::string pointer = pointer_of(error.context);
    if (!covered(problems, document, pointer))
      problems.push_back({document.place(pointer), readable(document.root, pointer),
                          error.description + " (by the schema of scenarios)."});
  }
}

}  // namespace

void validate(const Document& document, Problems& problems) {
  // Two judges of one table: `find_problems` has the words and the places, the schema is what editors go by. When
  // `find_problems` is silent and the schema is not, they have drifted apart, and the document is refused rather than
  // lived wrongly.
  const std::size_t before = problems.size();
  find_problems(document, "", scenario_shape(), problems);
  const auto plain = to_library<nlohmann::json>(document.root);
  valijson::ValidationResults results;
  valijson::Validator validator;
  const bool fits = validator.validate(parsed_schema(), valijson::adapters::NlohmannJsonAdapter(plain),
                                       problems.size() == before ? &results : nullptr);
  if (!fits && problems.size() == before) report_rest(document, results, problems);
}

}  // namespace clientele
