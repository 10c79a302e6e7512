#include "tests/support/public_data.h"

namespace clientele {

std::string public_data(const std::string& file) {
  return (std::filesystem::path(CLIENTELE_SOURCE) / "../shared/data" / file).lexically_normal().string();
}

}  // namespace clientele
