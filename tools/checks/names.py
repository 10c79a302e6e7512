#!/usr/bin/env python3
"""Things are known by their place: no code compares what they are called, and none takes addresses apart.

Brands, firms, needs, offers and segments of several tables, markets or worlds are joined by the keys of labels
(engine/measures/labels.h). Only those who read what a person has written, or say what things are called, look at names.
"""

import re
import sys

from sources import LAYERS, code_only, line_of, project_files, report, root_argument

# Who may compare names, and why.
READERS = {
    "experiments/compare/focus.cpp": "--focus is a name that a user types",
    "experiments/compare/goal.cpp": "--precision is a name that a user types",
    "experiments/record/names.cpp": "says what rows call things",
    "experiments/outcomes/directory.cpp": "says what things are called, and which newcomers are one",
    "experiments/fit": "data of a user, with the names of its file",
    "experiments/validation": "data of others, with the names of their files",
}
JUDGED = ("experiments",)
THINGS = "needs?|firms?|brands?|offers?|segments?"
COLUMN = re.compile(r'get<(?:std::string|Text)>\("(?:need|firm|brand|offer|segment|other|from|to|before|\w+_brand)"\)'
                    r"\s*\[[^\]]*\]\s*[=!]=")
NAMED = re.compile(rf"\b(?:{THINGS})\b(?:\([^)]*\))?(?:\[[^\]]*\])*(?:\.|->)name\b(?:\(\))?\s*[=!]=(?!=)")
NAMED_RIGHT = re.compile(rf"[=!]=\s*[\w.>\-\[\]()*]*\b(?:{THINGS})\b(?:\[[^\]]*\])*(?:\.|->)name\b")
MEMBER = re.compile(r"&(?:Need|Firm|Brand|Offer|Segment)Spec::name\b")
# `a & b - c` has a blank before the ampersand's operand or something in front of it.
APART = re.compile(r"(?<![\w)\]&] )(?<![\w)\]&])&[A-Za-z_][\w.\[\]]*(?:->[\w.\[\]]+)*\s-\s(?:&\s*)?[A-Za-z_][\w.]*(?:\.data\(\)|\b)")


def may_read(path):
    return any(path == reader or path.startswith(reader + "/") for reader in READERS)


def problems(root):
    for path in project_files(root, folders=LAYERS):
        raw = (root / path).read_text(encoding="utf-8", errors="replace")
        code = code_only(raw)
        for match in APART.finditer(code):
            yield f"{path}:{line_of(code, match.start())}: a difference of addresses: carry the position along."
        if path.parts[0] not in JUDGED or may_read(path.as_posix()):
            continue
        without_comments = re.sub(r"//[^\n]*", "", raw)
        for pattern, text in ((COLUMN, without_comments), (NAMED, code), (NAMED_RIGHT, code), (MEMBER, code)):
            for match in pattern.finditer(text):
                yield (f"{path}:{line_of(text, match.start())}: recognises a thing by what it is called: "
                       "join by the key of its label.")


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
