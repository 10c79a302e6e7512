#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clientele/exported.h"
#include "clientele/watch.h"

namespace clientele::api {

/// A change of the base case: what the market is.
struct BaseChange {
  BaseChange(std::string change, std::string from = "--set") : text(std::move(change)), option(std::move(from)) {}
  BaseChange(const char* change) : text(change) {}
  std::string text;              ///< `PATH=VALUE`, such as `customers.count=1000`
  std::string option = "--set";  ///< what messages name as its place
};

/// A what-if: a variant that is not in the file.
struct WhatIf {
  std::string name;                  ///< what tables call it
  std::string question;              ///< for people
  std::vector<std::string> changes;  ///< each `PATH=VALUE`, such as `brands.Acme.price=-5 %`
  std::string extends{};             ///< another variant, whose changes come first, or empty
  std::string option = "--change";   ///< what messages name as its place
};

/// What `what_if` calls its variant.
inline constexpr const char* change_name = "change";
/// All changes together as one variant like those of a file, with a question made of them.
CLIENTELE_API WhatIf what_if(std::vector<std::string> changes, std::string option = "--change");
/// A curve `PATH=FROM:TO:N`, such as `brands.Acme.price=-10 %:+10 %:9`: a what-if for each of N evenly spaced values,
/// ends included. Throws InputError.
CLIENTELE_API std::vector<WhatIf> curve_points(const std::string& curve);
/// The path of a curve or of a change: what stands before the first `=` outside quotes, or all of it.
CLIENTELE_API std::string path_of(const std::string& change);

/// What is said beside the file.
struct LoadOptions {
  std::vector<BaseChange> sets{};  ///< one after the other
  std::vector<WhatIf> what_ifs{};  ///< come after the variants of the file
  Watch watch{};                   ///< heard while sets of parameters are read
};

/// A market read from a file, checked and complete: customers, firms, time, variants. Never changes, so any number of
/// threads may share it. A handle: copies are of the same scenario.
class CLIENTELE_API Scenario {
 public:
  struct Inside;
  explicit Scenario(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}

  struct Variant {
    std::string name, question;
  };

  const std::string& title() const;
  const std::string& source() const;    ///< where its figures come from
  const std::string& currency() const;  ///< of all money, such as "GBP"
  std::uint32_t seed() const;
  int ticks() const;              ///< how many the run has, without the burn-in
  double weeks_per_tick() const;  ///< a month is a twelfth of 52 weeks
  std::int64_t customers() const;
  std::vector<Variant> variants() const;  ///< those of the file, then the what-ifs it was loaded with
  std::vector<std::string> brands() const, firms() const, needs() const;
  /// Those of LoadOptions::sets that change nothing that shows: where shares are stated, what customers think of brands
  /// is found anew until they come out so, whatever a price is set to. A what-if is what tells what a price does.
  const std::vector<std::string>& absorbed() const;
  const std::string& resolved() const;            ///< the base case after all changes, as JSON
  const std::vector<std::string>& files() const;  ///< every file read, the scenario first

  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

/// Reads and checks a scenario file with all that it names, in milliseconds, or seconds where data or large networks
/// belong to it. Nothing of it is read again later. Throws InputError with every problem found, each with its place.
CLIENTELE_API Scenario load(const std::filesystem::path& file, const LoadOptions& options = {});
/// The same from text in memory; `name` stands for the file in messages, and what it names is found beside it.
CLIENTELE_API Scenario read(const std::string& text, const std::string& name, const LoadOptions& options = {});
/// A sentence for each variant that could not be lived as it is, since it changes something after the end of the clock:
/// with what to do. Living it throws InputError; living others does not.
CLIENTELE_API std::vector<std::string> warnings_of(const Scenario& scenario);
/// In words, warnings included, a line for each thing of which a slip changes everything.
CLIENTELE_API std::string describe(const Scenario& scenario);
/// The JSON Schema (draft-07) of scenario files, for editors.
CLIENTELE_API std::string scenario_schema();

}  // namespace clientele::api
