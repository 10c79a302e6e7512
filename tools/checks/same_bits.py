#!/usr/bin/env python3
"""Nothing in engine and models calls a function whose bits depend on the processor, the C library or the std:: library.

With further arguments (static libraries) it also looks at what the compiled code asks of the C library, so that a
call hidden in a header, such as those of Boost, is found.
"""

import re
import subprocess
import sys

from sources import code_only, line_of, project_files, report, root_argument

# sqrt, floor, ceil, abs, fmin and the like are exact everywhere and stay allowed. fma differs from a*b+c on purpose.
NAMES = ("exp exp2 exp10 expm1 log log2 log10 log1p pow cbrt hypot sin cos tan asin acos atan atan2 sinh cosh tanh asinh "
         "acosh atanh erf erfc lgamma tgamma beta expint riemann_zeta fma").split()
# Names of the field, such as beta, are only looked for behind std::.
CALL = re.compile(r"(?<![\w:.>])(?:::\s*)?(?:__builtin_)?(?P<name>" +
                  "|".join(name for name in NAMES if name not in ("beta", "expint")) + r")[fl]?\s*\(")
SCOPED = re.compile(r"\bstd\s*::\s*(?:" + "|".join(NAMES) + r")[fl]?\b")
STD_DISTRIBUTION = re.compile(r"\bstd\s*::\s*\w+_distribution\b")
FAST_MATH = re.compile(r"fast-math|fp-contract=(?:fast|on)|march=native|optimize\s*\(\s*\"[^\"]*fast")
SYMBOL = re.compile(r"^\s+U ((?:" + "|".join(NAMES) + r")[fl]?|__\w+_finite|_ZGV\w+)(?:@.*)?$", re.MULTILINE)


def source_problems(root):
    for path in project_files(root, folders=("engine", "models")):
        if path.as_posix().startswith("engine/math/"):
            continue
        text = code_only((root / path).read_text(encoding="utf-8", errors="replace"))
        found = [(match.start("name"), match["name"]) for match in CALL.finditer(text)]
        found += [(match.start(), match.group()) for match in SCOPED.finditer(text)]
        for position, name in sorted(found):
            yield f"{path}:{line_of(text, position)}: calls {name}: use engine/math, which has the same bits everywhere."
        for match in STD_DISTRIBUTION.finditer(text):
            yield f"{path}:{line_of(text, match.start())}: {match.group()} differs between libraries: use engine/random."


def flag_problems(root):
    for path in project_files(root, suffixes=(".txt", ".cmake", ".json", ".h", ".cpp")):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        text = re.sub(r"(#|//)[^\n]*", "", text)
        for match in FAST_MATH.finditer(text):
            if path.parts[0] != "tests":
                yield f"{path}:{line_of(text, match.start())}: {match.group()} changes bits between machines."


def symbol_problems(library):
    symbols = subprocess.run(["nm", "-u", library], capture_output=True, text=True, check=True).stdout
    for name in sorted(set(SYMBOL.findall(symbols))):
        yield f"{library}: asks the C library for {name}: use engine/math, which has the same bits everywhere."


if __name__ == "__main__":
    root = root_argument()
    found = list(source_problems(root)) + list(flag_problems(root))
    for library in sys.argv[2:]:
        found += symbol_problems(library)
    sys.exit(report(found))
