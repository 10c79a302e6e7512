"""tools/steps.sh says how far a step is, keeps its output for failures, and swallows none of them."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
# What ninja, ctest and apt-get write, and how far that is.
LOGS = {
    "@0/2@ Re-checking globbed directories...\n": "",
    "@0/2@ Re-checking globbed directories...\n@12/261@ Building a.o\n@13/261@ Building b.o\nb.cpp:1: warning: x\n": "13 261",
    "Test project /tmp\n      Start  1: a\n 1/40 Test #12: engine/A .....   Passed    0.01 sec\n      Start 2: b\n": "1 40",
    "0 upgraded, 2 newly installed, 0 to remove.\nGet:1 http://a\nGet:2 http://b\nUnpacking a ...\n": "3 6",
    "Reading package lists...\n": "",
}
# A run of .ci/run sends progress past the output that it puts aside; here it is looked for in the output.
os.environ.pop("CLIENTELE_PROGRESS", None)
# Five seconds pass in a tenth of one for what shows progress.
HASTE = "sleep() { SECONDS=$((SECONDS + 5)); command sleep .1; }\n"


def run(script, **settings):
    """(exit code, what went to standard output, what to standard error) of lines that have read steps.sh."""
    done = subprocess.run(["bash", "-c", f"source {ROOT}/tools/steps.sh\n{script}"], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60, **settings)
    return done.returncode, done.stdout, done.stderr


class Steps(unittest.TestCase):
    def test_end_in_one_line(self):
        code, said, wrong = run("step 'doing it' echo hidden")
        self.assertRegex(said, r"^doing it \(\d+ s\)\n$")
        self.assertEqual((code, wrong), (0, ""))

    def test_show_the_output_of_a_failure_without_marks_of_progress(self):
        code, said, wrong = run("bad() { echo '@1/2@ Building'; echo because; return 3; }\nstep 'doing it' bad\necho went on")
        self.assertEqual((code, said, wrong), (1, "", "doing it: FAILED\nbecause\n"))

    def test_keep_the_exit_code_of_what_is_watched(self):
        log = tempfile.NamedTemporaryFile()
        code, said, _ = run(f"bad() {{ echo because; return 3; }}\nwatched 'doing it' {log.name} bad || echo code $?")
        self.assertEqual((code, said, log.read()), (0, "code 3\n", b"because\n"))

    def test_say_how_far_a_long_one_is(self):
        code, said, _ = run(HASTE + "slow() { for i in 1 2 3 4; do echo \"@$i/4@ B\"; command sleep 1; done; }\nstep building slow")
        self.assertEqual(code, 0)
        self.assertRegex(said, r"^(building: \d of 4 \(\d+ %\).*\n)+building \(\d+ s\)\n$")

    def test_send_progress_where_it_is_asked_for(self):
        script = HASTE + "slow() { echo '@1/2@ B'; command sleep 2; }\nprogress_to=3\nexec 3>&1\nstep building slow >/dev/null"
        code, said, _ = run(script)
        self.assertRegex(said, r"^(building: 1 of 2 \(50 %\), about \d+ s left\n)+$")
        self.assertEqual(code, 0)

    def test_count_what_the_programs_write(self):
        for log, counted in LOGS.items():
            with tempfile.NamedTemporaryFile("w") as file:
                file.write(log)
                file.flush()
                self.assertEqual(run(f"counted {file.name}")[1].strip(), counted)

    def test_estimate_what_is_left(self):
        for words, line in [("x 200 50 100", "x: 50 of 100 (50 %), about 3 min left"), ("x 40 50 100", "x: 50 of 100 (50 %), about 40 s left"),
                            ("x 40 2 100", "x: 2 of 100 (2 %)"), ("x 40 100 100", "x: 100 of 100 (100 %)"), ("x 40", "x: 40 s so far")]:
            self.assertEqual(run(f"progress_line {words}")[1], line + "\n")

    def test_move_one_line_on_a_terminal(self):
        try:
            for end in os.openpty():
                os.close(end)
        except OSError as missing:
            self.skipTest(f"there are no pseudo-terminals here: {missing}")
        script = f"source {ROOT}/tools/steps.sh; slow() {{ echo '@1/2@ B'; sleep 3; }}; step building slow"
        done = subprocess.run(["script", "-qec", f"bash -c {script!r}", "/dev/null"], capture_output=True, timeout=60)
        self.assertIn(b"\rbuilding: 1 of 2 (50 %)\x1b[K", done.stdout)
        self.assertRegex(done.stdout, rb"\r\x1b\[Kbuilding \(\d+ s\)\r?\n$")


class Parts(unittest.TestCase):
    def table(self, script):
        # Unset, bash no longer counts it on.
        return run("set +e\nunset SECONDS\nSECONDS=0 scratch=$(mktemp -d)\nsource .ci/parts.sh\n" + script + "\nprint_parts; echo $?; rm -r $scratch")[1]

    def test_show_time_and_budget_of_what_has_run(self):
        said = self.table("SECONDS=100; count_time build; SECONDS=500; count_time tests")
        self.assertRegex(said, r"build +100 +720 +within")
        self.assertRegex(said, r"tests +400 +360 +over by 40")
        self.assertNotIn("sanitizers", said)
        self.assertEqual(said.splitlines()[-1], "0")

    def test_refuse_more_than_an_hour_of_two_processors(self):
        said = self.table("SECONDS=3700; count_time build; processor[build]=7300")
        self.assertEqual(said.splitlines()[-3:], ["WARNING: the whole took more than an hour",
                                                  "FAILED: the whole used two processors for more than an hour", "1"])

    def test_accept_an_hour_on_a_machine_with_other_work(self):
        said = self.table("SECONDS=3700; count_time build; processor[build]=3000")
        self.assertEqual(said.splitlines()[-2:], ["WARNING: the whole took more than an hour", "0"])

    def test_give_every_check_a_part_that_has_a_budget(self):
        budgets = set(re.findall(r"\[(\w+)\]=\d+", (ROOT / ".ci/parts.sh").read_text()))
        checks = re.findall(r"^ *(?:for .*do )?check (\S+) \S+ ", (ROOT / ".ci/run").read_text(), re.MULTILINE)
        self.assertGreater(len(checks), 15)
        self.assertLessEqual(set(checks), budgets)

    def test_build_no_more_than_is_run(self):
        presets = json.loads((ROOT / "CMakePresets.json").read_text())["buildPresets"]
        whole = {preset["name"] for preset in presets if not preset.get("targets")}
        self.assertEqual(whole, {"dev", "release", "bench"})


if __name__ == "__main__":
    unittest.main()
