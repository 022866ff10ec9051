# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole herd in one process: what one server learns, all learn, with the number of lines that the protocol promises."""
import re
import unittest

from herd import FLOOD, LINKS, NAMES, UCLA, HerdCase, at_line, everywhere, eventually, iamat, talk

UPDATES = 25


class WholeHerd(HerdCase):
    def start_linked(self, *arguments):
        herd = self.start(*arguments, log_dir=self.folder)
        eventually(lambda: self.links_up() == 2 * LINKS, lambda: f"{self.links_up()} of {2 * LINKS} ends of links are up")
        return herd

    def tell_all(self, ports, updates=UPDATES):
        """One update after another, each known everywhere before the next."""
        for number in range(updates):
            name = NAMES[number % len(NAMES)]
            client = f"client{number}"
            answer, when = iamat(ports[name], client)
            self.assertRegex(answer, at_line(name, client, UCLA, when))
            everywhere(ports, client, answer)

    def test_every_server_knows(self):
        self.tell_all(self.start_linked().ports)

    def test_exact_flood(self):
        herd = self.start_linked()
        self.tell_all(herd.ports)
        eventually(lambda: self.lines_sent_between_servers() >= UPDATES * FLOOD, self.lines_sent_between_servers)
        herd.stop()
        self.assertEqual(self.lines_sent_between_servers(), UPDATES * FLOOD)

    def test_exact_flood_of_a_burst(self):
        herd = self.start_linked()
        lines = b"".join(b"IAMAT burst%d +1-1 5\n" % number for number in range(UPDATES))
        answers = talk(herd.ports["Smith"], lines).decode().splitlines(keepends=True)
        for number, answer in enumerate(answers):
            everywhere(herd.ports, f"burst{number}", answer)
        eventually(lambda: self.lines_sent_between_servers() >= UPDATES * FLOOD, self.lines_sent_between_servers)
        herd.stop()
        self.assertEqual(self.lines_sent_between_servers(), UPDATES * FLOOD)

    def test_what_is_not_newer_is_not_flooded(self):
        herd = self.start_linked()
        answer, _ = iamat(herd.ports["Hill"], "kiwi", UCLA, "100")
        everywhere(herd.ports, "kiwi", answer)
        for name in NAMES:
            iamat(herd.ports[name], "kiwi", "+2-2", "99.999999999")
        iamat(herd.ports["Hill"], "kiwi", UCLA, "100")
        for port in herd.ports.values():
            talk(port, b"WHATSAT nobody 1 1\nIAMAT bad +91-1 5\n")
        # After the lines that must not come, send one that must: once it is everywhere, they would be too.
        last, _ = iamat(herd.ports["Hill"], "last")
        everywhere(herd.ports, "last", last)
        everywhere(herd.ports, "kiwi", answer)
        eventually(lambda: self.lines_sent_between_servers() >= 2 * FLOOD, self.lines_sent_between_servers)
        herd.stop()
        self.assertEqual(self.lines_sent_between_servers(), 2 * FLOOD)

    def test_bytes_arrive_as_they_were(self):
        herd = self.start_linked()
        for client in (b"\xff\xfe", b"a\0b", "étudiant😂".encode(), b"\x1b[2J", b"<img/src=x>"):
            answer = talk(herd.ports["Hill"], b"IAMAT " + client + b" +1.50-1 5.10\n")
            self.assertRegex(answer, rb"\AAT Hill \S+ " + re.escape(client) + rb" \+1\.50-1 5\.10\n\Z")
            for port in herd.ports.values():
                eventually(lambda: talk(port, b"WHATSAT " + client + b" 1 0\n").startswith(answer), client)

    def test_one_connection_per_message(self):
        herd = self.start("--links", "per-message", log_dir=self.folder)
        self.tell_all(herd.ports)
        # A server cannot tell where a line came from, so it sends to every neighbour: two lines per link.
        eventually(lambda: self.lines_sent_between_servers() >= UPDATES * 2 * LINKS, self.lines_sent_between_servers)
        herd.stop()
        self.assertEqual(self.lines_sent_between_servers(), UPDATES * 2 * LINKS)

    def test_places_do_not_flood(self):
        herd = self.start_linked()
        answer, _ = iamat(herd.ports["Hill"], "kiwi")
        everywhere(herd.ports, "kiwi", answer)
        for port in herd.ports.values():
            self.assertIn(b"results", talk(port, b"WHATSAT kiwi 10 20\n"))
        eventually(lambda: self.lines_sent_between_servers() >= FLOOD, self.lines_sent_between_servers)
        herd.stop()
        self.assertEqual(self.lines_sent_between_servers(), FLOOD)


if __name__ == "__main__":
    unittest.main()
