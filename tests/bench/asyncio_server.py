#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference for the benchmark: the server that the assignment asks for, on asyncio's streams, and nothing more.

    asyncio_server.py PORT [--log FILE]

Reads IAMAT, keeps the position, answers AT. With --log it writes every line in and out to a file, as herdd does.
"""
import argparse
import asyncio
import contextlib
import time


class Server:
    def __init__(self, log):
        self.positions = {}
        self.log = log

    def answer(self, line):
        fields = line.split()
        if len(fields) != 4 or fields[0] != "IAMAT":
            return "? " + line
        _, client, location, when = fields
        difference = time.time() - float(when)
        answer = f"AT Hill {difference:+.9f} {client} {location} {when}\n"
        self.positions[client] = answer
        return answer

    async def serve(self, reader, writer):
        peer = "%s:%d" % writer.get_extra_info("peername")
        while line := await reader.readline():
            line = line.decode()
            answer = self.answer(line)
            if self.log:
                now = time.time()
                self.log.write(f"{now:.6f} <- {peer} received: {line}{now:.6f} -> {peer} sent: {answer}")
            writer.write(answer.encode())
            await writer.drain()
        writer.close()

    async def serve_until_it_leaves(self, reader, writer):
        with contextlib.suppress(ConnectionError):
            await self.serve(reader, writer)


async def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("port", type=int)
    parser.add_argument("--log", type=argparse.FileType("w"))
    arguments = parser.parse_args()
    server = await asyncio.start_server(Server(arguments.log).serve_until_it_leaves, "127.0.0.1", arguments.port, backlog=4096)
    print(f"listening Hill 127.0.0.1 {arguments.port}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
