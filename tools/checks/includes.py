#!/usr/bin/env python3
"""Every file includes what it uses, itself or by what it includes: builds read many files as one, and would not show it.

Of the standard library what the project uses of it is known here; of the project's own names types and functions that
headers declare in a namespace. A name that a file or what it includes declares in any other way is not looked for.
"""

import collections
import re
import sys

from sources import code_only, line_of, project_files, report, root_argument, where

# Header -> names of it. What many headers bring, such as std::move and std::size_t, is left out.
STANDARD = {
    "algorithm": "all_of any_of clamp copy copy_n count count_if equal fill fill_n find find_if find_if_not for_each generate "
                 "is_sorted lower_bound max_element merge min_element minmax_element mismatch none_of nth_element partial_sort "
                 "partition partition_point remove_if replace reverse rotate set_difference set_intersection sort "
                 "stable_partition stable_sort transform unique upper_bound",
    "array": "array to_array",
    "atomic": "atomic atomic_ref atomic_flag memory_order_relaxed memory_order_acquire memory_order_release",
    "bit": "bit_cast countr_zero countl_zero popcount bit_ceil bit_floor bit_width has_single_bit",
    "charconv": "from_chars to_chars chars_format",
    "chrono": "chrono",
    "cmath": "abs acos asin atan cbrt ceil cos erf erfc exp exp2 expm1 floor fmod hypot isfinite isinf isnan lgamma llround log log10 "
             "log1p log2 lround modf pow round sin sqrt tan tgamma trunc nearbyint",
    "compare": "strong_ordering weak_ordering partial_ordering",
    "condition_variable": "condition_variable condition_variable_any",
    "cstdio": "fprintf printf fopen fclose fputs",
    "cstdlib": "getenv exit abort",
    "cstring": "memcpy memset memcmp strlen strerror",
    "deque": "deque",
    "exception": "exception_ptr current_exception rethrow_exception uncaught_exceptions",
    "filesystem": "filesystem",
    "fstream": "ifstream ofstream fstream",
    "functional": "function hash less greater plus minus multiplies reference_wrapper ref cref invoke identity",
    "iomanip": "setprecision setw setfill",
    "iostream": "cout cerr cin clog",
    "iterator": "back_inserter inserter istreambuf_iterator ostreambuf_iterator advance",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "unique_ptr shared_ptr weak_ptr make_unique make_shared assume_aligned",
    "mutex": "mutex lock_guard unique_lock scoped_lock once_flag call_once",
    "new": "bad_alloc align_val_t",
    "numbers": "numbers",
    "numeric": "accumulate inner_product iota partial_sum reduce adjacent_difference exclusive_scan inclusive_scan midpoint gcd lcm",
    "optional": "optional nullopt make_optional",
    "ostream": "endl flush",
    "random": "mt19937 mt19937_64 random_device uniform_int_distribution",
    "regex": "regex smatch regex_match regex_search regex_replace",
    "set": "set multiset",
    "span": "span as_bytes as_writable_bytes",
    "sstream": "stringstream ostringstream istringstream",
    "stdexcept": "runtime_error logic_error invalid_argument out_of_range",
    "string": "string to_string stod stoi stoll stoul stoull getline",
    "string_view": "string_view",
    "system_error": "system_error error_code generic_category system_category errc",
    "thread": "thread jthread this_thread",
    "tuple": "tuple make_tuple tie apply",
    "type_traits": "is_same_v is_integral_v is_floating_point_v is_arithmetic_v conditional_t remove_cvref_t decay_t enable_if_t "
                   "underlying_type_t is_trivially_copyable_v is_enum_v invoke_result_t",
    "unordered_map": "unordered_map",
    "unordered_set": "unordered_set",
    "variant": "variant visit get_if holds_alternative monostate in_place_type",
    "vector": "vector",
}
# Headers that bring others in every standard library.
BRINGS = {"sstream": {"string", "ostream"}, "iostream": {"ostream"}, "fstream": {"ostream"}, "ostream": {"string_view"},
          "string": {"string_view"}, "stdexcept": {"string", "string_view"}, "system_error": {"string", "string_view", "stdexcept"},
          "filesystem": {"string", "system_error"}, "iomanip": {"ostream"}, "regex": {"string", "string_view"},
          "functional": {"type_traits"}, "charconv": {"system_error"}, "map": {"functional"}, "set": {"functional"}, "variant": {"type_traits"}}
