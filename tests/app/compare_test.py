#!/usr/bin/env python3
"""What-ifs on the line: questions, answers, files and mistakes."""

import csv
import io
import json
import unittest

from program import ProgramTest

SMALL = ["--set-base", "customers.count=300", "--replicates", "3"]
CUT = "colgate_minus_5_percent"
PRICE = "brands.Macleans.price=-10 %"

# words behind `clientele compare toothpaste.yaml`, fragments of standard error
MISTAKES = [
    (["colgate_minus"], ["no variant is called 'colgate_minus' in toothpaste.yaml. Did you mean 'colgate_minus_5_percent'?", "'everybody_dearer'."]),
    (["base"], ["no variant is called 'base'"]),
    ([CUT, "--focus", "Macleens"], ["--focus: no brand or firm is called 'Macleens'. Did you mean 'Macleans'?"]),
    ([CUT, "--precision", "share of Macleans"], ["--precision: ", "share of Acme: 0.2 points"]),
    ([CUT, "--precision", "shar of Macleans: 1 points", *SMALL], ["--precision: ", "Did you mean 'share'?"]),
    ([CUT, "--replicates", "0"], ["--replicates: '0' is not a whole number"]),
    ([CUT, "--table", "differences"], ["--table: needs --format csv or json"]),
    ([CUT, "--format", "csv", "--table", "diferences"], ["there is no table 'diferences'. Did you mean 'differences'?"]),
    ([CUT, "--format", "csv", "--table", "ranking", *SMALL], ["nothing was asked that would fill the table 'ranking'"]),
    ([CUT, "--out", "toothpaste.yaml", "--force"], ["--out: 'toothpaste.yaml' is the scenario itself"]),
    ([CUT, "--out", "no/where.h5"], ["needs the folder 'no'"]),
    (["--set", "brands.Maclean.price=-5 %"], ["--set: ", "Did you mean 'Macleans'?"]),
    (["--set", "customers.count=3"], ["--set: customers.count: ", "twins need the same people"]),
    (["--set", "seed=3"], ["--set: seed: ", "twins need the same people"]),
    (["--set-base", "custmers.count=3"], ["Did you mean 'customers"]),
    (["--curve", "brands.Macleans.price=cheap"], ["--curve: ", "is not FROM:TO:N"]),
]


class Mistakes(ProgramTest):
    def test_each_is_a_sentence_and_leaves_nothing(self):
        for words, fragments in MISTAKES:
            with self.subTest(words=words):
                code, out, err = self.clientele("compare", "toothpaste.yaml", *words, "--quiet")
                self.assertEqual((code, out), (2, ""), err)
                for fragment in fragments:
                    self.assertIn(fragment, err)
        self.assertEqual(self.files(), [])

    def test_all_of_a_line_are_told_at_once(self):
        code, _, err = self.clientele("compare", "toothpaste.yaml", "colgate", "macleans", "--focus", "x", "--precision", "y")
        self.assertEqual((code, len(err.splitlines())), (2, 4), err)

    def test_a_scenario_without_variants_needs_a_change_on_the_line(self):
        code, _, err = self.clientele("compare", "reference.yaml", "--quiet")
        self.assertEqual(code, 2)
        self.assertIn("reference.yaml has no variants to compare. Give a change on the line: --change", err)

    def test_a_file_that_is_there_is_only_replaced_by_force(self):
        (self.folder / "r.h5").write_text("precious")
        code, _, err = self.clientele("compare", "toothpaste.yaml", CUT, *SMALL, "--out", "r.h5")
        self.assertEqual(code, 2)
        self.assertIn("--out: 'r.h5' is there already", err)
        self.assertEqual((self.folder / "r.h5").read_text(), "precious")
        self.done("compare", "toothpaste.yaml", CUT, *SMALL, "--out", "r.h5", "--force", "--quiet")
        self.assertTrue((self.folder / "r.h5").read_bytes().startswith(b"\x89HDF"))


