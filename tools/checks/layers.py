#!/usr/bin/env python3
"""Each layer includes only what stands below it, and each heavy library stays behind one door."""

import re
import sys

from sources import LAYERS, line_of, project_files, report, root_argument

MAY_INCLUDE = {
    "engine": {"engine"},
    "models": {"engine", "models"},
    "scenarios": {"engine", "models", "scenarios"},
    "output": {"engine", "output"},
    "experiments": {"engine", "models", "scenarios", "output", "experiments"},
    "studio": set(LAYERS) - {"app"},
    "app": set(LAYERS),
}
# Pattern of an include in angle brackets -> the folders that may use it.
DOORS = [
    (r"yaml-cpp/", ["scenarios/"]),
    (r"(hdf5|H5[A-Za-z]*)\.h$", ["output/"]),
    (r"CLI/", ["app/"]),
    (r"(tbb|oneapi)/", ["engine/schedule/"]),
    (r"boost/random", ["engine/random/", "engine/math/"]),
    (r"sleef", ["engine/math/"]),
    (r"valijson/", ["scenarios/"]),
    (r"csv\.h$", ["scenarios/"]),
    (r"nlopt", ["experiments/fit/"]),
    (r"random$", []),  # the distributions of std:: differ between libraries
    (r"(thread|mutex|shared_mutex|condition_variable|future|barrier|latch|semaphore)$",
     ["engine/schedule/", "output/", "experiments/", "app/", "studio/"]),
    (r"(fstream|filesystem)$", ["scenarios/", "output/", "experiments/", "app/", "studio/"]),
]
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<own>[^"]+)"|<(?P<library>[^>]+)>)', re.MULTILINE)


def own_problem(folder, name):
    if "/" not in name:
        return "write the path from the project's root"
    layer = name.split("/")[0]
    if layer not in MAY_INCLUDE[folder]:
        return f"{folder} may include only {', '.join(sorted(MAY_INCLUDE[folder]))}"
    return None


def library_problem(path, name):
    for pattern, folders in DOORS:
        if re.match(pattern, name) and not path.startswith(tuple(folders) or ("no folder",)):
            return f"only {' and '.join(folders) or 'no layer'} may use it"
    return None


def problems(root):
    for path in project_files(root, folders=LAYERS):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for match in INCLUDE.finditer(text):
            own, library = match["own"], match["library"]
            problem = own_problem(path.parts[0], own) if own else library_problem(path.as_posix(), library)
            if problem:
                yield f"{path}:{line_of(text, match.start())}: includes {own or library}: {problem}."


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
