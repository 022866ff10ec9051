# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbours that behave as servers in the field do: two of ours, A and C, with an external B beside or between them."""
import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import unittest

from herd import HOST, UCLA, HerdCase, eventually, talk

INTEROP = pathlib.Path(__file__).resolve().parent.parent / "interop"
DIALECTS = ("at", "at-visited", "flooding", "update", "at-split")
TIME = "1520023934.913107634"  # looks older than its six decimals


class Neighbours(HerdCase):
    ends = None  # of a scene

    def ports(self):
        return {name: self.base + i for i, name in enumerate("ABCD")}

    def profile(self, pairs, external="", ask=0, **keys):
        """`pairs`: the links, "AB BC". `external`: the servers that are marked as such."""
        servers = []
        for name in sorted(set(pairs) - {" "}):
            place = {"port": self.ports()[name]}
            if name in external:
                place = {"external": place | ({"ask_seconds": ask} if ask else {})}
            servers.append({"name": name, "talks_to": [pair.replace(name, "") for pair in pairs.split() if name in pair], **place})
        path = self.folder / "profile.json"
        path.write_text(json.dumps({"servers": servers, **keys}))
        return path

    def serve(self, profile, names="AC"):
        return self.start("--profile", profile, base=None, servers=tuple(names), log_dir=self.folder)

    @contextlib.contextmanager
    def scene(self, name, profile, names="AC"):
        """A herd for one of several sub-tests: nothing of it is left for the next one."""
        with self.subTest(name), contextlib.ExitStack() as self.ends:
            herd = self.serve(profile, names)
            self.ends.callback(lambda: [path.unlink() for path in self.folder.glob("*.log")])
            self.ends.callback(herd.stop)
            yield herd

    def rejected(self, name):
        """But for what this test asks for before it is there."""
        return [line for line in self.log(name).splitlines() if "rejected" in line and "no server has reported" not in line]

    def external(self, name, peers, dialect, *options):
        script = INTEROP / f"{dialect.replace('-', '_')}_server.py"
        process = subprocess.Popen([sys.executable, "-B", script, name, "--port", str(self.ports()[name]),
            *(word for peer in peers for word in ("--peer", f"{peer}={self.ports()[peer]}")), *options], stdout=subprocess.PIPE, text=True)
        for end in (process.stdout.close, process.wait, process.kill):
            (self.ends.callback if self.ends else self.addCleanup)(end)
        self.assertTrue(process.stdout.readline().startswith("listening"))
        process.lines = []
        threading.Thread(target=lambda: process.lines.extend(process.stdout), daemon=True).start()
        return process

    def at(self, name, client):
        """What a server says of a client: its AT line."""
        return talk(self.ports()[name], f"WHATSAT {client} 1 0\n".encode()).decode().split("\n")[0]

    def knows(self, name, client, rest):
        eventually(lambda: rest in self.at(name, client), lambda: f"{name}: {self.at(name, client)}\n{self.log('A')[-2000:]}")

    def descriptors(self, herd):
        return len(os.listdir(f"/proc/{herd.process.pid}/fd"))

    # what they write

    def test_differences_without_a_sign_arrive(self):
        for dialect in DIALECTS:
            with self.scene(dialect, self.profile("AB BC", "B", dialect=dialect, links="per-message")):
                self.external("B", "AC", dialect, "--no-sign", "--rounds")
                talk(self.ports()["B"], f"IAMAT theirs {UCLA} 100.5\n".encode())
                for name in "AC":
                    self.knows(name, "theirs", UCLA)
                    self.assertEqual(self.rejected(name), [])
                if dialect != "update":
                    self.assertRegex(self.at("A", "theirs"), r"^AT B \+\d+\.\d+ theirs ")

    def test_rounded_copies_are_no_news(self):
        """A, C and the external B all know each other, so that a copy of B's may arrive before what it was made from."""
        for dialect in DIALECTS:
            with self.scene(dialect, self.profile("AB BC AC", "B", dialect=dialect, links="per-message")):
                external = self.external("B", "AC", dialect, "--rounds")
                clients = [f"client{i}" for i in range(20)]
                for client in clients:
                    talk(self.ports()["A"], f"IAMAT {client} {UCLA} {TIME}\n".encode())
                eventually(lambda: len(external.lines) >= 2 * len(clients), lambda: external.lines)
                for client in clients:
                    self.knows("A", client, TIME)
                    self.knows("C", client, TIME)
                    if dialect != "update":
                        self.assertEqual(self.at("A", client), self.at("C", client))
                self.assertEqual(len(re.findall(r"-- .*\blearned\b", self.log("A"))), len(clients), "no second wave")
                # At C a copy may come first, and what it was made from then replaces it.
                self.assertLessEqual(len(re.findall(r"-- .*\blearned\b", self.log("C"))), 2 * len(clients))
                self.assertNotIn("conflict", self.log("A") + self.log("C"))

    def test_a_rounding_neighbour_of_a_herd_that_repairs(self):
        self.serve(self.profile("AB BC AC", "B", repair="sync"))
        external = self.external("B", "AC", "at", "--rounds", "--no-sign")
        eventually(lambda: "link up" in self.log("C"), "A and C find each other")
        for i in range(20):
            talk(self.ports()["A"], f"IAMAT client{i} {UCLA} {TIME}\n".encode())
        eventually(lambda: len(external.lines) >= 20, lambda: external.lines)
        for i in range(20):
            self.knows("A", f"client{i}", TIME)
            self.knows("C", f"client{i}", TIME)

    def test_a_line_that_is_none_here_is_refused_as_what_it_looks_like(self):
        herd = self.serve(self.profile("AC", dialect="at", links="per-message"))
        talk(herd.ports["A"], b"AT Holiday 1 kiwi +34.068930-118.445127 1520023934.918963997\n")
        eventually(lambda: "rejected (a line of another dialect): AT SENDER HOPS" in self.log("A"), lambda: self.log("A"))

    def test_a_name_that_is_appended_behind_our_line_end(self):
        for dialect in ("flooding", "at-visited", "at"):
            with self.scene(dialect, self.profile("AB BC", "B", dialect=dialect, links="per-message")):
                self.external("B", "AC", dialect, "--append-name")
                talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
                self.knows("C", "kiwi", "100.5")
                self.assertEqual(self.rejected("A") + self.rejected("C"), [])
                if dialect != "at":  # it comes from B, which need not be told
                    self.assertNotIn("-> B", self.log("C"))

    # how they end connections

    def test_connections_that_they_leave_open(self):
        for options in (["--leave-open"], ["--leave-open", "--no-newline"]):
            with self.scene(options, self.profile("AB", "B", dialect="at", links="per-message"), "A") as herd:
                self.external("B", "A", "at", *options)
                talk(self.ports()["A"], f"IAMAT first {UCLA} 1\n".encode())
                before = self.descriptors(herd)
                most = 0
                for i in range(300):
                    talk(self.ports()["A"], f"IAMAT kiwi {UCLA} {100 + i}\n".encode())
                    most = max(most, self.descriptors(herd))
                    time.sleep(0.01)
                eventually(lambda: self.descriptors(herd) <= before + 4, lambda: self.descriptors(herd) - before)
                self.assertLess(most - before, 100)

    # who they are

    def plain(self, *options):
        """B is not marked as external, and the profile says nothing of dialects: B is greeted, and does not know that."""
        herd = self.serve(self.profile("AB BC"))
        external = self.external("B", "AC", "at", *options)
        for name in "AC":  # A dials B because of its name; C's call is the one that the other end makes
            eventually(lambda: "plain neighbour" in self.log(name), lambda: self.log(name))
        talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
        eventually(lambda: "messages 1" in "".join(external.lines), lambda: self.log("A"))
        eventually(lambda: any("herdd: A: B " in line and "plain lines" in line for line in herd.stderr), lambda: herd.stderr)
        begin = self.log("A").count("PEER")
        time.sleep(2)
        self.assertEqual(self.log("A").count("PEER"), begin, "it is not greeted again")

    def test_one_that_answers_a_greeting(self):
        self.plain()

    def test_one_that_closes(self):
        self.plain("--on-unknown=close")

    def test_one_that_is_external_and_nothing_more_is_said_of_it(self):
        self.serve(self.profile("AB BC", "B"))
        self.external("B", "AC", "at")
        talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
        self.knows("C", "kiwi", "100.5")
        self.assertNotIn("PEER", self.log("A"))

    def test_a_link_that_ends_as_soon_as_it_is_up_is_not_dialled_all_the_time(self):
        """Somebody who greets as B and closes at once."""
        listener = socket.create_server((HOST, self.ports()["B"]))
        self.addCleanup(listener.close)
        dials = []

        def answer():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    line = connection.recv(4096).decode().split()
                    dials.append(time.monotonic())
                    connection.sendall(f"PEER 2 B {line[2]} boot{len(dials)}\n".encode())

        threading.Thread(target=answer, daemon=True).start()
        self.serve(self.profile("AB"), "A")
        eventually(lambda: len(dials) >= 3, "A dials")
        begin = len(dials)
        time.sleep(4)
        self.assertLessEqual(len(dials) - begin, 4, "they were dialled five times a second")

    # what they answer

    def test_what_they_object_to_is_told(self):
        herd = self.serve(self.profile("AB", "B"), "A")
        self.external("B", "A", "at", "--objects")
        for i in range(5):
            talk(self.ports()["A"], f"IAMAT kiwi {UCLA} {100 + i}\n".encode())
        eventually(lambda: len(re.findall(r"<- B received: \? AT A", self.log("A"))) == 5, lambda: self.log("A"))
        told = lambda: [line for line in herd.stderr if re.match(r"herdd: A: B did not take a line, times: 1: \? AT A ", line)]
        eventually(told, lambda: herd.stderr)
        self.assertEqual(len(told()), 1, herd.stderr)
        self.assertEqual(len(re.findall("neighbour objects, times: 1: ", self.log("A"))), 1)

    def test_an_acknowledgement_is_logged_and_no_more(self):
        herd = self.serve(self.profile("AB", "B"), "A")
        self.external("B", "A", "at", "--acknowledge")
        talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100\n".encode())
        eventually(lambda: "<- B received: OK thank you" in self.log("A"), lambda: self.log("A"))
        self.assertNotIn("objects", self.log("A"))
        self.assertEqual(herd.stderr, [])

    def test_asked_what_they_hold(self):
        for dialect in DIALECTS:
            with self.scene(dialect, self.profile("AB", "B", ask=1, dialect=dialect, links="per-message"), "A"):
                self.external("B", "A", dialect)
                talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
                eventually(lambda: re.search(rf"-- B neighbour holds: AT \S+ \+?\S* ?kiwi {re.escape(UCLA)} 100.5", self.log("A")),
                    lambda: self.log("A"))
                self.assertIn("-> B sent: WHATSAT kiwi 1 1", self.log("A"))

    def test_one_that_learns_nothing_is_not_said_to_hold_anything(self):
        self.serve(self.profile("AB", "B", ask=1), "A")
        self.external("B", "A", "at", "--objects")
        talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
        eventually(lambda: "<- B received: ? WHATSAT kiwi 1 1" in self.log("A"), lambda: self.log("A"))
        self.assertNotIn("neighbour holds", self.log("A"))

    def test_copies_that_circulate(self):
        """B and D pass on whatever they hear, to each other and to A, for ever."""
        herd = self.serve(self.profile("AB AD", "BD"), "A")
        circling = [self.external(name, peers, "at", "--for-ever") for name, peers in (("B", "AD"), ("D", "AB"))]
        talk(self.ports()["A"], f"IAMAT kiwi {UCLA} 100.5\n".encode())
        eventually(lambda: any("copies of kiwi's update keep coming from" in line for line in herd.stderr), lambda: herd.stderr)
        told = next(line for line in herd.stderr if "copies of kiwi" in line)
        self.assertGreater(int(re.search(r": (\d+) a second$", told)[1]), 20)
        time.sleep(3)
        self.assertEqual(len([line for line in herd.stderr if "copies of kiwi" in line]), 1, "not too often")
        for process in circling:
            process.kill()
        self.assertLessEqual(len(re.findall(r"-> [BD] sent: .*\bkiwi\b", self.log("A"))), 4, "A does not feed it")
        self.assertLess(self.descriptors(herd), 1000)
        self.assertIn("AT A", self.at("A", "kiwi"))


if __name__ == "__main__":
    unittest.main()
