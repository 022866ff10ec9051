# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five herdd processes, killed and frozen at random while clients write and read. HERD_SEED repeats a schedule."""
import os
import random
import time
import unittest

from faults import Five, percentile
from herd import FLOOD, NAMES, HerdCase, eventually


class BlackBox(HerdCase):
    def five(self, seed=0, **options):
        five = self.enterContext(Five(self.folder, self.base, seed, **options))
        five.links_are_up()
        return five

    def test_faults(self):
        seed = int(os.environ.get("HERD_SEED", random.randrange(1_000_000)))
        print(f"[HERD_SEED={seed}: ", end="", flush=True)
        five = self.five(seed)
        told = []
        with five.clients():
            end = time.monotonic() + 5
            while time.monotonic() < end:
                told.append(five.one_fault())
                time.sleep(five.chance.uniform(0.1, 0.5))  # part of the schedule
            five.heal_all()
        seconds, table = five.agreed()
        lost, blamed = five.lost(table)
        print(f"{len(told)} faults, {len(five.written)} writes, {len(lost)} lost, {len(blamed)} died with their server, "
            f"{five.stale} of {five.reads} reads stale, agreed {seconds:.2f} s after healing] ", end="", flush=True)
        self.assertGreater(len(five.written), 20)
        self.assertEqual(lost, [], told)
        self.assertEqual(five.went_back, 0, "a client's record went back on one server")

    def test_all_at_once_with_journals(self):
        """Every server is killed, and together they still hold whatever any of them had answered."""
        five = self.five(4, journal=True)
        with five.clients():
            eventually(lambda: len(five.written) > 50, "clients are answered")
            for name in NAMES:
                five.kill(name)
        five.heal_all()
        five.links_are_up()
        _, table = five.agreed()
        self.assertEqual(five.lost(table), ([], []))

    def test_frozen_only(self):
        """Without a crash nothing is lost."""
        five = self.five(3)
        with five.clients():
            for name in ("Smith", "Singleton", "Hill"):
                five.freeze(name)
                time.sleep(0.4)  # part of the schedule
                five.thaw(name)
        _, table = five.agreed()
        self.assertEqual(five.lost(table), ([], []))
        self.assertEqual(five.went_back, 0)
        self.assertGreater(len(five.written), 20)

    def test_healthy_and_a_crash(self):
        five = self.five()
        self.assertEqual(five.lines_per_update(20), FLOOD)
        latency = five.stable_latency(10)
        noticed, full = five.crash("Singleton")
        print(f"[everywhere after {1000 * percentile(latency, 50):.0f} ms, crash noticed after {noticed:.2f} s, "
            f"full {full:.2f} s after listening] ", end="", flush=True)
        self.assertLess(noticed, 10)
        self.assertLess(full, 20)


if __name__ == "__main__":
    unittest.main()
