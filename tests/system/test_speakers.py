# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may speak: one process per server, and somebody who is none of them."""
import json
import os
import pathlib
import time
import unittest

from herd import UCLA, Client, HerdCase, eventually, everywhere, iamat, run_herdd, talk, whatsat_head

KEY = b"canary-key-of-this-herd-0123456789"
UNCONFIRMED = "its listed address does not confirm it"
NOT_A_LINK = "a server's line, but not from a link"
WRONG_KEY = "wrong key, or none"


class Speakers(HerdCase):
    def pair(self, *arguments, hill=(), jaquez=()):
        """Hill and Jaquez, each in a process of its own, and no other way between them."""
        self.ports = {"Hill": self.base, "Jaquez": self.base + 1}
        self.jaquez = self.start(*arguments, *jaquez, servers=("Jaquez",), log_dir=self.folder)
        self.hill = self.start(*arguments, *hill, servers=("Hill",), log_dir=self.folder)

    def up(self, times=1):
        for name, other in (("Hill", "Jaquez"), ("Jaquez", "Hill")):
            eventually(lambda: self.log(name).count(f"{other} link up") >= times, lambda: self.log(name))
        self.downs = self.count_downs()  # who starts first may dial in vain

    def floods(self, client):
        for name, other in (("Hill", "Jaquez"), ("Jaquez", "Hill")):
            answer, _ = iamat(self.ports[name], f"{client}-{name}")
            everywhere({other: self.ports[other]}, f"{client}-{name}", answer)

    def count_downs(self):
        return self.log("Hill").count("Jaquez link down") + self.log("Jaquez").count("Hill link down")

    def never_down(self):
        self.assertEqual(self.count_downs(), self.downs)

    def says(self, process, *words):
        return eventually(lambda: next((line for line in process.stderr if all(word in line for word in words)), None), lambda: process.stderr)

    def liar(self, line, port=None):
        """Says a line and is silent; returns the connection and its address."""
        client = self.enterContext(Client(port or self.ports["Hill"]))
        client.send(line + b"\n")
        return client, "%s:%d" % client.socket.getsockname()

    def key_file(self, name, key, mode=0o600):
        path = self.folder / name
        path.write_bytes(key + b"\n")
        os.chmod(path, mode)
        return str(path)


class Listed(Speakers):
    def test_one_line_takes_no_link(self):
        for mode in ("listed", "open"):
            with self.subTest(mode):
                self.pair("--speakers", mode)
                self.up()
                client, address = self.liar(b"PEER 1 Jaquez Hill x")
                self.says(self.hill, "claims to be Jaquez", UNCONFIRMED, address, "PEER 1 Jaquez Hill x")
                self.floods("kiwi")
                self.assertEqual(client.rest(), b"REFUSED unconfirmed\n")
                self.assertIn(f"Jaquez link refused ({UNCONFIRMED}), times: 1: {address}: PEER 1 Jaquez Hill x", self.log("Hill"))
                # With a nonce it is asked for, and with the boot id of Jaquez as well.
                boot = self.log("Hill").split("PEER 2 Jaquez Hill ")[1].split()[0]
                for claim in (b"PEER 2 Jaquez Hill x n=0123", f"PEER 2 Jaquez Hill {boot} n=0123".encode()):
                    client, _ = self.liar(claim)
                    client.rest()
                self.floods("lime")
                self.never_down()
                self.hill.stop()
                self.jaquez.stop()
                for path in self.folder.glob("*.log"):
                    path.unlink()

    def test_a_strangers_record(self):
        line = b"AT zzz +0.1 kiwi -90+0 9223372035"
        self.pair()
        self.up()
        client, address = self.liar(line)
        self.assertEqual(client.rest(), b"")
        self.says(self.hill, "herdd: Hill refused a connection: " + NOT_A_LINK, address, line.decode())
        self.assertEqual(whatsat_head(self.ports["Hill"], "kiwi"), "? WHATSAT kiwi 10 1\n")
        answer, _ = iamat(self.ports["Hill"], "kiwi")
        everywhere(self.ports, "kiwi", answer)

    def test_a_loop_floods_nothing(self):
        self.pair()
        self.up()
        for _ in range(300):
            self.liar(b"AT zzz +0.1 kiwi -90+0 5")[0].rest()
            self.liar(b"PEER 1 Jaquez Hill x")[0].rest()
        refused = [line for line in self.hill.stderr if "refused a connection" in line]
        self.assertLessEqual(len(refused), 12, refused)  # two kinds, each at most once in ten seconds; a busy machine is slow
        self.assertLessEqual(self.log("Hill").count("link refused"), 12)
        self.floods("kiwi")

    def test_nobody_takes_a_dead_servers_place(self):
        self.pair()
        self.up()
        self.jaquez.kill()
        eventually(lambda: "Jaquez link down" in self.log("Hill"), "Hill has noticed")
        client, address = self.liar(b"PEER 2 Jaquez Hill x n=0123\nAT Jaquez +0.1 evil +1-1 5")
        self.assertEqual(client.rest(), b"REFUSED unconfirmed\n")
        self.says(self.hill, "claims to be Jaquez", address)
        self.assertEqual(whatsat_head(self.ports["Hill"], "evil"), "? WHATSAT evil 10 1\n")
        self.jaquez = self.start(servers=("Jaquez",), log_dir=self.folder)
        self.up(2)
        self.floods("kiwi")

    def test_two_servers_with_one_name(self):
        self.pair()
        self.up()
        (self.folder / "other").mkdir()
        other = self.start("--ports", f"Jaquez={self.base + 7}", servers=("Jaquez",), log_dir=self.folder / "other")
        self.says(other, "herdd: Jaquez is refused by Hill: " + UNCONFIRMED)
        self.says(self.hill, "claims to be Jaquez", UNCONFIRMED)
        self.floods("kiwi")

    def test_another_herd(self):
        profile = json.loads(pathlib.Path(__file__).resolve().parents[2].joinpath("resources/profiles/herdscope.json").read_text())
        paths = []
        for name in ("ours", "theirs"):
            paths.append(self.folder / f"{name}.json")
            paths[-1].write_text(json.dumps({**profile, "herd_id": name}))
        self.pair(hill=("--profile", str(paths[0])), jaquez=("--profile", str(paths[1])))
        self.says(self.jaquez, "herdd: Jaquez refused a connection", "belongs to another herd", "127.0.0.1:", "PEER 2 Hill Jaquez")
        self.says(self.hill, "herdd: Hill is refused by Jaquez: belongs to another herd")

    def test_the_future_is_refused(self):
        ahead = str(int(time.time()) + 90_000)
        self.pair(hill=("--future", "refuse"), jaquez=("--future", "flag"))
        self.up()
        line = f"IAMAT kiwi {UCLA} {ahead}\n".encode()
        self.assertEqual(talk(self.ports["Hill"], line), b"? " + line)
        # Jaquez flags it and passes it on; Hill is not poisoned.
        self.assertTrue(talk(self.ports["Jaquez"], f"IAMAT kiwi {UCLA} 9223372035\n".encode()).startswith(b"AT Jaquez"))
        eventually(lambda: "time too far ahead" in self.log("Hill"), lambda: self.log("Hill"))
        answer, _ = iamat(self.ports["Hill"], "kiwi")
        self.assertTrue(answer.startswith("AT Hill"), answer)
        self.assertEqual(whatsat_head(self.ports["Hill"], "kiwi"), answer)


