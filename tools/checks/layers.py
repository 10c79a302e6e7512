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
    (r"valijson/", ["scenarios/words/validate.cpp"]),
    # Reading this header takes more than a second: no header of ours passes it on.
    (r"nlohmann/", ["scenarios/text/json_library.h", "output/hdf5_frame.cpp", "output/json.cpp", "output/report_data.cpp"]),
    (r"csv\.h$", ["scenarios/"]),
    (r"nlopt", ["experiments/fit/"]),
    (r"random$", []),  # the distributions of std:: differ between libraries
    (r"(thread|mutex|shared_mutex|condition_variable|future|barrier|latch|semaphore)$",
     ["engine/schedule/", "output/", "experiments/", "app/", "studio/"]),
    (r"(fstream|filesystem)$", ["scenarios/", "output/", "experiments/", "app/", "studio/"]),
]
# Our own headers that hold such a library open: sources may include them, headers not.
FOR_SOURCES = {"scenarios/text/json_library.h"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<own>[^"]+)"|<(?P<library>[^>]+)>)', re.MULTILINE)


def own_problem(path, name):
    folder = path.parts[0]
    if "/" not in name:
        return "write the path from the project's root"
    layer = name.split("/")[0]
    if layer not in MAY_INCLUDE[folder]:
        return f"{folder} may include only {', '.join(sorted(MAY_INCLUDE[folder]))}"
    if name in FOR_SOURCES and path.suffix == ".h":
        return "only sources may use it"
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
            problem = own_problem(path, own) if own else library_problem(path.as_posix(), library)
            if problem:
                yield f"{path}:{line_of(text, match.start())}: includes {own or library}: {problem}."


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
