#!/usr/bin/env python3
"""Ctrl-C, SIGTERM and kill -9: nothing is half-written, and a resumed run ends with the same bits."""

import pathlib
import random
import signal
import tempfile
import time
import unittest

from fit_test import panel
from program import ProgramTest, SANITIZED

ENDLESS = ["run", "toothpaste.yaml", "--replicates", "1000000"]
MARKET = ["run", "toothpaste.yaml", "--set", "network.kind=small_world", "--set", "behaviour.friends=on",
          "--set", "behaviour.cumulative_satisfaction=on", "--variant", "macleans_follows", "--replicates", "30", "--format", "json"]
KEPT = ["--out", "r.h5", "--checkpoint", "13 weeks"]


def catches(process, kind):
    """Whether a running program has a handler for a signal."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = int(status.split("SigCgt:")[1].split()[0], 16)
    return caught >> (kind - 1) & 1 == 1


class Interruptible(ProgramTest):
    def wait_until_caught(self, process, kind, most=60):
        """On a slow machine a program takes its time until it is there to be interrupted."""
        end = time.monotonic() + most
        while process.poll() is None and time.monotonic() < end and not catches(process, kind):
            time.sleep(0.01)

    def interrupted(self, words, after=0.5, kind=signal.SIGINT):
        """Standard output and error, and the exit code, of a run that got a signal."""
        process = self.start(*words)
        self.addCleanup(process.kill)
        self.wait_until_caught(process, kind)
        time.sleep(after)
        process.send_signal(kind)
        out, err = process.communicate(timeout=600)
        return process.returncode, out, err


class Interruptions(Interruptible):
    def test_ctrl_c_ends_with_130_and_leaves_nothing(self):
        code, out, err = self.interrupted(ENDLESS + ["--out", "r.h5"])
        self.assertEqual((code, out), (130, ""))
        self.assertIn("stopped after 0 % of the run", err)
        self.assertIn("A run with --out and --checkpoint can be resumed.", err)
        self.assertEqual(self.files(), [])

    def test_sigterm_ends_with_143(self):
        code, _, err = self.interrupted(ENDLESS, kind=signal.SIGTERM)
        self.assertEqual(code, 143)
        self.assertIn("stopped", err)

    def struck_twice(self):
        """What a run says that gets two signals within one of its long ticks, if the tick has not just ended."""
        process = self.start("run", "reference.yaml", "--set", "customers.count=8000000", "--threads", "1")
        self.addCleanup(process.kill)
        self.wait_until_caught(process, signal.SIGINT)
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, 130)
        return err

    def test_a_second_ctrl_c_ends_at_once(self):
        # A program that takes its time says "stopped" at the end of the tick.
        self.assertTrue(any("stopped" not in self.struck_twice() for _ in range(5)), "it always ended its tick first")

    def test_an_interrupted_run_says_how_to_go_on(self):
        code, _, err = self.interrupted(ENDLESS + KEPT)
        self.assertEqual(code, 130)
        self.assertIn("To go on, give the same command again with --resume; the state is in r.h5.checkpoint.", err)
        self.assertEqual(self.files(), ["r.h5.checkpoint"])

    def test_a_checkpoint_is_not_lost_by_starting_anew(self):
        self.interrupted(ENDLESS + KEPT)
        before = (self.folder / "r.h5.checkpoint").read_bytes()
        code, _, err = self.clientele(*ENDLESS, *KEPT)
        self.assertEqual(code, 2)
        self.assertIn("Go on with it by --resume, or add --force", err)
        self.assertEqual((self.folder / "r.h5.checkpoint").read_bytes(), before)

    def test_the_checkpoint_of_another_run_is_refused(self):
        self.interrupted(ENDLESS + KEPT)
        code, _, err = self.clientele(*ENDLESS, *KEPT, "--resume", "--seed", "7")
        self.assertEqual(code, 2)
        self.assertIn("r.h5.checkpoint", err)
        self.assertEqual(self.files(), ["r.h5.checkpoint"])

    def test_resume_without_a_checkpoint_starts_from_the_beginning(self):
        code, _, err = self.clientele("run", "toothpaste.yaml", "--set", "customers.count=200", "--resume", "--out", "r.h5")
        self.assertEqual(code, 0)
        self.assertIn("starting from the beginning", err)
        self.assertEqual(self.files(), ["r.h5"])


class Fits(Interruptible):
    def mixed(self, points):
        """A logit with mixed tastes of so many points, which takes minutes."""
        (self.folder / "panel.csv").write_text(panel(120, 20))
        return ["fit", "panel", "panel.csv", "--option", "tastes=mixed", "--option", f"points={points}", "-o", "fitted.yaml"]

    def test_ctrl_c_ends_a_fit_with_130_and_leaves_nothing(self):
        code, out, err = self.interrupted(self.mixed(4096), after=3.0)
        self.assertEqual((code, out), (130, ""), err)
        self.assertRegex(err, r"clientele: \d+ % done \(fitting, step \d of 8\)")
        self.assertRegex(err, r"stopped after [1-9]\d? % of the fit, which left no results\.\n$")
        self.assertFalse((self.folder / "fitted.yaml").exists())

    def test_a_likelihood_that_takes_seconds_is_stopped_within_one(self):
        process = self.start(*self.mixed(50_000))
        self.addCleanup(process.kill)
        self.wait_until_caught(process, signal.SIGINT)
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        _, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("stopped after", err)
        if not SANITIZED:
            self.assertLess(time.monotonic() - sent, 1.0)


class Resumes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.whole = self.done(*MARKET)
        started = time.monotonic()
        self.assertTrue(self.done(*MARKET, *KEPT, "--force") == self.whole, "checkpoints alone change the bits")
        self.seconds = time.monotonic() - started
        (self.folder / "r.h5").unlink()

    def resumed(self, kind, most=40):
        """What a run prints that is struck again and again until it gets through, and how often it was."""
        for strikes in range(most):
            # Into a file: a pipe that nobody reads would hold the run up at its end.
            with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
                process = self.start(*MARKET, *KEPT, "--resume", "--threads", str(1 + strikes % 3), stdout=printed)
                # Ever later, so that it ends on slow machines too.
                time.sleep(self.seconds * random.uniform(0.1, 0.3 + 0.1 * strikes))
                process.send_signal(kind)
                _, err = process.communicate(timeout=600)
                printed.seek(0)
                if process.returncode == 0:
                    return printed.read(), strikes
            self.assertIn(process.returncode, (-kind, 128 + kind), err)
            if "r.h5" in self.files():  # killed while it printed: the results were written before, whole
                self.assertEqual((kind, (self.folder / "r.h5").read_bytes()[:4]), (signal.SIGKILL, b"\x89HDF"))
                (self.folder / "r.h5").unlink()
        self.fail(f"not done after {most} strikes")

    def check_resumed(self, kind):
        out, strikes = self.resumed(kind)
        self.assertGreater(strikes, 0, "the run was never interrupted: it is too short for this test")
        self.assertTrue(out == self.whole, f"other bits after {strikes} interruptions")
        self.assertIn("r.h5", self.files())
        self.assertNotIn("r.h5.checkpoint", self.files(), "a completed run needs no checkpoint")

    def test_after_ctrl_c_the_bits_are_those_of_an_uninterrupted_run(self):
        self.check_resumed(signal.SIGINT)
        self.assertEqual(self.files(), ["r.h5"])

    def test_after_kill_9_at_random_moments_the_bits_are_those_of_an_uninterrupted_run(self):
        self.check_resumed(signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
