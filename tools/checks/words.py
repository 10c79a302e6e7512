#!/usr/bin/env python3
"""The engine knows no marketing: no word of it stands in engine/, in names of files and code, in strings or comments.

The engine lives people, columns and luck; what they are about, models say. A word that slips in is the first sign of
knowledge that belongs a layer higher. `customer` is the engine's own word for whom it lives; `need` is refused as a
verb too, since nobody could tell the one from the other by looking.
"""

import re
import sys

from sources import SOURCES, project_files, report, root_argument

FOLDER = "engine"
MARKETING = re.compile(r"brand|offer|firm|pric|need|segment")
# Words in which those letters stand for something else.
ENGLISH = re.compile(r"(re|dis|un)?((con|af)firm|infirm)(s|ed|ing|ations?|atory|atively?|ity)?|firm(ly|er|est|ness|ware|ament)|"
                     r"(s?c|d|g|pr)of{1,2}er(s|ed|ing)?|brandy|brandish(es|ed|ing)?|capric(e|es|ious|iously)|apricots?|"
                     r"prick(s|ed|ing|ly|le|les)?|needles?|kneed|dontneed")
# `OfferView`, `offer_view` and `OFFER_VIEW` are two words each; `offerview`, `OFFERs` and `BRANDid` one.
NAME = re.compile(r"[A-Za-z]+")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def marketing_in(text):
    for name in NAME.findall(text):
        parts = [part for part in PART.findall(name) if MARKETING.search(part.lower())]
        if not parts and re.search("[A-Z]{2}", name) and MARKETING.search(name.lower()):
            parts = [name]
        yield from (part for part in parts if not ENGLISH.fullmatch(part.lower()))


def problems(root):
    for path in project_files(root, suffixes=SOURCES, folders=(FOLDER,)):
        for word in marketing_in(path.as_posix()):
            yield f"{path}: '{word}' is a word of marketing, which the engine knows nothing of."
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            for word in marketing_in(line):
                yield f"{path}:{number}: '{word}' is a word of marketing, which the engine knows nothing of."


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
