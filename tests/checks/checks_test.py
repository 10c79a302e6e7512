"""The checks of the house find planted faults and leave clean sources alone."""

import contextlib
import io
import pathlib
import runpy
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

CHECKS = pathlib.Path(__file__).parents[2] / "tools" / "checks"
sys.path.insert(0, str(CHECKS))


def run_check(check, files, *arguments):
    """(exit code, output) of a check over a tree made of these files: path -> text or bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        # In this process: starting one for each planted fault would take longer than all checks together.
        said = io.StringIO()
        with unittest.mock.patch("sys.argv", [check, folder, *arguments]), contextlib.redirect_stdout(said):
            try:
                runpy.run_path(str(CHECKS / f"{check}.py"), run_name="__main__")
            except SystemExit as end:
                return end.code, said.getvalue()
        raise AssertionError(f"{check} does not say how it ends")


class Check(unittest.TestCase):
    def refused(self, check, files, *words):
        code, output = run_check(check, files)
        self.assertEqual(code, 1, output)
        for word in words:
            self.assertIn(word, output)

    def accepted(self, check, files):
        self.assertEqual(run_check(check, files), (0, ""))


class Layers(Check):
    def test_refuse_an_include_upwards(self):
        for lower, upper in [("engine", "models"), ("models", "scenarios"), ("output", "models"), ("scenarios", "output"),
                             ("experiments", "app"), ("studio", "app"), ("output", "studio")]:
            self.refused("layers", {f"{lower}/a.cpp": f'\n#include "{upper}/b.h"\n'}, f"{lower}/a.cpp:2", f"{upper}/b.h")

    def test_keep_the_json_library_behind_few_sources(self):
        self.refused("layers", {"scenarios/a.cpp": "#include <nlohmann/json.hpp>\n"}, "scenarios/a.cpp:1", "nlohmann")
        self.refused("layers", {"scenarios/words/a.h": '#include "scenarios/text/json_library.h"\n'}, "only sources")
        self.accepted("layers", {"scenarios/text/json.cpp": '#include "scenarios/text/json_library.h"\n'})

    def test_accept_includes_downwards(self):
        for upper, lower in [("face", "experiments"), ("experiments", "output"), ("scenarios", "models"),
                             ("output", "engine"), ("models", "models"), ("app", "clientele"), ("face", "clientele")]:
            self.accepted("layers", {f"{upper}/a.cpp": f'#include "{lower}/b.h"\n'})
        self.accepted("layers", {"examples/a.cpp": "#include <clientele/b.h>\n"})

    def test_refuse_to_go_past_the_face(self):
        for above in ("app", "studio", "examples"):
            for below in ("engine", "models", "scenarios", "output", "experiments", "face"):
                for included in (f'"{below}/b.h"', f"<{below}/b.h>"):
                    self.refused("layers", {f"{above}/a.cpp": f"#include {included}\n"}, f"{above}/a.cpp:1", f"{below}/b.h")
        self.refused("layers", {"include/clientele/a.h": '#include "engine/core/errors.h"\n'}, "include/clientele/a.h:1")
        self.refused("layers", {"experiments/a.cpp": '#include "clientele/errors.h"\n'}, "experiments/a.cpp:1")

    def test_refuse_rooms_that_lean_on_each_other_in_a_circle(self):
        files = {"models/life/a.h": '#include "models/observe/b.h"\n', "models/observe/b.h": '#include "models/market/c.h"\n',
                 "models/market/c.h": "\n", "models/behaviours.h": "\n"}
        self.accepted("layers", files)
        self.refused("layers", files | {"models/market/c.h": '#include "models/life/d.h"\n'}, "models/market/c.h:1", "circle")
        # A list beside the rooms may know them all; its header is apart from its source. Other files beside are not.
        for name, judge in [("behaviours", self.accepted), ("kinds", self.refused)]:
            judge("layers", files | {f"models/{name}.cpp": '#include "models/life/a.h"\n', "models/market/c.h": f'#include "models/{name}.h"\n'})

    def test_refuse_an_include_against_the_order_of_rooms(self):
        files = {"docs/decisions/rooms.md": "| `models` | market (data), laws and firms, life |\n", "models/life/a.h": '#include "models/laws/b.h"\n'}
        self.accepted("layers", files | {"models/laws/b.h": '#include "models/market/c.h"\n#include "models/draws.h"\n'})
        for room, other in [("market", "laws"), ("laws", "firms")]:
            self.refused("layers", {**files, f"models/{room}/b.h": f'#include "models/{other}/c.h"\n'}, f"models/{room}/b.h:1", "before it")

    def test_see_includes_however_they_are_written(self):
        for name, line in [("a.cpp", '#include /**/ "models/b.h"'), ("a.inc", '#include "models/b.h"'), ("a.h", '/* a */ # include"models/b.h"'),
                           ("a.cpp", '#include \\\n"models/b.h"'), ("a.cpp", "#define B <models/b.h>\n#include B")]:
            self.refused("layers", {f"engine/core/{name}": f"{line}\n"}, f"engine/core/{name}:")

    def test_keep_each_library_behind_its_door(self):
        for library, inside, outside in [
                ("yaml-cpp/yaml.h", "scenarios", "app"), ("hdf5.h", "output", "experiments"), ("CLI/CLI.hpp", "app", "output"),
                ("tbb/parallel_for.h", "engine/schedule", "engine/core"), ("sleef.h", "engine/math", "engine/random"),
                ("boost/random/gamma_distribution.hpp", "engine/random", "models"), ("thread", "engine/schedule", "models"),
                ("fstream", "scenarios", "models")]:
            self.accepted("layers", {f"{inside}/a.cpp": f"#include <{library}>\n"})
            self.refused("layers", {f"{outside}/a.cpp": f"#include <{library}>\n"}, library)

    def test_refuse_std_random_everywhere(self):
        self.refused("layers", {"engine/random/a.cpp": "#include <random>\n"}, "random")

    def test_refuse_a_path_that_does_not_start_at_the_root(self):
        self.refused("layers", {"engine/core/a.cpp": '#include "money.h"\n'}, "root")


class Words(Check):
    def test_refuse_marketing_in_the_engine(self):
        lines = ["enum class Per { customer, brand };", "std::size_t offers = 0;", "struct OfferView {};", "// sums by segment",
                 "int segment_of_;", 'throw_it("no such firm");', "/// Needs more customers.", "int a;  // need not be sorted",
                 "double log_price_change;", "FIRM_COUNT", "int brandcount;", "// pricelist", "f(firmwide);", "int subsegment;",
                 "OFFERs a;", "int BRANDid;", "// unneeded", "// rebranding", "int confirmBrand;"]
        code, output = run_check("words", {"engine/core/a.h": "\n".join(lines)})
        self.assertEqual((code, [line for line in range(1, len(lines) + 1) if f"a.h:{line}:" not in output]), (1, []))
        for suffix in ("cpp", "inc", "py", "txt", "cmake", "json"):
            self.refused("words", {f"engine/core/a.{suffix}": "\nbrand\n"}, f"engine/core/a.{suffix}:2")
        self.refused("words", {"engine/core/offer.h": "#pragma once\n"}, "engine/core/offer.h")

    def test_accept_other_words_and_other_layers(self):
        self.accepted("words", {"engine/core/a.h": "int customers;  // confirmed, unconfirmed, reaffirm, firmly, proffer, coffers, firmware\n"
                                                   "const ofFirst = roofFerry + MADV_DONTNEED;  // needles\n",
                                "models/life/a.h": "struct Brand {};\n"})


HABIT = ('class Habit final : public Behaviour {\n  static constexpr Declaration declaration{\n      .name = "habit",\n'
         '      .kind = Kind::rational,\n      .parameters = {{"strength", "habit", 1.0, 0.0, 2.0, "pull"}}};\n};\n')


class BehaviourNames(Check):
    def test_refuse_a_behaviour_known_by_name_elsewhere(self):
        header = "models/customers/rational/habit.h"
        for path, line in [("models/life/a.cpp", 'if (declaration.name == "habit") return;'),
                           ("experiments/check/a.cpp", 'find_setting(need, "habit");'),
                           ("scenarios/market/a.cpp", 'root["behaviour"]["habit"];'),
                           ("models/customers/talk/a.h", 'columns.read("habit");'),
                           ("models/customers/talk/b.h", '.instead_of = "habit",'),
                           ("experiments/fit/a.cpp", 'find_behaviour("habit");'),
                           ("app/a.cpp", 'const char* word = "habit";'), ("app/b.cpp", 'f(R"(habit)");'), ("app/c.cpp", 'f(R"x(habit)x");'),
                           ("models/market/a.cpp", 'if ("habit" == setting.of->name) return;'),
                           ("experiments/fit/b.cpp", 'if ("habit"sv == setting.of->name) return;'),
                           ("experiments/fit/b.cpp", 'if (about.name == std::string_view("habit")) return;'),
                           ("experiments/fit/b.cpp", 'if (about.name.compare("habit")) return;')]:
            self.refused("behaviour_names", {header: HABIT, path: f"\n{line}\n"}, f"{path}:2", header)

    def test_refuse_other_ways_to_a_behaviour(self):
        files = {"models/customers/rational/habit.h": HABIT, "models/customers/states.h": 'habit = "habit";\nheld = "held";\n'}
        for path, line in [("app/a.cpp", 'find("behaviour.habit");'), ("app/a.cpp", 'path += ".habit";'), ("app/a.cpp", 'f("needs.a.behaviour.habit.gain");'),
                           ("experiments/tell/a.cpp", '#include "models/customers/rational/habit.h"'), ("models/life/a.cpp", "f(about.name == states::habit);"),
                           ("models/life/a.cpp", "if (clientele::states::habit != name) return;"),
                           ("models/life/a.cpp", "find_behaviour(states::habit);")]:
            self.refused("behaviour_names", files | {path: f"\n{line}\n"}, f"{path}:2")
        for path, line in [("experiments/fit/a.cpp", '#include "models/customers/rational/habit.h"'), ("models/life/a.cpp", "f(name == states::held);"),
                           ("models/life/a.cpp", "columns.read(states::habit);"), ("models/life/a.h", '#include "models/customers/behaviour.h"'),
                           ("models/life/a.cpp", 'f("a.habit");')]:
            self.accepted("behaviour_names", files | {path: f"{line}\n"})

    def test_accept_it_in_its_header_in_tests_and_where_it_is_another_word(self):
        header = "models/customers/rational/habit.h"
        for path, line in [("models/customers/rational/habit.cpp", 'f("habit");'), ("tests/a_test.cpp", 'find_setting(need, "habit");'),
                           ("models/customers/states.h", 'habit = "habit";'), ("experiments/fit/a.cpp", 'option("habit");'),
                           ("models/a.cpp", '// as "habit" does'), ("models/b.cpp", 'f("habits");'),
                           ("experiments/a.cpp", '.unit = "habit",'), ("models/customers/talk/b.h", '.reads = {"reach", "habit"},'),
                           ("models/customers/talk/a.h", '{"habit", "1", 0.5, 0.0, 1.0, "share"},')]:
            self.accepted("behaviour_names", {header: HABIT, path: f"{line}\n"})

    def test_refuse_a_name_written_into_a_scenario(self):
        header = "models/customers/rational/habit.h"
        for text in ['R"(\nbehaviour:\n  habit: off)"', '"  habit: {{strength: {}}}\\n"', '"occasions: habit"']:
            self.refused("behaviour_names", {header: HABIT, "experiments/fit/a.cpp": f"write({text});\n"}, "writes 'habit'")
        self.accepted("behaviour_names", {header: HABIT, "experiments/fit/a.cpp": 'write("  {}: off", "a habit of theirs");\n'})

    def test_know_every_registered_name(self):
        import behaviour_names
        root = CHECKS.parents[1]
        listed = (root / "models" / "behaviours.cpp").read_text().count("    behaviour<")
        self.assertEqual(len(behaviour_names.declared(root)), listed)


class Comments(Check):
    def test_refuse_a_room_of_few_comments(self):
        line, comment = "int total_of(int many);\n", "/// In the order of the shelf, since buyers see it so.\n"
        self.refused("comments", {"models/life/a.h": comment * 35 + line * 300}, "models/life: 35 comment lines of 335")
        self.accepted("comments", {"models/life/a.h": comment * 45 + line * 300})
        self.accepted("comments", {"models/life/a.h": "/*\n" + " * In the order of the shelf.\n" * 45 + " */\n" + line * 300})
        # A room of few comments does not hide behind a folder of many.
        self.refused("comments", {"models/life/a.h": comment + line * 160, "models/b.h": comment * 90 + line * 300}, "models/life: 1 comment")

    def test_count_comments_that_say_something(self):
        line = "int total_of(int many);\n"
        for empty in ["//\n", "///\n", "// NOLINT\n", "// clang-format off\n", "// Here.\n", 'const char* a = R"(\n// in a string\n)";\n']:
            self.refused("comments", {"models/life/a.h": (line + empty) * 100}, "models/life: 0 comment lines")
        sentence = "/// In the order of the shelf, since buyers see\n/// it.\n"
        self.refused("comments", {"models/life/a.h": sentence * 5 + line * 200}, "models/life: 10 comment lines")

    def test_judge_small_rooms_with_the_folder_above(self):
        line, comment = "int total_of(int many);\n", "/// In the order of the shelf, since buyers see it so.\n"
        self.accepted("comments", {"models/life/a.h": line * 20, "models/b.h": comment * 60 + line * 300})

    def test_refuse_what_repeats_names(self):
        for comment, code in [("/// The price of the offer.", "Money offer_price() const;"), ("/// Sums counts.", "void sum_counts();"),
                              ("/// The price of the offer, 1.", "Money offer_price() const;"), ("/* The price of the offer. */", "Money offer_price() const;"),
                              ("/// Computes the offer price here.", "Money offer_price() const;"), ("// ---- Prices ----", "int x;"),
                              ("// ----------------", "int x;"), ("/// @param price of it", "void f(Money price);")]:
            self.refused("comments", {"models/a.h": f"{comment}\n{code}\n"}, "models/a.h:1")
        self.refused("comments", {"models/a.h": "Money offer_price = {};  ///< price of an offer\n"}, "models/a.h:1")

    def test_refuse_code_that_is_commented_out(self):
        for code in ["int a = 3;", "return f(a, b);", "if (a > b) {", "for (int i = 0; i < n; ++i) {", "world.live(tick);", "total += units;",
                     '#include "models/a.h"', "const auto x = f();", "std::vector<int> all;"]:
            self.refused("comments", {"models/a.h": f"int b;\n// {code}\n"}, "models/a.h:2", "commented out")
        self.refused("comments", {"models/a.h": "int b;\n/* f(a, b); */\n"}, "models/a.h:2", "commented out")

    def test_accept_reasons_units_and_sources(self):
        for comment in ["/// 0 to 1.", "/// As Hauser says (1990);", "/// one choice at a time, counted once (see `f`);", "/* In weeks. */", "/// In weeks.", "/// Integer on purpose: sums do not depend on threads.", "/// u += x * factor", "/// Bass (1969)."]:
            self.accepted("comments", {"models/a.h": f"{comment}\ndouble time_since(int u, int x);\n"})


class Names(Check):
    def test_refuse_to_recognise_things_by_what_they_are_called(self):
        for line in ["if (market.brands[b].name == name) return b;", "if (wanted != need.name) continue;",
                     'if (table.get<std::string>("brand")[row] == focus) add(row);',
                     'if (table.get<Text>("to_brand")[row] != nobody) add(row);',
                     "const auto at = std::ranges::find(firms, name, &FirmSpec::name);",
                     "if (brand.name.compare(name) == 0) return b;", "if (label.text == other.text) return b;", "return focus == labels[row].text;",
                     'return text(rows, "brand", first) == text(rows, "brand", next);',
                     'const auto& brands = table.get<std::string>("brand"); if (brands[row] == focus) add(row);',
                     "const auto& called = brand.name; if (called == x) add(row);", "const std::string& a = label.text; f(b != a);",
                     "auto called = need.brands[b].name; if (called.compare(x)) add(row);"]:
            self.refused("names", {"experiments/tell/a.cpp": f"void f() {{\n  {line}\n}}\n"}, "experiments/tell/a.cpp:2", "key")
        for path in ("models/observe/a.cpp", "output/a.cpp", "app/a.h"):
            self.refused("names", {path: "\nif (label.text == other.text) return;\n"}, f"{path}:2")

    def test_accept_keys_words_and_those_who_read_names(self):
        for line in ["if (brands.label(row).same_as(focus.brand)) return row;", "text += market.brands[b].name;",
                     'if (table.get<std::string>("tally")[row] == acquired) add(row);', "// brand.name == name", "if (source.text == no_purchase) add(row);",
                     "{ const auto& called = brand.name; f(called); }\n  if (called == x) add(row);", 'const auto& units = table.get<int>("units"); f(units[row] == 0);',
                     "const auto& called = brand.name; f(called.size() == 0);"]:
            self.accepted("names", {"experiments/tell/a.cpp": f"void f() {{\n  {line}\n}}\n"})
        line = "if (brand.name == name) return brand;\n"
        self.accepted("names", {"experiments/compare/focus.cpp": line, "experiments/fit/a.cpp": line, "scenarios/a.cpp": line})

    def test_refuse_a_difference_of_addresses(self):
        for line in ["const auto w = &world - worlds_.data();", "const std::size_t v = &variant - &base;",
                     "f(static_cast<int>(&sums[i] - sums.data()));", "const auto w = &world-worlds_.data();", "f(at - worlds_.data());",
                     "f(at - &base);", "f(std::distance(&base, at));", "f(std::distance(worlds_.data(), at));", "f(std::addressof(world));"]:
            self.refused("names", {"models/life/a.cpp": f"\n{line}\n"}, "models/life/a.cpp:2", "position")
        for line in ["const auto rest = mask & all - one;", "const auto at = found - names.begin();", "f(&world, -one);",
                     "f(read.ptr - text.data());", "f(std::distance(a.begin(), b));", "f(end != text.data() + text.size());"]:
            self.accepted("names", {"models/life/a.cpp": f"{line}\n"})


class Documents(Check):
    ROOMS = "| `models` | market (plain data), life and laws |\n"

    def test_refuse_what_is_not_there(self):
        for page, text in [("README.md", "see `engine/core/b.h`"), ("docs/a.md", "[a](decisions/a.md)"), ("docs/a.md", "[a](b.md#c)"),
                           ("docs/decisions/a.md", "| a | `engine/core/*.py` |"), ("CONTRIBUTING.md", "```\n. tools/steps\n```")]:
            self.refused("documents", {"engine/core/a.h": "", page: f"\n{text}\n"}, f"{page}:", "not there")

    def test_accept_what_is_there_patterns_and_other_places(self):
        for text in ["`engine/core/a.h`, `engine/core/` and engine/core.", "[a](a.md#b), [b](https://a.org/docs/b.md)", "`engine/*/a.h`",
                     "`models/<kind>/b.h`, `tests/X/Y_test.cpp`", "`build/dev/app/clientele`", "/usr/docs/a.md"]:
            self.accepted("documents", {"engine/core/a.h": "", "docs/a.md": f"{text}\n"})

    def test_refuse_a_room_without_its_sentence(self):
        files = {"docs/decisions/rooms.md": self.ROOMS, "models/market/a.h": "", "models/life/a.h": "", "models/laws/a.h": "", "models/b.h": ""}
        self.accepted("documents", files)
        self.refused("documents", files | {"models/data/a.h": ""}, "models/data")
        del files["models/laws/a.h"]
        self.refused("documents", files, "models/laws")

    def test_refuse_a_citation_of_what_is_not_there(self):
        for line in ["// (science.md section 2)", "int a;  ///< docs/science.md", "/// See docs/decisions/\n/// science.md."]:
            self.refused("documents", {"docs/money.md": "", "docs/decisions/a.md": "", "models/a.h": f"{line}\n"}, "models/a.h:", "science.md")
        self.accepted("documents", {"docs/money.md": "", "models/a.h": "// docs/money.md, money.md and docs/\n// money.md\n"})


class Places(Check):
    def test_refuse_a_test_without_its_source(self):
        text = "namespace clientele::b_test {\n}\n"
        self.accepted("places", {"engine/core/b.h": "", "tests/engine/core/b_test.cpp": text, "tests/digest/c_test.cpp": "", "tests/app/support.cpp": ""})
        self.refused("places", {"engine/math/b.h": "", "tests/engine/core/b_test.cpp": text}, "tests/engine/core/b_test.cpp", "no source")
        self.refused("places", {"engine/core/b.h": "", "tests/engine/core/b_test.cpp": text.replace("b_test", "c_test")}, "namespace b_test")
        listed = {"tests/models/life/worlds_test.cpp": "namespace clientele::worlds_test {\n}\n"}
        self.accepted("places", listed)
        self.refused("places", listed | {"models/life/worlds.cpp": ""}, "take it out")

    def test_refuse_a_table_that_no_list_has(self):
        files = {"experiments/record/tables.cpp": "MakeTable a_table, b_tables;\nconstexpr MakeTable* of_runs[] = {\n    a_table, // b_tables\n};\n",
                 "experiments/record/tables/a.cpp": ""}
        self.accepted("places", files)
        self.refused("places", files | {"experiments/record/tables/b.cpp": ""}, "tables/b.cpp", "b_table")
        del files["experiments/record/tables/a.cpp"]
        self.refused("places", files, "a_table")


class SameBits(Check):
    def test_refuse_calls_of_the_c_library(self):
        for call in ["std::exp(x)", "exp(x)", "::pow(x, y)", "std::lgamma(x)", "tanf(x)", "__builtin_log(x)", "a + log1p(x)",
                     "std :: erf(x)", "cbrt (x)", "std::fma(x, y, z)"]:
            self.refused("same_bits", {"models/a.cpp": f"double f() {{\n  return {call};\n}}\n"}, "models/a.cpp:2")

    def test_refuse_using_and_passing_them(self):
        for line in ["using std::exp;", "apply(std::log)"]:
            self.refused("same_bits", {"engine/a.h": line + "\n"}, "engine/a.h:1")

    def test_refuse_distributions_of_std(self):
        self.refused("same_bits", {"engine/random/a.h": "std::normal_distribution<double> d;\n"}, "normal_distribution")

    def test_accept_what_has_the_same_bits(self):
        for code in ["math::exp(x)", "std::sqrt(x)", "std::floor(x)", "math::Exact e; e.log(x)", "// std::exp(x)\n",
                     '"std::exp(x)"', "log_gamma(x)", "beta(x)", "export_exp2x(x)"]:
            self.accepted("same_bits", {"models/a.cpp": code + ";\n"})

    def test_leave_engine_math_and_outer_layers_alone(self):
        for path in ["engine/math/exact.cpp", "experiments/a.cpp", "tests/a.cpp"]:
            self.accepted("same_bits", {path: "std::exp(x);\n"})

    def test_refuse_flags_that_change_bits(self):
        for flag in ["-ffast-math", "-ffp-contract=fast", "-march=native"]:
            self.refused("same_bits", {"cmake/flags.cmake": f"add_compile_options({flag})\n"}, "flags.cmake:1")

    def test_find_calls_hidden_in_compiled_code(self):
        for body, code in [("std::exp(x)", 1), ("std::sqrt(x)", 0)]:
            with tempfile.TemporaryDirectory() as folder:
                compiled = pathlib.Path(folder, "hidden.o")
                subprocess.run(["g++", "-c", "-x", "c++", "-", "-o", compiled], check=True, text=True,
                               input=f"#include <cmath>\ndouble f(double x) {{ return {body}; }}\n")
                self.assertEqual(run_check("same_bits", {}, str(compiled))[0], code)


class Headers(Check):
    def test_refuse_one_that_leans_on_its_includer(self):
        self.refused("headers", {"engine/a.h": "#pragma once\ninline std::string word() { return {}; }\n"}, "engine/a.h")

    def test_refuse_one_that_cannot_be_included_twice(self):
        self.refused("headers", {"engine/a.h": "struct A {};\n"}, "engine/a.h")

    def test_accept_one_that_stands_alone(self):
        self.accepted("headers", {"engine/a.h": "#pragma once\n#include <string>\ninline std::string word() { return {}; }\n",
                                  "models/b.h": '#pragma once\n#include "engine/a.h"\ninline auto c() { return word(); }\n'})


class Includes(Check):
    LIST = {"engine/core/list.h": "#pragma once\n#include <vector>\nnamespace clientele {\nclass List {\n  int most_of;\n};\n"
                                  "std::vector<int> first_of(const List& list);\n}\n"}

    def test_refuse_what_comes_from_nowhere(self):
        for text, words in [("std::vector<int> a;", ["<vector>", "std::vector"]), ("int a = std::ranges::count(b, 1);", ["<algorithm>"]),
                            ("auto a = fmt::format({});", ["fmt/"]),
                            ("void a(const List& list);", ["engine/core/list.h", "List"]), ("auto a = first_of(b);", ["first_of"])]:
            for name in ("models/a.h", "models/a.cpp"):
                self.refused("includes", self.LIST | {name: f"#pragma once\n{text}\n"}, f"{name}:2", *words)

    def test_accept_what_is_included_somehow(self):
        text = "std::vector<int> a = first_of(List());\n"
        self.accepted("includes", self.LIST | {"models/a.cpp": '#include "engine/core/list.h"\n' + text})
        self.accepted("includes", self.LIST | {"models/a.h": '#pragma once\n#include "engine/core/list.h"\n',
                                               "models/b.cpp": '#include "models/a.h"\n' + text})

    def test_accept_names_of_the_files_own_and_of_others(self):
        for text in ["struct List {};\nList a;", "template <class List>\nvoid a(List);", "enum class Kind { none };  // a List",
                     "int a = b.first_of();", "int first_of(int b) {\n  return b;\n}", "other::List a;", 'f("List");',
                     "const auto first_of = [] {};\nint a = first_of();", "TEST(List, IsEmpty) {}"]:
            self.accepted("includes", self.LIST | {"models/a.cpp": text + "\n"})


class Examples(Check):
    def test_compile_the_headers_shown_in_pages(self):
        page = "Text\n```cpp\n#pragma once\nstruct A {{ {} }};\n```\n```cpp\nfragment of an idea\n```\n"
        self.accepted("examples", {"a.md": page.format("int b;")})
        self.refused("examples", {"a.md": page.format("inn b;")}, "a.md:2", "inn")


class Hygiene(Check):
    def test_refuse_each_blemish(self):
        for text in ["#pragma once\nint a; \n", "#pragma once\n\tint a;\n", "#pragma once\nint a;", "#pragma once\nint a;\n\n",
                     "int a;\n", "#pragma once\r\n", b"#pragma once\n// caf\xe9\n", "#pragma once\n// TO" + "DO: all\n"]:
            self.refused("hygiene", {"engine/a.h": text}, "engine/a.h")

    def test_accept_a_clean_header(self):
        self.accepted("hygiene", {"engine/a.h": "#pragma once\n\nint a;  // Café\n"})

    def test_refuse_blemishes_of_the_page_too(self):
        for suffix in ("ts", "mjs", "css", "html"):
            self.refused("hygiene", {f"studio/web/a.{suffix}": "a \n"}, f"a.{suffix}:1")
            self.accepted("hygiene", {f"studio/web/node_modules/a.{suffix}": "a \n", f"studio/web/dist/a.{suffix}": "a \n"})

    def test_refuse_a_lock_file_that_names_a_registry(self):
        self.refused("hygiene", {"studio/web/package-lock.json": '{\n"resolved": "https://example.org/a.tgz"\n}\n'}, "json:2", "registry")
        self.accepted("hygiene", {"studio/web/package-lock.json": '{\n"version": "1.0.0"\n}\n'})


def lines(count):
    return "".join(f"  a = {number};\n" for number in range(count))


def parameters(count):
    return ", ".join(f"std::map<int, int> p{number}" for number in range(count))


class Budgets(Check):
    def test_refuse_a_file_of_501_lines(self):
        self.accepted("budgets", {"engine/a.h": "\n" * 500})
        self.refused("budgets", {"engine/a.h": "\n" * 501}, "501 lines")
        self.refused("budgets", {"studio/web/src/a.ts": "\n" * 501}, "501 lines")

    def test_refuse_a_function_of_61_lines(self):
        for head in ["void f() {", "template <class T>", "int A::operator()(int b) const noexcept {", "auto f = [](int a) {",
                     "__attribute__((flatten, target_clones(\"a\", \"b\"))) std::vector<int> g(int a) {"]:
            head += "\nT f(T a) {\n" if head.startswith("template") else "\n"
            spare = 60 - head.count("\n") - 1
            for wrapped in ["{}", "namespace a {{\nclass B final : public C {{\n public:\n{}}};\n}}\n"]:
                self.accepted("budgets", {"engine/a.h": wrapped.format(head + lines(spare) + "}\n")})
                self.refused("budgets", {"engine/a.h": wrapped.format(head + lines(spare + 1) + "}\n")}, "61 lines")

    def test_see_the_body_behind_member_initialisers(self):
        head = "A::A(int b) : b_{b}, c_(2) {\n"
        self.accepted("budgets", {"engine/a.cpp": head + lines(58) + "}\n"})
        self.refused("budgets", {"engine/a.cpp": head + lines(59) + "}\n"}, "61 lines")

    def test_refuse_eight_parameters(self):
        for form in ["void f({});", "class A {{\n  static constexpr int f({}) const {{ return 1; }}\n}};", "A::A({}) : b_{{1}} {{}}",
                     "bool operator()({}) const;", "template <class A, class B>\nrequires C<A, B> A f({});"]:
            self.accepted("budgets", {"engine/a.h": form.format(parameters(7)) + "\n"})
            self.refused("budgets", {"engine/a.h": form.format(parameters(8)) + "\n"}, "8 parameters")

    def test_take_tables_for_what_they_are(self):
        row = '  {"gain", f(1, 2, 3, 4, 5, 6, 7, 8, 9)},\n'
        for table in ["constexpr std::array table{{\n", "const Table table = {{\n", "inline constexpr Declaration d{{\n"]:
            self.accepted("budgets", {"engine/a.h": table + row * 80 + "}};\n"})


if __name__ == "__main__":
    unittest.main()
