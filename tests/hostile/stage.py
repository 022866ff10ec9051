# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared by the attacks: a real herdd, what an attack costs it, and rows that compare this with the promise."""
import contextlib
import dataclasses
import math
import os
import pathlib
import re
import socket
import struct
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))
import herd  # noqa: E402
from herd import FLOOD, HOST, PATIENCE, Client, Herdd, PortRange, eventually, talk  # noqa: E402,F401

ATTACKS = []  # (family, name, function)


def attack(name):
    """Registers a function of a Stage as an attack; it yields or returns rows."""
    def add(function):
        ATTACKS.append((function.__module__, name, function))
        return function
    return add


@dataclasses.dataclass
class Row:
    what: str
    promised: str
    measured: str
    ok: bool | None = True  # None: a figure without a promise


class Watch:
    """Samples a process: its maximum of memory and descriptors, and the CPU time it used."""

    def __init__(self, pid):
        self._proc = pathlib.Path(f"/proc/{pid}")
        self._end = threading.Event()
        self.before = self.most = self.memory_kib()
        self.descriptors = 0
        self._cpu = self.cpu_seconds()
        self._begin = time.monotonic()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def memory_kib(self):
        return int(re.search(r"VmRSS:\s+(\d+)", (self._proc / "status").read_text())[1])

    def cpu_seconds(self):
        fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _sample(self):
        with contextlib.suppress(OSError, TypeError):  # it may have exited
            while not self._end.wait(0.02):
                self.most = max(self.most, self.memory_kib())
                self.descriptors = max(self.descriptors, len(os.listdir(self._proc / "fd")))

    @property
    def growth_kib(self):
        return max(self.most, self.memory_kib()) - self.before

    @property
    def cpu_share(self):
        return (self.cpu_seconds() - self._cpu) / max(0.001, time.monotonic() - self._begin)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()


class Stage:
    """One attack's herdd, its folder and ports. `short`: a few seconds, and no figure that a busy machine would break."""

    def __init__(self, short):
        self.short = short
        self.sanitized = b"__asan_init" in pathlib.Path(herd.HERDD).read_bytes()  # it reserves terabytes of address space
        self._stack = contextlib.ExitStack()

    def few(self, many, some):
        return some if self.short else many

    def __enter__(self):
        self._stack.__enter__()
        self.folder = pathlib.Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.base = self._stack.enter_context(contextlib.closing(PortRange())).base
        return self

    def __exit__(self, *what):
        return self._stack.__exit__(*what)

    def herd(self, *arguments, servers=("Hill",), **options):
        """Stops it with SIGTERM after the attack: a crash or a sanitizer report is a failure."""
        self.herdd = self._stack.enter_context(
            Herdd(*arguments, base=self.base, servers=servers, log_dir=self.folder, cwd=self.folder, **options))
        self.port = self.herdd.ports[servers[0]] if servers else next(iter(self.herdd.ports.values()))
        talk(self.port, b"IAMAT warm +34.068930-118.445127 5\nWHATSAT warm 50 20\nWHATSAT warm 50 20\n")  # loads everything that is loaded lazily
        return self.herdd

    def enter(self, context):
        return self._stack.enter_context(context)

    def clean_up(self, process):
        """Ends it after the attack, if it is there still."""
        self._stack.callback(lambda: [stream.close() for stream in (process.stdout, process.stderr) if stream])
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)

    def client(self, port=None):
        return self._stack.enter_context(Client(port or self.port))

    def watch(self):
        return Watch(self.herdd.process.pid)

    def log(self, name="Hill"):
        """The whole log, rotated files included."""
        return "".join(path.read_text(errors="replace") for path in self.folder.glob(f"{name}.log*"))

    def serves(self, name="honest", port=None):
        """Whether a well-behaved client is answered now."""
        try:
            return talk(port or self.port, f"IAMAT {name} +1-1 {time.time():.6f}\n".encode()).startswith(b"AT ")
        except OSError:
            return False

    def timing(self, what, promised, measured, ok):
        """A row about a time or a size; in the short form it is only reported."""
        return Row(what, promised, measured, None if self.short else ok)


class Honest(threading.Thread):
    """A client that sends one request after another on one connection and records how long each answer took."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self._client = Client(port)
        self._end = threading.Event()
        self.seconds = []
        self.wrong = 0

    def run(self):
        number = 0
        while not self._end.is_set():
            number += 1
            begin = time.monotonic()
            try:
                right = self._client.send(b"IAMAT honest +1-1 %d\n" % number).line().startswith(b"AT ")
            except OSError:
                right = False
            if not right:
                self.wrong += 1
                return
            self.seconds.append(time.monotonic() - begin)
            self._end.wait(0.002)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self.join()
        self._client.close()

    def milliseconds(self, percentile):
        ordered = sorted(self.seconds) or [math.inf]  # never answered
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percentile / 100))]


def reset(connection):
    """Closes with a reset instead of an orderly end."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def dial(port, receive_buffer=None):
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(PATIENCE)
    connection.connect((HOST, port))
    return connection
