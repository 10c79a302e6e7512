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

    def market(self, claims):
        (self.folder / "market.yml").write_text(
            "clientele: 1\nclock: {length: 2 weeks}\ncurrency: EUR\ncustomers: {count: 200}\n"
            "needs: {thirst: {occasions: always}}\nbrands:\n"
            "  - {name: A, share: 50 %, price: 1 EUR}\n  - {name: B, share: 50 %, price: 1 EUR}\n"
            "variants: {cheap: {change: {brands.A.price: -30 %}}}\n" + claims)

    def test_claims_of_a_file_are_judged(self):
        self.market("claims: ['units of A: cheap > base by 2 %', 'with price off: gone']\n")
        self.assertIn("claims      2, which 'clientele validate --only claims' judges",
                      self.done("check", "market.yml", "--quick"))
        out = self.done("validate", "--only", "claims", "market.yml", "--replicates", "10", "--quiet")
        self.assertRegex(out, r"units of A: cheap > base by 2 % .*99\.9 % .* emerges\n")
        self.assertIn("2 of 2 claims come out as claimed; 10 replicates of each world", out)
        self.market("claims: ['units of A: base > cheap']\n")
        code, out, _ = self.clientele("validate", "--only", "claims", "market.yml", "--format", "csv", "--replicates", "10")
        self.assertEqual(code, 1)
        self.assertEqual([row["verdict"] for row in csv.DictReader(io.StringIO(out))], ["opposite"])

    def test_mistakes_in_claims_are_found_before_anything_is_lived(self):
        self.market("claims: ['onits of A: cheap > base']\n")
        for words in (["check", "market.yml"], ["validate", "--only", "claims", "market.yml"]):
            code, out, err = self.clientele(*words)
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn("market.yml:10:10: claims[0]: no measure of this scenario is called 'onits'", err)
        self.market("")
        for words, fragment in [(["--only", "claims", "market.yml"], "market.yml claims nothing"),
                                (["market.yml"], "write --only claims too"),
                                (["--only", "exact", "--replicates", "20"], "--replicates: is for claims alone"),
                                (["--only", "claims", "--set", "seed=1"], "none is named")]:
            code, out, err = self.clientele("validate", *words)
            self.assertEqual((code, out), (2, ""), err)
            self.assertIn(fragment, err)


if __name__ == "__main__":
    unittest.main()
