#!/usr/bin/env python3
"""The C++ files shown in the Markdown pages compile: a page that has gone stale is worse than none."""

import re
import subprocess
import sys

from headers import compiler
from sources import line_of, project_files, report, root_argument

# Whole headers only; fragments show an idea and need their surroundings.
EXAMPLE = re.compile(r"^```cpp\n(#pragma once\n.*?)^```$", re.MULTILINE | re.DOTALL)


def problems(root):
    for path in project_files(root, suffixes=(".md",)):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for match in EXAMPLE.finditer(text):
            source = match[1].removeprefix("#pragma once\n")
            compiled = subprocess.run(compiler(root), input=source, capture_output=True, text=True)
            if compiled.returncode != 0:
                yield f"{path}:{line_of(text, match.start())}: the example does not compile:\n{compiled.stderr.strip()}"


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
