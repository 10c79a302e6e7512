#!/usr/bin/env python3
"""Command lines, each with its exit code and what it says: the manners of the program as a user meets them."""

import csv
import io
import json
import os
import resource
import stat
import subprocess
import unittest

from program import PROGRAM, SANITIZED, ProgramTest

SMALL = ["--set", "customers.count=200", "--quiet"]

# words, exit code, fragments of standard output, fragments of standard error
LINES = [
    # help: examples first
    (["--help"], 0, ["Examples:\n  clientele run", "Commands:\n  run ", "Exit codes:"], []),
    (["-h"], 0, ["Examples:"], []),
    (["help"], 0, ["Commands:"], []),
    (["help", "run"], 0, ["clientele run: ", "--replicates R"], []),
    (["run", "--help"], 0, ["Examples:", "Usage: clientele run SCENARIO", "--checkpoint EVERY"], []),
    (["run", "toothpaste.yaml", "-h", "--sed"], 0, ["Examples:"], []),
    (["compare", "--help"], 0, ["Examples:", "Usage: clientele compare SCENARIO [VARIANT]... [OPTION]...", "--precision GOAL"], []),
    (["check", "--help"], 0, ["Examples:"], []),
    (["parameters", "--help"], 0, ["Examples:", "habit"], []),
    (["schema", "--help"], 0, ["Examples:"], []),
    (["completion", "--help"], 0, ["Examples:", "bash, zsh, fish"], []),
    (["version", "--help"], 0, ["Examples:"], []),
    (["--version"], 0, ["clientele "], []),
    (["version"], 0, ["version ", "compiler ", "processor "], []),
    (["version", "--format", "json"], 0, ['["version",'], []),
    # the first word
    ([], 2, [], ["clientele: no command given.", "Examples:", "Commands: run, compare, check"]),
    (["rnu", "toothpaste.yaml"], 2, [], ["clientele: unknown command 'rnu'. Did you mean 'run'?\n"]),
    (["xyzzy"], 2, [], ["unknown command 'xyzzy'. See 'clientele --help'."]),
    (["--verison"], 2, [], ["unknown option '--verison'. Did you mean '--version'?"]),
    (["toothpaste.yaml"], 2, [], ["Did you mean 'clientele run toothpaste.yaml'?"]),
    (["--seed", "3", "run"], 2, [], ["--seed stands behind a command, as in 'clientele run ... --seed'."]),
    (["help", "chek"], 2, [], ["'chek' is not a command. Did you mean 'check'?"]),
    # options
    (["run", "toothpaste.yaml", "--sed", "3"], 2, [], ["--sed: no such option of 'clientele run'. Did you mean '--set'?"]),
    (["run", "toothpaste.yaml", "--replicate=3"], 2, [], ["Did you mean '--replicates'?"]),
    (["run", "toothpaste.yaml", "-x"], 2, [], ["-x: no such option", "See 'clientele run --help'."]),
    (["run", "toothpaste.yaml", "--seed"], 2, [], ["--seed: needs a value. Write --seed N."]),
    (["run", "toothpaste.yaml", "--seed", "--quiet"], 2, [], ["--seed: needs a value."]),
    (["run", "toothpaste.yaml", "--seed", "-1"], 2, [], ["--seed: '-1' is not a whole number from 0 to 4294967295."]),
    (["run", "toothpaste.yaml", "--seed", "4294967296"], 2, [], ["from 0 to 4294967295"]),
    (["run", "toothpaste.yaml", "--seed", "99999999999999999999999"], 2, [], ["from 0 to 4294967295"]),
    (["run", "toothpaste.yaml", "--seed", "1.5"], 2, [], ["'1.5' is not a whole number"]),
    (["run", "toothpaste.yaml", "--seed", "1", "--seed", "2"], 2, [], ["--seed: given 2 times. Give it once."]),
    (["run", "toothpaste.yaml", "--threads", "0"], 2, [], ["--threads: '0' is not a whole number from 1 to 1024."]),
    (["run", "toothpaste.yaml", "--threads", "1025"], 2, [], ["from 1 to 1024"]),
    (["run", "toothpaste.yaml", "--replicates", "0"], 2, [], ["--replicates: '0'"]),
    (["run", "toothpaste.yaml", "--replicates", "many"], 2, [], ["--replicates: 'many' is not a whole number"]),
    (["run", "toothpaste.yaml", "--quiet=no"], 2, [], ["--quiet: takes no value."]),
    (["run", "toothpaste.yaml", "--format", "cvs"], 2, [], ["'cvs' is not one of table, csv, json. Did you mean 'csv'?"]),
    (["run", "toothpaste.yaml", "--format", "csv", "--table", "brnads"], 2, [], ["no table 'brnads'. Did you mean 'brands'?"]),
    (["run", "toothpaste.yaml", "--table", "brands"], 2, [], ["--table: needs --format csv or json"]),
    (["run", "toothpaste.yaml", "--checkpoint", "4"], 2, [], ["--checkpoint: needs --out FILE"]),
    (["run", "toothpaste.yaml", "--resume"], 2, [], ["--resume: needs --out FILE"]),
    (["run", "toothpaste.yaml", "--out", "r.h5", "--checkpoint", "13 wekks"], 2, [], ["'13 wekks' is neither a number of ticks"]),
    (["run", "toothpaste.yaml", "--out", "r.h5", "--checkpoint", "0"], 2, [], ["'0' is neither"]),
    (["run", "toothpaste.yaml", "--out", "r.h5", "--checkpoint", "-2 weeks"], 2, [], ["'-2 weeks' is neither"]),
    (["schema", "--pretty"], 2, [], ["--pretty: no such option of 'clientele schema'."]),
    # words
    (["run"], 2, [], ["'clientele run' needs a scenario file. For example: clientele run toothpaste.yaml"]),
    (["run", "toothpaste.yaml", "reference.yaml"], 2, [], ["'reference.yaml' is one word too many."]),
    (["schema", "toothpaste.yaml"], 2, [], ["'toothpaste.yaml' is one word too many."]),
    (["parameters", "prise"], 2, [], ["'prise' is not a behaviour. Did you mean 'price'?"]),
    (["completion", "tcsh"], 2, [], ["'tcsh' is not a shell.", "bash"]),
    # scenarios, paths and names
    (["run", "nowhere.yaml"], 2, [], ["nowhere.yaml: "]),
    (["run", "."], 2, [], [".: "]),
    (["check", "nowhere.yaml"], 2, [], ["nowhere.yaml: "]),
    (["run", "toothpaste.yaml", "--set", "custmers.count=3"], 2, [], ["--set: ", "Did you mean 'customers"]),
    (["run", "toothpaste.yaml", "--set", "customers.count"], 2, [], ["'customers.count' is not PATH=VALUE."]),
    (["run", "toothpaste.yaml", "--variant", "everybody_deerer"], 2, [], ["Did you mean 'everybody_dearer'?"]),
    # what is done
    (["run", "toothpaste.yaml", *SMALL, "--set", "title=Tea, [hot]"], 0, [], []),
    (["run", "toothpaste.yaml", *SMALL, "--format", "table"], 0, ["Colgate"], []),
    (["run", "toothpaste.yaml", *SMALL, "--format=csv"], 0, ["world,replicate,", "Colgate DC"], []),
    (["run", "toothpaste.yaml", *SMALL, "--variant", "everybody_dearer", "--format", "csv"], 0, ["everybody_dearer,0,"], []),
    (["check", "toothpaste.yaml", "--quick"], 0, ["UK toothpaste", "5,240", "loyalty", "macleans_follows"], []),
    (["check", "toothpaste.yaml", "--quick", "--set", "customers.count=77"], 0, ["customers   77\n"], []),
    (["parameters"], 0, ["loyalty", "elasticity"], []),
    (["parameters", "habit"], 0, ["habit (rational): ", "strength = 1"], []),
    (["parameters", "habit", "--format", "csv"], 0, ["kind,behaviour,parameter", "rational,habit,memory"], []),
    (["parameters", "--format", "markdown"], 0, ["# Behaviours\n", "## Occasions\n", "### `price`\n", "| `elasticity` |"], []),
]


