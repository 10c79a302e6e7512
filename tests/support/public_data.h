#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace clientele {

/// Where a file of the public data stands, beside the project.
std::string public_data(const std::string& file);

}  // namespace clientele

/// Leaves a test that needs a file of the public data where there is none.
#define SKIP_WITHOUT_PUBLIC_DATA(file)                          \
  if (!std::filesystem::exists(::clientele::public_data(file))) \
  GTEST_SKIP() << "the public data folder ../shared/data is not beside the project"
