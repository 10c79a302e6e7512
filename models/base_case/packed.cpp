#include "models/base_case/packed.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "engine/core/packing.h"
#include "models/base_case/settled.h"

namespace clientele {
namespace {

/// Taken apart by all of its members, so that one that is added does not compile before it is packed.
void pack_need(Packer& packer, const NeedBase& need) {
  const auto& [constants, tilts, price_response, baselines, surprise_sd, settled] = need;
  packer.put(constants), packer.put(tilts), packer.put(price_response), packer.put(std::uint64_t{baselines.size()});
  for (const auto& [name, items] : baselines) packer.put(std::string_view(name)), packer.put(items);
  packer.put(surprise_sd), packer.put(std::uint8_t{settled != nullptr});
  // Only the search makes such states, and these are all that it makes.
  if (settled != nullptr) dynamic_cast<const Settled&>(*settled).pack(packer);
}

/// In the same order. Whether sizes are those of the market is looked at when the need is whole.
NeedBase unpack_need(Unpacker& unpacker) {
  NeedBase need;
  auto& [constants, tilts, price_response, baselines, surprise_sd, settled] = need;
  unpacker.get(constants), unpacker.get(tilts), unpacker.get(price_response);
  baselines.resize(unpacker.size(2 * sizeof(std::uint64_t)));
  for (auto& [name, items] : baselines) unpacker.get(name), unpacker.get(items);
  std::uint8_t settles = 0;
  unpacker.get(surprise_sd), unpacker.get(settles);
  if (settles != 0) settled = std::make_shared<Settled>(unpacker);
  return need;
}

}  // namespace

std::vector<std::byte> packed_base_case(const BaseCase& found) {
  Packer packer;
  packer.put(std::uint64_t{found.needs.size()});
  for (const NeedBase& need : found.needs) pack_need(packer, need);
  return std::move(packer.bytes);
}

BaseCase unpacked_base_case(std::span<const std::byte> bytes, const MarketSpec& market) {
  Unpacker unpacker(bytes, "a packed base case");
  BaseCase found;
  found.needs.resize(unpacker.size());
  if (found.needs.size() != market.needs.size()) unpacker.fail(" is of another market");
  for (std::size_t n = 0; n < found.needs.size(); ++n) {
    found.needs[n] = unpack_need(unpacker);
    const std::size_t slots = market.needs[n].offers.size() + 1;
    if (found.needs[n].constants.size() != slots || found.needs[n].tilts.size() != slots ||
        found.needs[n].price_response.size() != market.segments.size())
      unpacker.fail(" is of another market");
  }
  unpacker.end();
  return found;
}

}  // namespace clientele
