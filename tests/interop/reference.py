# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The common part of the reference servers: a herd member as students write it, on asyncio's streams.

One connection per message, chunks instead of lines, everything as text. Each dialect's file says how its servers
write a location. The options make a server behave like one of the public ones:
  --no-newline   messages between servers have no line end
  --leave-open   leaves it to the receiver to close the connection of a message
  --acknowledge  answers messages from servers
  --no-sign      writes differences without their sign
  --rounds       reads times into floats and writes six decimals
  --append-name  passes messages on as they came, line end and all, with its name behind
  --objects      does not understand messages from servers, and answers "? " and the line
  --for-ever     passes on every message to everybody, known or not
  --on-unknown   what becomes of a line that is not understood: "answer", "close" or "wait" (nothing at all)
"""
import argparse
import asyncio
import dataclasses
import re
import signal
import sys
import time


@dataclasses.dataclass
class Record:
    client: str
    origin: str
    difference: str
    location: str
    time: str
    label: int = 0

    def at(self):
        return f"AT {self.origin} {self.difference} {self.client} {self.location} {self.time}"


def is_number(text):
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def is_location(text):
    return re.fullmatch(r"[+-]\d+(\.\d+)?[+-]\d+(\.\d+)?", text) is not None


class Server:
    """Override parse() and word(), and newer() if not the time decides."""

    keyword = None

    def __init__(self, options):
        self.name = options.name
        self.port = options.port
        self.peers = dict(peer.split("=") for peer in options.peer)
        self.options = options
        self.records = {}
        self.received = 0  # messages from servers
        self.tasks = set()

    # what a dialect defines

    def parse(self, line):
        """A server's message: (record, names of the servers visited)."""
        raise NotImplementedError

    def word(self, record, visited):
        """The message that passes a record on; `visited` ends with its own name."""
        raise NotImplementedError

    def newer(self, record, held):
        return float(record.time) > float(held.time)

    # clients

    def on_iamat(self, fields, received):
        _, client, location, sent = fields
        sign = "" if self.options.no_sign else "+"
        record = Record(client, self.name, f"{received - float(sent):{sign}.9f}", location, sent)
        held = self.records.get(client)
        if held is None or float(sent) > float(held.time):
            record.label = held.label + 1 if held else 1
            self.records[client] = record
            self.pass_on(record, [])
        return record.at() + "\n"

    def on_whatsat(self, fields):
        return self.records[fields[1]].at() + '\n{\n   "results" : [],\n   "status" : "ZERO_RESULTS"\n}\n\n'

    def answer(self, line, received):
        fields = line.split()
        if len(fields) == 4 and fields[0] == "IAMAT" and is_location(fields[2]) and is_number(fields[3]):
            return self.on_iamat(fields, received)
        if len(fields) == 4 and fields[0] == "WHATSAT" and fields[1] in self.records:
            return self.on_whatsat(fields)
        return "? " + line if self.options.on_unknown == "answer" else ""

    # servers

    def on_message(self, line):
        self.received += 1
        record, visited = self.parse(line)
        if self.name in visited:
            return
        if self.options.no_sign:
            record.difference = record.difference.lstrip("+")
        if self.options.rounds:
            record.time = f"{float(record.time):f}"
        held = self.records.get(record.client)
        if held is None or self.newer(record, held) or self.options.for_ever:
            self.records[record.client] = record
            self.pass_on(record, visited, line)

    def pass_on(self, record, visited, line=None):
        message = self.word(record, visited + [self.name])
        if self.options.append_name and line:
            message = f"{line} {self.name}"
        for peer, port in self.peers.items():  # to everybody, the sender included
            task = asyncio.create_task(self.send(peer, int(port), message))
            self.tasks.add(task)  # or it may be thrown away, and its connection with it
            task.add_done_callback(self.tasks.discard)

    async def send(self, peer, port, message):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            print("unreachable", peer, flush=True)
            return
        writer.write((message if self.options.no_newline else message + "\n").encode())
        await writer.drain()
        if self.options.leave_open:
            try:
                await reader.read()  # until the receiver closes
            except OSError:
                pass  # stopped
        writer.close()

    # the connection

    async def serve(self, reader, writer):
        try:
            data = (await reader.read(100_000)).decode()
            received = time.time()
            is_message = data.split(maxsplit=1)[:1] == [self.keyword]
            if is_message and self.options.objects:
                writer.write(("? " + data).encode())
            elif is_message:
                self.on_message(data)
                print("messages", self.received, flush=True)
                if self.options.acknowledge:
                    writer.write(b"OK thank you\n")
            elif data:
                answer = self.answer(data, received)
                if not answer and self.options.on_unknown == "wait":
                    await reader.read()
                writer.write(answer.encode())
            await writer.drain()
        except (OSError, ValueError, KeyError, IndexError) as error:
            print("trouble", repr(error), flush=True)
        writer.close()

    async def run(self):
        server = await asyncio.start_server(self.serve, "127.0.0.1", self.port)
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        print("listening", self.name, "127.0.0.1", self.port, flush=True)
        async with server:
            await stopped.wait()


def main(kind):
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PORT")
    parser.add_argument("--no-newline", action="store_true")
    parser.add_argument("--leave-open", action="store_true")
    parser.add_argument("--acknowledge", action="store_true")
    for option in ("--no-sign", "--rounds", "--append-name", "--objects", "--for-ever"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--on-unknown", choices=("answer", "close", "wait"), default="answer")
    parser.add_argument("--broken-comma", action="store_true", help="flooding: a line end before the comma")
    asyncio.run(kind(parser.parse_args()).run())
    sys.exit(0)
