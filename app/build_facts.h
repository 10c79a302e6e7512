#pragma once

#include <string>
#include <string_view>

namespace clientele {

/// What this program was built from and how; the build writes the values (see app/build_facts.cmake).
/// Kept with results, so that a difference between two files can be traced to the programs that wrote them.
struct BuildFacts {
  std::string_view version;   ///< of CMake's project()
  std::string_view revision;  ///< of git, with "-dirty" when files had changed; "unknown" outside of git
  std::string_view compiler, flags;
};
extern const BuildFacts build_facts;

/// The highest x86-64 level of this processor, such as "x86-64-v3". Vector width never shows in results; it is kept
/// with them so that a doubt can be followed up.
std::string processor_level();

}  // namespace clientele
