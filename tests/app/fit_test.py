#!/usr/bin/env python3
"""Fits on the line: what is printed, what is written, and mistakes."""

import csv
import io
import json
import unittest

from program import ProgramTest


def panel(households=60, purchases=8):
    """Households that keep to a brand and mind prices, written without luck."""
    rows = ["id,choice,price.ada,price.bell"]
    for h in range(households):
        favourite = h % 3 == 0
        for t in range(purchases):
            ada, bell = 1 + (h * 7 + t * 3) % 5 / 4, 1 + (h * 3 + t * 5) % 7 / 6
            chosen = "ada" if ada + (-0.6 if favourite else 0.2) < bell + (h + t) % 2 / 3 else "bell"
            rows.append(f"h{h},{chosen},{ada},{bell}")
    return "\n".join(rows) + "\n"


# words behind `clientele fit`, fragments of standard error
MISTAKES = [
    ([], ["needs a kind of fit"]),
    (["pannel", "panel.csv"], ["'pannel' is not a kind of fit. Did you mean 'panel'?"]),
    (["panel", "none.csv"], ["none.csv: there is no such file."]),
    (["panel", "panel.csv", "more.csv"], ["'more.csv' is one word too many"]),
    (["panel", "panel.csv", "--column", "custom=id"], ["--column: 'custom' is unknown", "Did you mean 'customer'?"]),
    (["panel", "panel.csv", "--column", "id"], ["--column: 'id' has no name before an equals sign"]),
    (["panel", "panel.csv", "--column", "customer=card"], ["panel.csv:1: there is no column 'card'"]),
    (["panel", "panel.csv", "--option", "tastes=odd"], ["--option tastes: 'odd' is not known"]),
    (["panel", "panel.csv", "--hold-out", "1"], ["--hold-out: '1' is no share"]),
    (["panel", "panel.csv", "--out", "panel.csv", "--force"], ["--out: 'panel.csv' is the file of data itself"]),
    (["panel", "spoilt.csv"], ["spoilt.csv:3: price.bell: 'cheap' is not a number.", "spoilt.csv:4: price.ada: the cell is empty"]),
]


class Fit(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "panel.csv").write_text(panel())
        (self.folder / "spoilt.csv").write_text(
            "id,choice,price.ada,price.bell\n1,ada,1,1\n1,bell,1,cheap\n2,ada,,1\n2,bell,1,2\n")

    def test_mistakes_are_sentences_and_leave_nothing(self):
        for words, fragments in MISTAKES:
            with self.subTest(words=words):
                code, out, err = self.clientele("fit", *words)
                self.assertEqual((code, out), (2, ""), err)
                for fragment in fragments:
                    self.assertIn(fragment, err)
        self.assertEqual(self.files(), ["panel.csv", "spoilt.csv"])

    def test_the_report_says_what_was_found(self):
        out = self.done("fit", "panel", "panel.csv")
        self.assertIn("Logit with habit of 60 customers, 480 purchases of 2 alternatives", out)
        for line in ("price", "habit strength", "repeat rate", "log-likelihood per purchase, hold-out"):
            self.assertIn(f"\n{line} ", out)

    def test_tables_hold_the_same_for_other_programs(self):
        rows = list(csv.DictReader(io.StringIO(self.done("fit", "panel", "panel.csv", "--format", "csv"))))
        price = next(row for row in rows if row["part"] == "estimate" and row["name"] == "price")
        self.assertLess(float(price["value"]), 0)
        frame = json.loads(self.done("fit", "panel", "panel.csv", "--format", "json"))["frames"][0]
        self.assertEqual(len(frame["rows"]), len(rows))

    def test_the_seed_chooses_who_is_kept_back(self):
        first, second = (self.done("fit", "panel", "panel.csv", "--seed", seed) for seed in ("1", "2"))
        held = [next(line for line in out.splitlines() if "hold-out" in line) for out in (first, second)]
        self.assertNotEqual(*held)
        self.assertEqual(first, self.done("fit", "panel", "panel.csv", "--seed", "1"))

    def test_the_scenario_runs_from_where_it_is_written(self):
        (self.folder / "made").mkdir()
        code, _, err = self.clientele("fit", "panel", "panel.csv", "-o", "made/ada.yaml")
        self.assertEqual(code, 0, err)
        self.assertIn("clientele run made/ada.yaml", err)
        self.assertIn("../panel.csv", (self.folder / "made/ada.yaml").read_text())
        self.assertIn("ada", self.done("run", "made/ada.yaml"))

    def test_positions_mean_the_same_to_the_scenario_also_where_one_was_never_bought(self):
        rows = [f"{i // 6},{1 + 2 * (i % 5 > 1)},{1 + i % 3},{1 + i % 4},{1 + i % 2}" for i in range(60)]
        (self.folder / "places.csv").write_text("\n".join(["id,choice,price.a,price.b,price.c", *rows]) + "\n")
        self.assertIn("Never bought, so left out: b.", self.done("fit", "panel", "places.csv", "-o", "places.yaml"))
        self.assertIn("2 offers", self.done("check", "places.yaml", "--quick"))

    def test_a_scenario_that_is_there_is_only_replaced_by_force(self):
        (self.folder / "mine.yaml").write_text("precious")
        code, out, err = self.clientele("fit", "panel", "panel.csv", "-o", "mine.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("--out: 'mine.yaml' is there already", err)
        self.assertEqual((self.folder / "mine.yaml").read_text(), "precious")
        self.done("fit", "panel", "panel.csv", "-o", "mine.yaml", "--force")
        self.assertTrue((self.folder / "mine.yaml").read_text().startswith("clientele: 1"))

    def test_a_kind_alone_says_what_it_reads(self):
        for kind in ("panel", "transactions", "survival", "diffusion", "brands", "conjoint"):
            out = self.done("fit", kind)
            self.assertTrue(out.startswith(f"{kind}: "))
            self.assertIn("Columns (--column ROLE=NAME):", out)


if __name__ == "__main__":
    unittest.main()