class CommandLines(ProgramTest):
    def test_each_line_has_its_exit_code_and_says_what_it_should(self):
        for words, expected, out_fragments, err_fragments in LINES:
            with self.subTest(words=words):
                code, out, err = self.clientele(*words)
                self.assertEqual(code, expected, err)
                for fragment in out_fragments:
                    self.assertIn(fragment, out)
                for fragment in err_fragments:
                    self.assertIn(fragment, err)
                self.assertEqual(out == "", not out_fragments, "standard output has what was asked for and nothing else")
                self.assertEqual(err == "", not err_fragments, "standard error is empty when all is well")
        self.assertEqual(self.files(), [], "a refused command writes nothing")

    def test_all_mistakes_of_a_line_are_told_at_once(self):
        code, out, err = self.clientele("run", "toothpaste.yaml", "other.yaml", "--threads", "0", "--format", "xls")
        self.assertEqual((code, out, len(err.splitlines())), (2, "", 3), err)

    def test_mistakes_of_a_scenario_begin_with_its_file_and_place(self):
        (self.folder / "wrong.yaml").write_text("clientele: 1\ncustmers: {count: 10}\nseed: -1\n")
        code, _, err = self.clientele("run", "wrong.yaml", "--out", "r.h5")
        self.assertEqual(code, 2)
        self.assertRegex(err, r"(?m)^wrong\.yaml:2:1: ")
        self.assertGreater(len(err.splitlines()), 1, err)
        self.assertEqual(self.files(), [])


