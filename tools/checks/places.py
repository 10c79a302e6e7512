#!/usr/bin/env python3
"""Everything stands where it is looked for: a test mirrors its source, a table of results is in the list of tables.

tests/X/Y_test.cpp is about X/Y.h or X/Y.cpp, in a namespace that is called as its file. Tests of what several sources
do together are listed below.
"""

import re
import sys

from sources import LAYERS, code_only, line_of, project_files, report, root_argument

# Test of no single source -> what it is about.
TOGETHER = {
    "engine/random/golden": "numbers of all kinds, as they have always been",
    "engine/random/traits": "draws and distributions, which make traits together",
    "engine/statistics": "the statistics of tests themselves",
    "experiments/check/shipped_drift": "the scenarios shipped",
    "experiments/check/shipped_talk": "what is said in the scenarios shipped",
    "experiments/run/library": "the scenarios shipped",
    "models/customers/emotional/feelings": "all feelings in one market",
    "models/customers/occasions/repeat_loss": "repeat buying of customers who leave, against its law",
    "models/customers/talk/talk": "all talk in one market",
    "models/life/checkpoint": "market, worlds and observers, saved and gone on with",
    "models/life/events": "epochs in a market",
    "models/life/invariance": "what may not show in results",
    "models/life/random": "markets at random",
    "models/life/reference": "the reference market",
    "models/life/worlds": "worlds beside each other",
    "output/python": "files as Python reads them",
    "output/text_formats": "csv and json, which hold the same",
    "scenarios/bad_inputs": "sentences of all readers",
    "scenarios/changes/periods": "prices with a period, from their text through every change",
    "scenarios/changes/variants": "variants and events, from their text to epochs",
    "scenarios/library": "the scenarios shipped",
    "scenarios/market/attribute_weights": "one word, read by several",
    "scenarios/market/people": "what scenarios say of customers, read by several",
    "scenarios/market/recorded_panels": "markets made of public data",
    "scenarios/text/extends": "one word, through document, files and reader",
    "scenarios/text/hostile_inputs": "what no reader may take",
    "scenarios/words/round_trip": "all words, written and read again",
    "scenarios/words/spoiled_words": "all words, each spoiled",
}
TABLES, LIST = "experiments/record/tables/", "experiments/record/tables.cpp"
IN_LIST = re.compile(r"\bMakeTable\*\s*(?:const\s+)?\w+\[\]\s*=\s*\{(?P<tables>[^}]*)\}")


def problems_of_test(root, path, sources):
    place = path.as_posix()[len("tests/"):-len("_test.cpp")]
    if place in TOGETHER and place in sources:
        yield f"{path}: is listed in tools/checks/places.py as a test of no single source, but {place} is there: take it out."
    if place not in TOGETHER and place not in sources:
        yield f"{path}: is about no source {place}.h or .cpp: put it beside its source's place, or list it in tools/checks/places.py."
    text = (root / path).read_text(encoding="utf-8", errors="replace")
    if not re.search(rf"^namespace [\w:]*\b{path.stem} \{{", text, re.MULTILINE):
        yield f"{path}: no namespace {path.stem}: tests of a layer are compiled together, each in a namespace called as its file."


def problems_of_tables(root):
    if not (root / LIST).is_file():
        return
    text = code_only((root / LIST).read_text(encoding="utf-8", errors="replace"))
    listed = {name: match.start() for match in IN_LIST.finditer(text) for name in re.findall(r"\w+", match["tables"])}
    there = set()
    for path in project_files(root, folders=("experiments",)):
        if path.as_posix().startswith(TABLES) and path.suffix == ".cpp":
            there |= {f"{path.stem}_table", f"{path.stem}_tables"}
            if not {f"{path.stem}_table", f"{path.stem}_tables"} & listed.keys():
                yield f"{path}: no {path.stem}_table in the lists of {LIST}: results would not have it."
    for name in sorted(listed.keys() - there):
        yield f"{LIST}:{line_of(text, listed[name])}: lists {name}, of which there is no file in {TABLES}."


def problems(root):
    sources = {path.with_suffix("").as_posix() for path in project_files(root, folders=LAYERS)}
    for path in project_files(root, folders=("tests",)):
        if path.parts[1] in LAYERS and path.name.endswith("_test.cpp"):
            yield from problems_of_test(root, path, sources)
    yield from problems_of_tables(root)


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
