# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The herds of the five papers: names, logs, bytes, and external servers of their kind."""
import json
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import unittest

from herd import HOST, PATIENCE, UCLA, HerdCase

INTEROP = pathlib.Path(__file__).resolve().parent.parent / "interop"
# profile: servers, log file of the first, what its neighbour receives after an IAMAT there
HERDS = {
    "flooding-2020": ("Hill Jaquez Smith Campbell Singleton", "Hill_logs.txt",
                      r"FLOODING AT Hill (\S+) kiwi \+34-118 1520023934\.9,Hill\n"),
    "update-2018": ("Goloman Hands Holiday Welsh Wilkes", "Goloman.log", r"UPDATE kiwi \+34-118 1520023934\.9 1 Goloman\n"),
    "at-split-2020": ("Hill Jaquez Smith Campbell Singleton", "log-Hill.txt",
                      r"AT kiwi Hill \+34 -118 (\S+) 1520023934\.9\n"),
    "visited-2017": ("Alford Ball Hamilton Holiday Welsh", "log_alford.log",
                     r"AT Alford (\S+) kiwi \+34-118 1520023934\.9 Alford\n"),
    "at-2024": ("Bailey Bona Campbell Clark Jaquez", "Bailey.log", r"AT Bailey (\S+) kiwi \+34-118 1520023934\.9\n"),
}
NEIGHBOUR = {"flooding-2020": "Jaquez", "update-2018": "Hands", "at-split-2020": "Jaquez", "visited-2017": "Hamilton",
             "at-2024": "Bona"}  # of the first server
IAMAT = "IAMAT kiwi +34-118 1520023934.9\n"


def talk(port, text):
    with socket.create_connection((HOST, port), timeout=PATIENCE) as client:
        client.sendall(text.encode())
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b"")).decode()


def eventually(what, good, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while not good(result := what()):
        if time.monotonic() > end:
            raise AssertionError(f"not in time: {result!r}")
        time.sleep(0.02)
    return result


class Papers(HerdCase):
    def test_each_herd_floods_and_logs_under_its_own_names(self):
        for profile, (names, log, _) in HERDS.items():
            with self.subTest(profile):
                names = names.split()
                ports = {name: self.base + i for i, name in enumerate(names)}
                herds = [self.start("--profile", profile, servers=(name,), log_dir=self.folder / profile, expect=1)
                         for name in names]
                at = talk(ports[names[0]], IAMAT)
                self.assertRegex(at, rf"^AT {names[0]} \+\d+\.\d{{9}} kiwi \+34-118 1520023934\.9\n$")
                for name in names[1:]:
                    answer = eventually(lambda: talk(ports[name], "WHATSAT kiwi 1 0\n"), lambda text: text.startswith("AT"))
                    # UPDATE carries no origin: a server that learnt from it names itself.
                    expected = at if profile != "update-2018" else f"AT {name} "
                    self.assertTrue(answer.startswith(expected), answer)
                self.assertIn("IAMAT kiwi", (self.folder / profile / log).read_text())
                for herd in herds:
                    herd.stop()

    def test_a_neighbour_receives_the_papers_own_bytes(self):
        for profile, (names, _, pattern) in HERDS.items():
            with self.subTest(profile), socket.socket() as listener:
                names = names.split()
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind((HOST, self.base + names.index(NEIGHBOUR[profile])))
                listener.listen()
                listener.settimeout(PATIENCE)
                herd = self.start("--profile", profile, servers=(names[0],), log_dir=self.folder / profile, expect=1)
                talk(self.base, IAMAT)
                connection, _ = listener.accept()
                with connection:
                    heard = b"".join(iter(lambda: connection.recv(4096), b"")).decode()  # one line, then the end
                self.assertRegex(heard, f"^{pattern}$")
                herd.stop()

    def test_the_herd_of_2017_answers_once_and_from_its_memory(self):
        self.start("--profile", "visited-2017", servers=("Alford",), log_dir=self.folder, expect=1)
        first = talk(self.base, IAMAT)
        self.assertEqual(talk(self.base, "IAMAT kiwi +35-118 1520023000\nfoo\n"), first)


class External(HerdCase):
    """Two of ours, A and C, with an external B between them: what A learns reaches C only through B."""

    def profile(self, dialect):
        path = self.folder / f"{dialect}.json"
        path.write_text(json.dumps({"name": dialect, "dialect": dialect, "links": "per-message", "servers": [
            {"name": "A", "port": self.base, "talks_to": ["B"]},
            {"name": "B", "port": self.base + 1, "talks_to": ["A", "C"]},
            {"name": "C", "port": self.base + 2, "talks_to": ["B"]}]}))
        return path

    def external(self, dialect, *options):
        script = INTEROP / f"{dialect.replace('-', '_')}_server.py"
        process = subprocess.Popen([sys.executable, "-B", script, "B", "--port", str(self.base + 1),
            "--peer", f"A={self.base}", "--peer", f"C={self.base + 2}", *options], stdout=subprocess.PIPE, text=True)
        self.assertTrue(process.stdout.readline().startswith("listening"))
        process.lines = []
        threading.Thread(target=lambda: process.lines.extend(process.stdout), daemon=True).start()
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def known(self, port, client, time_text):
        return eventually(lambda: talk(port, f"WHATSAT {client} 1 0\n"), lambda text: f" {client} {UCLA} {time_text}" in text)

    def lives_with(self, dialect, *options):
        herd = self.start("--profile", self.profile(dialect), base=None, servers=("A", "C"), log_dir=self.folder)
        external = self.external(dialect, *options)
        talk(self.base, f"IAMAT ours {UCLA} 100.5\n")
        self.known(self.base + 2, "ours", "100.5")  # through the external server
        talk(self.base + 1, f"IAMAT theirs {UCLA} 100.5\n")
        self.known(self.base, "theirs", "100.5")
        self.known(self.base + 2, "theirs", "100.5")
        # Nothing circulates for ever: a fresh marker is the last line received.
        external.kill()
        external.wait()
        talk(self.base, f"IAMAT lonely {UCLA} 1\n")
        eventually(lambda: (self.folder / "A.log").read_text(), lambda text: re.search(r"lost.*lonely", text))
        external = self.external(dialect, *options)
        talk(self.base, f"IAMAT ours {UCLA} 200.5\n")
        self.known(self.base + 2, "ours", "200.5")
        log = (self.folder / "A.log").read_text() + (self.folder / "C.log").read_text()
        sent = len(re.findall(r"-> B sent: .*\bours\b.* 100\.5", log))
        self.assertLessEqual(sent, 2, "A told B, and C told B back what it had heard of it, and that was all")
        herd.stop()

    def test_at(self):
        self.lives_with("at")

    def test_at_without_line_ends_left_open(self):
        self.lives_with("at", "--no-newline", "--leave-open")

    def test_at_visited(self):
        self.lives_with("at-visited")

    def test_at_visited_without_line_ends(self):
        self.lives_with("at-visited", "--no-newline")

    def test_flooding(self):
        self.lives_with("flooding", "--acknowledge")

    def test_flooding_broken_before_the_comma(self):
        self.lives_with("flooding", "--broken-comma")

    def test_update(self):
        self.lives_with("update", "--acknowledge")

    def test_update_without_line_ends_left_open(self):
        self.lives_with("update", "--no-newline", "--leave-open")

    def test_at_split(self):
        self.lives_with("at-split")

    def test_at_split_left_open(self):
        self.lives_with("at-split", "--leave-open")


if __name__ == "__main__":
    unittest.main()
