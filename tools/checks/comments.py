#!/usr/bin/env python3
"""Comments: at least 12 in 100 lines of each room, each a reason, a unit or a source.

Counted are lines that are a comment of two words or more and nothing else, and the last word of a sentence that such a
line begins. Whether a comment says something new only people can tell; a comment whose every word stands already in the
code below or beside it is found here, and code that is commented out. With --table the shares are told.
"""

import pathlib
import re
import sys

from sources import CPP, TOKEN, project_files, report, root_argument

SHARE = 0.12
# Tests say in their names what they are for.
ROOMS = ("engine", "models", "scenarios", "output", "experiments", "include", "face", "app", "bench")
# A room of fewer lines than this is judged with the folder above it.
FEWEST_LINES = 150
# Words that add nothing to a name.
FILLING = set("a an the of to for and or in on at by is are be as its it this that these those with from all each one "
              "returns return gets get sets set makes make does do given value values class struct function constructor "
              "destructor helper computes calculates stores holds contains here there simply just".split())
WORD = re.compile(r"[A-Za-z]+")
NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
OWN = re.compile(r"^\s*//[/!]?<?\s?(?P<text>.*)$")
BESIDE = re.compile(r"^(?P<code>[^\"]*?\S)\s*//[/!]?<?\s?(?P<text>[^\"]*)$")
RULER = r"[=\-*#/~+]{3,}"
BANNER = re.compile(rf"^\s*{RULER}(\s|$)|{RULER}\s*$|^[\s.]{{3,}}$")
LINT_MARK = re.compile(r"^\s*(NOLINT\w*(\([^)]*\))?|clang-format (on|off)|IWYU pragma.*|GCOV\w*|LCOV\w*|NOSONAR.*|fallthrough|-?W[\w-]+)\s*$")
FORMULA = re.compile(r"[=+*<>]|\d\s*(?:to|-|\.\.+|/)\s*\d|\d\s*%|\(\d{4}\)")
KEYWORD = (r"(?:return|if|else|for|while|do|switch|case|break|continue|const|constexpr|auto|static|using|struct|class|enum|template|"
           r"namespace|void|bool|int|double|float|delete|new|throw|co_return|typename|unsigned|std::[\w:<>]+)")
# A statement: it ends as one, holds a call, an assignment or a keyword, and no two words side by side as prose has them.
STATEMENT_END = re.compile(r"[;{}]\s*$")
STATEMENT = re.compile(rf"[\w>\])]\(|(?<![=!<>]) ?[-+*/|&]?= |->|\w::|\+\+|--|\w\[|^\s*{KEYWORD}\b|^\s*}}")
PROSE = re.compile(r"[A-Za-z]\w*\s+[A-Za-z]")


def as_lines(text):
    """C++ in which every comment that ends its line stands behind `//`, and strings hold no comments."""
    def rewritten(match):
        token = match.group()
        if token.startswith("//"):
            return token
        if not token.startswith("/*"):
            return token.replace("/", "|") if "//" in token or "/*" in token else token
        if text[match.end():].split("\n", 1)[0].strip():
            return token  # code goes on behind it
        lines = re.sub(r"\*/$", "", token[2:]).split("\n")
        return "\n".join("//" + re.sub(r"^\s*[*!]*", "", line) for line in lines)
    return TOKEN.sub(rewritten, text)


def says_something(line):
    """Whether a line is a comment of two words or more that no program is meant to read."""
    match = OWN.match(line)
    return bool(match) and len(WORD.findall(match["text"])) > 1 and not LINT_MARK.match(match["text"]) and not BANNER.search(match["text"])


def count_comments(text):
    lines = [""] + as_lines(text).split("\n")
    says = [says_something(line) for line in lines]
    last_words = sum(1 for number, line in enumerate(lines) if not says[number] and says[number - 1] and
                     re.search(r"[^.]$", lines[number - 1]) and re.fullmatch(r"\s*///?\s*\(?[A-Za-z`]\S*[.:;]\s*", line))
    return sum(says) + last_words


def is_code(text):
    """Whether a line of a comment is a statement, roughly."""
    if re.match(r"\s*#\s*(include|if|ifdef|ifndef|define|endif)\b", text):
        return True
    text = re.sub(r'"[^"]*"', '""', text)
    words = re.sub(rf"^\s*(?:{KEYWORD}\s+)*(?:[\w:<>]+[&*]?\s+[&*]?(?=\w+\s*[=;({{]))?|\b{KEYWORD}\s", "", text)
    return bool(STATEMENT_END.search(text)) and bool(STATEMENT.search(text)) and not PROSE.search(words)


