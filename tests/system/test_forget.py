# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client is forgotten at one server: it is gone in every process, and is not repaired back."""
import pathlib
import tempfile
import time
import unittest

from herd import NAMES, UCLA, Client, HerdCase, eventually, run_herdd

ID = b"ki\xff\\wi"  # no UTF-8, and a backslash
WORD = r"ki\xFF\\wi"  # the same as the log shows it, and as it is said


class Forget(HerdCase):
    def setUp(self):
        super().setUp()
        self.short = self.enterContext(tempfile.TemporaryDirectory(prefix="herdctl"))
        self.ports = {name: self.base + number for number, name in enumerate(NAMES)}
        self.herd = {name: self.serve(name) for name in NAMES}

    def serve(self, name):
        return self.start("--journal", self.folder / name, "--control", pathlib.Path(self.short, name), servers=(name,),
            log_dir=self.folder)

    def ctl(self, name, *words):
        return run_herdd("ctl", "--control", str(pathlib.Path(self.short, name)), *words)

    def forget(self, name, word):
        result = self.ctl(name, "forget", word)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, b"", b""))

    def knows(self, name, client=ID):
        with Client(self.ports[name]) as asking:
            return asking.send(b"WHATSAT " + client + b" 1 0\n").half_close().rest().startswith(b"AT ")

    def all_know(self, names=NAMES, client=ID):
        eventually(lambda: all(self.knows(name, client) for name in names), "the client is known")

    def nobody_knows(self, names=NAMES, client=ID):
        eventually(lambda: not any(self.knows(name, client) for name in names), "the client is forgotten")

    def report(self, name, seconds, client=ID):
        with Client(self.ports[name]) as reporting:
            line = b"IAMAT %s %s %d\n" % (client, UCLA.encode(), seconds)
            self.assertTrue(reporting.send(line).half_close().rest().startswith(b"AT "))

    def test_a_clock_a_year_ahead(self):
        year = 365 * 24 * 3600
        now = int(time.time())
        self.report("Hill", now + year)
        self.all_know()
        self.forget("Smith", WORD)
        self.nobody_knows()
        self.report("Jaquez", now)  # which would have been ignored for a year
        self.all_know()
        self.assertRegex(self.log("Campbell"), r"(?m)^\S+ -- \S+ forgotten: AT Hill \S+ ki\\xFF\\\\wi ")

    def test_one_was_down_with_its_journal(self):
        self.report("Hill", 2_000_000_000)
        self.all_know()
        self.herd["Singleton"].kill()
        self.forget("Hill", WORD)
        self.herd["Hill"].kill()  # as soon as it is said to be done
        others = [name for name in NAMES if name not in ("Singleton", "Hill")]
        self.nobody_knows(others)
        self.herd["Hill"] = self.serve("Hill")
        self.herd["Singleton"] = self.serve("Singleton")
        self.nobody_knows()
        eventually(lambda: "forgotten: " in self.log("Singleton") or "forgotten by" in self.log("Singleton"),
            lambda: self.log("Singleton")[-2000:])
        self.report("Singleton", 1_000_000_000)
        self.all_know()

    def test_killed_and_back(self):
        self.report("Hill", 2_000_000_000)
        self.all_know()
        self.forget("Hill", WORD)
        self.nobody_knows()
        for process in self.herd.values():
            process.kill()
        self.herd = {name: self.serve(name) for name in NAMES}
        self.nobody_knows()

    def test_what_cannot_be_done_is_said(self):
        for word, status, text in (("owl", 1, b"herdd: ctl: no server of this process knows owl\n"),
                (r"\xFE", 1, b"herdd: ctl: no server of this process knows \\xFE\n"),
                ("\\", 2, b"backslash"), ("", 2, b"the id of a client is missing")):
            result = self.ctl("Hill", "forget", word)
            self.assertEqual(result.returncode, status, result)
            self.assertIn(text, result.stderr)


if __name__ == "__main__":
    unittest.main()
