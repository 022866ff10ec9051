# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers' log files: one each, with every line in and out; one event is one physical line whatever bytes it carries."""
import re
import unittest

from herd import NAMES, Client, HerdCase, everywhere, eventually, iamat, talk

EVENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z (?:<-|->|--) \S+ [^\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")
HOSTILE = (b"\0", b"\x1b[31mred", b"\r", b"\x0b\x0c", b"\x7f\x08", b"\xff\xfe", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9",
    b"\xe2\x80\xae", b"\\x00", b"fake\r2026-01-01T00:00:00.000000Z -- - stopped")


class Logs(HerdCase):
    def events(self, name):
        """The lines of a log; each must be a complete event."""
        text = (self.folder / f"{name}.log").read_bytes()
        self.assertTrue(text.endswith(b"\n"))
        lines = text.decode().split("\n")[:-1]
        for line in lines:
            self.assertTrue(EVENT.fullmatch(line), line)
        return lines

    def test_one_file_each(self):
        herd = self.start(log_dir=self.folder / "deeper" / "logs")
        herd.stop()
        self.assertEqual(sorted(path.name for path in (self.folder / "deeper" / "logs").iterdir()),
            sorted(f"{name}.log" for name in NAMES))

    def test_lines_in_and_out(self):
        herd = self.start(log_dir=self.folder)
        eventually(lambda: self.links_up() == 12, "all links up")
        answer, when = iamat(herd.ports["Hill"], "kiwi")
        everywhere(herd.ports, "kiwi", answer)
        with Client(herd.ports["Hill"]) as client:
            peer = "{}:{}".format(*client.socket.getsockname())
            client.send(b"what\n").half_close().rest()
        eventually(lambda: f"-- {peer} closed" in self.log("Hill"), "the client's going is logged")
        herd.stop()
        log = "\n".join(self.events("Hill"))
        at = re.escape(answer.strip())
        for wanted in (rf" -- \S+ listening", rf" -- {peer} connected", rf" <- {peer} received: what$", rf" -> {peer} sent: \? what$",
                rf" -- {peer} closed \(.+\)$", r" -- Jaquez link up", r" -- Smith link up",
                rf" <- \S+ received: IAMAT kiwi \S+ {re.escape(when)}$", rf" -> \S+ sent: {at}$",
                rf" -> Jaquez sent: {at}$", rf" -> Smith sent: {at}$"):
            self.assertRegex(log, re.compile(wanted, re.MULTILINE))
        self.assertRegex("\n".join(self.events("Jaquez")), re.compile(rf" <- (?:Hill|Singleton) received: {at}$", re.MULTILINE))

    def test_hostile_bytes(self):
        herd = self.start("--speakers", "open", log_dir=self.folder)
        for bytes_ in HOSTILE:
            talk(herd.ports["Hill"], bytes_ + b"\n")
            talk(herd.ports["Hill"], b"IAMAT " + bytes_ + b"x +1-1 5\n")
            talk(herd.ports["Hill"], b"AT Hill +1.000000000 " + bytes_ + b"y +1-1 5\n")
            talk(herd.ports["Hill"], b"A" * 70_000 + bytes_ + b"\n")
        herd.stop()
        for name in NAMES:
            self.events(name)
        received = "\n".join(self.events("Hill"))
        for shown in (r"received: \x00", r"received: \x1b[31mred", r"\x0b\x0c", r"\xff\xfe", r"\\x00"):
            self.assertIn(shown.lower(), received.lower())

    def test_killed_logs_hold_what_happened(self):
        herd = self.start(log_dir=self.folder, servers=("Hill",))
        talk(herd.ports["Hill"], b"IAMAT kiwi +1-1 5\n")
        eventually(lambda: "sent: AT Hill" in self.log("Hill"), "the log is written while the herd runs")
        herd.kill()
        self.events("Hill")

    def test_a_removed_log_is_made_again(self):
        herd = self.start(log_dir=self.folder, servers=("Hill",))
        talk(herd.ports["Hill"], b"IAMAT kiwi0 +1-1 5\n")
        eventually(lambda: "kiwi0" in self.log("Hill"), "the log is written")
        (self.folder / "Hill.log").unlink()
        talk(herd.ports["Hill"], b"IAMAT kiwi1 +1-1 5\n")
        eventually(lambda: "kiwi1" in self.log("Hill") and "log moved (the file was removed or replaced)" in self.log("Hill"), lambda: self.log("Hill"))
        herd.stop()
        self.assertEqual(herd.stderr, [f"herdd: the log of Hill goes on in {self.folder}/Hill.log: the file was removed or replaced"])
        self.events("Hill")

    def test_two_herds_do_not_share_a_log(self):
        one = self.start(log_dir=self.folder, servers=("Hill",))
        other = self.start(log_dir=self.folder, servers=("Hill",), base=self.base + 5)
        eventually(lambda: other.stderr == [f"herdd: the log of Hill goes on in {self.folder}/Hill-2.log: another program's file"], lambda: other.stderr)
        for herd, name in ((one, "Hill"), (other, "Hill-2")):
            self.assertIn(f"listening: 127.0.0.1 {herd.ports['Hill']}", self.log(name))

    def test_appended(self):
        for number in range(2):
            herd = self.start(log_dir=self.folder, servers=("Hill",))
            talk(herd.ports["Hill"], b"IAMAT kiwi%d +1-1 5\n" % number)
            herd.stop()
        log = "\n".join(self.events("Hill"))
        self.assertIn("kiwi0", log)
        self.assertIn("kiwi1", log)


if __name__ == "__main__":
    unittest.main()