def stem(word):
    """A word without what grammar adds to it, roughly."""
    word = word.lower()
    for ending in ("ies", "es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[:-len(ending)]
    return word


def says_only(text, code):
    """Whether every word of a comment that is not mere filling stands in the code's names."""
    words = {stem(word) for word in WORD.findall(text) if word.lower() not in FILLING}
    known = {stem(part) for name in re.findall(r"\w+", code) for part in NAME_PART.findall(name)}
    all_words = WORD.findall(text)
    return bool(all_words or not re.search(r"\d", text)) and bool(text.strip()) and not FORMULA.search(text) and words <= known


def blocks(lines):
    """(first line, text, code below) of each run of comment lines; the code up to its bracket or semicolon."""
    number = 0
    while number < len(lines):
        if not OWN.match(lines[number]):
            number += 1
            continue
        first, text = number, []
        while number < len(lines) and (match := OWN.match(lines[number])):
            text.append(match["text"])
            number += 1
        code = []
        for line in lines[number:number + 4]:
            code.append(line)
            if re.search(r"[;{}]\s*$", line):
                break
        yield first + 1, text, " ".join(code)


def problems_of(path, text):
    lines = as_lines(text).split("\n")
    for number, line in enumerate(lines, 1):
        match = OWN.match(line) or re.match(r"^.*?\S\s+//[/!]?<?\s?(?P<text>[^\"]*)$", line)
        if match and is_code(match["text"]):
            yield f"{path}:{number}: code that is commented out: leave it to the history."
    for first, comment, code in blocks(lines):
        if any(BANNER.search(line) for line in comment):
            yield f"{path}:{first}: a banner; a comment gives a reason, a unit or a source."
        elif re.match(r"\s*[@\\](param|brief|return|returns)\b", " ".join(comment)):
            yield f"{path}:{first}: a tag line; say it in a sentence."
        elif code.strip() and says_only(" ".join(comment), code):
            yield f"{path}:{first}: says what the code says ({' '.join(comment).strip()}): give a reason, a unit or a source."
    for number, line in enumerate(lines, 1):
        if not OWN.match(line) and (match := BESIDE.match(line)) and says_only(match["text"], match["code"]):
            yield f"{path}:{number}: says what the code says ({match['text'].strip()}): give a reason, a unit or a source."


def room_of(path, sizes):
    # What the face promises stands in its headers, and its sources only pass it on.
    folder = pathlib.Path("face") if path.parts[0] == "include" else path.parent
    while len(folder.parts) > 1 and sizes.get(folder, 0) < FEWEST_LINES:
        folder = folder.parent
    return folder


def shares(root):
    """Room -> (comment lines, lines)."""
    texts = {path: (root / path).read_text(encoding="utf-8", errors="replace")
             for path in project_files(root, CPP, ROOMS)}
    sizes = {}
    for path, text in texts.items():
        sizes[path.parent] = sizes.get(path.parent, 0) + text.count("\n")
    rooms = {}
    for path, text in texts.items():
        comments, lines = rooms.get(room_of(path, sizes), (0, 0))
        rooms[room_of(path, sizes)] = comments + count_comments(text), lines + text.count("\n")
    return rooms


def problems(root):
    for room, (comments, lines) in sorted(shares(root).items()):
        if comments < SHARE * lines and lines >= FEWEST_LINES:
            yield f"{room}: {comments} comment lines of {lines}, {comments / lines:.1%}: at least {100 * SHARE:.3g} %."
    for path in project_files(root, CPP, ROOMS):
        yield from problems_of(path, (root / path).read_text(encoding="utf-8", errors="replace"))


if __name__ == "__main__":
    if "--table" in sys.argv:
        sys.argv.remove("--table")
        for room, (comments, lines) in sorted(shares(root_argument()).items()):
            print(f"{room!s:36} {comments:5} of {lines:6} lines {comments / lines:6.1%}"
                  f"  missing {max(0, int((SHARE * lines - comments) / (1 - SHARE)) + 1) if comments < SHARE * lines else 0}")
    sys.exit(report(list(problems(root_argument()))))
