# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that end connections in every possible way."""
import asyncio
import random
import socket

from stage import HOST, PATIENCE, Row, attack, dial, eventually, reset, talk


async def _ask(port, data):
    reader, writer = await asyncio.open_connection(HOST, port, limit=1 << 22)
    writer.write(data)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


async def _ask_all(port, requests):
    return await asyncio.gather(*(_ask(port, data) for data in requests))


@attack("half-close right after sending")
def half_close(stage):
    stage.herd()
    count = stage.few(200, 50)
    answers = asyncio.run(_ask_all(stage.port, [b"IAMAT c%d +1-1 5\n" % number for number in range(count)]))
    answered = sum(answer.startswith(b"AT Hill ") and b" c%d " % number in answer for number, answer in enumerate(answers))
    yield Row("clients that half-close are answered", f"{count} of {count}", f"{answered} of {count}", answered == count)
    answers = asyncio.run(_ask_all(stage.port, [b"WHATSAT warm 10 5\n" * 3] * count))
    answered = sum(answer.count(b"AT Hill ") == 3 and answer.count(b"\n\n") == 3 for answer in answers)
    yield Row("... with three WHATSAT in one segment", f"{count} of {count}", f"{answered} of {count}", answered == count)


@attack("resets at random moments")
def resets(stage):
    stage.herd()
    chance = random.Random(2)
    count = stage.few(10_000, 500)
    pieces = (b"IAMAT c +1-1 5\n", b"WHATSAT warm 10 20\n", b"half a li", b"x" * 100_000, b"AT Hill +1 c +1", b"PEER 1 Jaquez Hill x\n", b"")
    descriptors = None
    with stage.watch() as watch:
        for number in range(count):
            connection = dial(stage.port)
            try:
                for _ in range(chance.randrange(4)):
                    connection.sendall(chance.choice(pieces))
                if chance.random() < 0.2:
                    connection.shutdown(socket.SHUT_WR)
                if chance.random() < 0.2:
                    connection.settimeout(0.001)
                    connection.recv(10)
            except OSError:
                pass
            reset(connection)
            if number == count // 2:  # by now the log in memory has its full length
                half = watch.memory_kib()
        alive = stage.serves()
        growth = watch.memory_kib() - half
        descriptors = watch.descriptors
    yield Row(f"{count} resets: keeps serving", "yes", "yes" if alive else "no", alive)
    yield stage.timing("... memory in the second half of them", "flat (<= 2 MiB)", f"{growth:+} KiB", growth <= 2048)
    yield Row("... descriptors at most", "-", str(descriptors), None)


@attack("many short connections")
def short_connections(stage):
    stage.herd()
    count = stage.few(20_000, 1_000)
    wrong = 0
    with stage.watch() as watch:
        for number in range(count):
            if number % 3 == 0:
                dial(stage.port).close()
            else:
                wrong += not talk(stage.port, b"IAMAT c%d +1-1 5\n" % (number % 100)).startswith(b"AT ")
            if number == count // 2:  # by now the log in memory has its full length
                half = watch.memory_kib()
        growth = watch.memory_kib() - half
    yield Row(f"{count} connections one after another, unanswered", "0", str(wrong), wrong == 0)
    yield stage.timing("... memory in the second half of them", "flat (<= 2 MiB)", f"{growth:+} KiB", growth <= 2048)


@attack("out of descriptors")
def full(stage):
    stage.herd(fd_limit=64)
    first = stage.client()
    crowd = [stage.client() for _ in range(100)]
    for client in crowd:
        client.socket.settimeout(0.05)

    def told():
        found = []
        for client in crowd:
            try:
                if client.socket.recv(100, socket.MSG_PEEK):
                    found.append(client)
            except OSError:
                pass
        return found
    eventually(lambda: len(told()) > 100 - 64, "extra clients are told")
    with stage.watch() as watch:
        refused = told()  # a measurement: a second or more while idle
        share = watch.cpu_share
    for client in refused:
        client.socket.settimeout(PATIENCE)
    all_told = all(client.rest() == b"? server full\n" for client in refused)
    yield Row("beyond the descriptors (ulimit -n 64): extra clients", "? server full", f"{len(refused)} of 100 refused", all_told)
    yield stage.timing("... CPU meanwhile", "idle (<= 10 %)", f"{share:.1%}", share <= 0.1)
    others = first.send(b"IAMAT first +1-1 5\n").line().startswith(b"AT ")
    yield Row("... others go on", "yes", "yes" if others else "no", others)
    import time
    for client in [client for client in crowd if client not in refused][:10]:
        client.close()
    begin = time.monotonic()
    eventually(stage.serves, "accepts again")
    seconds = time.monotonic() - begin
    yield Row("... accepts again", "<= 1 s", f"{seconds:.2f} s", seconds <= 10 if not stage.short else None)