class Answers(ProgramTest):
    def test_a_variant_is_answered_from_question_to_advice(self):
        out = self.done("compare", "toothpaste.yaml", CUT, *SMALL)
        self.assertTrue(out.startswith("What does a 5 % price cut do for Colgate, and who loses to it?\n"), out)
        for label in ("share of Colgate DC", "profit of Colgate DC", "Why ", "From whom ", "Who changed ", "Money ", "How sure ",
                      "For example ", "Next "):
            self.assertIn("\n" + label, out)
        self.assertNotIn("n/a", out)
        self.assertNotIn("nan", out)

    def test_changes_of_the_line_make_one_variant(self):
        out = self.done("compare", "toothpaste.yaml", "--set", PRICE, "--set", "brands.Macleans.cost=0.10 GBP", *SMALL)
        self.assertTrue(out.startswith("What if brands.Macleans.price = -10 % and brands.Macleans.cost = 0.10 GBP?\n"), out)
        self.assertIn("share of Macleans", out)
        self.assertNotIn("Which is best", out)

    def test_set_is_a_synonym_of_change_and_a_line_says_so(self):
        code, by_set, err = self.clientele("compare", "toothpaste.yaml", "--set", PRICE, *SMALL)
        self.assertEqual(code, 0)
        self.assertIn("--set asks a what-if here, as --change does", err)
        code, by_change, err = self.clientele("compare", "toothpaste.yaml", "--change", PRICE, *SMALL)
        self.assertEqual(code, 0)
        self.assertNotIn("--set", err)
        self.assertEqual(by_set.split("Next ")[0], by_change.split("Next ")[0])
        both = self.done("compare", "toothpaste.yaml", "--set", PRICE, "--change", "brands.Macleans.cost=0.10 GBP", *SMALL)
        self.assertTrue(both.startswith("What if brands.Macleans.cost = 0.10 GBP and brands.Macleans.price = -10 %?\n"), both)

    def test_changes_of_the_base_case_change_both_worlds(self):
        rows = self.table("brands", "--set", PRICE, "--set-base", "customers.count=77")
        self.assertEqual({row["customers"] for row in self.table("runs", "--set", PRICE, "--set-base", "customers.count=77")}, {"77"})
        self.assertEqual({row["world"] for row in rows}, {"base", "change"})

    def test_all_variants_of_the_file_are_meant_when_none_is_named(self):
        worlds = {row["world"] for row in self.table("differences", *SMALL)}
        self.assertEqual(worlds, {CUT, "macleans_follows", "everybody_dearer"})
        self.assertEqual({row["world"] for row in self.table("differences", CUT, *SMALL)}, {CUT})
        out = self.done("compare", "toothpaste.yaml", *SMALL)
        self.assertEqual(out.count("Which is best for the share of"), 1)

    def test_the_focus_is_what_was_asked_for(self):
        out = self.done("compare", "toothpaste.yaml", CUT, *SMALL, "--focus", "Macleans")
        self.assertIn("share of Macleans", out)
        self.assertIn("To whom", out)
        self.assertNotIn("profit of Colgate DC  ", out)

    def test_a_name_is_no_change(self):
        out = self.done("compare", "toothpaste.yaml", "--set", "brands.Macleans.name=Macleans Fresh", *SMALL)
        self.assertIn("Nothing changed: every customer lived the same life.", out)

    def test_a_curve_is_a_table_and_the_best_of_it(self):
        out = self.done("compare", "toothpaste.yaml", "--curve", "brands.Macleans.price=-10 %:+10 %:3", *SMALL)
        self.assertTrue(out.lstrip().startswith("What brands.Macleans.price does for Macleans"), out)
        for value in ("-10 %", "+0 %", "+10 %"):
            self.assertIn(value, out)
        self.assertIn("profit is highest at", out)

    def test_a_precision_adds_replicates_until_it_is_met(self):
        words = ["--set-base", "customers.count=300", "--replicates", "2", "--precision", "share of Macleans: 0.15 points"]
        rows = self.table("differences", "--set", PRICE, *words)
        share = [row for row in rows if (row["table"], row["measure"], row["brand"], row["time"]) == ("market", "share", "Macleans", "-1")]
        self.assertEqual(len(share), 1)
        self.assertGreater(int(share[0]["replicates"]), 2)
        self.assertLessEqual(float(share[0]["high"]) - float(share[0]["low"]), 0.003)
        self.assertIn("is reached", " ".join(self.done("compare", "toothpaste.yaml", "--set", PRICE, *words).split()))

    def test_another_seed_is_other_luck(self):
        first, again, other = (self.done("compare", "toothpaste.yaml", CUT, *SMALL, "--seed", seed) for seed in "112")
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)

    def test_threads_do_not_show(self):
        one, three = (self.done("compare", "toothpaste.yaml", CUT, "--replicates", "2", "--format", "json", "--threads", t) for t in "13")
        self.assertEqual(one, three)

    def table(self, name, *words):
        out = self.done("compare", "toothpaste.yaml", *words, "--quiet", "--format", "csv", "--table", name)
        return list(csv.DictReader(io.StringIO(out, newline="")))


