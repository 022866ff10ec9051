# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script `dev` itself: what it counts, what it installs, and that it never reports a failure as success.

It runs in a made-up tree, with fake tools in its PATH that record how they were called.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TREE = pathlib.Path(__file__).resolve().parents[2]
ALL_PACKAGES = ("build-essential", "cmake", "ninja-build", "qt6-base-dev", "qt6-positioning-dev", "qt6-svg-dev", "qtkeychain-qt6-dev", "zlib1g-dev", "libqt6svg6",
    "fonts-dejavu-core", "python3", "clang", "clang-format", "shellcheck", "clang-tidy", "git")

# What a fake tool does besides recording its arguments. $RESULTS_dev and the like hold the results of ctest.
TOOLS = {
    "cmake": '[ "$1" != --build ] || mkdir -p "build/$3/bin"; case "$*" in *"$BROKEN"*) exit 1 ;; esac',
    "ctest": '''
while [ "$1" != --output-junit ]; do [ "$1" != --preset ] || preset=$2; shift; done
eval "set -- \\"$2\\" \\$RESULTS_$preset"
[ $# -gt 1 ] || exit 8
printf '<?xml version="1.0" encoding="UTF-8"?>\\n<testsuite name="x"\\n\\ttests="%s"\\n\\tfailures="%s"\\n' "$2" "$3" > "$1"
printf '\\tdisabled="%s"\\n\\tskipped="%s"\\n\\thostname=""\\n>\\n<testcase tests="77"/>\\n' "$4" "$5" >> "$1"
[ "$3" = 0 ] || exit 8''',
    "dpkg-query": '[ -z "$INSTALLED" ] || printf "installed %s\\n" $INSTALLED; printf "not-installed half-gone\\n"; exit 1',
    "apt-get": 'exit "${APT_STATUS:-0}"',
    "id": "echo 0",
    "python3": 'case "$*" in *"$BROKEN"*) exit 1 ;; esac',
    "herdscope": "",
    "herdd": "",
}


