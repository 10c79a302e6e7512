#!/usr/bin/env python3
"""Text files are UTF-8, end with one newline, have no tabs or blanks at line ends, and leave nothing unfinished."""

import re
import sys

from sources import project_files, report, root_argument

SUFFIXES = (".h", ".cpp", ".py", ".sh", ".md", ".yaml", ".csv", ".txt", ".cmake", ".json", ".ts", ".mjs", ".css", ".html")
# Split so that this file does not find itself.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def problems_of(path, data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{path}: not UTF-8 at byte {error.start}."
        return
    if path.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield f"{path}: a header without #pragma once."
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield f"{path}: must end with exactly one newline."
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield f"{path}:{number}: blanks or a carriage return at the end of the line."
        if "\t" in line:
            yield f"{path}:{number}: a tab; use spaces."
        if path.name == "package-lock.json" and '"resolved"' in line:
            yield f"{path}:{number}: names a registry: run npm with studio/web/.npmrc, which leaves it out."
        if UNFINISHED.search(line):
            yield f"{path}:{number}: unfinished: {line.strip()}"


def problems(root):
    for path in project_files(root, suffixes=SUFFIXES):
        yield from problems_of(path, (root / path).read_bytes())


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
