#include <cstdlib>

#include <gtest/gtest.h>

#include "output/hdf5_results.h"
#include "tests/output/sample_frames.h"
#include "tests/output/temporary_folder.h"

namespace clientele::python_test {
namespace {

/// Debian's own Python: another one that stands first in PATH need not have its packages.
constexpr const char* python = "/usr/bin/python3";

bool python_has(const std::string& modules) {
  return std::system((std::string(python) + " -c 'import " + modules + "' > /dev/null 2>&1").c_str()) == 0;
}

/// Runs a script with the file as its argument; the answer is its output and errors.
std::string python_says(const TemporaryFolder& folder, const std::string& script) {
  put_bytes(folder / "read.py", "import sys\nfile = sys.argv[1]\n" + script);
  const std::string command = std::string(python) + " -W error " + (folder / "read.py").string() + " " +
                              (folder / "r.h5").string() + " > " + (folder / "said").string() + " 2>&1";
  const bool done = std::system(command.c_str()) == 0;
  return (done ? "" : "failed: ") + bytes_of(folder / "said");
}

void write_sample(const TemporaryFolder& folder) {
  Frame empty("empty", "A table without rows.");
  empty.add<std::string>("label", "", "");
  empty.add<double>("x", "GBP", "");
  Frame many("many", "More than one chunk.");
  auto& row = many.add<std::int64_t>("row", "1", "");
  for (std::int64_t i = 0; i < 100'000; ++i) row.push_back(i);
  const std::vector<Frame> frames{brands_frame(), empty, many};
  write_results(folder / "r.h5", frames, {{{"title", "Café"}, {"seed", std::int64_t{4294967295}}}});
}

TEST(Python, PandasReadsTablesAsTheyAre) {
  if (!python_has("pandas, tables")) GTEST_SKIP() << "python3-pandas or python3-tables is not installed";
  const TemporaryFolder folder;
  write_sample(folder);
  EXPECT_EQ(python_says(folder, R"(
import pandas
brands = pandas.read_hdf(file, "brands")
print(list(brands.columns), list(map(str, brands.dtypes)))
print(list(brands.brand), list(brands.buyers), list(brands.share))
empty = pandas.read_hdf(file, "empty")
print(len(empty), list(empty.columns))
print(pandas.read_hdf(file, "many")["row"].sum())
)"),
            "['brand', 'buyers', 'share'] ['object', 'int64', 'float64']\n"
            "['Café Noir', '日本', 'Acme, \"best\"'] [120, 0, 9007199254740993] [0.1, 0.0, nan]\n"
            "0 ['label', 'x']\n"
            "4999950000\n");
}

TEST(Python, H5pyReadsTablesUnitsAndProvenance) {
  if (!python_has("h5py")) GTEST_SKIP() << "python3-h5py is not installed";
  const TemporaryFolder folder;
  write_sample(folder);
  EXPECT_EQ(
      python_says(folder, R"(
import h5py, json
with h5py.File(file) as results:
    print(results.attrs["format"], results.attrs["format_version"], sorted(results))
    brands = results["brands"]
    print([name.decode() for name in brands["brand"]], list(brands["buyers"]))
    print(brands.attrs["meaning"], brands.attrs["unit_buyers"], json.loads(brands.attrs["units"]))
    print(json.loads(brands.attrs["meanings"])["share"] == brands.attrs["meaning_share"])
    print({key: value for key, value in results["provenance"].attrs.items()})
    print(len(results["empty"]), results["many"].chunks[0] * results["many"].dtype.itemsize <= 512 * 1024)
    print(brands.compression, brands.compression_opts, brands.shuffle)
    label, meaning = brands.id.get_type().get_member_type(0), brands.attrs.get_id("meaning").get_type()
    print(label.get_cset() == h5py.h5t.CSET_UTF8, meaning.get_cset() == h5py.h5t.CSET_UTF8)
)"),
      "clientele results 2 ['brands', 'empty', 'many', 'provenance']\n"
      "['Café Noir', '日本', 'Acme, \"best\"'] [120, 0, 9007199254740993]\n"
      "What a panel of customers bought of each brand. customers {'brand': '', 'buyers': 'customers', 'share': '1'}\n"
      "True\n"
      "{'title': 'Café', 'seed': 4294967295}\n"
      "0 True\n"
      "gzip 1 True\n"
      "True True\n");
}

}  // namespace
}  // namespace clientele::python_test
