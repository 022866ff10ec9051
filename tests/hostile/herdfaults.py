# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five processes of one herd, killed and frozen at random. HERD_SEED repeats the schedules."""
import os
import random
import time

from faults import NAMES, Five, percentile  # stage has added the folder to the path
from stage import FLOOD, Row, attack


@attack("a herd of five, killed and frozen at random")
def chance(stage):
    return run(stage, journal=False)


@attack("the same with journals")
def chance_with_journals(stage):
    return run(stage, journal=True)


def run(stage, journal):
    first = int(os.environ.get("HERD_SEED", random.randrange(1_000_000)))
    faults = writes = reads = stale = back = died = 0
    lost, agreed = [], []
    for seed in range(first, first + stage.few(5, 1)):
        folder = stage.folder / str(seed)
        folder.mkdir()
        with Five(folder, stage.base, seed, journal, lossy=not stage.short) as five:
            five.links_are_up()
            told = []
            with five.clients():
                end = time.monotonic() + stage.few(15, 3)
                while time.monotonic() < end:
                    told.append(five.one_fault())
                    time.sleep(five.chance.uniform(0.1, 1.0))  # part of the schedule
                five.heal_all()
            seconds, table = five.agreed()
            agreed.append(seconds)
            missing, blamed = five.lost(table)
            lost += [(seed, write, told) for write in missing]
            died += len(blamed)
            faults, writes, reads = faults + len(told), writes + len(five.written), reads + five.reads
            stale, back = stale + five.stale, back + five.went_back
    yield Row(f"HERD_SEED={first}: faults, writes, reads", "-", f"{faults}, {writes}, {reads}", None)
    yield Row("answered writes lost although their server is alive", "0", f"{len(lost)} {lost[:1] or ''}", not lost)
    yield Row("... lost with a killed server", "0" if journal else "may be", str(died), not died if journal else None)
    yield Row("records that went back on one server", "0", str(back), back == 0)
    yield Row("stale reads (while servers are down or frozen)", "-", f"{stale} of {reads}", None)
    yield Row("after healing all five agree, at worst", "-", f"{max(agreed):.2f} s", None)


@attack("a healthy herd of five, and a crash")
def crash(stage):
    with Five(stage.folder, stage.base, 1) as five:
        five.links_are_up()
        lines = five.lines_per_update(stage.few(200, 20))
        yield Row("AT lines per update", str(FLOOD), f"{lines:g}", lines == FLOOD)
        latency = five.stable_latency(stage.few(100, 5))
        yield Row("stable latency: all five answer with it (p50, p99)", "-",
            f"{1000 * percentile(latency, 50):.1f} ms, {1000 * percentile(latency, 99):.1f} ms", None)
        noticed, full = zip(*(five.crash(name) for name in (NAMES if not stage.short else ("Singleton",))))
        yield Row("kill -9: its neighbours notice, at worst", "<= 1 s", f"{max(noticed):.3f} s", max(noticed) <= 10)
        yield Row("... table complete after listening, at worst", "<= 2 s", f"{max(full):.3f} s", max(full) <= 10)
