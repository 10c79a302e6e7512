#pragma once

#include "output/hdf5_handle.h"

namespace clientele {

/// Where a file driver of HDF5 writes to, and the first failure it met.
struct FileSink {
  int descriptor = -1;   ///< open for reading and writing, empty
  int error_number = 0;  ///< errno of the first write that failed; 0 if all went well
};

/// File access properties that write into `sink`, which must live until the file is closed.
///
/// HDF5 1.10 keeps a half-closed file after a write that fails while it closes one, as on a full disk, and crashes
/// when the program ends. Hence this driver: it notes the first failure, drops what is written after it and tells
/// HDF5 that all is well. The caller looks at `error_number` once the file is closed.
Hdf5 access_to(FileSink& sink);

}  // namespace clientele