class Results(ProgramTest):
    def test_a_file_that_is_there_is_only_replaced_by_force(self):
        (self.folder / "r.h5").write_text("precious")
        code, out, err = self.clientele("run", "toothpaste.yaml", *SMALL, "--out", "r.h5")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("--out: 'r.h5' is there already", err)
        self.assertEqual((self.folder / "r.h5").read_text(), "precious")
        self.done("run", "toothpaste.yaml", *SMALL, "--out", "r.h5", "--force")
        self.assertTrue((self.folder / "r.h5").read_bytes().startswith(b"\x89HDF"))

    def test_places_that_cannot_be_written_are_refused_before_the_run(self):
        before = (self.folder / "toothpaste.yaml").read_bytes()
        for out, sentence in [("no/where/r.h5", "needs the folder 'no/where', which does not exist"), (".", "is a folder"), ("sub/", "is a folder"),
                              ("/dev/null", "is not a regular file"), ("toothpaste.yaml/r.h5", "is not a folder"),
                              ("toothpaste.yaml", "is the scenario itself")]:
            with self.subTest(out=out):
                # A run of this length would not end in time.
                code, _, err = self.clientele("run", "toothpaste.yaml", "--replicates", "1000000", "--force", "--out", out)
                self.assertEqual(code, 2)
                self.assertIn(sentence, err)
        self.assertEqual((self.folder / "toothpaste.yaml").read_bytes(), before)

    def test_a_limit_of_the_size_of_files_is_said_and_leaves_no_file(self):
        def little():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20 << 10, 20 << 10))
        code, _, err = self.clientele("run", "toothpaste.yaml", *SMALL, "--out", "r.h5", preexec_fn=little)
        self.assertEqual(code, 1, err)
        self.assertIn("File too large", err)
        self.assertEqual(self.files(), [])

    def test_a_variant_given_twice_is_refused(self):
        code, _, err = self.clientele("run", "toothpaste.yaml", *SMALL, *2 * ["--variant", "colgate_minus_5_percent"])
        self.assertEqual(code, 2)
        self.assertIn("--variant: 'colgate_minus_5_percent' is given twice", err)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_without_permission_is_refused(self):
        (self.folder / "locked").mkdir()
        (self.folder / "locked").chmod(stat.S_IRUSR | stat.S_IXUSR)
        code, _, err = self.clientele("run", "toothpaste.yaml", "--out", "locked/r.h5")
        self.assertEqual(code, 2)
        self.assertIn("may not be written to", err)

    def test_two_seeds_differ_and_one_seed_repeats(self):
        first, again, other = (self.done("run", "toothpaste.yaml", *SMALL, "--format", "csv", "--seed", seed) for seed in "112")
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        self.assertEqual(first, self.done("run", "toothpaste.yaml", *SMALL, "--format", "csv", "--set", "seed=1"))

    def test_threads_do_not_show_in_results(self):
        one, three = (self.done("run", "reference.yaml", "--quiet", "--set", "customers.count=9000", "--format", "json", "--threads", t)
                      for t in "13")
        self.assertEqual(one, three)

    def test_csv_and_json_hold_the_same_table(self):
        words = ["run", "toothpaste.yaml", *SMALL, "--replicates", "2", "--table", "brands"]
        rows = list(csv.reader(io.StringIO(self.done(*words, "--format", "csv"), newline="")))
        frames = json.loads(self.done(*words, "--format", "json"))["frames"]
        self.assertEqual([frame["name"] for frame in frames], ["brands"])
        self.assertEqual(rows[0], [column["name"] for column in frames[0]["columns"]])
        self.assertEqual(len(rows) - 1, len(frames[0]["rows"]))
        self.assertEqual({row[1] for row in rows[1:]}, {"0", "1"})

    def test_json_without_a_table_prints_all(self):
        frames = json.loads(self.done("run", "toothpaste.yaml", *SMALL, "--format", "json"))["frames"]
        self.assertIn("brands", [frame["name"] for frame in frames])
        self.assertGreater(len(frames), 1)

    def test_the_file_says_where_it_comes_from(self):
        try:
            import h5py
        except ImportError:
            self.skipTest("python3-h5py is not installed")
        self.done("run", "toothpaste.yaml", *SMALL, "--seed", "12", "--replicates", "2", "--out", "r.h5")
        with h5py.File(self.folder / "r.h5") as results:
            origin = dict(results["provenance"].attrs)
        self.assertEqual((origin["seed"], origin["replicates"]), (12, 2))
        self.assertEqual(json.loads(origin["scenario"])["customers"]["count"], 200)
        self.assertTrue(origin["command"].startswith("clientele run toothpaste.yaml --set"))
        self.assertIn("-ffp-contract=off", origin["flags"])
        self.assertEqual(origin["threads"] > 0, True)


