#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "scenarios/scenario.h"

namespace clientele::testing {

/// A small market that is right; tests spoil or extend it. Line 1 to 8.
inline const std::string small_market = R"(clientele: 1
clock: {length: 52 weeks}
currency: GBP
customers: {count: 100}
needs: {drink: {occasions: always, loyalty: 1.3}}
brands:
  - {name: Acme, share: 60 %, price: 2 GBP}
  - {name: Best, share: 40 %, price: 1 GBP}
)";

/// `text` with its first `what` replaced; the test fails when there is none.
inline std::string with(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

/// The same with a reader of every word: what nobody reads is refused.
inline const std::string everything_read =
    with(small_market, "loyalty: 1.3}", "loyalty: 1.3, behaviour: {evidence: teaching}}");

/// What the reader says about a text, one sentence each; empty when it has nothing to say.
inline std::vector<std::string> complaints(const std::string& text, const LoadOptions& options) {
  std::vector<std::string> sentences;
  try {
    read_scenario(text, "m.yaml", options);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) sentences.push_back(to_string(problem));
  }
  return sentences;
}

inline std::vector<std::string> complaints(const std::string& text, const std::vector<std::string>& sets = {}) {
  return complaints(text, LoadOptions{base_changes_of(sets), {}});
}

inline Scenario read(const std::string& text, const LoadOptions& options) {
  try {
    return read_scenario(text, "m.yaml", options);
  } catch (const InputError& error) {
    ADD_FAILURE() << error.what();
    throw;
  }
}

inline Scenario read(const std::string& text, const std::vector<std::string>& sets = {}) {
  return read(text, LoadOptions{base_changes_of(sets), {}});
}

/// The offers of the first need at the start.
inline const std::vector<OfferSpec>& offers(const Timeline& timeline) { return timeline.market->needs.at(0).offers; }

/// What is in force of them at a tick.
inline std::vector<OfferTerms> offers_at(const Timeline& timeline, int tick) {
  return terms_at(timeline, tick).offers.at(0);
}

inline const Setting& setting(const Timeline& timeline, std::string_view name, std::size_t need = 0) {
  for (const Setting& candidate : timeline.market->needs.at(need).behaviours)
    if (candidate.of->name == name) return candidate;
  throw std::out_of_range(std::string(name));
}

/// A folder of its own for a test, gone afterwards.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("clientele_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// The scenarios that are shipped.
inline std::filesystem::path library() {
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() / "scenarios" / "library";
}

}  // namespace clientele::testing
