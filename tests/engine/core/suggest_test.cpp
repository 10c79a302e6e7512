#include "engine/core/suggest.h"

#include <vector>

#include <gtest/gtest.h>

namespace clientele::suggest_test {
namespace {

const std::vector<std::string> words{"price", "quality", "promised", "stock", "id"};

struct Slip {
  std::string written;
  std::optional<std::string> meant;
};

TEST(Nearest, FindsWhatASlipMeant) {
  for (const auto& [written, meant] : std::vector<Slip>{{"price", "price"},
                                                        {"prices", "price"},
                                                        {"pirce", "price"},
                                                        {"prce", "price"},
                                                        {"PRICE", "price"},
                                                        {"qualty", "quality"},
                                                        {"qalitie", std::nullopt},
                                                        {"ix", "id"},
                                                        {"xy", std::nullopt},
                                                        {"", std::nullopt},
                                                        {"elasticity", std::nullopt}})
    EXPECT_EQ(nearest(written, words), meant) << written;
}

TEST(Nearest, TakesTheNearestAndOfEqualsTheFirst) {
  EXPECT_EQ(nearest("prices", std::vector<std::string>{"prizes!", "price"}), "price");
  EXPECT_EQ(nearest("bat", std::vector<std::string>{"cat", "hat"}), "cat");
}

TEST(Nearest, CompletesAWordThatIsCutShortIfThatIsPlain) {
  const std::vector<std::string> variants{"colgate_minus_5_percent", "macleans_follows", "macleans_alone"};
  EXPECT_EQ(nearest("Colgate", variants), "colgate_minus_5_percent");
  EXPECT_EQ(nearest("macleans", variants), std::nullopt);
  EXPECT_EQ(nearest("co", variants), std::nullopt);
}

TEST(DidYouMean, IsASentenceToAppendOrNothing) {
  EXPECT_EQ(did_you_mean("prise", words), " Did you mean 'price'?");
  EXPECT_EQ(did_you_mean("elasticity", words), "");
  EXPECT_EQ(did_you_mean("price", {}), "");
}

}  // namespace
}  // namespace clientele::suggest_test