class Dev(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.tree = self.folder / "a tree"
        self.calls = self.folder / "calls"
        self.calls.touch()
        bin_folder = self.folder / "bin"
        release = self.tree / "build" / "release" / "bin"
        for folder in (bin_folder, release):
            folder.mkdir(parents=True)
        shutil.copy(TREE / "dev", self.tree / "dev")
        for name, body in TOOLS.items():
            tool = (release if name.startswith("herd") else bin_folder) / name
            tool.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.calls}"\n{body}\n')
            tool.chmod(0o755)
        self.environment = {"PATH": f"{bin_folder}:{os.environ['PATH']}", "INSTALLED": " ".join(ALL_PACKAGES), "BROKEN": "nothing"}

    def dev(self, *arguments, **environment):
        self.calls.write_text("")
        result = subprocess.run([str(self.tree / "dev"), *arguments], cwd="/", env=self.environment | environment, text=True,
            stdin=subprocess.DEVNULL, capture_output=True)
        self.called = self.calls.read_text().splitlines()
        return result

    def expect_test(self, last_line, status, *arguments, **environment):
        result = self.dev("test", *arguments, **environment)
        self.assertEqual(result.stdout.splitlines()[-1:], [last_line], result.stderr)
        self.assertEqual(result.returncode, status)

    def test_sums(self):
        self.expect_test("31 passed, 0 failed", 0, RESULTS_dev="20 0 0 0", RESULTS_asan="11 0 0 0")

    def test_failures(self):
        self.expect_test("28 passed, 3 failed", 1, RESULTS_dev="20 1 0 0", RESULTS_asan="11 2 0 0")

    def test_what_did_not_run_has_not_passed(self):
        self.expect_test("26 passed, 0 failed", 0, RESULTS_dev="20 0 2 1", RESULTS_asan="11 0 0 2")

    def test_only_skipped(self):
        self.expect_test("0 passed, 0 failed", 1, RESULTS_dev="2 0 0 2", RESULTS_asan="1 0 1 0")

    def test_no_tests(self):
        self.expect_test("0 passed, 2 failed", 1)
        self.expect_test("20 passed, 1 failed", 1, RESULTS_dev="20 0 0 0")

    def test_broken_build(self):
        for broken in ("--preset asan", "--build --preset asan", "--preset dev -"):
            self.expect_test("20 passed, 1 failed", 1, BROKEN=broken, RESULTS_dev="20 0 0 0", RESULTS_asan="20 0 0 0")

    def test_old_results_do_not_count(self):
        self.expect_test("40 passed, 0 failed", 0, RESULTS_dev="20 0 0 0", RESULTS_asan="20 0 0 0")
        self.expect_test("20 passed, 1 failed", 1, RESULTS_dev="20 0 0 0")

    def ctest_calls(self):
        return [call for call in self.called if call.startswith("ctest")]

    def test_quick(self):
        self.expect_test("20 passed, 0 failed", 0, "--quick", RESULTS_dev="20 0 0 0", RESULTS_asan="11 1 0 0")
        self.assertEqual(len(self.ctest_calls()), 1)
        self.assertIn(" --label-exclude ^slow$", self.ctest_calls()[0])
        self.assertFalse([call for call in self.called if "asan" in call])
        self.expect_test("19 passed, 1 failed", 1, "--quick", RESULTS_dev="20 1 0 0")

    def test_regex(self):
        self.expect_test("4 passed, 0 failed", 0, "tst_j.*", RESULTS_dev="2 0 0 0", RESULTS_asan="2 0 0 0")
        self.assertEqual(len([call for call in self.ctest_calls() if call.endswith(" --tests-regex tst_j.*")]), 2)
        self.assertFalse([call for call in self.called if "label" in call])
        self.expect_test("2 passed, 0 failed", 0, "--quick", "tst_j.*", RESULTS_dev="2 0 0 0")
        self.assertTrue(self.ctest_calls()[0].endswith(" --label-exclude ^slow$ --tests-regex tst_j.*"))

    def test_unknown_option(self):
        result = self.dev("test", "--quikc", RESULTS_dev="2 0 0 0", RESULTS_asan="2 0 0 0")
        self.assertEqual(result.returncode, 2)
        self.assertFalse(self.ctest_calls())

    def test_check(self):
        result = self.dev("check")
        self.assertEqual(result.returncode, 0, result.stderr)
        ran = [call for call in self.called if "tests/style/style.py" in call]
        self.assertEqual([call.split(f"{self.tree} ")[-1].split()[0] for call in ran], ["format", "shell", "tidy"])
        self.assertTrue(ran[2].endswith("/build/dev"))
        self.assertTrue([call for call in self.called if call.startswith("cmake --preset dev")])
        self.assertFalse([call for call in self.called if call.startswith("cmake --build")])

    def test_check_finds_something(self):
        for check in ("format", "shell", "tidy"):
            self.assertEqual(self.dev("check", BROKEN=f" {check}").returncode, 1)
            self.assertEqual(len([call for call in self.called if "tests/style/style.py" in call]), 3)  # the others have their turn

    def test_check_installs_its_tools(self):
        have = [package for package in ALL_PACKAGES if package not in ("clang-format", "shellcheck", "clang-tidy")]
        self.dev("check", INSTALLED=" ".join(have))
        self.assertIn("apt-get install -q -y --no-install-recommends clang-format shellcheck clang-tidy", self.called)
        self.dev("test", INSTALLED=" ".join(have))
        self.assertIn("apt-get install -q -y --no-install-recommends clang-format shellcheck", self.called)

    def test_installs_nothing_when_all_is_there(self):
        self.dev("run")
        self.assertFalse([call for call in self.called if call.startswith("apt-get")])

    def test_installs_what_is_missing(self):
        result = self.dev("run", INSTALLED="cmake ninja-build build-essential qt6-base-dev libqt6svg6 qt6-svg-dev")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([call for call in self.called if call.startswith("apt-get")], ["apt-get update -q",
            "apt-get install -q -y --no-install-recommends qt6-positioning-dev qtkeychain-qt6-dev zlib1g-dev fonts-dejavu-core"])

    def test_goes_on_when_it_cannot_install(self):
        result = self.dev("run", INSTALLED="", APT_STATUS="100")
        self.assertEqual(result.returncode, 0)
        self.assertIn("could not install", result.stderr)
        self.assertTrue([call for call in self.called if call.startswith("herdd")])

    def test_run(self):
        result = self.dev("run", "--profile", "my herd.json")
        self.assertEqual(self.called[-1], "herdd serve --profile my herd.json")
        self.assertIn("no display", result.stderr)
        self.dev("run", "--demo", DISPLAY=":7")
        self.assertEqual(self.called[-1], "herdscope --demo")
        self.dev("run", "--demo", WAYLAND_DISPLAY="wayland-0")
        self.assertEqual(self.called[-1], "herdscope --demo")
        self.dev("run", "--screenshot", "x.png")
        self.assertEqual(self.called[-1], "herdscope --screenshot x.png")

    def test_run_does_not_start_what_was_not_built(self):
        result = self.dev("run", BROKEN="--build")
        self.assertNotEqual(result.returncode, 0)
        self.assertFalse([call for call in self.called if call.startswith("herd")])

    def fuzz_targets(self, **bodies):
        sources = self.tree / "tests" / "fuzz"
        programs = self.tree / "build" / "fuzz" / "bin"
        for folder in (sources, programs):
            folder.mkdir(parents=True)
        for name, body in bodies.items():
            (sources / f"fuzz_{name}.cpp").touch()
            program = programs / f"fuzz_{name}"
            program.write_text(f'#!/bin/sh\necho "fuzz_{name} $*" >> "{self.calls}"\n{body}\n')
            program.chmod(0o755)

    def test_fuzz(self):
        self.fuzz_targets(framer="echo 'stat::number_of_executed_units: 77'", lines="")
        result = self.dev("fuzz", "30")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("framer: 77 inputs, nothing found\n", result.stdout)
        fuzzed = [call for call in self.called if call.startswith("fuzz_")]
        self.assertEqual([call.split()[:2] for call in fuzzed],
            [["fuzz_framer", "-max_total_time=15"], ["fuzz_lines", "-max_total_time=15"]])
        self.dev("fuzz", "5", "lines")
        self.assertEqual([call.split()[:2] for call in self.called if call.startswith("fuzz_")], [["fuzz_lines", "-max_total_time=5"]])

    def test_fuzz_finds_something(self):
        self.fuzz_targets(framer="echo what it was; exit 77", lines="echo 'stat::number_of_executed_units: 5'")
        result = self.dev("fuzz")
        self.assertEqual(result.returncode, 1)
        self.assertIn("what it was", result.stderr)
        self.assertIn("framer: BROKEN", result.stdout)
        self.assertIn("lines: 5 inputs, nothing found", result.stdout)  # the others run all the same
        self.assertEqual(self.dev("fuzz", BROKEN="--build").returncode, 1)

    def test_hostile(self):
        self.dev("hostile", "--short")
        self.assertIn("python3 -B", self.called[-1])
        self.assertIn("tests/hostile/run.py --bin", self.called[-1])
        self.assertTrue(self.called[-1].endswith(" --short"))

    def test_commands(self):
        for command in ("fuzz", "hostile", "sim", "mutants", "bench", "test", "check"):
            self.assertRegex(self.dev("help").stdout, rf"\n  {command} ")
        self.assertEqual(self.dev("help").returncode, 0)
        self.assertEqual(self.dev().returncode, 0)
        self.assertEqual(self.dev("rnu").returncode, 2)


if __name__ == "__main__":
    unittest.main()