class Tables(ProgramTest):
    def test_each_table_of_the_json_may_be_asked_for(self):
        words = ["compare", "toothpaste.yaml", CUT, "everybody_dearer", *SMALL, "--curve", "brands.Macleans.price=0.19:0.21:2 GBP"]
        names = [frame["name"] for frame in json.loads(self.done(*words, "--format", "json"))["frames"]]
        for name in ("brands", "differences", "ranking", "twins", "flows", "why", "divergence", "stories", "money", "curve", "value"):
            self.assertIn(name, names)
        code, _, err = self.clientele(*words, "--format", "csv", "--table", "nonsense")
        self.assertEqual(code, 2)
        for name in names:
            self.assertIn(name, err)

    def test_csv_is_the_differences_unless_a_table_is_named(self):
        out = self.done("compare", "toothpaste.yaml", CUT, *SMALL, "--format", "csv")
        self.assertTrue(out.startswith("world,table,measure,unit,"))

    def test_the_file_says_what_was_asked(self):
        try:
            import h5py
        except ImportError:
            self.skipTest("python3-h5py is not installed")
        self.done("compare", "toothpaste.yaml", CUT, "everybody_dearer", *SMALL, "-o", "r.h5", "--quiet")
        with h5py.File(self.folder / "r.h5") as results:
            origin = dict(results["provenance"].attrs)
            worlds = {name.decode() for name in results["differences"]["world"]}
        self.assertEqual(origin["variants"], f"{CUT}\neverybody_dearer")
        self.assertEqual(origin["replicates"], 3)
        self.assertTrue(origin["command"].startswith("clientele compare toothpaste.yaml colgate"))
        self.assertEqual(worlds, {CUT, "everybody_dearer"})


class Runs(ProgramTest):
    def test_run_lives_several_variants_and_says_what_they_change(self):
        words = ["run", "toothpaste.yaml", "--set", "customers.count=300", "--replicates", "2", "--variant", CUT, "--variant", "everybody_dearer"]
        out = self.done(*words)
        self.assertIn("What does a 5 % price cut do for Colgate, and who loses to it? (colgate_minus_5_percent)", out)
        self.assertIn("Does a tax that makes every tube 10 % dearer cost anybody share? (everybody_dearer)", out)
        rows = list(csv.DictReader(io.StringIO(self.done(*words, "--format", "csv", "--table", "runs"), newline="")))
        self.assertEqual({row["world"] for row in rows}, {"base", CUT, "everybody_dearer"})


if __name__ == "__main__":
    unittest.main()
