#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace clientele {

/// Where a file of the public data stands, beside the project.
inline std::string public_data(const std::string& file) {
  return (std::filesystem::path(CLIENTELE_SOURCE) / "../shared/data" / file).lexically_normal().string();
}

}  // namespace clientele

/// Leaves a test that needs a file of the public data where there is none.
#define SKIP_WITHOUT_PUBLIC_DATA(file)                         \
  if (!std::filesystem::exists(::clientele::public_data(file))) \
  GTEST_SKIP() << "the public data folder ../shared/data is not beside the project"
