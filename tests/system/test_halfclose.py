# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that shut down writing right after sending, as `nc -N` and asyncio's write_eof() do, are all answered."""
import asyncio
import json
import re
import unittest

from herd import HOST, HerdCase, UCLA, talk

CLIENTS = 200


async def ask(port, data):
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(data)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def ask_all(port, requests, at_once):
    turn = asyncio.Semaphore(at_once)

    async def one(data):
        async with turn:
            return await ask(port, data)
    return await asyncio.gather(*map(one, requests))


class HalfClose(HerdCase):
    def setUp(self):
        super().setUp()
        self.port = self.start().ports["Smith"]

    def ask_all(self, requests):
        answers = asyncio.run(ask_all(self.port, requests[:CLIENTS // 2], 1))
        return answers + asyncio.run(ask_all(self.port, requests[CLIENTS // 2:], CLIENTS))

    def expect_all_at(self, answers):
        answered = sum(bool(re.fullmatch(rb"AT Smith [+-]\d+\.\d{9} c%d \+1-1 5\n" % number, answer))
            for number, answer in enumerate(answers))
        self.assertEqual(answered, CLIENTS)

    def test_iamat(self):
        self.expect_all_at(self.ask_all([b"IAMAT c%d +1-1 5\n" % number for number in range(CLIENTS)]))

    def test_line_without_end(self):
        self.expect_all_at(self.ask_all([b"IAMAT c%d +1-1 5" % number for number in range(CLIENTS)]))

    def test_whatsat(self):
        stored = talk(self.port, f"IAMAT kiwi {UCLA} 5\n".encode())
        answers = self.ask_all([b"WHATSAT kiwi 10 3\n"] * CLIENTS)
        answered = 0
        for answer in answers:
            head, _, body = answer.partition(b"\n")
            answered += head + b"\n" == stored and body.endswith(b"\n\n") and len(json.loads(body)["results"]) == 3
        self.assertEqual(answered, CLIENTS)

    def test_pipelined(self):
        stored = talk(self.port, f"IAMAT kiwi {UCLA} 5\n".encode())
        for _ in range(20):
            answer = talk(self.port, b"WHATSAT kiwi 10 1\nWHATSAT kiwi 10 2\nwhat?\nWHATSAT kiwi 10 3")
            parts = answer.split(stored)
            self.assertEqual(len(parts), 4)
            self.assertEqual(parts[0], b"")
            body, between = parts[2].split(b"\n\n")
            self.assertEqual(between, b"? what?\n")
            counts = [len(json.loads(text)["results"]) for text in (parts[1], body, parts[3])]
            self.assertEqual(counts, [1, 2, 3])


if __name__ == "__main__":
    unittest.main()
