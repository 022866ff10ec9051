# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that send no line end and wait on the open connection, as the course's own client does."""
import asyncio
import json
import unittest

from herd import HOST, HerdCase, UCLA, eventually


async def wait_for_answer(port, *pieces, pause=0.1):
    """What the course's client does: writes, and reads a line."""
    reader, writer = await asyncio.open_connection(HOST, port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)
    answer = await asyncio.wait_for(reader.readline(), 20)
    writer.close()
    return answer


class Clients(HerdCase):
    def ask(self, *pieces):
        return asyncio.run(wait_for_answer(self.port, *pieces))

    def test_a_client_that_sends_no_line_end(self):
        self.port = self.start().ports["Smith"]
        self.assertRegex(self.ask(f"IAMAT kiwi {UCLA} 1520023934.918963997".encode()),
            rb"^AT Smith \+\d+\.\d{9} kiwi \S+ 1520023934\.918963997\n$")
        self.assertRegex(self.ask(b"WHATSAT ki", b"wi 10 ", b"5"), rb"^AT Smith \+\d+\.\d{9} kiwi ")

    def test_a_line_that_never_ends_is_shown_and_answered(self):
        self.port = self.start("--limit", "line-seconds=0.5").ports["Smith"]
        self.assertEqual(self.ask(b"IAMAT kiwi \xff"), b"? IAMAT kiwi \xff\n")
        eventually(lambda: rb"received (no line end came within the time limit): IAMAT kiwi \xFF" in self.log("Smith").encode(), "its bytes are in the log")

    def test_line_end_lf(self):
        profile = self.folder / "lf.json"
        profile.write_text(json.dumps({"line_end": "lf", "servers": [{"name": "Smith", "port": self.base}]}))
        self.port = self.start("--profile", profile, "--limit", "line-seconds=1", base=None, expect=1).ports["Smith"]
        line = f"IAMAT kiwi {UCLA} 1520023934.9".encode()
        self.assertEqual(self.ask(line), b"? " + line + b"\n")


if __name__ == "__main__":
    unittest.main()
