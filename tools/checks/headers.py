#!/usr/bin/env python3
"""Every header compiles alone and twice: whoever includes it needs nothing of the project before it.

Builds do not show that: they compile sources together. Whether a header names what it needs of libraries is for
includes.py.
"""

import concurrent.futures
import os
import re
import subprocess
import sys

from sources import project_files, report, root_argument, where

JOBS = int(os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", "2"))
INCLUDED = re.compile(r'^#include "([^"]+)"', re.M)


def compiler(root):
    """The command that checks a source from standard input, with the project's and the libraries' headers."""
    found = subprocess.run(["pkg-config", "--cflags", "hdf5-serial"], capture_output=True, text=True)
    return [os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(root), "-I", str(root / "include"),
            *found.stdout.split(), "-x", "c++", "-"]


def compile_alone(command, header):
    source = f'#include "{header}"\n#include "{header}"\n'
    compiled = subprocess.run(command, input=source, capture_output=True, text=True)
    return [] if compiled.returncode == 0 else [f"{header}: does not compile alone:\n{compiled.stderr.strip()}"]


def to_compile(root, headers):
    """All but those that another header includes before anything else of the project: that one shows it."""
    first = [INCLUDED.search((root / header).read_text()) for header in headers]
    shown = {where(found[1]) for found in first if found}
    return [header for header in headers if str(header) not in shown]


def problems(root):
    command = compiler(root)
    headers = to_compile(root, project_files(root, suffixes=(".h",)))
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        tasks = [pool.submit(compile_alone, command, header) for header in headers]
        return [problem for task in tasks for problem in task.result()]


if __name__ == "__main__":
    sys.exit(report(problems(root_argument())))
