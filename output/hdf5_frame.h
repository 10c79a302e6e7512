#pragma once

#include <cstdint>
#include <string>

#include "engine/measures/frame.h"

namespace clientele {

/// Writes a frame as one compound dataset of its name, with its meaning, units and meanings as attributes.
/// `file` is an identifier of HDF5. Throws OutputError for a frame without columns or with uneven ones, and
/// Hdf5Failure.
/// A table is one dataset of rows and not one per column, so that pandas, R and viewers open it as a table by itself.
void write_frame(std::int64_t file, const Frame& frame);

/// Reads a dataset written by `write_frame`. Throws Hdf5Failure, also for types that a frame does not hold.
/// Numbers are converted to int64 and double whatever the file has, within what HDF5 converts.
Frame read_frame(std::int64_t file, const std::string& name);

}  // namespace clientele
