#!/usr/bin/env python3
"""What many replicates need: tables grow with them, the memory of the process must not."""

import os
import unittest

from program import SANITIZED, ProgramTest

FEW, MANY = "10", "1000"


@unittest.skipIf(SANITIZED, "sanitizers have memory of their own")
class Memory(ProgramTest):
    def peak(self, *words):
        """The most memory that the command had at a time, in MB."""
        process = self.start(*words, "--quiet", stdout=None, stderr=None)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, words)
        return used.ru_maxrss / 1024

    def compare_peaks(self, *words):
        few = self.peak(*words, "--replicates", FEW, "--out", "few.h5")
        many = self.peak(*words, "--replicates", MANY, "--out", "many.h5")
        self.assertLess(many, 2 * few, f"{' '.join(words)}: {FEW} replicates {few:.0f} MB, {MANY} {many:.0f} MB")
        # Else the tables would be too small to say anything.
        self.assertGreater((self.folder / "many.h5").stat().st_size, 15 * (self.folder / "few.h5").stat().st_size)

    def test_a_run_of_many_replicates_holds_at_most_twice_that_of_few(self):
        self.compare_peaks("run", "toothpaste.yaml", "--set", "customers.count=100")

    def test_a_comparison_of_many_replicates_holds_at_most_twice_that_of_few(self):
        self.compare_peaks("compare", "toothpaste.yaml", "colgate_minus_5_percent", "--set-base", "customers.count=100",
                           "--set-base", "clock.length=26 weeks")


if __name__ == "__main__":
    unittest.main()
