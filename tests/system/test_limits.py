# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The limits, in short: full, flooded with a line, not read from, reset. The server keeps serving the others."""
import pathlib
import random
import re
import select
import socket
import struct
import threading
import time
import unittest

from herd import HOST, PATIENCE, Client, HerdCase, eventually, talk

FULL = b"? server full\n"


def readable(clients):
    """The clients that have received something."""
    poll = select.poll()
    by_fd = {client.socket.fileno(): client for client in clients}
    for fd in by_fd:
        poll.register(fd, select.POLLIN)
    return [by_fd[fd] for fd, _ in poll.poll(0)]


def drop_with_reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Limits(HerdCase):
    def start_hill(self, *limits, **options):
        arguments = [word for limit in limits for word in ("--limit", limit)]
        self.herd = self.start(*arguments, servers=("Hill",), log_dir=self.folder, **options)
        self.port = self.herd.ports["Hill"]

    def serves(self, client, number):
        self.assertRegex(client.send(b"IAMAT c%d +1-1 5\n" % number).line(), rb"\AAT Hill \S+ c%d \+1-1 5\n\Z" % number)

    def memory_kib(self):
        status = pathlib.Path(f"/proc/{self.herd.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def test_full(self):
        self.start_hill(fd_limit=64)
        first = Client(self.port)
        self.addCleanup(first.close)
        self.serves(first, 0)
        crowd = [Client(self.port) for _ in range(100)]
        self.addCleanup(lambda: [client.close() for client in crowd])
        eventually(lambda: len(readable(crowd)) > 100 - 64, lambda: f"{len(readable(crowd))} of 100 are told")
        self.serves(first, 1)
        begin, cpu = time.monotonic(), self.herd.cpu_seconds
        told = []
        while time.monotonic() < begin + 1:  # a measurement: how much CPU does it use while idle?
            told = readable(crowd)
            time.sleep(0.1)
        share = (self.herd.cpu_seconds - cpu) / (time.monotonic() - begin)
        self.assertLess(share, 0.5, "it must not spin while it is full")
        for client in told:
            self.assertEqual(client.rest(), FULL)
            client.close()
        served = [client for client in crowd if client not in told]
        self.assertGreater(len(served), 16)
        for number, client in enumerate(served):
            self.serves(client, number)
        print(f"[{len(served)} served, {len(told)} told that it is full, CPU {share:.0%}] ", end="", flush=True)

        for client in served[:10]:
            client.close()
        eventually(self.accepted, "a place that was left is given to another")
        self.serves(first, 2)

    def accepted(self):
        try:
            return talk(self.port, b"IAMAT late +1-1 5\n").startswith(b"AT Hill")
        except ConnectionError:
            return False

    def test_endless_line(self):
        self.start_hill()
        # Once these are answered, everything that is loaded lazily or in the background is there.
        talk(self.port, b"IAMAT kiwi +1-1 5\nWHATSAT kiwi 50 20\n" + b"x" * 70_000)
        before = self.memory_kib()
        megabytes = 64
        with Client(self.port) as client, Client(self.port) as other:
            refused = False
            try:
                for _ in range(megabytes):
                    client.send(b"x" * 1_000_000)
            except ConnectionError:
                refused = True
            self.serves(other, 1)
            if not refused:
                self.assertEqual(client.line(), b"? " + b"x" * 64 + b"...\n")
        growth = self.memory_kib() - before
        print(f"[a line of {megabytes} MB costs {growth} KiB] ", end="", flush=True)
        self.assertLess(growth, 2 * 1024)

    def test_slow_loris(self):
        """The time for a line counts from its first byte, however many follow."""
        self.start_hill("line-seconds=0.5")
        with Client(self.port) as slow, Client(self.port) as other:
            self.serves(slow, 1)
            count = 0
            slow.socket.settimeout(0.05)
            with self.assertRaises(ConnectionError):
                while True:
                    slow.send(b"x")
                    self.serves(other, count := count + 1)
                    try:
                        if slow.socket.recv(100) == b"":
                            raise ConnectionError("closed")
                    except TimeoutError:
                        pass
            self.assertGreater(count, 2)
        eventually(lambda: "no line end came within the time limit" in self.log("Hill"), "the log says why")

    def test_silence(self):
        self.start_hill("first-line-seconds=0.5", "idle-seconds=0.5")
        with Client(self.port) as silent, Client(self.port) as idle:
            self.serves(idle, 1)
            self.assertEqual(idle.rest(), b"")
            self.assertEqual(silent.rest(), b"")
        eventually(lambda: "no line within the time limit" in self.log("Hill"), "the log says why the silent one had to go")
        eventually(lambda: "idle for too long" in self.log("Hill"), "the log says why the idle one had to go")

    def test_connections_limit(self):
        self.start_hill("connections=3")
        clients = [Client(self.port) for _ in range(3)]
        self.addCleanup(lambda: [client.close() for client in clients])
        for number, client in enumerate(clients):
            self.serves(client, number)
        with Client(self.port) as extra:
            self.assertEqual(extra.rest(), FULL)
        clients[0].close()
        eventually(self.accepted, "the place that was left is given to another")

    def test_clients_known_limit(self):
        self.start_hill("clients=2")
        with Client(self.port) as client:
            self.serves(client, 1)
            self.serves(client, 2)
            self.assertEqual(client.send(b"IAMAT c3 +1-1 5\n").line(), b"? IAMAT c3 +1-1 5\n")
            self.assertTrue(client.send(b"IAMAT c2 +1-1 6\n").line().startswith(b"AT Hill"))

    def test_line_limit(self):
        self.start_hill("line-bytes=100")
        self.assertEqual(talk(self.port, b"x" * 100 + b"\n"), b"? " + b"x" * 100 + b"\n")
        self.assertEqual(talk(self.port, b"x" * 101 + b"\n"), b"? " + b"x" * 64 + b"...\n")

    def test_reader_that_never_reads(self):
        self.start_hill()
        talk(self.port, b"IAMAT kiwi +34.07-118.45 5\n")
        client = Client(self.port)
        self.addCleanup(client.close)
        client.socket.settimeout(0.2)
        dropped = threading.Event()

        def ask_and_never_read():
            try:
                while not dropped.is_set():
                    try:
                        client.socket.send(b"WHATSAT kiwi 50 20\n" * 100)
                    except TimeoutError:
                        pass
            except OSError:
                dropped.set()
        asking = threading.Thread(target=ask_and_never_read)
        asking.start()
        self.addCleanup(asking.join)
        self.addCleanup(dropped.set)
        eventually(lambda: "does not read" in self.log("Hill") or dropped.is_set(), "the client is dropped", patience=3 * PATIENCE)
        with Client(self.port) as other:
            self.serves(other, 1)

    def test_resets(self):
        self.start_hill()
        chance = random.Random(2)
        lines = (b"IAMAT c +1-1 5\n", b"WHATSAT c 10 20\n", b"half a li", b"x" * 100_000, b"")
        for _ in range(1000):
            connection = socket.create_connection((HOST, self.port), timeout=PATIENCE)
            try:
                for _ in range(chance.randrange(3)):
                    connection.sendall(chance.choice(lines))
            except ConnectionError:
                pass
            drop_with_reset(connection)
        with Client(self.port) as other:
            self.serves(other, 1)

    def test_many_clients(self):
        self.start_hill()
        clients = [Client(self.port) for _ in range(1000)]
        self.addCleanup(lambda: [client.close() for client in clients])
        for number, client in enumerate(clients):
            self.serves(client, number)


if __name__ == "__main__":
    unittest.main()
