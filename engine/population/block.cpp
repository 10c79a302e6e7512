#include "engine/population/block.h"

#include <algorithm>
#include <array>

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

/// Where 16-bit codes stand, and what they stand for: value = low + unit * code. `step` in codes from one to the next.
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

/// Of some customers of a plane of floats.
CLIENTELE_VECTOR static void gather_floats(const float* data, const std::uint32_t* who, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = data[who[i]];
}

/// Codes from anywhere, `at(i)` that of row i: gathered first and decoded together, which is quicker than one by one.
template <class At>
void gather_codes(const Codes& codes, std::size_t rows, const At& at, float* out) {
  std::array<std::uint16_t, 256> chunk;
  for (std::size_t first = 0; first < rows; first += chunk.size()) {
    const std::size_t count = std::min(chunk.size(), rows - first);
    for (std::size_t i = 0; i < count; ++i) chunk[i] = codes.data[at(first + i)];
    decode_run({chunk.data(), 1, codes.low, codes.unit}, count, out + first);
  }
}

// Whole numbers become floats as they are: all of them up to 2^24 are exact.
CLIENTELE_VECTOR static void widen_bytes(const std::uint8_t* data, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = static_cast<float>(data[i]);
}

CLIENTELE_VECTOR static void widen_words(const std::uint16_t* data, std::size_t rows, float* out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = static_cast<float>(data[i]);
}

/// Of customers with gaps, or of published rows.
template <class Count>
void gather_counts(const Count* data, std::size_t step, std::span<const std::uint32_t> who, float* out) {
  for (std::size_t i = 0; i < who.size(); ++i) out[i] = static_cast<float>(data[who[i] * step]);
}

/// Codes of values, as Column::encode makes them.
CLIENTELE_VECTOR static void encode_run(const float* values, float low, float per_unit, std::size_t rows,
                                        std::uint16_t* out) {
  for (std::size_t i = 0; i < rows; ++i) {
    const float code = (values[i] - low) * per_unit + 0.5F;
    const float bounded = code < 0.0F ? 0.0F : (code > 65535.0F ? 65535.0F : code);
    out[i] = static_cast<std::uint16_t>(static_cast<std::int32_t>(bounded));
  }
}

}  // namespace

/// Each store and layout has a loop of its own, chosen once a call: a choice within the loop would stop vectorisation.
/// The branches are in the order of how often they are taken.
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
      gather_codes(
          codes, size(), [&](std::size_t i) { return who_[i] * codes.step; }, out);
  } else if (column.store() == Store::u8) {
    const auto* data = column.data<std::uint8_t>() + plane;
    if (consecutive_ && column.row_step() == 1)
      widen_bytes(data + who_.front(), size(), out);
    else
      gather_counts(data, column.row_step(), who_, out);
  } else if (column.store() == Store::u16) {
    const auto* data = column.data<std::uint16_t>() + plane;
    if (consecutive_ && column.row_step() == 1)
      widen_words(data + who_.front(), size(), out);
    else
      gather_counts(data, column.row_step(), who_, out);
  } else {
    for (std::size_t i = 0; i < size(); ++i) out[i] = column.get(who_[i], item);
  }
  return {out, size()};
}

/// A chunk of codes is made on the stack and then spread: encoding and scattering in one loop does not vectorise.
void CustomerBlock::write(OwnColumn key, std::size_t item, std::span<const float> values) const {
  Column& column = stored(key);
  check(column.allocated() && item < column.items(), "a column is written only where it exists");
  if (column.store() != Store::bounded16) {
    for (std::size_t i = 0; i < size(); ++i) column.set(who_[i], item, values[i]);
    return;
  }
  auto* codes = column.data<std::uint16_t>() + item * column.item_step();
  if (consecutive_ && column.row_step() == 1 && !who_.empty())
    return encode_run(values.data(), column.low(), column.per_unit(), size(), codes + who_.front());
  std::array<std::uint16_t, 256> chunk;
  for (std::size_t first = 0; first < size(); first += chunk.size()) {
    const std::size_t rows = std::min(chunk.size(), size() - first);
    encode_run(values.data() + first, column.low(), column.per_unit(), rows, chunk.data());
    for (std::size_t i = 0; i < rows; ++i) codes[who_[first + i] * column.row_step()] = chunk[i];
  }
}

/// Every customer has an item of its own, so nothing lies in a run: codes are gathered and decoded by chunks.
std::span<float> CustomerBlock::read_each(ColumnKey key, std::span<const std::uint32_t> items) const {
  const Column& column = stored(key);
  float* out = floats();
  if (column.store() == Store::bounded16) {
    const std::size_t row_step = column.row_step(), item_step = column.item_step();
    gather_codes(
        {column.data<std::uint16_t>(), row_step, column.low(), column.unit()}, size(),
        [&](std::size_t i) { return who_[i] * row_step + items[i] * item_step; }, out);
  } else {
    for (std::size_t i = 0; i < size(); ++i) out[i] = column.get(who_[i], items[i]);
  }
  return {out, size()};
}

/// As `write`, with the place worked out for each customer.
void CustomerBlock::write_each(OwnColumn key, std::span<const std::uint32_t> items,
                               std::span<const float> values) const {
  Column& column = stored(key);
  if (column.store() != Store::bounded16) {
    for (std::size_t i = 0; i < size(); ++i) column.set(who_[i], items[i], values[i]);
    return;
  }
  auto* codes = column.data<std::uint16_t>();
  const std::size_t row_step = column.row_step(), item_step = column.item_step();
  std::array<std::uint16_t, 256> chunk;
  for (std::size_t first = 0; first < size(); first += chunk.size()) {
    const std::size_t rows = std::min(chunk.size(), size() - first);
    encode_run(values.data() + first, column.low(), column.per_unit(), rows, chunk.data());
    for (std::size_t i = 0; i < rows; ++i) codes[who_[first + i] * row_step + items[first + i] * item_step] = chunk[i];
  }
}

}  // namespace clientele
