# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server is killed and comes back with what it had answered."""
import unittest

from herd import NAMES, UCLA, HerdCase, Herdd, eventually, iamat, run_herdd, whatsat_head


class Journal(HerdCase):
    def serve(self, *names, **options):
        return self.start("--journal", self.folder / "journals", servers=names, log_dir=self.folder, **options)

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

    def test_a_garbled_end_is_dropped_and_told(self):
        hill = self.serve("Hill")
        first, _ = iamat(hill.ports["Hill"], "kiwi")
        iamat(hill.ports["Hill"], "emu")
        hill.kill()
        path = self.folder / "journals" / "Hill.journal"
        whole = path.read_bytes()
        path.write_bytes(whole[:-3])
        hill = self.serve("Hill")
        eventually(lambda: any("Hill.journal made no sense and were dropped" in line for line in hill.stderr), lambda: hill.stderr)
        self.assertEqual(whatsat_head(hill.ports["Hill"], "kiwi"), first)
        self.assertTrue(whatsat_head(hill.ports["Hill"], "emu").startswith("? "))
        again, _ = iamat(hill.ports["Hill"], "emu")
        hill.kill()
        self.serve("Hill")
        self.assertEqual(whatsat_head(hill.ports["Hill"], "emu"), again)

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

    def test_two_processes_do_not_share_one(self):
        self.serve("Hill")
        second = self.enterContext(Herdd("--journal", str(self.folder / "journals"), "--ports", f"Hill={self.base + 7}",
            base=None, servers=("Hill",), cwd=self.folder, log_dir=self.folder / "second"))
        eventually(lambda: any("another process writes it" in line for line in second.stderr), lambda: second.stderr)


if __name__ == "__main__":
    unittest.main()
