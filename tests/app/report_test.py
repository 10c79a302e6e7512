#!/usr/bin/env python3
"""The report: a page beside the program, filled with results. Most tests bring a page of their own, so they need no Node."""

import base64
import html.parser
import json
import pathlib
import shutil
import subprocess
import unittest
import zlib

import program
from program import ProgramTest

SMALL = ["--set", "customers.count=200", "--quiet"]
HOSTILE = "</script><script>alert(1)</script>"
PAGE = """<!doctype html>
<title>Report</title>
<script type="application/json" id="clientele-data">{}</script>
<script>show("clientele-data")</script>
"""
REAL_PAGE = pathlib.Path(program.PROGRAM).parent.parent / "share/clientele/report.html"


class Elements(html.parser.HTMLParser):
    """The scripts of a page as a browser takes it apart."""

    def __init__(self, page):
        super().__init__()
        self.scripts, self.inside = [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append([dict(attributes), ""])

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1][1] += data


def data_of(page):
    (data,) = [text for attributes, text in Elements(page).scripts if attributes.get("id") == "clientele-data"]
    data = json.loads(data)
    data["tables"] = [json.loads(zlib.decompress(base64.b64decode(table))) if isinstance(table, str) else table for table in data["tables"]]
    return data


class Report(ProgramTest):
    """Runs a copy of the program, so that a page may lie beside it or not."""

    def setUp(self):
        super().setUp()
        self.program = self.folder / "bin" / "clientele"
        self.program.parent.mkdir()
        shutil.copy(program.PROGRAM, self.program)
        self.page = self.folder / "share/clientele/report.html"
        self.page.parent.mkdir(parents=True)
        self.page.write_text(PAGE)

    def start(self, *words, **more):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen([self.program, *words], cwd=self.folder, text=True, encoding="utf-8", **{**streams, **more})

    def refused(self, expected, *words):
        """Standard error of a command that must fail and leave nothing."""
        before = self.files()
        code, out, err = self.clientele(*words)
        self.assertEqual((code, out), (expected, ""), err)
        self.assertEqual(self.files(), before)
        return err

    def results(self, *words):
        self.done("run", "toothpaste.yaml", *SMALL, "--out", "r.h5", *words)

    def test_stands_beside_its_results_unless_told_otherwise(self):
        self.results()
        code, out, err = self.clientele("report", "r.h5")
        self.assertEqual((code, out, err), (0, "", "clientele: the report is in r.html; open it in a browser.\n"))
        for words in (["-o", "a.html"], ["--out", "b.html"], ["-oc.html"], ["--out=d.html"]):
            self.assertEqual(self.clientele("report", "r.h5", "--quiet", *words), (0, "", ""))
        pages = [(self.folder / name).read_bytes() for name in ("r.html", "a.html", "b.html", "c.html", "d.html")]
        self.assertEqual(len(set(pages)), 1)

    def test_is_the_page_with_every_table_and_where_it_comes_from(self):
        self.results("--variant", "colgate_minus_5_percent", "--replicates", "3", "--seed", "12")
        self.done("report", "r.h5")
        page = (self.folder / "r.html").read_text()
        self.assertEqual(Elements(page).scripts[1], [{}, 'show("clientele-data")'])
        data = data_of(page)
        self.assertEqual((data["format"], data["provenance"]["seed"], data["provenance"]["replicates"]), (2, 12, 3))
        tables = {table["name"]: table for table in data["tables"]}
        printed = json.loads(self.done("run", "toothpaste.yaml", *SMALL, "--variant", "colgate_minus_5_percent", "--replicates", "3",
                                       "--seed", "12", "--format", "json"))["frames"]
        self.assertLessEqual({frame["name"] for frame in printed}, set(tables))
        self.check_offers(tables["offers"], next(frame for frame in printed if frame["name"] == "offers"))

    def check_offers(self, table, printed):
        """Mean and ends of the replicates, against the rows that `run` prints."""
        names = [column["name"] for column in printed["columns"]]
        rows = [dict(zip(names, row)) for row in printed["rows"]]
        columns = {column["name"]: column for column in table["columns"]}
        self.assertEqual(table["replicates"], 3)
        self.assertEqual(columns["revenue"]["unit"], "GBP")
        self.assertNotIn("replicate", columns)
        worlds, offers = ([columns[name]["labels"][value] for value in columns[name]["values"]] for name in ("world", "offer"))
        self.assertEqual(len(worlds) * 3, len(rows))
        for place in range(0, len(worlds), 97):
            key = (worlds[place], columns["tick"]["values"][place], offers[place])
            revenues = sorted(row["revenue"] / 10000 for row in rows if (row["world"], row["tick"], row["offer"]) == key)
            low, middle, high = revenues
            self.assertAlmostEqual(columns["revenue"]["values"][place], sum(revenues) / 3, delta=5e-6 * high)
            self.assertAlmostEqual(columns["revenue_low"]["values"][place], low + 0.1 * (middle - low), delta=5e-6 * high)
            self.assertAlmostEqual(columns["revenue_high"]["values"][place], high - 0.1 * (high - middle), delta=5e-6 * high)

    def test_of_a_run_needs_no_file_of_results(self):
        self.results("--report", "run.html")
        self.done("run", "toothpaste.yaml", *SMALL, "--report", "alone.html")
        self.done("report", "r.h5")
        tables = [data_of((self.folder / name).read_text())["tables"] for name in ("run.html", "alone.html", "r.html")]
        self.assertEqual(tables[0], tables[1])
        self.assertEqual(tables[0], tables[2], "reading results changes nothing")

    def test_names_in_a_scenario_cannot_get_out_of_the_data(self):
        scenario = (self.folder / "toothpaste.yaml").read_text()
        self.assertIn("Close Up", scenario)
        (self.folder / "hostile.yaml").write_text(scenario.replace("Close Up", f"'{HOSTILE}'"))
        self.done("run", "hostile.yaml", *SMALL, "--set", f"title='{HOSTILE}'", "--report", "r.html")
        page = (self.folder / "r.html").read_text()
        self.assertEqual(len(Elements(page).scripts), 2)
        self.assertEqual(page.count("<script"), 2)
        data = data_of(page)
        self.assertIn(HOSTILE, data["provenance"]["title"])
        brands = next(table for table in data["tables"] if table["name"] == "brands")
        self.assertIn(HOSTILE, next(column for column in brands["columns"] if column["name"] == "brand")["labels"])

    def test_replaces_a_file_only_by_force(self):
        self.results()
        (self.folder / "r.html").write_text("precious")
        for words in (["report", "r.h5"], ["run", "toothpaste.yaml", *SMALL, "--report", "r.html"]):
            self.assertIn("'r.html' is there already (it would be overwritten)", self.refused(2, *words))
            self.assertEqual((self.folder / "r.html").read_text(), "precious")
            self.done(*words, "--force")
            self.assertEqual(data_of((self.folder / "r.html").read_text())["format"], 2)
            (self.folder / "r.html").write_text("precious")

    def test_goes_nowhere_where_it_would_spoil_something(self):
        self.results()
        before = (self.folder / "r.h5").read_bytes(), (self.folder / "toothpaste.yaml").read_bytes()
        (self.folder / "link.html").symlink_to("x.h5")
        # A run of this length would not end in time.
        run = ["run", "toothpaste.yaml", "--replicates", "1000000", "--force"]
        for words, sentence in [(["report", "r.h5", "--force", "-o", "r.h5"], "--out: 'r.h5' is the file of results itself"),
                                (["report", "r.h5", "-o", "no/r.html"], "--out: 'no/r.html' needs the folder 'no', which does not exist"),
                                (["report", "r.h5", "-o"], "-o: needs a value. Write -o FILE.html."),
                                ([*run, "--report", "toothpaste.yaml"], "--report: 'toothpaste.yaml' is the scenario itself"),
                                ([*run, "--report", "no/r.html"], "--report: 'no/r.html' needs the folder 'no'"),
                                ([*run, "--out", "x.h5", "--report", "x.h5"], "--report: 'x.h5' is the file of --out too"),
                                ([*run, "--out", "x.h5", "--report", "./x.h5"], "--report: './x.h5' is the file of --out too"),
                                ([*run, "--out", "x.h5", "--report", "link.html"], "--report: 'link.html' is the file of --out too"),
                                ([*run, "--out", "x.h5", "--checkpoint", "10", "--report", "x.h5.checkpoint"],
                                 "--report: 'x.h5.checkpoint' is where the checkpoint is kept")]:
            with self.subTest(words=words):
                self.assertIn(sentence, self.refused(2, *words))
        self.assertEqual(before, ((self.folder / "r.h5").read_bytes(), (self.folder / "toothpaste.yaml").read_bytes()))

    def test_of_what_is_no_result_is_refused_with_a_sentence(self):
        self.results()
        (self.folder / "cut.h5").write_bytes((self.folder / "r.h5").read_bytes()[:20000])
        (self.folder / "text.h5").write_text("brand,share\n")
        for words, sentence in [(["cut.h5"], "cut.h5: is cut short"), (["text.h5"], "text.h5: is not an HDF5 file"),
                                (["none.h5"], "none.h5: cannot be read"), (["toothpaste.yaml"], "toothpaste.yaml: is not an HDF5 file"),
                                ([], "'clientele report' needs a file of results. For example: clientele report"),
                                (["r.h5", "--ot", "r.html"], "Did you mean '--out'?")]:
            with self.subTest(words=words):
                self.assertIn(sentence, self.refused(2, "report", *words))

    def test_without_its_page_is_refused_before_a_run(self):
        self.results()
        self.page.unlink()
        for words in (["report", "r.h5"], ["run", "toothpaste.yaml", "--replicates", "1000000", "--report", "r.html"]):
            err = self.refused(1, *words)
            self.assertIn("there is no report page in this installation", err)
            self.assertIn("report_page", err)

    def test_with_a_damaged_page_leaves_nothing(self):
        self.results()
        self.page.write_text("<!doctype html>")
        self.assertIn("no place for data", self.refused(1, "report", "r.h5"))

    @unittest.skipUnless(REAL_PAGE.is_file(), "the report page is not built (target report_page)")
    def test_has_a_page_that_asks_for_nothing_else(self):
        shutil.copy(REAL_PAGE, self.page)
        self.results()
        self.done("report", "r.h5")
        page = (self.folder / "r.html").read_text()
        self.assertIn("toothpaste", data_of(page)["provenance"]["title"])
        self.assertNotRegex(page, r"<(script|img|iframe)[^>]*\ssrc=|<link[^>]*href=[\"'](?!data:)|@import")
        self.assertIn("default-src 'none'", page)


if __name__ == "__main__":
    unittest.main()
