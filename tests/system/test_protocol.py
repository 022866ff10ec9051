# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Section 1 of docs/protocol.md, line by line: what clients send and what they receive."""
import re
import time
import unittest

from herd import Client, HerdCase, UCLA, talk, whatsat_head

NOW = b"1520023934.918963997"

# name: (line without its LF, the fields echoed in the answer). Each is answered with an AT line.
GOOD_IAMAT = {
    "the assignment's own": (b"IAMAT kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997", b"kiwi.cs.ucla.edu +34.068930-118.445127 1520023934.918963997"),
    "CRLF": (b"IAMAT crlf +1-1 5\r", b"crlf +1-1 5"),
    "tabs": (b"\tIAMAT\ttab\t+1-1\t5\t", b"tab +1-1 5"),
    "form feed and vertical tab": (b"IAMAT\fff\v+1-1\f\v5", b"ff +1-1 5"),
    "carriage return inside": (b"IAMAT\rcr\r+1-1\r5\r", b"cr +1-1 5"),
    "many blanks": (b"   IAMAT   blanks    +1-1   5   ", b"blanks +1-1 5"),
    "UTF-8": ("IAMAT étudiant +1-1 5".encode(), "étudiant +1-1 5".encode()),
    "emoji": ("IAMAT 😂 +1-1 5".encode(), "😂 +1-1 5".encode()),
    "not UTF-8": (b"IAMAT \xff\xfe\x80 +1-1 5", b"\xff\xfe\x80 +1-1 5"),
    "NUL": (b"IAMAT a\0b +1-1 5", b"a\0b +1-1 5"),
    "NUL alone": (b"IAMAT \0 +1-1 5", b"\0 +1-1 5"),
    "control bytes": (b"IAMAT \x01\x1b[31m\x7f\x08 +1-1 5", b"\x01\x1b[31m\x7f\x08 +1-1 5"),
    "no-break space and next line are no white space": ("IAMAT a\u00a0b\u0085c\u2028d +1-1 5".encode(), "a\u00a0b\u0085c\u2028d +1-1 5".encode()),
    "markup": (b"IAMAT <img/src=x> +1-1 5", b"<img/src=x> +1-1 5"),
    "an id that is a verb": (b"IAMAT WHATSAT +1-1 5", b"WHATSAT +1-1 5"),
    "whole degrees": (b"IAMAT whole +34-118 5", b"whole +34-118 5"),
    "the corners": (b"IAMAT corner +90-180 5", b"corner +90-180 5"),
    "the other corner": (b"IAMAT corner2 -90.000+180.000 5", b"corner2 -90.000+180.000 5"),
    "zero": (b"IAMAT zero +0-0 5", b"zero +0-0 5"),
    "leading zeros": (b"IAMAT padded +007.50-0118.25 05.0", b"padded +007.50-0118.25 05.0"),
    "many decimals": (b"IAMAT fine +34.06893012345678901234567890-118.4 5.12345678901234567890", b"fine +34.06893012345678901234567890-118.4 5.12345678901234567890"),
    "time 0": (b"IAMAT t0 +1-1 0", b"t0 +1-1 0"),
    "the last time": (b"IAMAT last +1-1 9223372035", b"last +1-1 9223372035"),
    "the last time, with decimals": (b"IAMAT last2 +1-1 9223372035.000000000", b"last2 +1-1 9223372035.000000000"),
    "just before the last time": (b"IAMAT last3 +1-1 9223372034.999999999", b"last3 +1-1 9223372034.999999999"),
}

