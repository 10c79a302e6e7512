#!/usr/bin/env python3
"""One answer: what a terminal prints, what JSON holds, and what the page of a report is given, for every shipped what-if."""

import json
import pathlib
import shutil
import subprocess
import unittest

import program
from program import ProgramTest
from report_test import PAGE, data_of

SMALL = ["--set-base", "customers.count=300", "--replicates", "2", "--quiet"]
CURVE = ["--curve", "brands.Macleans.price=-10 %:+10 %:3"]
# Scenario, further words, and for each variant the firm whose lever it moves; of all firms at once none is meant.
ASKED = [
    ("toothpaste", [], {"colgate_minus_5_percent": "Colgate DC", "macleans_follows": "Colgate DC", "everybody_dearer": None}),
    ("coffee", [], {"four_deals": "Morgenrot", "better_beans": "Altamira", "bigger_words": "Kontor"}),
    ("mobile", [], {"half_a_hotline": "Astra", "gestures": "Borealis", "equal_price_cut": "Borealis"}),
    ("durable", [], {"paid_at_once": "Nova", "quieter": "Plain", "cheaper_later": "Plain"}),
    ("toothpaste", CURVE, {}),
]
MARKET = """
clientele: 1
currency: EUR
customers: {count: 400}
needs: {soap: {occasions: {kind: repeat, mean: 12 per year, shape: 1}, loyalty: 1.3}}
behaviour: {price: on}
brands:
  - {name: A, share: 50 %, price: 2 EUR, cost: 1 EUR}
  - {name: B, share: 50 %, price: 2 EUR, cost: 1 EUR}
variants:
  entry: {add: {brands: [{name: C, price: 2 EUR, cost: 1 EUR}]}}
  rise: {change: {brands.A.price: +10 %}}
"""


def words(text):
    return " ".join(text.split())


