#!/usr/bin/env python3
"""Completion as bash does it, with the script that the program prints."""

import os
import shutil
import subprocess
import unittest

from program import PROGRAM, ProgramTest

# Fills what bash would fill, calls the function that the script registers, prints what it offers.
ASK = """
source <("$PROGRAM" completion bash) || exit 1
COMP_WORDS=("$PROGRAM" "$@") COMP_CWORD=$#
_clientele
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
"""


class Bash(ProgramTest):
    def offered(self, *words):
        asked = subprocess.run(["bash", "-c", ASK, "bash", *words], capture_output=True, text=True, cwd=self.folder,
                               env={**os.environ, "PROGRAM": PROGRAM})
        self.assertEqual((asked.returncode, asked.stderr), (0, ""))
        return asked.stdout.split()

    def test_words_are_offered_where_they_fit(self):
        for words, expected in [(("ru",), ["run"]), (("--v",), ["--version"]), (("help", "ch"), ["check"]),
                                (("completion", ""), ["bash", "zsh", "fish"]), (("run", "x.yaml", "--che"), ["--checkpoint"]), (("comp",), ["compare", "completion"]),
                                (("run", "x.yaml", "--format", ""), ["table", "csv", "json"]),
                                (("run", "x.yaml", "--format", "=", "j"), ["json"]), (("run", "x.yaml", "--format", "="), ["table", "csv", "json"]),
                                (("parameters", "lin"), ["linear_price"]), (("parameters", "--format", "m"), ["markdown"])]:
            with self.subTest(words=words):
                self.assertEqual(self.offered(*words), expected)

    def test_files_are_left_to_the_shell(self):
        for words in [("run", ""), ("run", "tooth"), ("run", "x.yaml", "--out", ""), ("nonsense", "")]:
            with self.subTest(words=words):
                self.assertEqual(self.offered(*words), [])

    def test_variants_are_those_of_the_scenario(self):
        self.assertEqual(self.offered("compare", "toothpaste.yaml", "m"), ["macleans_follows"])
        self.assertEqual(self.offered("compare", "--seed", "3", "toothpaste.yaml", "everybody_dearer", "c"), ["colgate_minus_5_percent"])
        self.assertEqual(self.offered("compare", "tooth"), [], "the scenario itself is a file")
        self.assertEqual(self.offered("compare", "nowhere.yaml", ""), [])

    def test_an_option_is_offered_once_unless_it_may_be_repeated(self):
        offered = self.offered("run", "x.yaml", "--quiet", "--set", "a=1", "--")
        self.assertNotIn("--quiet", offered)
        self.assertIn("--set", offered)

    def test_all_commands_are_offered(self):
        self.assertEqual(self.offered(""), ["run", "compare", "check", "fit", "validate", "journey", "report", "rerun", "parameters", "schema", "completion", "version", "help"])


class Scripts(ProgramTest):
    def test_each_shell_reads_its_script(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.done("completion", shell)
            self.assertIn("__complete", script)
            if shutil.which(shell):
                read = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
                self.assertEqual((read.returncode, read.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