# Each is answered with `? ` and the line itself.
BAD = {
    "empty": b"",
    "blanks": b"   ",
    "tabs": b"\t \v",
    "no verb": b"kiwi +1-1 5",
    "wrong verb": b"ISAT kiwi +1-1 5",
    "lower case": b"iamat kiwi +1-1 5",
    "mixed case": b"IamAt kiwi +1-1 5",
    "lower whatsat": b"whatsat kiwi.cs.ucla.edu 10 5",
    "verb and more": b"IAMATX kiwi +1-1 5",
    "verb alone": b"IAMAT",
    "WHATSAT alone": b"WHATSAT",
    "missing time": b"IAMAT kiwi +1-1",
    "missing location": b"IAMAT kiwi 5",
    "extra field": b"IAMAT kiwi +1-1 5 6",
    "space in the location": b"IAMAT kiwi +1 -1 5",
    "WHATSAT missing bound": b"WHATSAT known 10",
    "WHATSAT extra": b"WHATSAT known 10 5 1",
    "bytes": b"\xff\0\x1b[2J",
    "blanks are kept": b"  what   is\tthis  ",
    "a question mark": b"? IAMAT",
    "latitude without sign": b"IAMAT kiwi 34.1-118.4 5",
    "no longitude": b"IAMAT kiwi +34.1 5",
    "three numbers": b"IAMAT kiwi +34-118+20 5",
    "exponents": b"IAMAT kiwi +1e1-1e2 5",
    "point without decimals": b"IAMAT kiwi +34.-118 5",
    "point without decimals in the longitude": b"IAMAT kiwi +34-118. 5",
    "point without a whole": b"IAMAT kiwi +.5-1 5",
    "point without a whole in the longitude": b"IAMAT kiwi +1-.5 5",
    "two points": b"IAMAT kiwi +1.2.3-1 5",
    "two signs": b"IAMAT kiwi ++1-1 5",
    "two signs in the middle": b"IAMAT kiwi +1+-1 5",
    "signs only": b"IAMAT kiwi +- 5",
    "comma": b"IAMAT kiwi +1,5-1 5",
    "ISO 6709 solidus": b"IAMAT kiwi +34.1-118.4/ 5",
    "letters behind": b"IAMAT kiwi +1-1x 5",
    "hexadecimal": b"IAMAT kiwi +0x1-1 5",
    "nan and inf": b"IAMAT kiwi +nan-inf 5",
    "Arabic digits": "IAMAT kiwi +٣٤-١١٨ 5".encode(),
    "NUL in the location": b"IAMAT kiwi +1\0-1 5",
    "latitude 91": b"IAMAT kiwi +91-1 5",
    "latitude a little over 90": b"IAMAT kiwi +90.0000000000000000000001-1 5",
    "latitude a little under -90": b"IAMAT kiwi -90.0000000000000000000001-1 5",
    "longitude 181": b"IAMAT kiwi +1-181 5",
    "longitude a little over 180": b"IAMAT kiwi +1+180.0000000000000000000001 5",
    "latitude of thirty digits": b"IAMAT kiwi +100000000000000000000000000000-1 5",
    "latitude that wraps around 64 bits": b"IAMAT kiwi +18446744073709551617-1 5",
    "time with plus": b"IAMAT kiwi +1-1 +5",
    "time with minus": b"IAMAT kiwi +1-1 -5",
    "time with exponent": b"IAMAT kiwi +1-1 1e9",
    "time nan": b"IAMAT kiwi +1-1 nan",
    "time inf": b"IAMAT kiwi +1-1 inf",
    "time hexadecimal": b"IAMAT kiwi +1-1 0x5",
    "time with a point behind": b"IAMAT kiwi +1-1 5.",
    "time with a point before": b"IAMAT kiwi +1-1 .5",
    "time too late": b"IAMAT kiwi +1-1 9223372036",
    "time a lot too late": b"IAMAT kiwi +1-1 99999999999999999999999999",
    "time that wraps around 64 bits": b"IAMAT kiwi +1-1 18446744073709551621",
    "time with letters": b"IAMAT kiwi +1-1 5s",
    "unknown client": b"WHATSAT nobody 10 5",
    "known in another case": b"WHATSAT KNOWN 10 5",
    "radius over": b"WHATSAT known 51 5",
    "radius a little over": b"WHATSAT known 50.000000000000000000001 5",
    "radius below": b"WHATSAT known -1 5",
    "radius with a point behind": b"WHATSAT known 10. 5",
    "radius nan": b"WHATSAT known nan 5",
    "radius with exponent": b"WHATSAT known 1e1 5",
    "radius a word": b"WHATSAT known far 5",
    "bound over": b"WHATSAT known 10 21",
    "bound below": b"WHATSAT known 10 -1",
    "bound a decimal": b"WHATSAT known 10 5.0",
    "bound that wraps around 32 bits": b"WHATSAT known 10 4294967301",
    "bound a word": b"WHATSAT known 10 all",
}

