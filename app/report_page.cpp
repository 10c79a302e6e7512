#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/results.h"
#include "app/installation.h"
#include "app/report.h"

namespace clientele::app {
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
void write_report(const fs::path& path, const Results& results) {
  check_report_page();
  std::ifstream in(page_file(), std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  api::write_report(path, page, results);
}

}  // namespace clientele::app
