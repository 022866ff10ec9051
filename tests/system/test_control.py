# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""`herdd ctl` disturbs the herd of a `herdd serve --control PATH`."""
import json
import pathlib
import socket
import stat
import sys
import tempfile
import threading
import time
import unittest

from herd import HOST, NAMES, UCLA, HerdCase, can_bind, eventually, everywhere, iamat, run_herdd, whatsat_head

CASES = [("Hill", "Jaquez"), ("Hill", "Smith"), ("Jaquez", "Singleton"), ("Smith", "Singleton"), ("Smith", "Campbell"),
    ("Campbell", "Singleton")]


class Control(HerdCase):
    def setUp(self):
        super().setUp()
        short = tempfile.TemporaryDirectory(prefix="herdctl")  # the path of a socket is short
        self.addCleanup(short.cleanup)
        self.path = pathlib.Path(short.name, "control")

    def serve(self, *options, servers=()):
        herd = self.start("--control", self.path, *options, servers=servers, log_dir=self.folder)
        if not servers:
            eventually(lambda: self.ctl("status").count(" up") == len(CASES), lambda: self.ctl("status"))
        return herd

    def run_ctl(self, *words):
        return run_herdd("ctl", "--control", str(self.path), *words)

    def ctl(self, *words):
        result = self.run_ctl(*words)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertEqual(result.stderr, b"")
        return result.stdout.decode()

    def refused(self, *words, status=1):
        result = self.run_ctl(*words)
        self.assertEqual(result.returncode, status, result)
        self.assertEqual(result.stdout, b"")
        self.assertRegex(result.stderr.decode(), r"\Aherdd: ctl: .*\n\Z")
        return result.stderr.decode()

    def leave_hill_one_way(self):
        self.ctl("cut", "Hill-Smith")

    def test_status(self):
        herd = self.serve()
        expected = [f"server {name} listening {herd.ports[name]}" for name in NAMES]
        expected += [f"link {one}-{other} up" for one, other in CASES] + ["repair sync"]
        self.assertEqual(self.ctl("status").splitlines(), expected)
        self.assertEqual(self.ctl("faults"), "")

    def test_a_cut_and_its_healing(self):
        herd = self.serve()
        self.assertEqual(self.ctl("partition", "isolate", "Hill"), "cut Hill-Jaquez\ncut Hill-Smith\n")
        self.assertEqual(self.ctl("faults"), "cut Hill-Jaquez\ncut Hill-Smith\n")
        self.assertIn("link Hill-Jaquez cut\n", self.ctl("status"))
        kiwi, _ = iamat(herd.ports["Hill"], "kiwi")
        emu, _ = iamat(herd.ports["Campbell"], "emu")
        everywhere({name: port for name, port in herd.ports.items() if name != "Hill"}, "emu", emu)
        self.assertTrue(whatsat_head(herd.ports["Jaquez"], "kiwi").startswith("? "))
        self.assertTrue(whatsat_head(herd.ports["Hill"], "emu").startswith("? "))
        self.assertEqual(self.ctl("heal", "Jaquez-Hill"), "")
        self.assertEqual(self.ctl("faults"), "cut Hill-Smith\n")
        everywhere(herd.ports, "kiwi", kiwi)
        everywhere(herd.ports, "emu", emu)
        self.assertEqual(self.ctl("heal-all"), "")
        self.assertEqual(self.ctl("faults"), "")
        eventually(lambda: self.ctl("status").count(" up") == len(CASES), lambda: self.ctl("status"))

    def test_latency(self):
        herd = self.serve()
        self.leave_hill_one_way()
        self.assertEqual(self.ctl("fault", "Hill>Jaquez", "latency", "700ms"), "1\n")
        self.assertEqual(self.ctl("faults"), "1 Hill>Jaquez latency 700ms\ncut Hill-Smith\n")
        begin = time.monotonic()
        kiwi, _ = iamat(herd.ports["Hill"], "kiwi")
        eventually(lambda: whatsat_head(herd.ports["Jaquez"], "kiwi") == kiwi, "it arrives")
        self.assertGreaterEqual(time.monotonic() - begin, 0.7)

    def test_the_next_two(self):
        herd = self.serve("--repair", "none")
        self.leave_hill_one_way()
        self.assertEqual(self.ctl("fault", "Hill>Jaquez", "drop", "next", "2"), "1\n")
        iamat(herd.ports["Hill"], "kiwi")
        iamat(herd.ports["Hill"], "emu")
        fig, _ = iamat(herd.ports["Hill"], "fig")
        eventually(lambda: whatsat_head(herd.ports["Jaquez"], "fig") == fig, "the third arrives")
        self.assertTrue(whatsat_head(herd.ports["Jaquez"], "kiwi").startswith("? "))
        self.assertTrue(whatsat_head(herd.ports["Jaquez"], "emu").startswith("? "))
        eventually(lambda: self.ctl("faults") == "cut Hill-Smith\n", lambda: self.ctl("faults"))
        self.refused("heal", "1")

    def test_a_black_hole_and_its_repair(self):
        herd = self.serve()
        self.leave_hill_one_way()
        self.ctl("fault", "Hill-Jaquez", "black-hole")
        self.assertEqual(self.ctl("faults"), "1 Hill>Jaquez black-hole\n1 Jaquez>Hill black-hole\ncut Hill-Smith\n")
        iamat(herd.ports["Hill"], "kiwi")
        emu, _ = iamat(herd.ports["Jaquez"], "emu")
        eventually(lambda: whatsat_head(herd.ports["Campbell"], "emu") == emu, "the others go on")
        self.assertTrue(whatsat_head(herd.ports["Jaquez"], "kiwi").startswith("? "))
        self.assertTrue(whatsat_head(herd.ports["Hill"], "emu").startswith("? "))
        self.assertIn("link Hill-Jaquez up\n", self.ctl("status"))  # as far as both can tell
        self.ctl("heal", "1")
        self.ctl("reset", "Hill-Jaquez")  # in place of waiting for the next digest
        eventually(lambda: whatsat_head(herd.ports["Hill"], "emu") == emu, "it is repaired")

    def test_held_and_released(self):
        herd = self.serve()
        self.leave_hill_one_way()
        self.ctl("fault", "Hill>Jaquez", "hold")
        kiwi, _ = iamat(herd.ports["Hill"], "kiwi")
        emu, _ = iamat(herd.ports["Hill"], "emu")
        self.ctl("release", "Hill>Jaquez")
        eventually(lambda: whatsat_head(herd.ports["Jaquez"], "kiwi") == kiwi, "the first is let go")
        self.assertTrue(whatsat_head(herd.ports["Jaquez"], "emu").startswith("? "))
        self.ctl("release", "Hill>Jaquez", "5")
        eventually(lambda: whatsat_head(herd.ports["Jaquez"], "emu") == emu, "the second too")

    def test_heal_all_leaves_nothing(self):
        herd = self.serve()
        for one, other in CASES:
            self.ctl("fault", f"{one}-{other}", "latency", "20ms", "jitter", "5ms", "for", "60s")
            self.ctl("fault", f"{other}>{one}", "slices", "1B")
        self.ctl("partition", "ring")
        self.assertNotEqual(self.ctl("faults"), "")
        self.ctl("heal-all")
        self.assertEqual(self.ctl("faults"), "")
        eventually(lambda: self.ctl("status").count(" up") == len(CASES), lambda: self.ctl("status"))
        kiwi, _ = iamat(herd.ports["Hill"], "kiwi")
        everywhere(herd.ports, "kiwi", kiwi)

    def test_heal_all_thaws(self):
        herd = self.serve()
        self.ctl("freeze", "Smith")
        self.ctl("cut", "Hill-Jaquez")
        self.ctl("heal-all")
        self.assertIn(f"server Smith listening {herd.ports['Smith']}\n", self.ctl("status"))
        self.assertEqual(self.ctl("faults"), "")

    def test_a_partition_replaces_the_one_before(self):
        self.serve()
        self.ctl("cut", "Smith-Campbell")
        self.assertEqual(self.ctl("partition", "isolate", "Hill"), "cut Hill-Jaquez\ncut Hill-Smith\nheal Smith-Campbell\n")
        self.assertEqual(self.ctl("partition", "isolate", "Jaquez"), "cut Hill-Jaquez\ncut Jaquez-Singleton\nheal Hill-Smith\n")
        self.assertEqual(self.ctl("faults"), "cut Hill-Jaquez\ncut Jaquez-Singleton\n")

    def test_all_servers_at_once(self):
        herd = self.serve()
        self.ctl("stop-all")
        self.assertEqual(self.ctl("status").count(" stopped\n"), len(NAMES))
        self.assertIn("Hill is not running", self.refused("crash", "Hill"))
        self.ctl("cut", "Hill-Smith")  # nobody is there to say so
        self.assertEqual(self.ctl("partition", "isolate", "Jaquez"), "cut Hill-Jaquez\ncut Jaquez-Singleton\nheal Hill-Smith\n")
        self.assertEqual(self.ctl("start-all"), "".join(f"listening {name} {herd.ports[name]}\n" for name in NAMES))
        eventually(lambda: self.ctl("faults") == "cut Hill-Jaquez\ncut Jaquez-Singleton\n", lambda: self.ctl("faults"))
        self.ctl("stop", "Hill")
        self.assertRegex(self.ctl("start", "Hill", "0"), r"\Alistening Hill \d+\n\Z")

    def test_a_link_that_was_healed_while_a_server_was_down(self):
        self.serve()
        self.ctl("cut", "Jaquez-Singleton")
        self.ctl("stop", "Singleton")
        self.ctl("heal-all")
        self.ctl("start", "Singleton")
        self.assertEqual(self.ctl("partition", "halves"), "cut Hill-Smith\ncut Jaquez-Singleton\n")
        self.assertEqual(self.ctl("faults"), "cut Hill-Smith\ncut Jaquez-Singleton\n")

    def test_all_servers_move(self):
        herd = self.serve()
        self.ctl("stop", "Hill")
        first = herd.ports["Singleton"] + 1
        self.assertEqual(self.ctl("move-all", str(first)), "".join(f"listening {name} {first + number}\n" for number, name in enumerate(NAMES)))
        eventually(lambda: self.ctl("status").count(" up\n") == 6, lambda: self.ctl("status"))
        kiwi, _ = iamat(first, "kiwi")
        everywhere({name: first + number for number, name in enumerate(NAMES)}, "kiwi", kiwi)

    def test_freeze_is_silence_and_a_crash_a_reset(self):
        herd = self.serve()
        with socket.create_connection((HOST, herd.ports["Smith"])) as client:
            client.sendall(f"IAMAT kiwi {UCLA} 1.5\n".encode())
            self.assertTrue(client.recv(1000).startswith(b"AT Smith"))
            self.ctl("freeze", "Smith")
            self.assertIn(f"server Smith frozen {herd.ports['Smith']}\n", self.ctl("status"))
            self.assertEqual(self.ctl("faults"), "")  # what is frozen is a server, not a link
            client.sendall(f"IAMAT kiwi {UCLA} 2.5\n".encode())
            emu, _ = iamat(herd.ports["Hill"], "emu")
            eventually(lambda: whatsat_head(herd.ports["Campbell"], "emu") == emu, "the others go on")
            client.settimeout(0.2)
            with self.assertRaises(TimeoutError):
                client.recv(1000)
            self.ctl("thaw", "Smith")
            client.settimeout(30)
            self.assertTrue(client.recv(1000).startswith(b"AT Smith"))
            eventually(lambda: whatsat_head(herd.ports["Smith"], "emu") == emu, "it has read on")
            self.ctl("crash", "Smith")
            with self.assertRaises(ConnectionResetError):
                client.recv(1000)
        self.assertIn("server Smith stopped\n", self.ctl("status"))
        self.refused("crash", "Smith")
        self.assertEqual(self.ctl("start", "Smith"), f"listening Smith {herd.ports['Smith']}\n")
        self.refused("start", "Smith")
        eventually(lambda: whatsat_head(herd.ports["Smith"], "emu") == emu, "it receives the update again")
        self.ctl("stop", "Smith")
        self.assertIn("server Smith stopped\n", self.ctl("status"))

    def test_repair_is_switched(self):
        self.serve("--repair", "none")
        self.assertEqual(self.ctl("repair"), "repair none\n")
        self.assertEqual(self.ctl("repair", "push"), "repair push\n")
        self.assertIn("repair push\n", self.ctl("status"))

    def test_repair_that_cannot_be(self):
        self.start("--control", self.path, "--profile", "flooding-2020", log_dir=self.folder)
        self.assertIn('repair "sync" ', self.refused("repair", "sync"))

    def test_words_that_make_no_sense(self):
        self.serve()
        self.assertIn("there is no link 'Hill-Campbell'", self.refused("cut", "Hill-Campbell", status=2))
        self.assertIn("there is no command 'explode'", self.refused("explode", status=2))
        self.assertIn("a fault is one of", self.refused("fault", "Hill-Jaquez", "lag", status=2))
        self.assertIn("a command is needed", run_herdd("ctl").stderr.decode())
        self.assertEqual(run_herdd("ctl").returncode, 2)
        self.assertIn("partition halves", self.ctl("help"))

    def test_part_of_a_herd(self):
        self.serve(servers=("Hill",))
        self.assertIn("server Jaquez elsewhere\n", self.ctl("status"))
        self.refused("crash", "Jaquez")
        self.refused("fault", "Jaquez-Singleton", "drop")
        self.ctl("cut", "Hill-Jaquez")  # one end is enough
        self.assertEqual(self.ctl("faults"), "cut Hill-Jaquez\n")

    def test_beside_a_external_server(self):
        profile = self.folder / "beside.json"
        profile.write_text("""{ "servers": [ { "name": "Hill", "port": %d, "talks_to": ["Ford"] },
            { "name": "Ford", "external": { "port": %d, "dialect": "at" }, "talks_to": ["Hill"] } ] }""" % (self.base, self.base + 1))
        with socket.create_server((HOST, self.base + 1)) as ford:
            ford.settimeout(30)
            herd = self.start("--control", self.path, "--profile", profile, base=None, servers=("Hill",), log_dir=self.folder)
            self.assertIn(f"server Ford external untried port={self.base + 1} to=0 from=0\n", self.ctl("status"))
            self.assertEqual(self.ctl("fault", "Hill-Ford", "drop", "next", "1"), "1\n")  # ours is the only end that we have
            self.assertEqual(self.ctl("faults"), "1 Hill>Ford drop next 1\n")
            self.refused("fault", "Ford>Hill", "drop")
            self.refused("freeze", "Ford")
            iamat(herd.ports["Hill"], "kiwi")
            emu, _ = iamat(herd.ports["Hill"], "emu")
            caller, _ = ford.accept()
            with caller:
                caller.settimeout(30)
                self.assertEqual(caller.makefile("rb").read().decode().strip(), emu.strip())

    def test_programs_of_the_herd(self):
        """They are started, stopped and crashed; what is known of them is told; what is theirs alone is refused."""
        server = "import signal, socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1])))\nwhile True: s.accept()[0].recv(1000)"
        profile = self.folder / "programs.json"
        names = {"Hill": ["Ford"], "Ford": ["Hill", "Page"], "Page": ["Ford"]}
        servers = [{"name": name, "talks_to": peers, "port": self.base} if name == "Hill" else
            {"name": name, "talks_to": peers, "external": {"port": self.base + len(name)}} for name, peers in names.items()]
        servers[1]["external"]["port"] = port = self.base + 1
        servers[1]["command"] = [sys.executable, "-c", server, "{port}"]
        profile.write_text(json.dumps({"dialect": "at", "links": "per-message", "servers": servers}))
        hill = self.start("--control", self.path, "--profile", profile, base=None, expect=1, log_dir=self.folder).ports["Hill"]

        def ford(words):
            line = f"server Ford external {words}\n"
            eventually(lambda: line in self.ctl("status"), lambda: f"{line!r} in {self.ctl('status')}")

        ford(f"started port={port} to=0 from=0 command=runs")
        self.assertIn("link Ford-Page unknown\n", self.ctl("status"))
        eventually(lambda: not can_bind(port), "Ford listens")
        iamat(hill, "kiwi")
        ford(f"reached port={port} to=1 from=0 command=runs")
        self.refused("start", "Ford")
        self.ctl("stop", "Ford")
        ford(f"stopped port={port} to=1 from=0 command=stopped")
        self.ctl("start", "Ford")
        ford(f"started port={port} to=1 from=0 command=runs")
        self.ctl("crash", "Ford")
        self.assertIn("command=stopped", self.ctl("status"))
        self.refused("stop", "Ford")
        for words in (("start", "Page"), ("cut", "Ford-Page"), ("reset", "Ford-Page")):
            self.assertIn("external", self.refused(*words))
        self.assertEqual(self.ctl("faults"), "", "nothing was cut in secret")
        self.assertEqual(self.ctl("partition", "isolate", "Page"), "cannot cut Ford-Page\n")

    def test_only_the_user_comes_in(self):
        herd = self.serve()
        token = pathlib.Path(f"{self.path}.token")
        for path in (token, self.path):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)
        right = token.read_text()
        self.assertRegex(right, r"\A[0-9a-f]{64}\n\Z")
        for line in ("heal-all", f"{'0' * 64} heal-all", f"{right[:-2]} heal-all", "", "x" * 100_000):
            with socket.socket(socket.AF_UNIX) as caller:
                caller.settimeout(30)
                caller.connect(str(self.path))
                try:
                    caller.sendall(line.encode() + b"\n")
                    answer = caller.recv(1000)
                except (BrokenPipeError, ConnectionResetError):
                    answer = b""
                self.assertEqual(answer, b"", line[:80])
        token.write_text("0" * 64 + "\n")
        self.assertIn("refuses", self.refused("status"))
        token.unlink()
        self.assertIn("cannot read", self.refused("status"))
        herd.stop()
        self.assertFalse(self.path.exists())

    def test_the_socket_is_gone_with_the_herd(self):
        herd = self.serve()
        herd.stop()
        self.assertEqual(list(self.path.parent.iterdir()), [])
        self.refused("status")

    def test_a_killed_herds_socket_is_taken_over_and_a_living_ones_not(self):
        herd = self.serve()
        second = run_herdd("serve", "--control", str(self.path), "--log-dir", str(self.folder), "--port-base", str(self.base + 5))
        self.assertEqual(second.returncode, 2)
        self.assertIn("another program listens there", second.stderr.decode())
        self.ctl("status")
        herd.kill()
        self.refused("status")
        self.serve()

    def test_no_socket_unless_it_is_asked_for(self):
        self.start(log_dir=self.folder)
        self.refused("status")
        self.assertEqual(list(self.path.parent.iterdir()), [])

    def test_a_path_that_cannot_be(self):
        for path in ("/proc/nowhere/control", "/" + "x" * 200):
            result = run_herdd("serve", "--control", path, "--log-dir", str(self.folder), "--port-base", str(self.base))
            self.assertEqual(result.returncode, 2)
            self.assertIn("--control", result.stderr.decode())
        taken = self.path.parent / "file"
        taken.write_text("mine")
        self.assertEqual(run_herdd("serve", "--control", str(taken), "--log-dir", str(self.folder), "--port-base", str(self.base)).returncode, 2)
        self.assertEqual(taken.read_text(), "mine")

    def test_many_at_once(self):
        self.serve()
        results = []
        threads = [threading.Thread(target=lambda one=one, other=other: results.append(self.run_ctl("cut", f"{one}-{other}")))
            for one, other in CASES]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([result.returncode for result in results], [0] * len(CASES))
        self.assertEqual(self.ctl("faults").count("cut "), len(CASES))


if __name__ == "__main__":
    unittest.main()
