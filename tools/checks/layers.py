#!/usr/bin/env python3
"""Each layer includes only what stands below it, rooms of a layer do not lean on each other in a circle, and each heavy
library stays behind one door."""

import pathlib
import re
import sys

from sources import INCLUDED, LAYERS, ROOMS, line_of, listed_rooms, project_files, report, root_argument, where

MAY_INCLUDE = {
    "engine": {"engine"},
    "models": {"engine", "models"},
    "scenarios": {"engine", "models", "scenarios"},
    "output": {"engine", "output"},
    "experiments": {"engine", "models", "scenarios", "output", "experiments"},
    "include": {"include"},
    "face": {"engine", "models", "scenarios", "output", "experiments", "include", "face"},
    # All that stands on the library knows its face alone.
    "studio": {"include", "studio"},
    "app": {"include", "app"},
    "examples": {"include"},
}
# Pattern of an include in angle brackets -> the folders that may use it.
DOORS = [
    # Our own layers stand in quotes, so that who uses them is seen; in angles the face alone, as others write it.
    (r"(engine|models|scenarios|output|experiments|face|app|studio)/", []),
    (r"clientele/", ["examples/", "tests/"]),
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
     ["engine/schedule/", "engine/measures/cell_memory.cpp", "output/", "experiments/", "face/", "app/", "studio/"]),
    (r"(fstream|filesystem)$", ["scenarios/", "output/", "experiments/", "include/", "face/", "app/", "studio/"]),
]
# Our own headers that hold such a library open: sources may include them, headers not.
FOR_SOURCES = {"scenarios/text/json_library.h"}
# Lists know all rooms, and their headers, which rooms use, know none: header and source are apart.
LISTS = {"models/behaviours", "scenarios/scenario"}
BLANKS = r"(?:[ \t]|/\*(?:[^*]|\*(?!/))*\*/|\\\n)*"
INCLUDE = re.compile(rf'^{BLANKS}#{BLANKS}include(?:_next)?\b{BLANKS}(?:"(?P<own>[^"]+)"|<(?P<library>[^>]+)>|(?P<other>\w+))', re.MULTILINE)


def own_problem(path, name):
    folder = path.parts[0]
    if "/" not in name:
        return "write the path from the project's root"
    layer = where(name).split("/")[0]
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


def room_of(path):
    """The folder below the layer; a header and its source beside the rooms are a room of their own, except of lists."""
    parts = pathlib.PurePosixPath(path).parts
    beside = str(pathlib.PurePosixPath(path).with_suffix(""))
    return "/".join(parts[:2]) if len(parts) != 2 or beside in LISTS else beside


def circles(leans):
    """Groups of rooms each of which reaches all others of its group. `leans`: room -> {other room: an include}."""
    def reached(start):
        seen, todo = set(), [start]
        while todo:
            for room in leans.get(todo.pop(), {}):
                if room not in seen:
                    seen.add(room)
                    todo.append(room)
        return seen
    reach = {room: reached(room) for room in leans}
    done = set()
    for room in sorted(leans):
        group = {other for other in reach[room] if room in reach.get(other, ())} | {room}
        if len(group) > 1 and not done & group:
            done |= group
            yield sorted(group)


def circle_problems(leans):
    for group in circles(leans):
        for room in group:
            for other, place in sorted(leans[room].items()):
                if other in group:
                    yield f"{place}: {room} leans on {other}, which leans on it in a circle: {', '.join(group)}."


def order_problems(root, leans):
    """Within a layer each room may use those before it in the list; files beside the rooms are in none."""
    listed = listed_rooms(root) or {}
    for room in sorted(leans):
        for other, place in sorted(leans[room].items()):
            pair = tuple(room.split("/")), tuple(other.split("/"))
            if pair[0][0] == pair[1][0] and all(key in listed for key in pair) and listed[pair[0]] <= listed[pair[1]]:
                yield f"{place}: {room} uses {other}, which does not stand before it in {ROOMS}."


def problems(root):
    leans = {}
    for path in project_files(root, INCLUDED, LAYERS):
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for match in INCLUDE.finditer(text):
            if match["own"] and room_of(match["own"]) != room_of(path.as_posix()):
                place = f"{path}:{line_of(text, match.start())}"
                leans.setdefault(room_of(path.as_posix()), {}).setdefault(room_of(match["own"]), place)
        for match in INCLUDE.finditer(text):
            own, library = match["own"], match["library"]
            if match["other"]:
                yield f"{path}:{line_of(text, match.start())}: includes what {match['other']} says: write the name out."
                continue
            problem = own_problem(path, own) if own else library_problem(path.as_posix(), library)
            if problem:
                yield f"{path}:{line_of(text, match.start())}: includes {own or library}: {problem}."
    yield from circle_problems(leans)
    yield from order_problems(root, leans)


if __name__ == "__main__":
    sys.exit(report(list(problems(root_argument()))))
