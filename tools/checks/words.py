#!/usr/bin/env python3
"""The engine knows no marketing: no word of it stands in engine/, in names of files and code, in strings or comments.

The engine lives people, columns and luck; what they are about, models say. A word that slips in is the first sign of
knowledge that belongs a layer higher. `customer` is the engine's own word for whom it lives; `need` is refused as a
verb too, since nobody could tell the one from the other by looking.
"""

import re
import sys

from sources import project_files, report, root_argument

FOLDER = "engine"
SUFFIXES = (".h", ".cpp", ".txt", ".md")
MARKETING = re.compile(r"brand(s|ed|ing)?|offer(s|ed|ings?)?|firms?|pric(e|es|ed|ing|ey)|need(s|ed|ing|y)?|"
                       r"segment(s|ed|ing|ation)?")
# `OfferView`, `offer_view` and `OFFER_VIEW` are two words each.
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def marketing_in(text):
    return [part for part in PART.findall(text) if MARKETING.fullmatch(part.lower())]


def problems(root):
    for path in project_files(root, suffixes=SUFFIXES, folders=(FOLDER,)):
        for word in marketing_in(path.as_posix()):
            yield f"{path}: '{word}' is a word of marketing, which the engine knows nothing of."
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            for word in marketing_in(line):
                yield f"{path}:{number}: '{word}' is a word of marketing, which the engine knows nothing of."


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
