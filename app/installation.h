#pragma once

#include <filesystem>

namespace clientele::app {

/// The folder of what comes with the program: the report page, the library of scenarios. It stands beside the program,
/// in the build tree as where it is installed, so that a whole installation may be moved.
/// The name of the program on the line says nothing of where it is: it may be a link, or found by PATH.
std::filesystem::path shared_folder();

}  // namespace clientele::app
