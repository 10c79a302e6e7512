#include <cctype>
#include <sstream>

#include "scenarios/text/yaml_reader.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::spoiled_words_test {
namespace {

bool of_a_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-'; }

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class ShippedScenario : public ::testing::TestWithParam<const char*> {};

/// Each word of a scenario in turn is one that nobody knows: what reads on after a word it could not use finds gaps.
TEST_P(ShippedScenario, WithAnyWordSpoiledIsReadOrRefused) {
  const std::string text = text_of(library() / GetParam());
  std::size_t refused = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '#') at = std::min(text.find('\n', at), text.size());
    std::size_t end = at;
    while (end < text.size() && of_a_word(text[end])) ++end;
    if (end > at) refused += complaints(text.substr(0, at) + "Xx" + text.substr(end)).empty() ? 0 : 1;
    at = std::max(end, at + 1);
  }
  EXPECT_GT(refused, 100U);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedScenario,
                         ::testing::Values("coffee.yaml", "durable.yaml", "mobile.yaml", "reference.yaml",
                                           "toothpaste.yaml"));

}  // namespace
}  // namespace clientele::testing::spoiled_words_test
