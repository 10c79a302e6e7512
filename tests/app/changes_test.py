#!/usr/bin/env python3
"""What the base case is, and what if: the two kinds of changes on the line, in every command that takes them."""

import csv
import io
import unittest

from program import ProgramTest

FEW = ["--set", "customers.count=200", "--set", "clock.length=13 weeks"]
PRICE = "brands.Macleans.price=-30 %"
ABSORBED = "says what the base case is, and its shares are stated"


class Changes(ProgramTest):
    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.done("run", "toothpaste.yaml", *FEW, *words, "--quiet", "--format", "csv"))))

    def test_a_base_case_with_another_price_has_the_stated_shares_and_the_program_says_so(self):
        code, _, err = self.clientele("run", "toothpaste.yaml", *FEW, "--set", PRICE)
        self.assertEqual(code, 0)
        self.assertIn(ABSORBED, err)
        self.assertIn(f"--change '{PRICE}'", err)
        code, _, err = self.clientele("compare", "toothpaste.yaml", "colgate_minus_5_percent", "--set-base", "customers.count=200",
                                      "--set-base", PRICE, "--replicates", "1")
        self.assertEqual(code, 0)
        self.assertIn(ABSORBED, err)

    def test_nothing_is_said_of_what_moves_somebody(self):
        for words in (["--set", "brands.Macleans.cost=0.10 GBP"], ["--set", "customers.count=100"], ["--change", PRICE],
                      ["--set", "brands.Macleans.available=false"], ["--set", PRICE, "--quiet"]):
            code, _, err = self.clientele("run", "toothpaste.yaml", *FEW, *words)
            self.assertEqual(code, 0, err)
            self.assertNotIn(ABSORBED, err, words)

    def test_a_what_if_of_a_run_is_lived_beside_the_base_case(self):
        rows = self.rows("--change", PRICE)
        self.assertEqual({row["world"] for row in rows}, {"base", "change"})
        units = {world: sum(int(row["purchases"]) for row in rows if row["world"] == world and row["brand"] == "Macleans")
                 for world in ("base", "change")}
        self.assertGreater(units["change"], 1.2 * units["base"])
        self.assertEqual([row for row in rows if row["world"] == "base"], self.rows())

    def test_what_nobody_reads_is_refused_with_the_line_that_turns_it_on(self):
        for words in (["run", "toothpaste.yaml", "--set", "brands.Macleans.reach=50 %"],
                      ["run", "toothpaste.yaml", "--change", "brands.Macleans.reach=50 %"],
                      ["compare", "toothpaste.yaml", "--set", "brands.Macleans.reach=50 %"],
                      ["compare", "toothpaste.yaml", "--curve", "brands.Macleans.reach=50 %:100 %:3"]):
            code, _, err = self.clientele(*words)
            self.assertEqual(code, 2, words)
            self.assertIn("brands.Macleans.reach: nobody reads this, as 'behaviour.reach' is off. Write 'reach: on' under 'behaviour:', "
                          "or take it away.", " ".join(err.split()))
        self.rows("--set", "brands.Macleans.reach=50 %", "--set", "behaviour.reach=on")

    def test_set_base_is_set_where_no_question_is_asked(self):
        self.assertEqual(self.rows("--set-base", "brands.Macleans.cost=0.10 GBP"), self.rows("--set", "brands.Macleans.cost=0.10 GBP"))
        self.assertEqual(self.done("check", "toothpaste.yaml", "--quick", "--set-base", "customers.count=77"),
                         self.done("check", "toothpaste.yaml", "--quick", "--set", "customers.count=77"))

    def test_both_names_of_the_base_case_are_taken_in_the_order_of_the_line(self):
        few, more = "customers.count=100", "customers.count=150"
        self.assertEqual(self.rows("--set", few, "--set-base", more), self.rows("--set", more))
        self.assertEqual(self.rows("--set-base", more, "--set", few), self.rows("--set", few))
        self.assertNotEqual(self.rows("--set", few), self.rows("--set", more))

    def test_a_slip_is_met_with_the_option_that_holds_it(self):
        for option, other in (("--set-base", "--set"), ("--set", "--set-base")):
            code, _, err = self.clientele("run", "toothpaste.yaml", option, "brands.Maclean.price=-5 %", other, "seed=3")
            self.assertEqual(code, 2)
            self.assertIn(option + ": brands.Maclean.price", err)

    def test_a_wrong_what_if_is_met_with_its_option(self):
        for command in ("run", "compare"):
            code, out, err = self.clientele(command, "toothpaste.yaml", "--change", "brands.Maclean.price=-5 %")
            self.assertEqual((code, out), (2, ""))
            self.assertIn("--change: ", err)
            self.assertIn("Did you mean 'Macleans'?", err)

    def test_a_clock_too_short_for_a_variant_is_a_warning_and_no_refusal(self):
        short = ["--set-base", "clock.length=4 weeks", "--set-base", "customers.count=200"]
        late = "variants.macleans_follows.at week 4: the run is over by then (it is 4 ticks long). Choose an earlier time"
        self.assertIn("base", self.done("run", "toothpaste.yaml", *short, "--format", "csv", "--table", "runs"))
        self.done("run", "toothpaste.yaml", *short, "--variant", "colgate_minus_5_percent")
        for words in (["run", "toothpaste.yaml", "--variant", "macleans_follows"], ["compare", "toothpaste.yaml", "macleans_follows"],
                      ["compare", "toothpaste.yaml"]):
            code, out, err = self.clientele(*words, *short)
            self.assertEqual((code, out), (2, ""), words)
            self.assertIn(late, err)
            self.assertNotIn("% done", err)
        out = " ".join(self.done("check", "toothpaste.yaml", "--quick", *short).split())
        self.assertIn("warning variant 'macleans_follows' changes at week 4, after the end of the clock (4 weeks): it could not be "
                      "lived so. Lengthen clock.length, or leave the variant out.", out)
        self.assertNotIn("warning", self.done("check", "toothpaste.yaml", "--quick"))


if __name__ == "__main__":
    unittest.main()