class OneAnswer(ProgramTest):
    """Runs a copy of the program, so that a page of the test's own lies beside it."""

    def setUp(self):
        super().setUp()
        self.program = self.folder / "bin" / "clientele"
        self.program.parent.mkdir()
        shutil.copy(program.PROGRAM, self.program)
        page = self.folder / "share/clientele/report.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE)

    def start(self, *line, **more):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen([self.program, *line], cwd=self.folder, text=True, encoding="utf-8", **{**streams, **more})

    def told(self, *line):
        """Terminal, JSON, page, and a page made of the file of results, of the same question."""
        out = self.done("compare", *line, *SMALL, "--format", "table", "--out", "r.h5", "--report", "r.html")
        printed = json.loads(self.done("compare", *line, *SMALL, "--format", "json", "--out", "again.h5"))["answer"]
        self.done("report", "r.h5", "--out", "later.html", "--quiet")
        at_once, later = (data_of((self.folder / name).read_text())["answer"] for name in ("r.html", "later.html"))
        for name in ("r.h5", "again.h5", "r.html", "later.html"):
            (self.folder / name).unlink()
        return out, printed, at_once, later

    def check_figures(self, answer, out):
        for figure in answer["figures"]:
            row = " ".join(figure[part + "_words"] for part in ("base", "variant", "difference", "interval"))
            self.assertIn(words(row), words(out), figure["name"])
            # What is said is the number beside it, in the unit beside it, rounded as its interval allows.
            if figure["difference_words"] != "none" and figure["difference_unit"] in figure["difference_words"]:
                said = float(figure["difference_words"].replace(",", "").split()[0])
                half = 0.0 if figure["low"] is None else (figure["high"] - figure["low"]) / 2.0
                self.assertAlmostEqual(said, figure["difference"], delta=max(half, 0.06 * abs(figure["difference"]), 0.0001))
            self.assertIn(figure["meaning"], ("good", "bad", "open", "neutral"))

    def check_sums(self, answer):
        for reasons in answer["reasons"]:
            self.assertAlmostEqual(sum(part["amount"] for part in reasons["parts"]), reasons["whole"], places=6)
        self.assertAlmostEqual(sum(part["purchases"] for part in answer["sources"]["parts"]), answer["sources"]["purchases"], places=6)
        people = answer["people"]
        self.assertEqual(people["all"], sum(count for fate, count in people.items() if fate != "all"))
        for money in answer["money"]:
            whole = abs(money["base"] or 0) + 1.0
            # What prints as nothing is no part: less than half of the last digit that the interval allows.
            self.assertAlmostEqual(sum(part["amount"] for part in money["parts"]), money["difference"], delta=7.5e-3 * whole)
            self.assertEqual(money["return"] is None, money["return_words"] == "-")

    def test_is_told_alike_wherever_it_is_told(self):
        for scenario, line, focus in ASKED:
            with self.subTest(scenario=scenario, line=line):
                out, printed, at_once, later = self.told(f"{scenario}.yaml", *line)
                self.assertEqual(at_once, later)
                # The line that is proposed next depends on what was saved.
                for place, answer in enumerate(printed["variants"]):
                    self.assertEqual({**answer, "next": None, "text": None}, {**at_once["variants"][place], "next": None, "text": None})
                self.assertEqual({**printed, "variants": None}, {**at_once, "variants": None})
                self.assertEqual([answer["variant"] for answer in at_once["variants"]], list(focus))
                for answer in at_once["variants"]:
                    self.assertIn(answer["text"], out)
                    if focus[answer["variant"]]:
                        self.assertEqual(answer["focus"]["firm"], focus[answer["variant"]])
                    for paragraph in answer["paragraphs"]:
                        self.assertIn(words(paragraph["label"] + " " + paragraph["words"]), words(out))
                    self.check_figures(answer, out)
                    self.check_sums(answer)
                for ranking in at_once["rankings"]:
                    for row in ranking["table"]["rows"]:
                        self.assertIn(words(" ".join(row)), words(out))

    def test_of_a_curve_has_every_point_and_the_best(self):
        out, printed, _, _ = self.told("toothpaste.yaml", *CURVE)
        curve = printed["curve"]
        self.assertEqual((curve["path"], curve["focus"]), ("brands.Macleans.price", {"brand": "Macleans", "firm": "Macleans"}))
        self.assertIn(words("Best " + curve["best"]), words(out))
        profit = curve["courses"][0]
        self.assertEqual((profit["measure"], profit["of"]), ("profit", "Macleans"))
        self.assertEqual([point["value"] for point in profit["points"]], ["-10 %", "+0 %", "+10 %"])
        for point in profit["points"]:
            self.assertLess(point["low"], point["mean"])
            self.assertGreater(point["high"], point["mean"])
        best = max(range(3), key=lambda place: profit["points"][place]["mean"])
        self.assertEqual(profit["best"], best)
        self.assertEqual("an end of what was tried" in profit["words"], best != 1)

    def test_of_a_curve_that_begins_at_the_base_case_is_about_what_it_varies(self):
        _, printed, _, _ = self.told("toothpaste.yaml", "--curve", "brands.Macleans.price=+0 %:+10 %:2")
        self.assertEqual(printed["curve"]["focus"]["firm"], "Macleans")

    def test_of_a_newcomer_is_about_the_newcomer(self):
        (self.folder / "market.yaml").write_text(MARKET)
        out, printed, _, _ = self.told("market.yaml", "entry")
        self.assertEqual(printed["variants"][0]["focus"], {"brand": "C", "firm": "C", "need": "soap"})
        self.assertIn("Why what is on offer", words(out))
        self.assertEqual(out.count("units of C"), 1)
        self.assertNotIn("purchases of C", out)

    def test_of_a_price_rise_has_no_gain_that_is_lost_and_no_cost_that_is_earned(self):
        (self.folder / "market.yaml").write_text(MARKET)
        _, printed, _, _ = self.told("market.yaml", "rise")
        money = printed["variants"][0]["money"][0]
        self.assertEqual(money["firm"], "A")
        parts = {part["name"].split(" ")[0]: part for part in money["parts"]}
        self.assertEqual({name: part["meaning"] for name, part in parts.items()}, {"more": "good", "lost": "bad"})
        self.assertIn("fewer units", parts["lost"]["name"])
        self.assertEqual((money["return"], money["return_words"]), (None, "-"))

    def test_is_no_part_of_single_tables(self):
        line = ["compare", "toothpaste.yaml", "colgate_minus_5_percent", *SMALL, "--format", "json"]
        self.assertNotIn("answer", json.loads(self.done(*line, "--table", "differences")))
        self.assertNotIn("answer", json.loads(self.done("run", "toothpaste.yaml", "--set", "customers.count=100", "--quiet", "--format", "json")))


if __name__ == "__main__":
    unittest.main()
