# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""One process per server: the same herd; servers are killed and restarted."""
import unittest

from herd import FLOOD, LINKS, NAMES, UCLA, HerdCase, at_line, everywhere, eventually, iamat, reaches

UPDATES = 10


class OneProcessEach(HerdCase):
    def setUp(self):
        super().setUp()
        self.herd = {name: self.start_one(name) for name in NAMES}
        self.ports = {name: self.base + number for number, name in enumerate(NAMES)}
        eventually(lambda: self.links_up() >= 2 * LINKS, lambda: f"{self.links_up()} of {2 * LINKS} ends of links are up")

    def test_ports(self):
        for name, process in self.herd.items():
            self.assertEqual(process.ports, {name: self.ports[name]})

    def test_every_server_knows_and_exact_flood(self):
        for number in range(UPDATES):
            name = NAMES[number % len(NAMES)]
            answer, when = iamat(self.ports[name], f"client{number}")
            self.assertRegex(answer, at_line(name, f"client{number}", UCLA, when))
            everywhere(self.ports, f"client{number}", answer)
        eventually(lambda: self.lines_sent_between_servers() >= UPDATES * FLOOD, self.lines_sent_between_servers)
        for process in self.herd.values():
            process.stop()
        self.assertEqual(self.lines_sent_between_servers(), UPDATES * FLOOD)

    def test_kill_two_and_bring_them_back(self):
        dead = ("Jaquez", "Campbell")  # Hill, Smith and Singleton stay connected
        answer, _ = iamat(self.ports["Hill"], "before")
        everywhere(self.ports, "before", answer)
        for name in dead:
            self.herd[name].kill()

        alive = {name: port for name, port in self.ports.items() if name not in dead}
        for name, port in alive.items():
            answer, _ = iamat(port, f"meanwhile-{name}")
            everywhere(alive, f"meanwhile-{name}", answer)

        for name in dead:
            self.herd[name] = self.start_one(name)
        for name in NAMES:
            self.talked_to_again(name)
        for name, port in self.ports.items():
            answer, _ = iamat(port, f"after-{name}")
            everywhere(self.ports, f"after-{name}", answer)

    def talked_to_again(self, name):
        """A report to `name` reaches everybody; repeated until it does, because links take time to come back."""
        def told():
            answer, _ = iamat(self.ports[name], f"again-{name}")
            return all(reaches(port, f"again-{name}", answer) for port in self.ports.values())
        eventually(told, f"{name} is talked to as before")

    def test_killed_one_after_the_other(self):
        for name in ("Smith", "Singleton"):
            self.herd[name].kill()
            self.herd[name] = self.start_one(name)
            self.talked_to_again(name)

    def test_all_restarted(self):
        for process in self.herd.values():
            process.stop()
        self.herd = {name: self.start_one(name) for name in reversed(NAMES)}
        for name in NAMES:
            self.talked_to_again(name)


if __name__ == "__main__":
    unittest.main()
