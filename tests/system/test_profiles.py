# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's own herd from a JSON file, and the error for each mistake in one."""
import json
import unittest

from herd import HerdCase, eventually, everywhere, iamat, reaches, run_herdd


def server(name, port, *talks_to):
    return {"name": name, "port": port, "talks_to": list(talks_to)}


PAIR = [server("Ann", 9001, "Bob"), server("Bob", 9002, "Ann")]

# name: (the file's text or value, words that the one-line error must contain)
WRONG = {
    "empty": ("", ["JSON"]),
    "not JSON": ('{\n  "servers": [\n    oops\n  ]\n}\n', ["JSON", "line 3"]),
    "cut off": ('{\n  "servers": [', ["JSON", "line 2"]),
    "a list": ([], ["object"]),
    "no servers": ({}, ["servers"]),
    "an empty list of servers": ({"servers": []}, ["servers"]),
    "servers no list": ({"servers": 5}, ["servers"]),
    "a server that is no object": ({"servers": [*PAIR, "Cid"]}, ["servers[2]"]),
    "a server without name": ({"servers": [*PAIR, {"port": 9003, "talks_to": []}]}, ["servers[2]", "name"]),
    "an empty name": ({"servers": [*PAIR, server("", 9003)]}, ["servers[2].name"]),
    "a name with a blank": ({"servers": [*PAIR, server("Cid D", 9003)]}, ["servers[2].name"]),
    "a name that is a path": ({"servers": [*PAIR, server("../Cid", 9003)]}, ["servers[2].name"]),
    "a name that is no text": ({"servers": [*PAIR, server(7, 9003)]}, ["servers[2].name"]),
    "a server without port": ({"servers": [*PAIR, {"name": "Cid", "talks_to": []}]}, ["servers[2]", "port"]),
    "port too high": ({"servers": [*PAIR, server("Cid", 65536)]}, ["servers[2].port", "65535"]),
    "port negative": ({"servers": [*PAIR, server("Cid", -1)]}, ["servers[2].port"]),
    "port a fraction": ({"servers": [*PAIR, server("Cid", 9003.5)]}, ["servers[2].port"]),
    "port a text": ({"servers": [*PAIR, server("Cid", "9003")]}, ["servers[2].port"]),
    "one name twice": ({"servers": [*PAIR, server("Ann", 9003)]}, ["servers[2].name", "Ann"]),
    "one port twice": ({"servers": [*PAIR, server("Cid", 9001)]}, ["servers[2].port", "9001", "Ann"]),
    "a link to nobody": ({"servers": [server("Ann", 9001, "Zoe")]}, ["servers[0].talks_to[0]", "Zoe"]),
    "a link to itself": ({"servers": [server("Ann", 9001, "Ann")]}, ["servers[0].talks_to[0]", "Ann"]),
    "a one-sided link": ({"servers": [server("Ann", 9001, "Bob"), server("Bob", 9002)]}, ["servers[0].talks_to", "Ann", "Bob"]),
    "a link twice": ({"servers": [server("Ann", 9001, "Bob", "Bob"), server("Bob", 9002, "Ann")]}, ["servers[0].talks_to[1]", "Bob"]),
    "talks_to no list": ({"servers": [{"name": "Ann", "port": 9001, "talks_to": "Bob"}]}, ["servers[0].talks_to"]),
    "too many servers": ({"servers": [server(f"S{n}", 9000 + n) for n in range(501)]}, ["servers", "501"]),
    "an unknown key": ({"servers": PAIR, "colour": "red"}, ["colour"]),
    "an unknown key in a server": ({"servers": [dict(server("Ann", 9001), prot=1)]}, ["servers[0]", "prot"]),
    "an unknown dialect": ({"servers": PAIR, "dialect": "latin"}, ["dialect", "latin"]),
    "unknown links": ({"servers": PAIR, "links": "rope"}, ["links", "rope"]),
    "an unknown repair": ({"servers": PAIR, "repair": "tape"}, ["repair", "tape"]),
    "a log outside": ({"servers": PAIR, "log": "../{server}.log"}, ["log"]),
    "one log for all": ({"servers": PAIR, "log": "herd.log"}, ["log"]),
    # not supported, and refused
    "repair sync of labels": ({"servers": PAIR, "repair": "sync", "dialect": "update"}, ["repair", "push"]),
}


class Profiles(HerdCase):
    def write(self, value):
        path = self.folder / "herd.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value))
        return str(path)

    def test_wrong(self):
        for name, (value, words) in WRONG.items():
            with self.subTest(name):
                result = run_herdd("serve", "--profile", self.write(value))
                said = result.stderr.decode()
                self.assertEqual((result.returncode, result.stdout), (2, b""), said)
                self.assertRegex(said, r"\A[^\n]+\n\Z", "one line")
                for word in words:
                    self.assertIn(word, said)

    def test_a_chain(self):
        names = ["Äs", "Bob", "Cid", "Dee"]
        servers = [server(name, self.base + number, *names[max(number - 1, 0):number], *names[number + 1:number + 2])
            for number, name in enumerate(names)]
        profile = self.write({"name": "chain", "log": "log-{server}.txt", "servers": servers})
        herd = self.start("--profile", profile, base=None, expect=4, log_dir=self.folder)
        self.assertEqual(herd.ports, {name: self.base + number for number, name in enumerate(names)})

        def told():
            answer, _ = iamat(herd.ports["Äs"], "kiwi")
            self.assertTrue(answer.startswith("AT Äs "))
            return reaches(herd.ports["Dee"], "kiwi", answer) and answer
        everywhere(herd.ports, "kiwi", eventually(told, "the chain is linked"))
        herd.stop()
        self.assertEqual(sorted(path.name for path in self.folder.glob("log-*")), sorted(f"log-{name}.txt" for name in names))

    def test_one_server_is_a_herd(self):
        herd = self.start("--profile", self.write({"servers": [server("Solo", self.base)]}), base=None, expect=1)
        self.assertTrue(iamat(herd.ports["Solo"], "kiwi")[0].startswith("AT Solo "))

    def test_port_base_moves_a_users_herd(self):
        herd = self.start("--profile", self.write({"servers": PAIR}), expect=2)
        self.assertEqual(herd.ports, {"Ann": self.base, "Bob": self.base + 1})


if __name__ == "__main__":
    unittest.main()
