# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts herdd and talks to it over TCP. The tests in this folder use nothing else.

The environment variable HERDD names the program.
"""
import contextlib
import fcntl
import os
import pathlib
import queue
import random
import re
import resource
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

# A developer's machine may set what the user's does not.
for variable in ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "HERDSCOPE_KEY", "GOOGLE_PLACES_API_KEY"):
    os.environ.pop(variable, None)

HERDD = os.path.abspath(os.environ.get("HERDD", "build/release/bin/herdd"))
HOST = "127.0.0.1"
NAMES = ("Hill", "Jaquez", "Smith", "Campbell", "Singleton")
LINKS = 6
FLOOD = 2 * LINKS - (len(NAMES) - 1)  # lines per fresh update in the healthy herd
UCLA = "+34.068930-118.445127"
PATIENCE = 30.0  # seconds; a sanitized build on a busy machine is slow, and a failure is rare


class PortRange:
    """Consecutive free ports that no other test on this machine takes meanwhile."""

    def __init__(self, count=10):
        folder = pathlib.Path(tempfile.gettempdir(), f"herdscope-test-ports-{os.getuid()}")
        folder.mkdir(exist_ok=True)
        bases = list(range(10_000, 32_000, 500))  # below the ports that the system assigns
        random.shuffle(bases)
        for base in bases:
            self._lock = open(folder / str(base), "w")
            with contextlib.suppress(OSError):
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if all(can_bind(base + offset) for offset in range(count)):
                    self.base = base
                    return
            self._lock.close()
        raise RuntimeError("no free ports")

    def close(self):
        self._lock.close()


def can_bind(port):
    """Whether a plain socket, without SO_REUSEADDR, can be bound to the port at once."""
    with socket.socket() as attempt:
        try:
            attempt.bind((HOST, port))
            attempt.listen()
            return True
        except OSError:
            return False


class Herdd:
    """A running `herdd serve`. Waits until it listens; after the test, stops it and checks that it exits cleanly."""

    def __init__(self, *arguments, base, servers=(), expect=None, fd_limit=None, limits=None, log_dir=None, cwd=None):
        where = () if base is None else ("--port-base", str(base))
        command = [HERDD, "serve", *where, *arguments, *servers]
        if log_dir is not None:
            command[2:2] = ["--log-dir", str(log_dir)]
        self.ports = {}
        self.stderr = []
        self._lines = queue.Queue()
        limits = (limits or {}) | ({resource.RLIMIT_NOFILE: fd_limit} if fd_limit else {})
        begin = time.monotonic()
        self.process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=(lambda: [resource.setrlimit(what, (most, most)) for what, most in limits.items()]) if limits else None)
        for stream, taker in ((self.process.stdout, self._lines.put), (self.process.stderr, self._take_error)):
            threading.Thread(target=self._pump, args=(stream, taker), daemon=True).start()
        try:
            for _ in range(len(servers or NAMES) if expect is None else expect):
                self._await_listening()
        except BaseException:
            self.kill()
            raise
        self.seconds_to_listen = time.monotonic() - begin

    @staticmethod
    def _pump(stream, taker):
        with stream:
            for line in stream:
                taker(line.decode(errors="backslashreplace").rstrip("\n"))
        taker(None)

    def _take_error(self, line):
        if line is not None:
            self.stderr.append(line)

    def _await_listening(self):
        try:
            line = self._lines.get(timeout=PATIENCE)
        except queue.Empty:
            line = None
        match = re.fullmatch(r"listening (\S+) (\S+) (\d+)", line or "")
        if not match:
            raise AssertionError(f"no line `listening NAME HOST PORT` but {line!r}; stderr: {self.stderr}")
        self.ports[match[1]] = int(match[3])

    def stop(self, how=signal.SIGTERM):
        """Stops it with SIGTERM; returns the seconds it took."""
        begin = time.monotonic()
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        seconds = time.monotonic() - begin
        assert status == 0, f"herdd ended with {status}: {self.stderr}"
        return seconds

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)

    @property
    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            if kind is None:
                self.stop()
            else:
                self.kill()
        elif kind is None and self.process.returncode not in (0, -signal.SIGKILL):
            raise AssertionError(f"herdd ended with {self.process.returncode}: {self.stderr}")


class HerdCase(unittest.TestCase):
    """A test with its own ports and folder; ends what it started."""

    def setUp(self):
        self._ports = PortRange()
        self.addCleanup(self._ports.close)
        self.base = self._ports.base
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def start(self, *arguments, **options):
        return self.enterContext(Herdd(*arguments, **{"base": self.base, "cwd": self.folder, **options}))

    def start_one(self, name):
        return self.start(servers=(name,), log_dir=self.folder)

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(errors="strict") if path.exists() else ""

    def links_up(self):
        """How many ends of links have come up since the start, according to the logs."""
        return sum(len(re.findall(r"^\S+ -- \S+ link up", self.log(name), re.MULTILINE)) for name in NAMES)

    def lines_sent_between_servers(self):
        """How many AT lines the servers have sent each other, according to their logs."""
        to_server = re.compile(rf"^\S+ -> (?:{'|'.join(NAMES)}) sent: AT ", re.MULTILINE)
        return sum(len(to_server.findall(self.log(name))) for name in NAMES)


def run_herdd(*arguments, timeout=PATIENCE):
    return subprocess.run([HERDD, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)


class Client:
    """A TCP client that can parse answers."""

    def __init__(self, port):
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self.socket.makefile("rb")

    def send(self, data):
        self.socket.sendall(data)
        return self

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def line(self):
        return self._file.readline()

    def rest(self):
        """Everything received until the server closes."""
        return self._file.read()

    def close(self):
        self._file.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def talk(port, data):
    """The answer to a client that shuts down writing right after sending."""
    with Client(port) as client:
        return client.send(data).half_close().rest()


def iamat(port, client, location=UCLA, when=None):
    """Reports a position, by default now; returns the answer and the time sent."""
    when = when or "{}.{:09}".format(*divmod(time.time_ns(), 1_000_000_000))
    return talk(port, f"IAMAT {client} {location} {when}\n".encode()).decode(), when


def at_line(server, client, location, when):
    """A regular expression for an AT line, with the difference as its only group."""
    return rf"AT {server} ([+-]\d+\.\d{{9}}) {re.escape(client)} {re.escape(location)} {re.escape(when)}\n"


def whatsat_head(port, client):
    """The AT line of an answer to WHATSAT, or the `?` line."""
    with Client(port) as connection:
        return connection.send(f"WHATSAT {client} 10 1\n".encode()).line().decode()


def eventually(condition, what, patience=PATIENCE):
    """Waits until condition() is true; returns its value."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not in {patience} s: {what() if callable(what) else what}")
        time.sleep(0.01)


def everywhere(ports, client, expected):
    """Waits until each of the servers answers WHATSAT with exactly this AT line."""
    for name, port in ports.items():
        eventually(lambda: whatsat_head(port, client) == expected,
            lambda: f"{name} says {whatsat_head(port, client)!r} instead of {expected!r}")


def reaches(port, client, expected, patience=0.5):
    """Whether the server soon answers WHATSAT with this AT line."""
    try:
        eventually(lambda: whatsat_head(port, client) == expected, "", patience)
        return True
    except AssertionError:
        return False


if __name__ != "__main__":
    # Tests that open hundreds of connections must not run out of descriptors.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)) if hard != resource.RLIM_INFINITY else 4096, hard))
