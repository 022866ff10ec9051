# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server is killed, or stopped, and comes back with what it had answered."""
import os
import pathlib
import resource
import signal
import tempfile
import time
import unittest

from herd import NAMES, UCLA, Client, HerdCase, Herdd, eventually, iamat, run_herdd, whatsat_head


def report(port, first, count, clients):
    """Sends `count` positions of so many clients on one connection; all answers have come when it returns."""
    lines = b"".join(b"IAMAT client%d %s %d.5\n" % (i % clients, UCLA.encode(), i) for i in range(first, first + count))
    with Client(port) as client:
        answers = client.send(lines).half_close().rest()
    assert answers.count(b"\nAT ") + answers.startswith(b"AT ") == count, answers[:200]


def known(port, clients):
    """How many of them the server knows."""
    with Client(port) as client:
        client.send(b"".join(b"WHATSAT client%d 1 0\n" % i for i in range(clients))).half_close()
        return sum(line.startswith(b"AT ") for line in client.rest().split(b"\n"))


class Journal(HerdCase):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "journals" / "Hill.journal"

    def serve(self, *names, options=(), **more):
        return self.start("--journal", self.folder / "journals", *options, servers=names, log_dir=self.folder, **more)

    def says(self, herd, text):
        eventually(lambda: any(text in line for line in herd.stderr), lambda: herd.stderr)

    def test_killed_and_back_alone(self):
        hill = self.serve("Hill")
        port = hill.ports["Hill"]
        answers = {client: iamat(port, client)[0] for client in ("kiwi", "emu", "a=1/2")}
        iamat(port, "kiwi", UCLA, "5.5")  # older: changes nothing
        answers["kiwi"] = iamat(port, "kiwi", "+1-1")[0]
        hill.kill()
        self.serve("Hill")
        for client, answer in answers.items():
            self.assertEqual(whatsat_head(port, client), answer)
        self.assertRegex(self.log("Hill"), r"journal read, 3 records: \S*Hill\.journal")

    def test_stopped_and_started_by_the_user(self):
        short = self.enterContext(tempfile.TemporaryDirectory(prefix="herdctl"))
        path = pathlib.Path(short, "c")
        hill = self.serve("Hill", options=("--control", path))
        port = hill.ports["Hill"]

        def ctl(*words):
            result = run_herdd("ctl", "--control", str(path), *words)
            self.assertEqual(result.returncode, 0, result.stderr)
        for way in ("stop", "crash"):
            report(port, 0, 10, 10)
            ctl(way, "Hill")
            ctl("start", "Hill")
            self.assertEqual(known(port, 10), 10)
        report(port, 100, 100, 100)
        hill.kill()
        self.assertEqual([line for line in hill.stderr if "journal" in line], [])
        self.serve("Hill")
        self.assertEqual(known(port, 100), 100)

    def test_what_was_damaged_is_set_aside_and_told(self):
        hill = self.serve("Hill")
        port = hill.ports["Hill"]
        answers = {client: iamat(port, client)[0] for client in ("kiwi", "emu", "owl")}
        hill.kill()
        whole = self.path.read_bytes()
        at = whole.index(b"emu")
        self.path.write_bytes(whole[:at] + b"E" + whole[at + 1:])
        hill = self.serve("Hill")
        self.says(hill, "Hill.journal.damaged-1")
        self.assertIn(b"Emu", self.path.with_name("Hill.journal.damaged-1").read_bytes())
        self.assertEqual(whatsat_head(port, "kiwi"), answers["kiwi"])
        self.assertEqual(whatsat_head(port, "owl"), answers["owl"])
        self.assertTrue(whatsat_head(port, "emu").startswith("? "))
        answers["emu"] = iamat(port, "emu")[0]
        hill.kill()
        hill = self.serve("Hill")
        for client, answer in answers.items():
            self.assertEqual(whatsat_head(port, client), answer)
        self.assertEqual(len(list(self.path.parent.iterdir())), 2)

    def test_another_programs_file(self):
        self.path.parent.mkdir()
        self.path.write_bytes(b"Dear diary\n")
        hill = self.serve("Hill")
        self.says(hill, "it is no journal")
        iamat(hill.ports["Hill"], "kiwi")
        hill.stop()
        self.assertEqual(self.path.read_bytes(), b"Dear diary\n")

    def test_a_fifo(self):
        self.path.parent.mkdir()
        os.mkfifo(self.path)
        hill = self.serve("Hill")
        self.says(hill, "it is not a regular file")
        iamat(hill.ports["Hill"], "kiwi")

    def test_a_full_disk_in_between(self):
        hill = self.serve("Hill")
        port = hill.ports["Hill"]
        report(port, 0, 1_000, 3_000)
        hard = resource.prlimit(hill.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(hill.process.pid, resource.RLIMIT_FSIZE, (self.path.stat().st_size + 100, hard))
        report(port, 1_000, 1_000, 3_000)
        self.says(hill, "the journal of Hill cannot be kept")
        self.assertEqual(self.path.read_bytes().count(b"\n"), 1_002)  # the header, and one for which there was room
        resource.prlimit(hill.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        self.says(hill, "the journal of Hill is written again, with the 999 updates that it had missed")
        report(port, 2_000, 1_000, 3_000)
        hill.kill()
        self.serve("Hill")
        self.assertEqual(known(port, 3_000), 3_000)

    def test_frozen_and_killed_while_it_is_rewritten(self):
        hill = self.serve("Hill")
        port = hill.ports["Hill"]
        largest = 0
        first = 0
        for _ in range(8):
            for _ in range(6):
                report(port, first, 2_000, 100)
                first += 2_000
                largest = max(largest, self.path.stat().st_size)
            hill.process.send_signal(signal.SIGSTOP)
            hill.process.send_signal(signal.SIGCONT)
            report(port, first, 100, 100)
            first += 100
            hill.kill()
            hill = self.serve("Hill")
            self.assertEqual(known(port, 100), 100)
            last = whatsat_head(port, f"client{(first - 1) % 100}")
            self.assertIn(f" {first - 1}.5", last)
        self.assertLess(largest, 2 << 20)

    def test_synced(self):
        self.assertIn("--journal-sync needs --journal", run_herdd("serve", "--journal-sync").stderr.decode())
        hill = self.serve("Hill", options=("--journal-sync",))
        report(hill.ports["Hill"], 0, 500, 500)
        hill.kill()
        hill = self.serve("Hill", options=("--journal-sync",))
        self.assertEqual(known(hill.ports["Hill"], 500), 500)

    def test_a_record_too_far_ahead_is_refused_from_a_journal_too(self):
        hill = self.serve("Hill")
        ahead = int(time.time()) + 30 * 24 * 3600
        iamat(hill.ports["Hill"], "kiwi", when=f"{ahead}.5")
        iamat(hill.ports["Hill"], "emu")
        hill.kill()
        hill = self.serve("Hill", options=("--future", "refuse"))
        self.assertTrue(whatsat_head(hill.ports["Hill"], "kiwi").startswith("? "))
        self.assertTrue(whatsat_head(hill.ports["Hill"], "emu").startswith("AT Hill"))
        self.assertIn("time too far ahead of the server's clock", self.log("Hill"))
        hill.kill()
        hill = self.serve("Hill")  # the file still holds it
        self.assertTrue(whatsat_head(hill.ports["Hill"], "kiwi").startswith("AT Hill"))

    def test_what_it_learnt_of_others_and_what_it_missed(self):
        herd = {name: self.serve(name) for name in NAMES}
        ports = {name: server.ports[name] for name, server in herd.items()}
        eventually(lambda: self.links_up() == 12, self.links_up)
        before, _ = iamat(ports["Campbell"], "kiwi")
        eventually(lambda: all(whatsat_head(port, "kiwi") == before for port in ports.values()), "all know")
        herd["Hill"].kill()
        missed, _ = iamat(ports["Campbell"], "emu")
        herd["Hill"] = self.serve("Hill")
        eventually(lambda: whatsat_head(ports["Hill"], "emu") == missed, "it catches up")
        self.assertEqual(whatsat_head(ports["Hill"], "kiwi"), before)
        for server in herd.values():  # then all at once, when no neighbour is left to ask
            server.kill()
        for name in NAMES:
            self.serve(name)
        for name in NAMES:
            self.assertEqual(whatsat_head(ports[name], "emu"), missed)

    def test_labels_go_on(self):
        hill = self.start("--profile", "update-2018", "--journal", self.folder, servers=("Hands",), log_dir=self.folder)
        for when in ("1.5", "2.5", "3.5"):
            iamat(hill.ports["Hands"], "kiwi", UCLA, when)
        hill.kill()
        hill = self.start("--profile", "update-2018", "--journal", self.folder, servers=("Hands", "Goloman"), log_dir=self.folder)
        iamat(hill.ports["Hands"], "kiwi", UCLA, "4.5")
        eventually(lambda: f"UPDATE kiwi {UCLA} 4.5 4 Hands" in self.log("Goloman"), lambda: self.log("Goloman"))

    def test_a_directory_that_cannot_be(self):
        for directory in ("/proc/nowhere", "/dev/null"):
            result = run_herdd("serve", "--journal", directory)
            self.assertEqual(result.returncode, 2)
            self.assertIn(f"--journal {directory}", result.stderr.decode())

    def test_two_processes_take_turns(self):
        first = self.serve("Hill")
        iamat(first.ports["Hill"], "kiwi")
        second = self.enterContext(Herdd("--journal", str(self.folder / "journals"), "--ports", f"Hill={self.base + 7}",
            base=None, servers=("Hill",), cwd=self.folder, log_dir=self.folder / "second"))
        self.says(second, "another process writes it")
        answer, _ = iamat(second.ports["Hill"], "emu")
        first.kill()
        self.says(second, "is written again, with the 1 updates that it had missed")
        self.assertTrue(whatsat_head(second.ports["Hill"], "kiwi").startswith("AT "))
        second.kill()
        third = self.serve("Hill")
        self.assertEqual(whatsat_head(third.ports["Hill"], "emu"), answer)


if __name__ == "__main__":
    unittest.main()
