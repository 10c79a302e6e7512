#include "engine/population/block.h"

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

struct Codes {
  const std::uint16_t* data;
  std::size_t step;
  float low, unit;
};

CLIENTELE_VECTOR static void decode_run(const Codes codes, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = codes.low + codes.unit * static_cast<float>(codes.data[i]);
}

/// Published rows of eight codes, the usual width: a step known to the compiler becomes shuffles instead of gathers.
CLIENTELE_VECTOR static void decode_rows_of_eight(const Codes codes, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = codes.low + codes.unit * static_cast<float>(codes.data[i * 8]);
}

CLIENTELE_VECTOR static void gather_floats(const float* data, const std::uint32_t* who, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = data[who[i]];
}

void gather_codes(const Codes& codes, std::span<const std::uint32_t> who, float* out) {
  for (std::size_t i = 0; i < who.size(); ++i)
    out[i] = codes.low + codes.unit * static_cast<float>(codes.data[who[i] * codes.step]);
}

}  // namespace

std::span<const float> CustomerBlock::read(ColumnKey key, std::size_t item) const {
  const Column& column = stored(key);
  check(column.allocated() && item < column.items(), "a column is read only where it exists");
  if (who_.empty()) return {};
  const std::size_t plane = item * column.item_step();
  if (column.store() == Store::f32 && column.row_step() == 1) {
    const float* data = column.data<float>() + plane;
    if (consecutive_) return {data + who_.front(), size()};
    float* out = floats();
    gather_floats(data, who_.data(), size(), out);
    return {out, size()};
  }
  float* out = floats();
  if (column.store() == Store::bounded16) {
    const Codes codes{column.data<std::uint16_t>() + plane, column.row_step(), column.low(), column.unit()};
    if (consecutive_ && column.row_step() == 1)
      decode_run({codes.data + who_.front(), 1, codes.low, codes.unit}, size(), out);
    else if (consecutive_ && column.row_step() == 8)
      decode_rows_of_eight({codes.data + std::size_t{who_.front()} * 8, 8, codes.low, codes.unit}, size(), out);
    else
      gather_codes(codes, who_, out);
  } else {
    for (std::size_t i = 0; i < size(); ++i) out[i] = column.get(who_[i], item);
  }
  return {out, size()};
}

}  // namespace clientele
