#!/usr/bin/env python3
"""Things are known by their place: no code compares what they are called, and none takes addresses apart.

Brands, firms, needs, offers and segments of several tables, markets or worlds are joined by the keys of labels
(engine/measures/labels.h). Only those who read what a person has written, or say what things are called, look at names.

Found are names where they are compared, and where a variable of the same block was given one: `called = brand.name`,
then `called == other`. A name that goes through a function, a container or a member is not followed.
"""

import re
import sys

from sources import LAYERS, code_only, line_of, project_files, report, root_argument

# Who may compare names, and why.
READERS = {
    "experiments/compare/focus.cpp": "--focus is a name that a user types",
    "experiments/outcomes/spoken.cpp": "--precision and claims name outcomes as users type them",
    "experiments/record/names.cpp": "says what rows call things",
    "experiments/record/twin_stories.cpp": "says what was bought: an offer called as its brand is not said twice",
    "experiments/tell/answer_certainty.cpp": "writes the path that a user would type, which is made of names",
    "experiments/outcomes/directory.cpp": "says what things are called, and which newcomers are one",
    "experiments/tell/missing_costs.cpp": "writes the path that a user would type, which is made of names",
    "experiments/tell/journey.cpp": "rows of one followed customer in one world, told in words: what is called alike reads alike",
    "experiments/fit": "data of a user, with the names of its file",
    "experiments/validation": "data of others, with the names of their files",
}
JUDGED = ("experiments/", "models/observe/", "output/", "app/")
THINGS = "needs?|firms?|brands?|offers?|segments?"
COLUMNS = r"(?:need|firm|brand|offer|segment|other|from|to|before|\w+_brand)"
EQUALS = r"\s*(?:[=!]=(?!=)|\.compare\()"
# What has a name in it: a column of names, a cell of one, the name of a spec, the text of a label.
COLUMN = rf'get<(?:std::string|Text)>\("{COLUMNS}"\)'
CELL = rf'\btext\([^()"]*"{COLUMNS}"[^()]*\)'
NAME = rf"\b(?:{THINGS})\b(?:\([^)]*\))?(?:\[[^\]]*\])*(?:\.|->)name\b(?:\(\))?"
# A label without a key has nothing but its text: such texts are words of ours, and said to be constants here.
WORDS_OF_OURS = r"(?:no_purchase)\b"
TEXT = r"[\w)\]](?:\.|->)text\b"
COMPARED = [
    rf"{COLUMN}\s*\[[^\]]*\]{EQUALS}",
    rf"{CELL}{EQUALS}", rf"[=!]=\s*{CELL}",
    rf"{NAME}{EQUALS}", rf"[=!]=\s*[\w.>\-\[\]()*]*{NAME}",
    rf"{TEXT}{EQUALS}(?!\s*{WORDS_OF_OURS})", rf"(?<!\w)(?!{WORDS_OF_OURS})[\w.>()\[\]-]+\s*[=!]=\s*[\w.>()\[\]-]*{TEXT}",
    r"&(?:Need|Firm|Brand|Offer|Segment)Spec::name\b|&Label::text\b",
]
COMPARED = [re.compile(pattern) for pattern in COMPARED]
# `const auto& called = brand.name;` and `brands = table.get<std::string>("brand");`
TAKEN = re.compile(rf"[&>\w]\s*&?\b(?P<called>\w+)\s*(?:=\s*|\{{|\()[\w.>()\[\]*-]*?(?:(?P<column>{COLUMN}(?!\s*\[))|{COLUMN}\s*\[[^\]]*\]|{CELL}|{NAME}|"
                   rf"{TEXT})\s*[;,)}}]")
ADDRESS = r"&\s*[A-Za-z_][\w.\[\]]*(?:->[\w.\[\]]+)*"
DATA = r"[A-Za-z_][\w.\[\]]*(?:->[\w.\[\]]+)*\.data\(\)"
# `a & b - c` has something in front of its ampersand. What std::from_chars says is where a text has been read to.
APART = re.compile(rf"(?<![\w)\]&] )(?<![\w)\]&]){ADDRESS}\s*-\s*(?:&\s*)?[A-Za-z_]|[\w)\]]\s*-\s*&\s*[A-Za-z_]|"
                   rf"(?<!\.ptr)(?<=[\w)\]])\s*-\s*{DATA}|\bstd::distance\(\s*(?:{ADDRESS}|{DATA})|\bstd::addressof\b")


def may_read(path):
    return any(path == reader or path.startswith(reader + "/") for reader in READERS)


def end_of_block(code, position):
    """Where the block ends that a position is in."""
    depth = 0
    for match in re.finditer(r"[{}]", code[position:]):
        depth += 1 if match.group() == "{" else -1
        if depth < 0:
            return position + match.start()
    return len(code)


def comparisons(text, code):
    """Where names are compared. `text` has the strings that `code` has blanked."""
    for pattern in COMPARED:
        yield from (match.start() for match in pattern.finditer(text) if code[match.start()] != " ")
    for taken in TAKEN.finditer(text):
        called = rf"(?<![\w.>]){taken['called']}\b" + (r"\[[^\]]*\]" if taken["column"] else r"(?!\s*[.\[(](?!compare))")
        use = re.compile(rf"{called}{EQUALS}|[=!]=\s*{called}")
        yield from (match.start() for match in use.finditer(code, taken.end(), end_of_block(code, taken.end())))


def problems(root):
    for path in project_files(root, folders=LAYERS):
        raw = (root / path).read_text(encoding="utf-8", errors="replace")
        code = code_only(raw)
        for match in APART.finditer(code):
            yield f"{path}:{line_of(code, match.start())}: a difference of addresses: carry the position along."
        if not path.as_posix().startswith(JUDGED) or may_read(path.as_posix()):
            continue
        text = re.sub(r"//[^\n]*", lambda match: " " * len(match.group()), raw)
        for line in sorted({line_of(text, position) for position in comparisons(text, code)}):
            yield f"{path}:{line}: recognises a thing by what it is called: join by the key of its label."


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
