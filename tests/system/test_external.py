# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""External servers in a profile: started by hand or by a command, and a herd of one server of ours and four external ones."""
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import unittest

from herd import HOST, UCLA, HerdCase, eventually, run_herdd, talk

INTEROP = pathlib.Path(__file__).resolve().parent.parent / "interop"
DIALECTS = ("at", "at-visited", "flooding", "update", "at-split")
# Hill is ours, the others are external; links as in the papers.
LINKS = {"Hill": ["Jaquez", "Smith"], "Jaquez": ["Hill", "Singleton"], "Smith": ["Hill", "Singleton", "Campbell"],
         "Singleton": ["Jaquez", "Smith", "Campbell"], "Campbell": ["Singleton", "Smith"]}


def accepts(port):
    with socket.socket() as attempt:
        return attempt.connect_ex((HOST, port)) == 0


def script(dialect):
    return str(INTEROP / f"{dialect.replace('-', '_')}_server.py")


def command(dialect, *options):
    return [sys.executable, "-B", script(dialect), "{name}", "--port={port}", "--peer={neighbour}={neighbour_port}", *options]


class External(HerdCase):
    def profile(self, dialect, external, words=None, herds_dialect=None):
        servers = []
        for i, (name, neighbours) in enumerate(LINKS.items()):
            place = {"port": self.base + i}
            if name in external:
                place = {"external": {"host": HOST, "port": self.base + i, "dialect": dialect}}
                if words:
                    place["command"] = words
            servers.append({"name": name, "talks_to": neighbours, **place})
        path = self.folder / "profile.json"
        path.write_text(json.dumps({"name": "mixed", "dialect": herds_dialect or dialect, "links": "per-message", "servers": servers}))
        return path

    def serve(self, profile, expect=1, **options):
        herd = self.start("--profile", profile, base=None, expect=expect, log_dir=self.folder, **options)
        self.ports = {name: self.base + i for i, name in enumerate(LINKS)}
        return herd

    def wait_for(self, names):
        for name in names:
            eventually(lambda: accepts(self.ports[name]), f"{name} listens")

    def known(self, name, client, time_text):
        eventually(lambda: f" {client} {UCLA} {time_text}".encode() in talk(self.ports[name], f"WHATSAT {client} 1 0\n".encode()),
            lambda: f"{name} does not know {client}: " + self.log("Hill")[-2000:])

    def processes(self):
        """Those that were started from this test's profile."""
        found = []
        for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().split(b"\0")
            except OSError:
                continue
            if any(re.fullmatch(rb"--port=%d" % port, word) for word in words for port in self.ports.values()):
                found.append(int(entry.parent.name))
        return found

    def test_one_of_ours_among_four_external_ones(self):
        others = [name for name in LINKS if name != "Hill"]
        for dialect in DIALECTS:
            with self.subTest(dialect):
                herd = self.serve(self.profile(dialect, others, command(dialect)))
                self.wait_for(others)
                talk(self.ports["Hill"], f"IAMAT ours {UCLA} 100.5\n".encode())
                talk(self.ports["Campbell"], f"IAMAT theirs {UCLA} 100.5\n".encode())
                for name in LINKS:
                    self.known(name, "ours", "100.5")
                    self.known(name, "theirs", "100.5")
                sent = len(re.findall(r"-> (?:Jaquez|Smith) sent: .*\bours\b", self.log("Hill")))
                self.assertLessEqual(sent, 4, "to each neighbour once, and once more at most, and then never again")
                self.assertGreaterEqual(sent, 2)
                self.assertIn("Campbell: listening Campbell", "\n".join(herd.stderr))
                self.assertRegex(self.log("Campbell-output"), r"prints: listening Campbell")
                herd.stop()
                self.assertEqual(self.processes(), [], "they end with the herd")
                for name in LINKS:
                    for log in self.folder.glob(f"{name}*.log"):
                        log.unlink()

    def test_external_neighbours_of_several_dialects_and_a_persistent_herd(self):
        profile = json.loads(self.profile("flooding", ["Smith", "Jaquez"], command("flooding")).read_text())
        profile.update(dialect="sync", links="persistent")
        jaquez = next(server for server in profile["servers"] if server["name"] == "Jaquez")
        jaquez["external"]["dialect"] = "at-split"
        jaquez["command"][2] = script("at-split")
        path = self.folder / "several.json"
        path.write_text(json.dumps(profile))
        self.serve(path, expect=3)
        self.wait_for(LINKS)
        eventually(lambda: "link up" in self.log("Campbell"), "ours find each other")
        talk(self.ports["Hill"], f"IAMAT kiwi {UCLA} 5.5\n".encode())
        for name in LINKS:
            self.known(name, "kiwi", "5.5")

    def test_one_that_runs_elsewhere_is_killed_and_comes_back(self):
        profile = self.profile("update", ["Smith"])
        self.serve(profile, expect=4)

        def smith():
            process = subprocess.Popen([sys.executable, "-B", script("update"), "Smith", "--port", str(self.ports["Smith"]),
                *(word for name in LINKS["Smith"] for word in ("--peer", f"{name}={self.ports[name]}"))],
                stdout=subprocess.PIPE, text=True)
            self.addCleanup(process.stdout.close)
            self.addCleanup(process.wait)
            self.addCleanup(process.kill)
            self.assertTrue(process.stdout.readline().startswith("listening"))
            return process

        first = smith()
        talk(self.ports["Smith"], f"IAMAT theirs {UCLA} 1.5\n".encode())
        self.known("Campbell", "theirs", "1.5")
        first.kill()
        first.wait()
        talk(self.ports["Hill"], f"IAMAT ours {UCLA} 2.5\n".encode())
        self.known("Campbell", "ours", "2.5")
        eventually(lambda: re.search(r"Smith lost .*ours", self.log("Hill")), "Hill says that Smith was not told")
        smith()
        talk(self.ports["Hill"], f"IAMAT ours {UCLA} 3.5\n".encode())
        self.known("Smith", "ours", "3.5")

    def test_a_command_that_cannot_be_started_or_ends(self):
        herd = self.serve(self.profile("at", ["Smith"], ["/nowhere/server", "{name}"]), expect=4)
        eventually(lambda: any("Smith: /nowhere/server" in line for line in herd.stderr), lambda: herd.stderr)
        herd.stop()
        herd = self.serve(self.profile("at", ["Smith"], ["sh", "-c", "echo about to fail >&2; exit 3"]), expect=4)
        eventually(lambda: any("the program of Smith: exited by itself (3)" in line for line in herd.stderr), lambda: herd.stderr)
        self.assertIn("Smith: about to fail", herd.stderr)
        talk(self.ports["Hill"], f"IAMAT kiwi {UCLA} 5.5\n".encode())  # the others go on
        self.known("Jaquez", "kiwi", "5.5")

    def test_its_own_log_is_its_own(self):
        """Also where it has the name that ours would have, and where it is there before."""
        program = "import logging, time; logging.basicConfig(filename='Smith.log', filemode='w', level=0); logging.info('theirs'); print('ready'); time.sleep(60)"
        (self.folder / "Hill.log").write_text("INFO:root:of an earlier server\n")
        herd = self.serve(self.profile("at", ["Smith"], [sys.executable, "-c", program]), expect=4)
        eventually(lambda: "prints: ready" in self.log("Smith-output"), "what it prints")
        line = f"herdd: the log of Hill goes on in {self.folder}/Hill-2.log: another program's file"
        eventually(lambda: line in herd.stderr, lambda: herd.stderr)
        herd.stop()
        self.assertEqual(self.log("Smith"), "INFO:root:theirs\n")
        self.assertEqual(self.log("Hill"), "INFO:root:of an earlier server\n")
        self.assertIn("listening", self.log("Hill-2"))

    def test_what_a_python_program_prints_appears_although_it_does_not_flush(self):
        words = [sys.executable, "-c", "import time; print('here I am'); time.sleep(60)"]
        herd = self.serve(self.profile("at", ["Smith"], words), expect=4)
        eventually(lambda: "Smith: here I am" in herd.stderr, lambda: herd.stderr)

    def test_its_folder_and_its_variables(self):
        (self.folder / "of Smith").mkdir()
        words = [sys.executable, "-c", "import os, time; print(os.getcwd(), os.environ['MODE'], repr(os.environ['EMPTY']), os.environ['PYTHONUNBUFFERED'], flush=True);"
                 " time.sleep(60)"]
        profile = json.loads(self.profile("at", ["Smith"], words).read_text())
        smith = next(server for server in profile["servers"] if server["name"] == "Smith")
        smith.update(cwd="of {name}", env={"MODE": "{port} é", "EMPTY": "", "PYTHONUNBUFFERED": "x"})
        path = self.folder / "where.json"
        path.write_text(json.dumps(profile))
        herd = self.serve(path, expect=4, cwd="/")
        line = f"Smith: {os.path.realpath(self.folder)}/of Smith {self.ports['Smith']} é '' x"
        eventually(lambda: line in herd.stderr, lambda: herd.stderr)
        herd.stop()
        smith["cwd"] = "nowhere"
        path.write_text(json.dumps(profile))
        herd = self.serve(path, expect=4)
        eventually(lambda: any(re.match("herdd: Smith: .*, in .*nowhere", line) for line in herd.stderr), lambda: herd.stderr)

    def test_it_does_not_outlive_a_killed_herdd_nor_what_it_started_itself(self):
        herd = self.serve(self.profile("at", ["Smith"], command("at")), expect=4)
        self.wait_for(["Smith"])
        self.assertEqual(len(self.processes()), 1)
        herd.kill()
        eventually(lambda: not self.processes(), "the kernel ends it with herdd")
        # A shell that waits for its child; both ignore SIGTERM.
        words = ["sh", "-c", f"trap '' TERM; {sys.executable} -B {script('at')} $0 --port={{port}} & wait; wait", "{name}"]
        deaf = self.serve(self.profile("at", ["Smith"], words), expect=4)
        self.wait_for(["Smith"])
        self.assertLess(deaf.stop(), 2.0)
        eventually(lambda: not accepts(self.ports["Smith"]), "what it had started is gone too")

    def test_its_output_is_bytes_and_its_lines_may_be_long(self):
        words = [sys.executable, "-c", "import sys; o = sys.stdout.buffer; o.write(b'\\x1b[31mred\\xff\\n' + b'x' * 10000 + b'\\nlast'); o.flush()"]
        herd = self.serve(self.profile("at", ["Smith"], words), expect=4)
        eventually(lambda: "Smith: last" in herd.stderr, lambda: herd.stderr)
        self.assertIn("Smith: \\x1B[31mred\\xFF", herd.stderr)
        self.assertEqual(sum(line.count("x") for line in herd.stderr if re.fullmatch("Smith: x+", line)), 10000)

    def test_the_key_for_places_and_our_signal_mask_are_not_passed_on(self):
        os.environ["GOOGLE_PLACES_API_KEY"] = "canary"
        self.addCleanup(os.environ.pop, "GOOGLE_PLACES_API_KEY")
        words = [sys.executable, "-c", "import os, signal, time; print('key', os.environ.get('GOOGLE_PLACES_API_KEY'),"
                 " 'blocked', len(signal.pthread_sigmask(signal.SIG_BLOCK, [])), 'in', os.getcwd(), flush=True); time.sleep(60)"]
        herd = self.serve(self.profile("at", ["Smith"], words), expect=4, cwd="/")
        eventually(lambda: any(line.startswith("Smith: key") for line in herd.stderr), lambda: herd.stderr)
        self.assertIn(f"Smith: key None blocked 0 in {os.path.realpath(self.folder)}", herd.stderr)

    def test_a_profile_that_is_wrong_about_them(self):
        wrong = {
            '{"name": "A", "external": {}}': "servers[0].external.port: is missing",
            '{"name": "A", "external": 7}': "servers[0].external: must be an object, { ... }",
            '{"name": "A", "external": {"port": 0}}': "servers[0].external.port: must be a whole number from 1 to 65535",
            '{"name": "A", "external": {"port": 1, "dialect": "floding"}}': "servers[0].external.dialect: must be one of",
            '{"name": "A", "port": 1, "external": {"port": 1}}': 'servers[0]: unknown key "port"',
            '{"name": "A", "port": 1, "command": ["x"]}': 'servers[0]: unknown key "command"',
            '{"name": "A", "external": {"port": 1, "ask_seconds": 3601}}': "servers[0].external.ask_seconds: must be a whole number from 0 to 3600",
            '{"name": "A", "external": {"port": 1}, "command": [""]}': "servers[0].command: must begin with a program",
            '{"name": "A", "external": {"port": 1}, "cwd": ""}': "servers[0].cwd: must not be empty",
            '{"name": "A", "external": {"port": 1}, "env": ["A=1"]}': "servers[0].env: must be an object, { ... }",
            '{"name": "A", "external": {"port": 1}, "env": {"A": 1}}': "servers[0].env.A: must be a string",
            '{"name": "A", "external": {"port": 1}, "env": {"A=": "1"}}': 'servers[0].env: "A=" is not the name of a variable',
            '{"name": "A", "port": 1, "cwd": "x"}': 'servers[0]: unknown key "cwd"',
            '{"name": "A", "external": {"port": 1}, "command": [1]}': "servers[0].command[0]: must be a string",
        }
        path = self.folder / "wrong.json"
        for server, message in wrong.items():
            with self.subTest(server):
                path.write_text('{"servers": [%s]}' % server)
                result = run_herdd("serve", "--profile", str(path))
                self.assertEqual(result.returncode, 2)
                self.assertIn(message, result.stderr.decode())


if __name__ == "__main__":
    unittest.main()
