"""What the tests of the command share: the program, the scenarios, and a folder of its own for each test."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["CLIENTELE_PROGRAM"]
LIBRARY = pathlib.Path(os.environ["CLIENTELE_LIBRARY"])
# Address sanitizers reserve terabytes of addresses and make everything several times slower.
SANITIZED = os.environ.get("CLIENTELE_SANITIZE", "") != ""


def as_from_a_terminal():
    """Background jobs of scripts are told to ignore Ctrl-C, and so are their children; the program respects that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class ProgramTest(unittest.TestCase):
    """Runs the program in an empty folder that has copies of the shipped scenarios."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="clientele-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for scenario in LIBRARY.glob("*.yaml"):
            shutil.copy(scenario, self.folder)

    def start(self, *words, **more):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen([PROGRAM, *words], cwd=self.folder, text=True, encoding="utf-8",
                                **{**streams, "preexec_fn": as_from_a_terminal, **more})

    def clientele(self, *words, **more):
        """(exit code, standard output, standard error)"""
        process = self.start(*words, **more)
        self.addCleanup(process.kill)
        out, err = process.communicate(timeout=600)
        return process.returncode, out, err

    def done(self, *words, **more):
        """Standard output of a command that must succeed."""
        code, out, err = self.clientele(*words, **more)
        self.assertEqual(code, 0, f"clientele {' '.join(words)}\n{err}")
        return out

    def files(self):
        """What a test has left in its folder."""
        return sorted(path.name for path in self.folder.iterdir() if path.suffix != ".yaml")
