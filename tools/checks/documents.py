#!/usr/bin/env python3
"""Documents and sources name what is there: paths and links lead somewhere, every room has its sentence.

A word of a document that begins with a folder of the project is a path, and so is a relative link; patterns and
placeholders (`<kind>`, `*`, `FILE`) stand for any file. A document that a source cites must be one of the project's.
"""

import re
import sys

from sources import INCLUDED, ROOMS, line_of, listed_rooms, project_files, report, root_argument

FOLDERS = ("engine", "models", "scenarios", "output", "experiments", "include", "face", "app", "studio", "examples", "bench", "tests", "tools", "cmake", "docs",
           ".ci")
ROOMS_OF = ("engine", "models", "scenarios", "experiments")
# Path -> why it is named and yet not there.
NOT_THERE = {
    "models/customers/rational/promise.h": "the example of CONTRIBUTING.md",
    "tests/models/customers/rational/promise_test.cpp": "the example of CONTRIBUTING.md",
    "brand_choice_panels/SOURCE.md": "stands beside the public data",
}
# No path begins inside a longer one, a link of the web or a word.
PATH = re.compile(r"(?<![\w./:\-<>(])(?P<path>(?:" + "|".join(re.escape(name) for name in FOLDERS) +
                  r")/[^\s`'\",;:()|\[\]]*)")
LINK = re.compile(r"\]\((?P<path>[^)\s#]+)(?:#[^)\s]*)?\)")
PLACEHOLDER = re.compile(r"[<>]|\.\.\.|(?<![A-Za-z])(?:[A-Z]{3,}|X)(?![A-Za-z])")
CITED = re.compile(r"[\w./\-]*\w\.md\b")
# A comment goes on in the next line: `docs/decisions/` and `money.md` of two lines are one path.
GOES_ON = re.compile(r"(?<=/)\n[ \t]*//[/!]?[ \t]*")


def is_document(path):
    return path.suffix == ".md" and (len(path.parts) == 1 or path.parts[0] == "docs")


def leads_nowhere(root, path):
    path = path.rstrip(".")
    if PLACEHOLDER.search(path) or path in NOT_THERE:
        return False
    if "*" in path:
        return not any(root.glob(path))
    return not (root / path).exists()


def paths_of(root, document, text):
    for match in PATH.finditer(text):
        if leads_nowhere(root, match["path"]):
            yield f"{document}:{line_of(text, match.start())}: names {match['path']}, which is not there."
    for match in LINK.finditer(text):
        if not re.match(r"\w+:", match["path"]) and not (root / document.parent / match["path"]).exists():
            yield f"{document}:{line_of(text, match.start())}: links to {match['path']}, which is not there."


def rooms_without_sentence(root):
    listed = listed_rooms(root)
    if listed is None:
        return
    rooms = {path.parts[:2] for path in project_files(root, INCLUDED, ROOMS_OF) if len(path.parts) > 2}
    for room in sorted(rooms - listed.keys()):
        yield f"{ROOMS}: says nothing of {'/'.join(room)}: give the room its sentence in the row of its layer."
    for room in sorted(room for room in listed.keys() - rooms if room[0] in ROOMS_OF):
        yield f"{ROOMS}: names the room {'/'.join(room)}, which is not there."


def citations_of(root, source, text):
    joined = GOES_ON.sub(lambda match: "", text)
    for match in CITED.finditer(joined):
        name = match.group()
        line = line_of(text, max(0, text.find(name.rsplit("/", 1)[-1])))
        if name not in NOT_THERE and not (root / name).is_file() and not (root / "docs" / name).is_file():
            yield f"{source}:{line}: cites {name}, which is not there: cite a document of the project, or what was published."


def problems(root):
    for path in project_files(root, suffixes=(".md",)):
        if is_document(path):
            yield from paths_of(root, path, (root / path).read_text(encoding="utf-8", errors="replace"))
    yield from rooms_without_sentence(root)
    for path in project_files(root, suffixes=(*INCLUDED, ".ts", ".mjs", ".cmake", ".txt", ".sh", ".py"), folders=FOLDERS):
        if path.parts[:2] not in (("tools", "checks"), ("tests", "checks")):  # which speak of documents that are not there
            yield from citations_of(root, path, (root / path).read_text(encoding="utf-8", errors="replace"))


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
