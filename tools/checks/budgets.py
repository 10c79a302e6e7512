#!/usr/bin/env python3
"""Budgets of the house: no file above 500 lines, no function above 60, none with more than 7 parameters.

Functions are found by braces and parentheses, without a C++ parser: lambdas inside functions count with their function.
"""

import re
import sys

from sources import code_only, line_of, project_files, report, root_argument

FILE_LINES = 500
FUNCTION_LINES = 60
PARAMETERS = 7
NOT_NAMES = {"noexcept", "decltype", "alignas", "requires", "__attribute__", "explicit", "if", "for", "while", "switch",
             "catch", "return", "sizeof", "static_assert"}
LABELS = re.compile(r"^\s*((public|private|protected)\s*:\s*)*")
NAME_AND_BRACKET = re.compile(r"([\w>\]=+\-*/<!&|^~%]+)\s*\(")


def without_preprocessor(text):
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.MULTILINE)


def matching(text, start):
    """The position after the bracket that closes the one at start."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    close, depth = pairs[text[start]], 0
    for position in range(start, len(text)):
        if text[position] == text[start]:
            depth += 1
        elif text[position] == close:
            depth -= 1
            if depth == 0:
                return position + 1
    return len(text)


def without_template(head):
    """A declaration without its leading `template <...>`."""
    head = head.lstrip()
    while head.startswith("template"):
        depth = 0
        for position, character in enumerate(head):
            depth += (character == "<") - (character == ">")
            if character == ">" and depth == 0:
                head = head[position + 1:].lstrip()
                break
        else:
            return head
    return head


def without_braces(head):
    """A declaration without initial values in braces."""
    while (start := head.find("{")) >= 0:
        head = head[:start] + " " + head[matching(head, start):]
    return head


def parameter_list(head):
    """The text between the parentheses of a function's parameters, or None when head declares no function."""
    head = without_template(re.sub(LABELS, "", without_braces(head)))
    head = re.sub(r"\boperator\s*\(\s*\)", "call_operator", head)
    if re.match(r"(namespace|class|struct|union|enum|extern|using|typedef|friend class)\b", head):
        return None
    position = 0
    while match := NAME_AND_BRACKET.search(head, position):
        position = matching(head, match.end() - 1)
        inside = head[match.end():position - 1]
        if match[1] in NOT_NAMES:
            continue
        is_lambda = match[1].endswith("]")
        if not is_lambda and "operator" not in head and "=" in head[:match.start(1)]:
            return None  # the initial value of a variable
        return inside
    return None


def count_parameters(inside):
    depth, commas = 0, 0
    for character in inside.replace("->", ""):
        depth += (character in "(<[{") - (character in ")>]}")
        commas += character == "," and depth == 0
    return commas + 1 if inside.strip() not in ("", "void") else 0


def functions(text):
    """(first line, last line, parameters) of each function defined or declared at namespace or class scope."""
    start = position = 0
    while position < len(text):
        character = text[position]
        if character == "(":
            position = matching(text, position)
            continue
        if character == ";":
            yield from described(text, start, position, position)
            start = position + 1
        elif character == "}":
            start = position + 1
        elif character == "{":
            head = text[start:position]
            if parameter_list(head) is None:
                if "=" in head or re.search(r"[\w>]\s*$", head) and not re.search(
                        r"\b(namespace|class|struct|union|enum|extern)\b", without_template(head)):
                    position = matching(text, position)  # an initialiser, not a scope
                    continue
                start = position + 1
            elif is_member_initialiser(head):
                position = matching(text, position)
                continue
            else:
                end = matching(text, position)
                yield from described(text, start, position, end - 1)
                start = position = end
                continue
        position += 1


def is_member_initialiser(head):
    """`X() : a_{1}` up to the brace of a_: the function's body is still to come."""
    return re.search(r"\)\s*(noexcept\s*)?:(?!:)", head) is not None and re.search(r"[\w>]\s*$", head) is not None


def described(text, start, brace, end):
    inside = parameter_list(text[start:brace])
    if inside is not None:
        yield line_of(text, start + LABELS.match(text[start:brace]).end()), line_of(text, end), count_parameters(inside)


def problems_of(path, text):
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield f"{path}: {lines} lines, at most {FILE_LINES}: split it by meaning."
    if path.suffix not in (".h", ".cpp"):
        return
    for first, last, parameters in functions(without_preprocessor(code_only(text))):
        if last - first + 1 > FUNCTION_LINES:
            yield f"{path}:{first}: a function of {last - first + 1} lines, at most {FUNCTION_LINES}."
        if parameters > PARAMETERS:
            yield f"{path}:{first}: {parameters} parameters, at most {PARAMETERS}: make a struct."


def problems(root):
    for path in project_files(root, suffixes=(".h", ".cpp", ".py", ".sh", ".cmake", ".ts", ".mjs", ".css", ".html")):
        yield from problems_of(path, (root / path).read_text(encoding="utf-8", errors="replace"))


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
