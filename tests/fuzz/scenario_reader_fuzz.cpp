#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/core/errors.h"
#include "scenarios/scenario.h"

// Whatever the bytes, reading ends with a scenario or with sentences: no crash, no hang, no leak, no other exception.
// What follows the first zero byte is a change as `--set` takes it, since no scenario may hold such a byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\0');
  std::vector<std::string> sets;
  if (end != std::string::npos) sets.push_back(bytes.substr(end + 1));
  try {
    clientele::read_scenario(bytes.substr(0, end), "fuzz.yaml", sets);
  } catch (const clientele::InputError& error) {
    if (error.problems().empty()) __builtin_trap();
  }
  return 0;
}
