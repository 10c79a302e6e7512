#!/usr/bin/env python3
"""No behaviour is known by name outside the header that declares it.

What only some behaviours do is asked of them by virtual functions, or taken from what they declare; so one that is
added, renamed or left out changes nothing elsewhere. Refused is a string that equals a registered name. Registered are
the names of declarations in models/customers. Tests may name what they are about.

Nor is a header of a behaviour included elsewhere, or a behaviour's name compared with that of a state which is called
as it is (models/customers/states.h).

A fit that writes a scenario takes the names from the declarations too: there a longer string is refused that has one
where a scenario names a behaviour.

Many names are words of scenarios, columns of tables or units as well. Where they stand as such is listed below; a
behaviour that is looked up by name is found there too.
"""

import re
import sys

from sources import code_only, line_of, project_files, report, root_argument

DECLARED_IN = "models/customers/"
DECLARATION = re.compile(r'\bDeclaration declaration\s*(?:=\s*[^;{]*)?\{\s*\.name = "(?P<name>\w+)"')
FOLDERS = ("engine", "models", "scenarios", "output", "experiments", "include", "face", "app", "studio", "examples")
# The one place for names of states that more than their owner reads; behaviours are often called by what they keep.
STATES = "models/customers/states.h"
# Word -> where it stands for something else than the behaviour.
ALSO = {
    "attributes": ("scenarios/", "experiments/fit/", "models/market/terms.cpp", "models/market/levers.cpp", "models/market/costs.h"),  # of offers
    "consideration": ("models/kinds.cpp",),
    "diary": ("scenarios/",),  # the record
    "experience": ("models/kinds.cpp",),
    "friends": (),
    "habit": ("experiments/fit/", "experiments/validation/"),  # an option of fits
    "onboarding": ("scenarios/", "models/market/terms.cpp", "models/market/levers.cpp", "models/market/costs.h"),  # of firms
    "points": ("scenarios/changes/", "scenarios/claims/", "experiments/"),  # a unit
    "price": ("scenarios/", "experiments/", "models/customers/occasions/contract.cpp",
              "models/market/terms.cpp", "models/market/levers.cpp", "models/market/costs.h"),  # of offers; a reason to leave
    "reach": ("scenarios/", "models/market/terms.cpp", "models/market/levers.cpp", "models/market/costs.h"),  # of offers
    "reliability": ("scenarios/", "models/market/terms.cpp", "models/market/levers.cpp", "models/market/costs.h"),  # of offers
    "repeat": ("experiments/",),  # a column of panels
    "reviews": ("experiments/validation/ladder.cpp",),  # a rung
    "satisfaction": ("experiments/record/", "experiments/tell/", "models/customers/occasions/contract.cpp"),  # surveyed
    "service": ("scenarios/",),  # of firms
    "status": ("experiments/validation/",),  # a column of data
    "trust": ("experiments/tell/summary_people.cpp",),  # a label
}
STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\\\s]{0,16})\((?P<raw>.*?)\)(?P=mark)"|"(?P<text>(?:\\.|[^"\\\n])*)"', re.DOTALL)
UNIT = re.compile(r"\.unit = $")
# Words of firms, brands and offers that a behaviour declares to read: many behaviours are called by the word they read.
READS = re.compile(r"\.reads = \{[^{}]*$")
# {"name", "unit", 1.0, ...: a parameter of a behaviour, and where its position is asked for.
PARAMETER = re.compile(r'\{\s*("\w+",\s*)?$'), re.compile(r'^,\s*("[^"\n]*",\s*)?-?[\d.]')
POSITION = re.compile(r"\b(index|at)\($")
LOOKED_UP = re.compile(r"\b(find_setting|find_behaviour|is_on|acts|named|column_of|counted)\([^()\[\]]*$|"
                       r"\b(read|may_read|recall|is)\($|\bname\)?\s*[=!]=\s*(?:std::string(?:_view)?[({])?$|\bname\.compare\($|\[\"behaviour\"\]\[$|\binstead_of = $")
COMPARED = re.compile(r"^s?v?[)}]?\s*[=!]=\s*[\w.:>()\[\]*-]*\bname\b")
# "behaviour.habit" and ".habit" are ways to a behaviour.
WAY = re.compile(r"(?P<sure>\bbehaviour|^)\.(?P<name>\w+)")
# What users read as an example.
EXAMPLES = ("scenarios/words/words_uncertainty.cpp",)

# Who may include the headers of behaviours: their list, each other, and fits, whose markets are made of them.
INCLUDING = (DECLARED_IN, "models/behaviours.cpp", "experiments/fit/")
OF_A_KIND = re.compile(r'^[ \t]*#[ \t]*include\b[^\n]*["<](?P<header>models/customers/\w+/[^">\n]+)', re.MULTILINE)
# Where the name of a column is compared, and not of a behaviour.
COLUMNS = ("experiments/record/tables/funnel.cpp",)
STATE = re.compile(r'\b(?P<name>\w+) = "(?P<value>\w+)"')
NAMED_STATE = re.compile(r"\b(?:states|counts)::(?P<name>\w+)\b(?!::)")
ASKED_FOR = re.compile(r"[=!]=\s*(?:\w+::)*$|\b(?:find_setting|find_behaviour|is_on|acts|named)\([^()\[\]]*$|\[\"behaviour\"\]\[(?:\w+::)*$")

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
    if LOOKED_UP.search(before) or COMPARED.search(after):
        return False
    if UNIT.search(before) or path.startswith(ALSO.get(name, ()) or ("no place",)):
        return True
    in_behaviour = path.startswith(DECLARED_IN)
    return in_behaviour and bool(READS.search(before) or POSITION.search(before) or
                                 PARAMETER[0].search(before) and PARAMETER[1].search(after))


def states_called_as(names, root):
    """Constants of states.h whose text is the name of a behaviour too: constant -> that name."""
    path = root / STATES
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return {match["name"]: match["value"] for match in STATE.finditer(text) if match["value"] in names}


def by_other_ways(path, text, states):
    """Behaviours that are known without a string: by their header, or by a state that is called as they are."""
    if path.startswith(INCLUDING):
        return
    for match in OF_A_KIND.finditer(text):
        yield f"{path}:{line_of(text, match.start('header'))}: includes {match['header']}: only {', '.join(INCLUDING)} know behaviours by type."
    code = code_only(text)
    for match in NAMED_STATE.finditer(code):
        asked = ASKED_FOR.search(code[:match.start()][-200:]) or re.match(r"\s*[=!]=", code[match.end():])
        if match["name"] in states and asked and path not in COLUMNS:
            yield (f"{path}:{line_of(code, match.start())}: looks for the behaviour '{states[match['name']]}' by a state that is called "
                   "as it is: ask behaviours for what they do.")


def problems(root):
    names = declared(root)
    states = states_called_as(names, root)
    for path in project_files(root, folders=FOLDERS):
        here = path.as_posix()
        if here == STATES:
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        yield from by_other_ways(here, text, states)
        for match in STRING.finditer(text):
            if here.startswith(WRITING) and not match.group().startswith("/"):
                for written in WRITTEN.finditer(match.group()):
                    if (name := written["kind"] or written["key"]) in names:
                        yield (f"{here}:{line_of(text, match.start() + written.start())}: writes '{name}' into a scenario: "
                               "take the name that the behaviour declares.")
            name = match["raw"] if match["raw"] is not None else match["text"] or ""
            way = WAY.search(name)
            excused = EXAMPLES if way and way["sure"] else ALSO.get(way["name"], ()) if way else ()
            if way and way["name"] in names and not here.startswith(excused or ("no place",)):
                yield f"{here}:{line_of(text, match.start())}: \"{name}\" leads to a behaviour: use the name that it declares."
            owner = names.get(name)
            if owner is None or owner.rsplit(".", 1)[0] == here.rsplit(".", 1)[0]:
                continue
            if not is_something_else(name, here, text[:match.start()][-200:], text[match.end():][:80]):
                yield (f"{here}:{line_of(text, match.start())}: \"{name}\" is a behaviour, known by name in {owner} alone: "
                       "ask behaviours for what they do, or use the name that it declares.")


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
