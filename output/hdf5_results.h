#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "output/provenance.h"

namespace clientele {

/// Writes tables and where they come from into one HDF5 file, whole or not at all (docs/output.md). Frames have
/// different names, none "provenance", and columns of equal length. Throws OutputError; a file that was there
/// before then stays as it was. `answer`, if there is one, is JSON that the file keeps for who makes a page of it.
void write_results(const std::filesystem::path& path, std::span<const Frame> frames, const Provenance& provenance,
                   const std::string& answer = {});

/// The tables of a file of results, in the order in which they were written. Throws InputError when the file is
/// missing, cut short, damaged, of another kind or of another version.
std::vector<Frame> read_results(const std::filesystem::path& path);

/// Where the results of a file come from. Throws InputError like `read_results`.
Provenance read_provenance(const std::filesystem::path& path);

/// The answer that was written with them, empty if there is none. Throws InputError like `read_results`.
std::string read_answer(const std::filesystem::path& path);

}  // namespace clientele
