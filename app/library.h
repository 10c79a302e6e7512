#pragma once

namespace clientele::api {}

/// The command speaks of the library through its face (include/clientele) alone, and names it without a prefix.
namespace clientele::app {
using namespace api;
}