class Streams(ProgramTest):
    def test_the_summary_is_for_people_and_messages_go_to_standard_error(self):
        code, out, err = self.clientele("run", "toothpaste.yaml", "--out", "r.h5")
        self.assertEqual(code, 0)
        self.assertIn("Colgate", out)
        self.assertIn("results are in r.h5", err)

    def test_quiet_says_nothing(self):
        self.assertEqual(self.clientele("run", "toothpaste.yaml", "--quiet", "--out", "r.h5"), (0, "", ""))
        self.assertEqual(self.files(), ["r.h5"])

    def test_more_threads_than_the_machine_has_are_no_matter(self):
        words = ["run", "toothpaste.yaml", *SMALL, "--format", "csv", "--threads"]
        self.assertEqual(self.clientele(*words, str((os.cpu_count() or 1) + 1)), self.clientele(*words, "1"))

    def test_a_full_disk_is_said(self):
        for words in (["schema"], ["run", "toothpaste.yaml", *SMALL, "--format", "csv"]):
            with open("/dev/full", "w") as full:
                code, _, err = self.clientele(*words, stdout=full)
            self.assertEqual(code, 1)
            self.assertRegex(err, "cannot write to standard output")

    def test_a_reader_who_leaves_is_no_failure(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as nobody:
            code, _, err = self.clientele("schema", stdout=nobody)
        self.assertEqual((code, err), (0, ""))

    def test_results_do_not_mix_with_messages_when_streams_are_closed(self):
        line = f'"{PROGRAM}" run toothpaste.yaml --set customers.count=200 --out r.h5 --quiet >&- 2>&- <&-'
        self.assertEqual(subprocess.run(["sh", "-c", line], cwd=self.folder).returncode, 0)
        self.assertTrue((self.folder / "r.h5").read_bytes().startswith(b"\x89HDF"))

    def test_a_closed_standard_output_is_said(self):
        said = subprocess.run(["sh", "-c", f'"{PROGRAM}" schema >&-'], capture_output=True, text=True)
        self.assertEqual(said.returncode, 1)
        self.assertIn("cannot write to standard output", said.stderr)

    @unittest.skipIf(SANITIZED, "sanitizers need all addresses")
    def test_too_little_memory_is_a_sentence(self):
        def little():
            resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
        code, _, err = self.clientele("run", "reference.yaml", "--threads", "1", "--set", "customers.count=30000000", preexec_fn=little)
        self.assertEqual(code, 1, err)
        self.assertIn("not enough memory for 30,000,000 customers", err)


if __name__ == "__main__":
    unittest.main()
