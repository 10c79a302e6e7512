#!/usr/bin/env python3
"""A file of results is enough to repeat what made it, and what differs is named."""

import unittest

from program import ProgramTest

try:
    import h5py
except ImportError:
    h5py = None

SMALL = ["--set-base", "customers.count=200", "--quiet"]


class Rerun(ProgramTest):
    def test_a_run_is_the_same_without_its_scenario(self):
        self.done("run", "mobile.yaml", *SMALL, "--variant", "gestures", "--seed", "7", "--replicates", "2", "--out", "a.h5")
        (self.folder / "mobile.yaml").unlink()
        self.assertIn("The same: all", self.done("rerun", "a.h5"))

    def test_what_the_line_said_counts_once(self):
        # Relative changes of the base case, whose result is in the kept scenario already, and what-ifs of the line.
        self.done("compare", "toothpaste.yaml", *SMALL, "--set-base", "needs.toothpaste.occasions.mean=2 per quarter",
                  "--set-base", "brands.Macleans.price=-5 %", "--change", "brands.Macleans.price=-5 %", "--replicates", "2",
                  "--out", "it's a file.h5")
        self.assertIn("The same: all", self.done("rerun", "it's a file.h5"))
        self.done("compare", "toothpaste.yaml", *SMALL, "--curve", "brands.Macleans.price=-5 %:+5 %:3", "--replicates", "1", "-o", "c.h5")
        self.assertIn("The same: all", self.done("rerun", "c.h5", "--threads", "1"))

    def test_data_are_found_from_anywhere(self):
        away = self.folder / "away"
        away.mkdir()
        (away / "friends.csv").write_text("from,to\n" + "".join(f"{i},{(i + 1) % 200}\n" for i in range(200)))
        scenario = (self.folder / "mobile.yaml").read_text()
        begin = scenario.index("network:")
        end = scenario.index("\n", begin)
        (away / "net.yaml").write_text(scenario[:begin] + "network: {kind: edges, file: friends.csv}" + scenario[end:])
        # Both named from the folder of the test; data are named from the scenario's.
        self.done("run", "away/net.yaml", *SMALL, "--out", "away/n.h5")
        home, self.folder = self.folder, away
        self.assertIn("The same: all", self.done("rerun", "n.h5"))
        self.folder = home
        self.assertIn("The same: all", self.done("rerun", "away/n.h5"))
        (away / "friends.csv").unlink()
        code, _, err = self.clientele("rerun", "away/n.h5")
        self.assertEqual(code, 2)
        self.assertIn("away/n.h5: the line and the scenario that it keeps cannot be lived again", err)
        self.assertIn("friends.csv", err)

    def test_precision_is_reached_again(self):
        self.done("compare", "toothpaste.yaml", "colgate_minus_5_percent", *SMALL, "--replicates", "2",
                  "--precision", "share of Colgate DC: 1 points", "--out", "p.h5")
        self.assertIn("The same: all", self.done("rerun", "p.h5"))

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_a_changed_figure_is_named(self):
        self.done("run", "toothpaste.yaml", *SMALL, "--out", "a.h5")
        with h5py.File(self.folder / "a.h5", "r+") as file:
            rows = file["brands"][()]
            rows["share"][2] += 0.25
            file["brands"][...] = rows
        code, out, err = self.clientele("rerun", "a.h5")
        self.assertEqual((code, err), (1, ""))
        self.assertRegex(out, r"1 of \d+ tables differ:\n  brands: 1 of \d+ rows differ; first row 3: share \S+ then, \S+ now")
        self.assertEqual(self.clientele("rerun", "a.h5", "--quiet")[:2], (1, ""))

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_what_was_changed_is_the_files_fault(self):
        for words in ("", "--help\n", "toothpaste.yaml\n--variant\nnobody\n"):
            self.done("run", "toothpaste.yaml", *SMALL, "--out", "a.h5", "--force")
            with h5py.File(self.folder / "a.h5", "r+") as file:
                file["provenance"].attrs["words"] = words
            code, out, err = self.clientele("rerun", "a.h5")
            self.assertEqual((code, out), (2, ""), words)
            self.assertIn("a.h5: the line and the scenario that it keeps cannot be lived again", err)

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_what_cannot_be_repeated_is_said(self):
        self.done("run", "toothpaste.yaml", *SMALL, "--out", "a.h5")
        with h5py.File(self.folder / "a.h5", "r+") as file:
            del file["provenance"].attrs["words"]
        code, _, err = self.clientele("rerun", "a.h5")
        self.assertEqual(code, 2)
        self.assertIn("word for word", err)
        self.assertEqual(self.clientele("rerun", "toothpaste.yaml")[0], 2)

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_the_line_that_is_kept_can_be_pasted(self):
        self.done("run", "toothpaste.yaml", *SMALL, "--set", "title=A 'quoted' title", "--out", "a.h5")
        with h5py.File(self.folder / "a.h5") as file:
            self.assertIn("""'title=A '\\''quoted'\\'' title'""", file["provenance"].attrs["command"])


if __name__ == "__main__":
    unittest.main()
