#include "engine/random/quasi_random.h"

#include <boost/random/sobol.hpp>

#include "engine/random/stream.h"

namespace clientele {

/// A digital shift keeps the net a net (each part still holds one point) and gives each seed points of its own.
std::vector<std::vector<double>> quasi_random(Key key, std::uint32_t purpose, std::size_t points,
                                              std::size_t dimensions) {
  std::vector<std::vector<double>> found(points, std::vector<double>(dimensions));
  if (points == 0 || dimensions == 0) return found;
  Stream luck(key, {0, trait_tick, purpose, 0});
  std::vector<std::uint32_t> shift(dimensions);
  for (std::uint32_t& word : shift) word = luck();
  boost::random::sobol sequence(dimensions);
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      // Boost leaves out the first point, which is 0 and belongs to the net.
      const std::uint32_t word = i == 0 ? 0 : static_cast<std::uint32_t>(sequence() >> 32);
      found[i][d] = ((word ^ shift[d]) + 0.5) * 0x1p-32;
    }
  }
  return found;
}

}  // namespace clientele
