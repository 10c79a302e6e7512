#!/usr/bin/env python3
"""Every header compiles alone and twice: whoever includes it needs nothing before it.

Builds show that of a header which the source beside it includes first; the others are compiled here.
"""

import concurrent.futures
import os
import subprocess
import sys

from sources import project_files, report, root_argument

JOBS = int(os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", "2"))


def compiler(root):
    """The command that checks a source from standard input, with the project's and the libraries' headers."""
    found = subprocess.run(["pkg-config", "--cflags", "hdf5-serial"], capture_output=True, text=True)
    return [os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(root),
            *found.stdout.split(), "-x", "c++", "-"]


def shown_by_builds(root, header):
    """Whether a source of the same name includes it before all else, and it can be included twice."""
    source = (root / header).with_suffix(".cpp")
    if not source.is_file() or not (root / header).read_text().startswith("#pragma once\n"):
        return False
    includes = [line for line in source.read_text().splitlines() if line.startswith("#include")]
    return includes[:1] == [f'#include "{header}"']


def compile_alone(command, header):
    source = f'#include "{header}"\n#include "{header}"\n'
    compiled = subprocess.run(command, input=source, capture_output=True, text=True)
    return [] if compiled.returncode == 0 else [f"{header}: does not compile alone:\n{compiled.stderr.strip()}"]


def problems(root):
    command = compiler(root)
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        headers = [header for header in project_files(root, suffixes=(".h",)) if not shown_by_builds(root, header)]
        tasks = [pool.submit(compile_alone, command, header) for header in headers]
        return [problem for task in tasks for problem in task.result()]


if __name__ == "__main__":
    sys.exit(report(problems(root_argument())))