class Keyed(Speakers):
    def test_right_key(self):
        path = self.key_file("key", KEY)
        self.pair("--speakers", "keyed", "--key-file", path)
        self.up()
        self.floods("kiwi")
        for claim in (b"PEER 1 Jaquez Hill x", b"PEER 2 Jaquez Hill x n=0123\nPROOF " + b"0" * 64):
            client, address = self.liar(claim)
            self.assertTrue(client.rest().endswith(b"REFUSED wrong-key\n"))
        self.floods("lime")
        self.never_down()

    def test_wrong_keys(self):
        theirs = self.key_file("theirs", b"another key, of another herd")
        self.pair("--speakers", "keyed", hill=("--key-file", self.key_file("ours", KEY)), jaquez=("--key-file", theirs))
        self.says(self.hill, WRONG_KEY)
        self.says(self.jaquez, WRONG_KEY)
        self.hill.stop()
        self.jaquez.stop()
        self.assertNotIn("link up", self.log("Hill") + self.log("Jaquez"))
        self.shown_nowhere(KEY)

    def test_a_key_and_none(self):
        self.pair(hill=("--speakers", "keyed", "--key-file", self.key_file("ours", KEY)))
        self.says(self.hill, WRONG_KEY)
        self.says(self.jaquez, WRONG_KEY)

    def test_key_from_the_environment(self):
        os.environ["HERDSCOPE_KEY"] = KEY.decode()
        self.addCleanup(os.environ.pop, "HERDSCOPE_KEY")
        self.pair("--speakers", "keyed")
        self.up()
        self.floods("kiwi")
        self.shown_nowhere(KEY)
        for process in (self.hill, self.jaquez):
            self.assertNotIn(KEY, pathlib.Path(f"/proc/{process.process.pid}/environ").read_bytes())

    def shown_nowhere(self, key):
        for path in self.folder.glob("*.log*"):
            self.assertNotIn(key, path.read_bytes())
        for process in (self.hill, self.jaquez):
            self.assertNotIn(key.decode(), "\n".join(process.stderr))

    def test_keys_that_are_refused(self):
        cases = {
            "no key": ((), "--key-file"),
            "no file": (("--key-file", "/nowhere/key"), "/nowhere/key"),
            "a directory": (("--key-file", str(self.folder)), "regular file"),
            "others may read it": (("--key-file", self.key_file("open", KEY, 0o640)), "chmod 600"),
            "too short": (("--key-file", self.key_file("short", b"short")), "16 bytes"),
        }
        for name, (arguments, word) in cases.items():
            with self.subTest(name):
                result = run_herdd("serve", "--speakers", "keyed", *arguments)
                self.assertEqual(result.returncode, 2, result)
                self.assertIn(word, result.stderr.decode())
                self.assertNotIn(KEY, result.stderr)


class Classroom(HerdCase):
    def test_a_wide_bind_is_said(self):
        server = self.start("--classroom", "--bind", "0.0.0.0", servers=("Hill",))
        eventually(lambda: any("every machine that reaches this one" in line for line in server.stderr), lambda: server.stderr)
        self.assertTrue(iamat(server.ports["Hill"], "kiwi")[0].startswith("AT Hill"))


if __name__ == "__main__":
    unittest.main()