HEADER_OF = {name: header for header, names in STANDARD.items() for name in names.split()}
# Namespaces of other libraries, and what their headers begin with.
OTHERS = {"fmt": "fmt/", "CLI": "CLI/", "YAML": "yaml-cpp/", "nlohmann": "nlohmann/", "valijson": "valijson/", "tbb": "tbb/"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<own>[^"]+)"|<(?P<library>[^>]+)>)', re.MULTILINE)
USE = re.compile(r"\bstd::(?:ranges::)?(\w+)")
OPENING = re.compile(r"(?:^|\s)namespace(?:\s+[\w:]+)?\s*$")


def declared(statement):
    """The name that a declaration in a namespace brings, or nothing."""
    statement = re.sub(r"\[\[[^\]]*\]\]|^\s*template\s*<(?:[^<>]|<[^<>]*>)*>", " ", statement).strip()
    found = re.match(r"(?:enum\s+class|enum|class|struct|concept|using)\s+(?:alignas\([^)]*\)\s*)?(\w+)(.*)", statement, re.DOTALL)
    if found:
        return found[1] if found[1] != "namespace" else None
    before = re.split(r"[(={]", statement, maxsplit=1)[0]
    found = re.search(r"(\w+)\s*(?:\[[^\]]*\])?\s*$", before)
    return found[1] if found and len(before.split()) > 1 and "::" not in before.split()[-1] and "operator" not in before else None


def names_of(code):
    """Names that a header declares in its namespaces, not those within classes and functions."""
    names, statement, stack = set(), "", []
    for part in re.split(r"([{};])", re.sub(r"^[ \t]*#.*$", "", code, flags=re.MULTILINE)):
        if part not in ("{", "}", ";"):
            statement += part
            continue
        outside = all(stack)
        if part == "{":
            opens = bool(OPENING.search(statement))
            if outside and not opens and statement.strip():
                names.add(declared(statement))
            stack.append(opens)
        elif part == "}":
            stack and stack.pop()
        elif outside and statement.strip() and not re.match(r"\s*(?:class|struct|enum class)\s+\w+\s*$", statement):
            names.add(declared(statement))
        statement = ""
    return names - {None}


class Files:
    def __init__(self, root):
        self.text = {str(name): (root / name).read_text(encoding="utf-8") for name in project_files(root)}
        self.whole = {name: code_only(text) for name, text in self.text.items()}
        both = {name: [(m["own"], where(m["own"] or m["library"])) for m in INCLUDE.finditer(text)] for name, text in self.text.items()}
        self.own = {name: [file for own, file in all_of if own or file in self.text] for name, all_of in both.items()}
        self.library = {name: {file for own, file in all_of if not own} for name, all_of in both.items()}
        # Neither names of tests nor what stands in other namespaces.
        self.code = {name: re.sub(r"\bTEST(?:_[FP])?\(.*|\bstd::\w+|^[ \t]*#.*", "std", code.replace("CLIENTELE_API ", ""), flags=re.MULTILINE)
                     for name, code in self.whole.items()}
        self.words = {name: set(re.findall(r"\w+", code)) for name, code in self.code.items()}
        self.headers = collections.defaultdict(set)
        for name, code in self.code.items():
            if name.endswith(".h"):
                for declared_name in names_of(code):
                    self.headers[declared_name].add(name)

    def included(self, name):
        """The file and all of the project that it includes."""
        seen, left = {name}, [name]
        while left:
            for other in self.own.get(left.pop(), []):
                if other in self.text and other not in seen:
                    seen.add(other)
                    left.append(other)
        return seen


def missing_of_library(files, name, included):
    there = set().union(*(files.library[other] for other in included))
    there |= set().union(*(BRINGS.get(header, set()) for header in there))
    for use in USE.finditer(files.whole[name]):
        header = HEADER_OF.get(use[1])
        if header and header not in there:
            there.add(header)
            yield f"{name}:{line_of(files.whole[name], use.start())}: includes <{header}> nowhere and uses {use[0]}"


def missing_of_others(files, name, included):
    there = set().union(*(files.library[other] for other in included))
    for space, folder in OTHERS.items():
        use = re.search(rf"\b{space}::", files.whole[name])
        if use and not any(header.startswith(folder) for header in there):
            yield f"{name}:{line_of(files.whole[name], use.start())}: includes nothing of {folder} and uses {use[0]}"


def own_name(word, code):
    """Whether the file declares the name itself, in whatever form."""
    return re.search(rf"\b(?:class|struct|enum|union|using|concept|typename|auto|namespace)\s+(?:alignas\([^)]*\)\s*)?{word}\b"
                     rf"|(?<!\breturn)(?<!\bthrow)(?<!\belse)[\w>&*]\s+{word}\s*[({{=,;)]", code)


def missing_of_project(files, name, included):
    known = set().union(*(files.words[other] for other in included - {name}))
    for word in sorted(files.words[name] - known):
        declaring = {header for header in files.headers.get(word, ()) if not header.startswith("tests/") or name.startswith("tests/")}
        # Types, and functions of several words: single ones are also what variables and members are called.
        use = re.search(rf"(?<![\w.:])(?<!->){word}\b" + (r"\s*[(<]" if word.islower() else ""), files.code[name])
        if declaring and use and ("_" in word or word[0].isupper()) and not own_name(word, files.code[name]):
            yield (f"{name}:{line_of(files.code[name], use.start())}: includes {' or '.join(sorted(declaring))} nowhere and uses {word}")


def problems(root):
    files = Files(root)
    found = []
    for name in files.text:
        included = files.included(name)
        for missing in (missing_of_library, missing_of_others, missing_of_project):
            found += missing(files, name, included)
    return found


if __name__ == "__main__":
    sys.exit(report(problems(root_argument())))
