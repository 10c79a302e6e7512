#!/usr/bin/env python3
"""The validation ladder on the line: verdicts, exit codes, mistakes."""

import csv
import io
import unittest

from program import ProgramTest

FISHING = ("mode,price.beach,price.pier,catch.beach,catch.pier\n"
           "beach,10,20,0.1,0.2\npier,20,10,0.3,0.1\nbeach,15,18,0.2,0.2\npier,10,12,0.1,0.4\n")


class Validate(ProgramTest):
    def data(self, text):
        (self.folder / "data/brand_choice_panels").mkdir(parents=True)
        (self.folder / "data/brand_choice_panels/fishing.csv").write_text(text)

    def test_mistakes_are_sentences(self):
        (self.folder / "file").write_text("")
        for words, fragment in [(["--data", "none"], "--data: there is no folder 'none'"),
                                (["--data", "file"], "--data: 'file' is no folder"),
                                (["--only", "exakt"], "Did you mean 'exact'?")]:
            with self.subTest(words=words):
                code, out, err = self.clientele("validate", *words)
                self.assertEqual((code, out), (2, ""), err)
                self.assertIn(fragment, err)

    def test_the_exact_step_holds_without_data(self):
        out = self.done("validate", "--only", "exact", "--quiet")
        self.assertIn("Erlang C: chance of waiting, 5 servers 80 % busy", out)
        self.assertIn("skipped  exact: T1: logit of yogurt (needs the folder of public data: --data DIR)", out)
        self.assertRegex(out, r"\n\d+ lines hold, 0 do not, 2 skipped\n$")

    def test_the_scenarios_shipped_are_found_beside_the_program(self):
        self.assertIn("price elasticity, Colgate 5 % cheaper", self.done("validate", "--only", "laws"))

    def test_data_that_say_otherwise_do_not_hold(self):
        self.data(FISHING)
        code, out, _ = self.clientele("validate", "--only", "exact", "--data", "data", "--format", "csv")
        self.assertEqual(code, 1)
        rows = {row["what"]: row["verdict"] for row in csv.DictReader(io.StringIO(out))}
        self.assertEqual(rows["T1: log-likelihood of fishing at its maximum"], "does not hold")
        self.assertEqual(rows["T1: logit of yogurt"], "skipped")

    def test_spoilt_data_are_named(self):
        self.data(FISHING.replace("15,18", "15,dear"))
        code, _, err = self.clientele("validate", "--only", "exact", "--data", "data")
        self.assertEqual(code, 2)
        self.assertIn("fishing.csv:4: price.pier: 'dear' is not a number", err)


if __name__ == "__main__":
    unittest.main()
