#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "output/errors.h"
#include "output/report.h"
#include "output/whole_file.h"
#include "app/installation.h"
#include "app/report.h"

namespace clientele {
namespace {

namespace fs = std::filesystem;

/// As the build puts it, beside the library of scenarios.
fs::path page_file() { return shared_folder() / "report.html"; }

}  // namespace

/// An OutputError and no InputError: the line is right, the installation lacks something.
void check_report_page() {
  std::error_code failed;
  if (const fs::path page = page_file(); !fs::is_regular_file(page, failed))
    throw OutputError(fmt::format(
        "there is no report page in this installation ('{}' is missing): it is made from studio/web, by "
        "Node 18 or later and npm. Build the target report_page, as tools/run does where Node is installed.",
        page.string()));
}

/// The page of the installation is the template: everything but the data is in it, so it opens without a network.
void write_report(const fs::path& path, std::span<const Frame> frames, const Provenance& provenance,
                  const std::string& answer) {
  check_report_page();
  std::ifstream in(page_file(), std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  write_text_file(path, "report", [&](std::ostream& out) { write_report_page(out, page, frames, provenance, answer); });
}

}  // namespace clientele
