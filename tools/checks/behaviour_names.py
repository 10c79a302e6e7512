#!/usr/bin/env python3
"""No behaviour is known by name outside the header that declares it.

What only some behaviours do is asked of them by virtual functions, or taken from what they declare; so one that is
added, renamed or left out changes nothing elsewhere. Refused is a string that equals a registered name. Registered are
the names of declarations in models/customers. Tests may name what they are about.

A fit that writes a scenario takes the names from the declarations too: there a longer string is refused that has one
where a scenario names a behaviour.

Many names are words of scenarios, columns of tables or units as well. Where they stand as such is listed below; a
behaviour that is looked up by name is found there too.
"""

import re
import sys

from sources import line_of, project_files, report, root_argument

DECLARED_IN = "models/customers/"
DECLARATION = re.compile(r'\bDeclaration declaration\s*(?:=\s*[^;{]*)?\{\s*\.name = "(?P<name>\w+)"')
FOLDERS = ("engine", "models", "scenarios", "output", "experiments", "app", "studio")
# The one place for names of states that more than their owner reads; behaviours are often called by what they keep.
STATES = "models/customers/states.h"
# Word -> where it stands for something else than the behaviour.
ALSO = {
    "attributes": ("scenarios/", "experiments/fit/"),  # of offers
    "consideration": ("models/kinds.cpp",),
    "diary": ("scenarios/",),  # the record
    "experience": ("models/kinds.cpp",),
    "friends": (),
    "habit": ("experiments/fit/", "experiments/validation/"),  # an option of fits
    "onboarding": ("scenarios/",),  # of firms
    "points": ("scenarios/changes/", "experiments/"),  # a unit
    "price": ("scenarios/", "experiments/", "models/customers/occasions/contract.cpp"),  # of offers; a reason to leave
    "reach": ("scenarios/",),  # of offers
    "reliability": ("scenarios/",),  # of offers
    "repeat": ("experiments/",),  # a column of panels
    "reviews": ("experiments/validation/ladder.cpp",),  # a rung
    "satisfaction": ("experiments/record/", "experiments/tell/", "models/customers/occasions/contract.cpp"),  # surveyed
    "service": ("scenarios/",),  # of firms
    "status": ("experiments/validation/",),  # a column of data
    "trust": ("experiments/tell/summary_people.cpp",),  # a label
}
STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"|"(?P<text>(?:\\.|[^"\\\n])*)"', re.DOTALL)
UNIT = re.compile(r"\.unit = $")
# {"name", "unit", 1.0, ...: a parameter of a behaviour, and where its position is asked for.
PARAMETER = re.compile(r'\{\s*("\w+",\s*)?$'), re.compile(r'^,\s*("[^"\n]*",\s*)?-?[\d.]')
POSITION = re.compile(r"\b(index|at)\($")
LOOKED_UP = re.compile(r"\b(find_setting|find_behaviour|is_on|acts|named|column_of|counted)\([^()\[\]]*$|"
                       r"\b(read|may_read|recall|is)\($|\bname\)?\s*[=!]=\s*$|\[\"behaviour\"\]\[$|\binstead_of = $")


WRITING = "experiments/fit/"
WRITTEN = re.compile(r"\b(?:kind: |occasions: )(?P<kind>\w+)|\b(?P<key>\w+): (?:off|on|none\b|\{\{[a-z])")


def declared(root):
    """Registered name -> the file that declares it."""
    names = {}
    for path in project_files(root, folders=("models",)):
        if path.as_posix().startswith(DECLARED_IN):
            for match in DECLARATION.finditer((root / path).read_text(encoding="utf-8", errors="replace")):
                names[match["name"]] = path.as_posix()
    return names


def is_something_else(name, path, before, after):
    if LOOKED_UP.search(before):
        return False
    if UNIT.search(before) or path.startswith(ALSO.get(name, ()) or ("no place",)):
        return True
    in_behaviour = path.startswith(DECLARED_IN)
    return in_behaviour and bool(POSITION.search(before) or
                                 PARAMETER[0].search(before) and PARAMETER[1].search(after))


def problems(root):
    names = declared(root)
    for path in project_files(root, folders=FOLDERS):
        here = path.as_posix()
        if here == STATES:
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for match in STRING.finditer(text):
            if here.startswith(WRITING) and not match.group().startswith("/"):
                for written in WRITTEN.finditer(match.group()):
                    if (name := written["kind"] or written["key"]) in names:
                        yield (f"{here}:{line_of(text, match.start() + written.start())}: writes '{name}' into a scenario: "
                               "take the name that the behaviour declares.")
            name = match["text"]
            owner = names.get(name)
            if owner is None or owner.rsplit(".", 1)[0] == here.rsplit(".", 1)[0]:
                continue
            if not is_something_else(name, here, text[:match.start()][-200:], text[match.end():][:80]):
                yield (f"{here}:{line_of(text, match.start())}: \"{name}\" is a behaviour, known by name in {owner} alone: "
                       "ask behaviours for what they do, or use the name that it declares.")


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
