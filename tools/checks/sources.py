"""What all checks share: the project's files, C++ without comments and strings, and how a problem is reported."""

import pathlib
import re
import subprocess
import sys

LAYERS = ("engine", "models", "scenarios", "output", "experiments", "include", "face", "app", "studio", "examples")
CPP = (".h", ".cpp")
# Whatever the preprocessor may be led to, and what is written in other languages.
INCLUDED = CPP + (".hpp", ".hh", ".cc", ".cxx", ".inc", ".ipp", ".tpp", ".def")
SOURCES = INCLUDED + (".py", ".sh", ".cmake", ".txt", ".md", ".json", ".yaml", ".ts", ".mjs", ".css", ".html")
ROOMS = "docs/decisions/rooms.md"
NOT_OURS = {"build", ".git", "__pycache__", "node_modules", "dist"}


def project_files(root, suffixes=CPP, folders=None):
    """Files of the project, relative to root, in order: what git knows or would add, or all in a tree without git."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True) if (root / ".git").exists() and _has_git() else None
    if listed and listed.returncode == 0:
        names = [pathlib.Path(name) for name in listed.stdout.split("\0") if name]
    else:
        names = [path.relative_to(root) for path in root.rglob("*") if path.is_file()]
    return sorted(name for name in set(names)
                  if name.suffix in suffixes and not NOT_OURS & set(name.parts) and (root / name).is_file()
                  and (folders is None or name.parts[0] in folders))


def where(include):
    """The file that an include means: the face alone is found from its own folder."""
    return f"include/{include}" if include.startswith("clientele/") else include


def listed_rooms(root):
    """(layer, room) -> its place in the row of its layer in the list of rooms; those joined by `and` share a place.

    A row: | `models` | market (what a market is), firms and laws (closed forms), customers |. None without a list.
    """
    if not (root / ROOMS).is_file():
        return None
    places = {}
    for layer, row in re.findall(r"^\| `(\w+)` \| (.*)", (root / ROOMS).read_text(encoding="utf-8"), re.MULTILINE):
        for place, group in enumerate(re.split(r"[,;]", re.sub(r"\([^()]*\)", "", row))):
            for room in re.findall(r"\w+", group):
                if room != "and":
                    places[layer, room] = place
    return places


def _has_git():
    return subprocess.run(["sh", "-c", "command -v git"], capture_output=True).returncode == 0


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-zA-Z])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL)


def code_only(text):
    """C++ with comments and the insides of strings blanked; every line keeps its number."""
    def blank(match):
        token = match.group()
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'
    return TOKEN.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def report(problems):
    """Prints the problems; the exit code of a check."""
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def root_argument():
    """The project to look at: the first argument, or the one this file belongs to."""
    return pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