GOOD_WHATSAT = ("0 0", "0 20", "50 0", "50.0 1", "50.000 20", "0.5 5", "49.999999999999 0", "10 20", "007 05")


class Protocol(HerdCase):
    def setUp(self):
        super().setUp()
        self.herd = self.start("--places", "gazetteer", servers=("Hill",))
        self.port = self.herd.ports["Hill"]

    def expect_at(self, answer, echoed):
        self.assertRegex(answer, rb"\AAT Hill [+-]\d+\.\d{9} " + re.escape(echoed) + rb"\n\Z")

    def test_good_iamat(self):
        for name, (line, echoed) in GOOD_IAMAT.items():
            with self.subTest(name):
                self.expect_at(talk(self.port, line + b"\n"), echoed)
                client = echoed.rpartition(b" ")[0].rpartition(b" ")[0]
                stored = talk(self.port, b"WHATSAT " + client + b" 1 0\n")
                self.assertRegex(stored, rb"\AAT Hill [+-]\d+\.\d{9} " + re.escape(echoed) + rb"\n\{")

    def test_bad(self):
        talk(self.port, b"IAMAT known +1-1 5\n")
        for name, line in BAD.items():
            with self.subTest(name):
                self.assertEqual(talk(self.port, line + b"\n"), b"? " + line + b"\n")
        with self.subTest("kiwi was never accepted"):
            self.assertEqual(talk(self.port, b"WHATSAT kiwi 1 0\n"), b"? WHATSAT kiwi 1 0\n")
        with self.subTest("CRLF"):
            self.assertEqual(talk(self.port, b"what\r\n"), b"? what\n")

    def test_good_whatsat(self):
        talk(self.port, b"IAMAT known +0-160 5\n")
        for arguments in GOOD_WHATSAT:
            with self.subTest(arguments):
                answer = talk(self.port, f"WHATSAT known {arguments}\n".encode())
                self.assertTrue(answer.startswith(b"AT Hill +"), answer)

    def test_one_connection_for_all(self):
        lines = [line for line, _ in GOOD_IAMAT.values()] + list(BAD.values())
        with Client(self.port) as client:
            answers = client.send(b"\n".join(lines) + b"\n").half_close().rest().splitlines(keepends=True)
        answers = b"".join(answers).split(b"\n")
        self.assertEqual(answers.pop(), b"")
        self.assertEqual(len(answers), len(lines))
        for (_, echoed), answer in zip(GOOD_IAMAT.values(), answers):
            self.expect_at(answer + b"\n", echoed)
        for line, answer in zip(BAD.values(), answers[len(GOOD_IAMAT):]):
            self.assertEqual(answer, b"? " + line)

    def test_byte_by_byte(self):
        with Client(self.port) as client:
            for byte in b"IAMAT pieces +1-1 5\r\n":
                client.send(bytes([byte]))
            self.expect_at(client.line(), b"pieces +1-1 5")
            client.send(b"what").send(b"ever\nIA").send(b"MAT pieces +2-2 6\n")
            self.assertEqual(client.line(), b"? whatever\n")
            self.expect_at(client.line(), b"pieces +2-2 6")

    def test_a_line_without_end_waits(self):
        with Client(self.port) as slow, Client(self.port) as other:
            slow.send(b"IAMAT slow +1-1 5")
            for count in range(5):
                self.expect_at(other.send(b"IAMAT o +1-1 %d\n" % count).line(), b"o +1-1 %d" % count)
            slow.socket.setblocking(False)
            self.assertRaises(BlockingIOError, slow.socket.recv, 1)
            slow.socket.settimeout(10)
            self.expect_at(slow.send(b"0\n").line(), b"slow +1-1 50")

    def test_no_greeting(self):
        self.assertEqual(talk(self.port, b""), b"")

    def test_a_neighbours_line_is_never_answered(self):
        line = b"AT Jaquez +0.263873386 told " + UCLA.encode() + b" " + NOW
        port = self.start("--speakers", "open", base=self.base + 5, servers=("Hill",)).ports["Hill"]
        self.assertEqual(talk(port, line + b"\n"), b"")
        self.assertEqual(whatsat_head(port, "told").encode(), line + b"\n")

    def test_difference(self):
        for ahead_ns in (0, 12_000_000_000, -3600_000_000_000, 123_456_789):
            with self.subTest(ahead_ns=ahead_ns):
                before = time.time_ns()
                sent = before + ahead_ns
                when = b"%d.%09d" % divmod(sent, 1_000_000_000)
                answer = talk(self.port, b"IAMAT diff +1-1 " + when + b"\n")
                after = time.time_ns()
                self.expect_at(answer, b"diff +1-1 " + when)
                text = answer.split()[2].decode()
                ns = int(text.replace(".", ""))
                self.assertTrue(before - sent <= ns <= after - sent, (before - sent, ns, after - sent))

    def test_difference_of_old_and_far_times_is_whole(self):
        for when in (b"0", b"9223372035", b"1.0000000005"):
            answer = talk(self.port, b"IAMAT far" + when + b" +1-1 " + when + b"\n")
            self.assertRegex(answer.split()[2], rb"\A[+-]\d{10}\.\d{9}\Z")

    def test_older_is_answered_and_changes_nothing(self):
        newest = talk(self.port, b"IAMAT k +1-1 100\n").decode()
        for line in (b"IAMAT k +2-2 99", b"IAMAT k +2-2 99.999999999", b"IAMAT k +1-1 100"):
            self.expect_at(talk(self.port, line + b"\n"), line.partition(b" ")[2])
            self.assertEqual(whatsat_head(self.port, "k"), newest)
        newer = talk(self.port, b"IAMAT k +2-2 100.000000001\n").decode()
        self.assertEqual(whatsat_head(self.port, "k"), newer)

    def test_http_is_refused(self):
        for verb in (b"GET", b"POST", b"PUT", b"HEAD", b"OPTIONS", b"DELETE"):
            with self.subTest(verb):
                request = verb + b" /x HTTP/1.1\r\nHost: localhost\r\n\r\nIAMAT web +1-1 5\n"
                with Client(self.port) as client:
                    try:
                        self.assertEqual(client.send(request).rest(), b"")
                    except ConnectionResetError:
                        pass
        self.assertEqual(talk(self.port, b"WHATSAT web 1 0\n"), b"? WHATSAT web 1 0\n")

    def test_longest_line(self):
        frame = b"IAMAT %s +1-1 5"
        line = frame % (b"x" * (65536 - len(frame) + 2))
        self.assertEqual(len(line), 65536)
        self.expect_at(talk(self.port, line + b"\n"), line.partition(b" ")[2])
        invalid = b"y" * 65536
        self.assertEqual(talk(self.port, invalid + b"\n"), b"? " + invalid + b"\n")

    def test_too_long_line(self):
        for name, end in (("ended", b"\nIAMAT after +1-1 5\n"), ("not ended", b"")):
            with self.subTest(name), Client(self.port) as client:
                line = b"IAMAT " + b"z" * (65537 - 6)
                self.assertEqual(client.send(line + end).line(), b"? " + line[:64] + b"...\n")
                self.assertEqual(client.rest(), b"")
        self.assertEqual(talk(self.port, b"WHATSAT after 1 0\n"), b"? WHATSAT after 1 0\n")


if __name__ == "__main__":
    unittest.main()
