# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A long day: many clients, a fault every second, journals on. Nothing is lost, and nothing grows."""
import os
import pathlib
import random
import re
import threading
import time

from faults import ask
from herd import NAMES, UCLA, run_herdd
from stage import PATIENCE, Row, attack, dial, eventually, reset

PAIRS = ("Hill-Jaquez", "Hill-Smith", "Jaquez-Singleton", "Smith-Singleton", "Smith-Campbell", "Campbell-Singleton")
AT = re.compile(rb"^AT \S+ \S+ c(\d+) \S+ (\d+)\.(\d{9})$", re.MULTILINE)
BATCH = 50


def seconds_and_fraction(ns):
    return b"%d.%09d" % divmod(ns, 1_000_000_000)


class Crowd:
    """Clients that report to any server, and what they were answered. Some are rude."""

    def __init__(self, ports, count):
        self._ports = ports
        self._lock = threading.Lock()
        self.told = [0] * count  # each client's newest answered time, in ns
        self.answered = 0

    def report(self, port, numbers):
        lines = b"".join(b"IAMAT c%d %s %s\n" % (number, UCLA.encode(), seconds_and_fraction(time.time_ns())) for number in numbers)
        answer = ask(port, lines, 3)
        with self._lock:
            for number, seconds, fraction in AT.findall(answer):
                number = int(number)
                self.told[number] = max(self.told[number], int(seconds) * 1_000_000_000 + int(fraction))
                self.answered += 1

    def _walk(self, seed):
        chance = random.Random(seed)
        while not self._end.wait(0.1):
            self.report(chance.choice(self._ports), chance.sample(range(len(self.told)), BATCH))

    def _annoy(self):
        """Half lines, resets, requests whose answers nobody reads, and lines that are none."""
        chance = random.Random(99)
        while not self._end.wait(0.05):
            try:
                connection = dial(chance.choice(self._ports), 4096)
                connection.sendall(chance.choice((b"IAMAT half", b"? what\n" * 20, b"PEER 2 Hill x y z\n", b"WHATSAT c1 1 1\n" * 30, b"\x16\x03\x01")))
                chance.choice((reset, lambda one: one.close()))(connection)
            except OSError:
                pass

    def __enter__(self):
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._walk, args=(seed,), daemon=True) for seed in range(4)]
        self._threads.append(threading.Thread(target=self._annoy, daemon=True))
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        for thread in self._threads:
            thread.join()


class Operator:
    """Gives one command after another, and knows what stands."""

    def __init__(self, stage):
        self._path = stage.folder / "control"
        self.option = ("--control", self._path)
        self._chance = random.Random(7)
        self._down, self._frozen = set(), set()
        self.commands = 0
        self.refused = []

    def say(self, *words):
        done = run_herdd("ctl", "--control", self._path, *words)
        self.commands += 1
        if done.returncode:
            self.refused.append((words, done.stderr.decode(errors="replace")))

    def one(self):
        pair = self._chance.choice([pair for pair in PAIRS if not self._down & set(pair.split("-"))] or PAIRS)
        arrow = ">".join(self._chance.sample(pair.split("-"), 2))
        server = self._chance.choice(NAMES)
        well = server not in self._down | self._frozen
        if server in self._down:
            self._down.discard(server)
            return self.say("start", server)
        if server in self._frozen:
            self._frozen.discard(server)
            return self.say("thaw", server)
        kind = self._chance.randrange(12)
        if kind == 0 and len(self._down) < 2 and well:
            self._down.add(server)
            return self.say(self._chance.choice(("crash", "stop")), server)
        if kind == 1 and not self._frozen and well:
            self._frozen.add(server)
            return self.say("freeze", server)
        fault = self._chance.choice(("latency 200ms jitter 50ms for 3s", "bandwidth 20kB/s for 3s", "black-hole for 2s", "slices 3B for 2s",
            "drop next 3", "duplicate next 5", "reorder next 5"))
        return self.say(*self._chance.choice((("cut", pair), ("heal", pair), ("reset", pair), ("heal-all",), ("status",), ("faults",),
            ("partition", "halves"), ("partition", "isolate", server), ("repair",), ("fault", arrow, *fault.split()))))

    def all_well(self):
        for server in sorted(self._frozen):
            self.say("thaw", server)
        self._frozen.clear()
        self.say("heal-all")
        for server in sorted(self._down):
            self.say("start", server)
        self._down.clear()


def behind(ports, told):
    """How many answered updates some server has neither as they were nor replaced by later ones."""
    wrong = 0
    reported = [number for number, ns in enumerate(told) if ns]
    for port in ports:
        known = {}
        for begin in range(0, len(reported), 500):
            lines = b"".join(b"WHATSAT c%d 1 0\n" % number for number in reported[begin:begin + 500])
            for number, seconds, fraction in AT.findall(ask(port, lines, PATIENCE)):
                known[int(number)] = int(seconds) * 1_000_000_000 + int(fraction)
        wrong += sum(known.get(number, 0) < told[number] for number in reported)
    return wrong


@attack("a long day")
def soak(stage):
    seconds, clients, commands = stage.few((1_200, 33_000, 850), (12, 500, 8))
    operator = Operator(stage)
    herd = stage.herd("--journal", stage.folder, *operator.option, servers=())
    ports = list(herd.ports.values())
    fd = pathlib.Path(f"/proc/{herd.process.pid}/fd")
    crowd = Crowd(ports, clients)
    for begin in range(0, clients, BATCH):
        crowd.report(ports[begin // BATCH % len(ports)], range(begin, min(clients, begin + BATCH)))
    memory, descriptors, lost = [], [], []
    rounds = 4
    for _ in range(rounds):
        with crowd, stage.watch() as watch:
            end = time.monotonic() + seconds / rounds
            while time.monotonic() < end:
                operator.one()
                time.sleep(max(0, seconds / commands - 0.05))
            operator.all_well()
        eventually(lambda: behind(ports, crowd.told) == 0 or time.monotonic() > end + PATIENCE, "it ends", 4 * PATIENCE)
        lost.append(behind(ports, crowd.told))
        memory.append(watch.memory_kib() / 1024)
        descriptors.append(len(os.listdir(fd)))
    journals = max(path.stat().st_size for path in stage.folder.glob("*.journal")) / (1 << 20)
    yield Row(f"{clients:,} clients, {crowd.answered:,} answered updates, {operator.commands} commands: not there in the end", "0", str(lost), not any(lost))
    yield Row("... commands refused", "0", f"{len(operator.refused)} {operator.refused[:3] or ''}", not operator.refused)
    yield stage.timing("... memory after each quarter, healed: flat after the first", "+8 MiB", ", ".join(f"{one:.0f}" for one in memory) + " MiB",
        memory[-1] - memory[0] <= 8)
    yield stage.timing("... descriptors after each quarter", "flat", ", ".join(map(str, descriptors)), max(descriptors) - min(descriptors) <= 10)
    yield Row("... largest journal", "-", f"{journals:.1f} MiB", None)
