#!/usr/bin/env python3
"""Progress: a bar with the time left on a terminal, plain lines elsewhere, nothing with --quiet."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unittest

from program import ProgramTest

LONG = ["run", "toothpaste.yaml", "--replicates", "1000000"]


class Terminal:
    """A pseudo-terminal of some width; what is written to it can be read back."""

    def __init__(self, width):
        try:
            self.ours, self.theirs = pty.openpty()
        except OSError as error:
            raise unittest.SkipTest(f"no pseudo-terminal to be had here (is /dev/pts mounted?): {error}") from error
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))

    def text_until(self, found, process, seconds=60):
        """Reads until `found` says yes, or the process has ended and nothing is left."""
        text, end = "", time.monotonic() + seconds
        while not found(text) and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.05)[0]:
                text += os.read(self.ours, 65536).decode()
            elif process.poll() is not None:
                break
        return text

    def close(self):
        os.close(self.ours)
        os.close(self.theirs)


class Bars(ProgramTest):
    def on_terminal(self, words, found, width=80, terminal="xterm"):
        screen = Terminal(width)
        self.addCleanup(screen.close)
        environment = {**os.environ, "TERM": terminal}
        process = self.start(*words, stderr=screen.theirs, stdout=subprocess.DEVNULL, env=environment)
        text = screen.text_until(found, process)
        process.kill() if found(text) else None
        process.wait()
        return text

    def test_a_terminal_gets_a_bar_with_the_time_left(self):
        text = self.on_terminal(LONG, lambda text: text.count(" left") > 3, width=100)
        self.assertRegex(text, r"\r +\d+ % \[#*-*\] .* left  replicate \d+ of 1000000")
        self.assertNotIn("\n", text, "the bar is drawn again in its line")

    def test_the_bar_never_fills_the_line(self):
        text = self.on_terminal(LONG, lambda text: text.count("\r") > 5, width=30)
        bars = text.replace("\x1b[K", "").split("\r")[1:-1]
        self.assertGreater(len(bars), 3)
        self.assertLess(max(map(len, bars)), 30)

    def test_the_bar_is_taken_away_at_the_end(self):
        text = self.on_terminal(["run", "toothpaste.yaml", "--replicates", "30"], lambda text: "done in" in text)
        self.assertIn("\r\x1b[Kclientele: done in", text)

    def test_a_terminal_that_cannot_draw_gets_lines(self):
        text = self.on_terminal(LONG, lambda text: "\n" in text, terminal="dumb")
        self.assertRegex(text, r"^clientele: \d+ % done \(replicate \d+ of 1000000\), .* left\r\n")

    def test_quiet_draws_nothing(self):
        text = self.on_terminal(["run", "toothpaste.yaml", "--replicates", "30", "--quiet"], lambda text: False)
        self.assertEqual(text, "")


class Lines(ProgramTest):
    def test_a_log_gets_plain_lines(self):
        process = self.start(*LONG)
        line = process.stderr.readline()
        process.kill()
        process.communicate()
        self.assertTrue(re.fullmatch(r"clientele: \d+ % done \(replicate \d+ of 1000000\), .* left\n", line), line)


if __name__ == "__main__":
    unittest.main()
