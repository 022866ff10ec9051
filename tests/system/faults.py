# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five herdd processes under faults, clients that write and read meanwhile, and a checker of the outcome.

Every answered update is in every table in the end, or superseded (reliability.md section 3), unless its server was
killed before a neighbour had it.
"""
import collections
import contextlib
import random
import re
import signal
import socket
import threading
import time

from herd import FLOOD, HOST, NAMES, Herdd, eventually, run_herdd

LINKS = {"Hill": ("Jaquez", "Smith"), "Jaquez": ("Hill", "Singleton"), "Smith": ("Hill", "Singleton", "Campbell"),
    "Campbell": ("Singleton", "Smith"), "Singleton": ("Jaquez", "Smith", "Campbell")}
AT = re.compile(rb"^AT \S+ \S+ (\S+) \S+ (\d+)\.(\d{9})$", re.MULTILINE)

Write = collections.namedtuple("Write", "client ns server life")  # an answered one


def percentile(values, percent):
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def ask(port, data, timeout=0.5):
    """What a server answers to these lines in time; nothing if it does not."""
    with contextlib.suppress(OSError):
        with socket.create_connection((HOST, port), timeout=timeout) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := connection.recv(1 << 16):
                answer += piece
            return answer
    return b""


class Five:
    """The default herd, one process per server, and what was written to it."""

    def __init__(self, folder, base, seed, journal=False, lossy=False):
        """`lossy`: lines may also vanish silently, which the next digest finds out, some ten seconds later."""
        self.folder = folder
        self.options = ("--journal", str(folder / "journal")) if journal else ()
        self.base = base
        self.lossy = lossy
        self.has_ctl = b"--control" in run_herdd("help").stdout
        self.chance = random.Random(seed)
        self.running = {}
        self.ports = {}
        self.lives = dict.fromkeys(NAMES, 0)
        self.stopped = set()
        self.killed_at = {}  # (server, life): when
        self.written = []
        self.stale = self.went_back = self.reads = 0
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self):
        for name in NAMES:
            self.begin(name)
        return self

    def __exit__(self, kind, *_):
        self.heal_all(restart=False)
        for server in self.running.values():
            if kind is None:
                server.stop()
            else:
                server.kill()

    # faults

    def begin(self, name):
        control = ("--control", str(self.folder / f"{name}.control")) if self.has_ctl else ()
        server = Herdd("--profile", "herdscope", *self.options, *control, base=self.base, servers=(name,), log_dir=self.folder, cwd=self.folder)
        self.running[name] = server
        self.ports[name] = server.ports[name]

    def kill(self, name):
        self.killed_at[name, self.lives[name]] = time.time()
        self.stopped.discard(name)
        self.running.pop(name).kill()
        self.lives[name] += 1

    def freeze(self, name):
        self.running[name].process.send_signal(signal.SIGSTOP)
        self.stopped.add(name)

    def thaw(self, name):
        self.stopped.discard(name)
        self.running[name].process.send_signal(signal.SIGCONT)

    def ctl(self, name, *words):
        """Makes one server impair its end of a link."""
        answer = run_herdd("ctl", "--control", str(self.folder / f"{name}.control"), *words)
        assert answer.returncode == 0, f"ctl {words}: {answer.stderr}"

    def link_fault(self, name):
        other = self.chance.choice(LINKS[name])
        words = [f"cut {name}-{other}", f"reset {name}-{other}", f"fault {name}>{other} latency 100ms jitter 50ms for 2s",
            f"fault {name}>{other} bandwidth 1kB/s for 1s", f"fault {name}>{other} slices 3B for 1s", "heal-all", "heal-all"]
        if self.lossy:
            words += [f"fault {name}>{other} {how}" for how in ("drop next 2", "black-hole for 1s", "duplicate next 3", "reorder next 3")]
        command = self.chance.choice(words)
        self.ctl(name, *command.split())
        return command

    def heal_all(self, restart=True):
        for name in list(self.stopped):
            self.thaw(name)
        for name in self.running if self.has_ctl else ():
            self.ctl(name, "heal-all")
        for name in NAMES if restart else ():
            if name not in self.running:
                self.begin(name)

    def one_fault(self):
        """Does something to one server, never to more than two at a time; describes it."""
        down = [name for name in NAMES if name not in self.running]
        well = [name for name in NAMES if name in self.running and name not in self.stopped]
        if self.has_ctl and self.chance.random() < 0.5:
            return self.link_fault(self.chance.choice(well))
        choices = [("restarts", self.begin, name) for name in down] + [("goes on", self.thaw, name) for name in self.stopped]
        if len(down) + len(self.stopped) < 2:
            choices += [(word, act, self.chance.choice(well)) for word, act in (("is killed", self.kill), ("freezes", self.freeze))]
        word, act, name = self.chance.choice(choices)
        act(name)
        return f"{name} {word}"

    # clients

    def write(self, name, client=None):
        """Reports a position; returns the Write if it was answered."""
        with self._lock:
            self._count += 1
            number = self._count
        client = client or (b"w%d" % number if number % 3 else b"shared%d" % (number // 3 % 7))
        life, ns = self.lives[name], time.time_ns()
        line = b"IAMAT %s +34.068930-118.445127 %d.%09d\n" % (client, *divmod(ns, 1_000_000_000))
        if not ask(self.ports[name], line).startswith(b"AT "):
            return None
        write = Write(client, ns, name, life)
        with self._lock:
            self.written.append(write)
        return write

    def table(self, name, clients, timeout=10):
        """The time of each client's record, as this server answers it."""
        found = {}
        clients = list(clients)
        for start in range(0, len(clients), 500):
            lines = b"".join(b"WHATSAT %s 0 0\n" % client for client in clients[start:start + 500])
            for client, seconds, fraction in AT.findall(ask(self.ports[name], lines, timeout)):
                found[client] = int(seconds) * 1_000_000_000 + int(fraction)
        return found

    def _writer(self, name, end):
        chance = random.Random(name)
        while not end.is_set():
            if name in self.running and name not in self.stopped:
                self.write(name)
            end.wait(chance.uniform(0.005, 0.04))

    def _reader(self, name, end):
        chance = random.Random(name + "r")
        seen, life = {}, -1
        while not end.is_set():
            now = self.lives[name]
            with self._lock:
                write = chance.choice(self.written) if self.written else None
                newest = max((one.ns for one in self.written if write and one.client == write.client), default=0)
            if write and name in self.running:
                if now != life:
                    seen, life = {}, now
                found = self.table(name, [write.client], 0.5).get(write.client)
                if now == self.lives[name] and found is not None:
                    self.reads += 1
                    self.stale += found < newest
                    self.went_back += found < seen.get(write.client, 0)
                    seen[write.client] = found
            end.wait(chance.uniform(0.01, 0.05))

    @contextlib.contextmanager
    def clients(self):
        """A writer and a reader at each server while the block runs."""
        end = threading.Event()
        threads = [threading.Thread(target=what, args=(name, end), daemon=True)
            for name in NAMES for what in (self._writer, self._reader)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            end.set()
            for thread in threads:
                thread.join()

    # the checker

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def links_are_up(self):
        """Waits until both ends of every link report that it is up."""
        def is_up(name, other):
            words = re.findall(rf"^\S+ -- {other} (link up|link down)", self.log(name), re.MULTILINE)
            return words[-1:] == ["link up"]
        eventually(lambda: all(is_up(name, other) for name, others in LINKS.items() for other in others), "all links are up", 60)

    def agreed(self, patience=60):
        """Waits until all five agree about every client that was written; returns the seconds and the table."""
        begin = time.monotonic()
        clients = sorted({write.client for write in self.written})

        def same():
            tables = [self.table(name, clients) for name in NAMES]
            return (tables[0],) if all(table == tables[0] for table in tables) else None
        table, = eventually(same, "the five agree", patience)
        return time.monotonic() - begin, table

    def lost(self, table):
        """Answered writes that are neither in the table nor superseded: those no crash explains, and those one does."""
        missing = [write for write in self.written if table.get(write.client, 0) < write.ns]
        # A killed server may lose what it has just answered, also if a neighbour was down.
        blamed = [write for write in missing if (write.server, write.life) in self.killed_at]
        return [write for write in missing if write not in blamed], blamed

    def stable_latency(self, count):
        """In a healthy herd: seconds from a write until each server answers with it."""
        seconds = []
        for number in range(count):
            name = NAMES[number % len(NAMES)]
            begin = time.monotonic()
            write = self.write(name, b"probe%d" % number)
            for other in NAMES:
                eventually(lambda: self.table(other, [write.client]).get(write.client) == write.ns, f"{other} knows it")
            seconds.append(time.monotonic() - begin)
        return seconds

    def lines_per_update(self, count):
        """In a healthy herd: AT lines between servers per update."""
        to_server = re.compile(rf"^\S+ -> (?:{'|'.join(NAMES)}) sent: AT ", re.MULTILINE)

        def lines():
            return sum(len(to_server.findall(self.log(name))) for name in NAMES)

        before = lines()
        for number in range(count):
            self.write(NAMES[number % len(NAMES)], b"counted%d" % number)
        with contextlib.suppress(AssertionError):
            eventually(lambda: lines() - before >= FLOOD * count, "", 10)
        self.agreed()
        return (lines() - before) / count

    def crash(self, name):
        """Kills and restarts a server: seconds until the last neighbour noticed, and from listening to a complete table."""
        def downs(other):
            return len(re.findall(rf"^\S+ -- {name} link down", self.log(other), re.MULTILINE))

        clients = sorted({write.client for write in self.written})
        expected = self.table(LINKS[name][0], clients)
        before = {other: downs(other) for other in LINKS[name]}
        begin = time.monotonic()
        self.kill(name)
        eventually(lambda: all(downs(other) > before[other] for other in before), "its neighbours notice")
        noticed = time.monotonic() - begin
        self.begin(name)
        begin = time.monotonic()
        eventually(lambda: self.table(name, clients) == expected, "it is full again", 60)
        return noticed, time.monotonic() - begin
