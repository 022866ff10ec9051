# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that ask and do not read, and clients that send nothing at all."""
import contextlib
import time

from stage import Client, Row, attack, dial, eventually, talk


def _ask_until_dropped(connection, lines, seconds):
    """Asks without ever reading; returns when it was dropped, or None."""
    connection.setblocking(False)
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        try:
            connection.send(lines)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            return time.monotonic() - begin
    return None


@attack("a reader that never reads")
def never_reads(stage):
    stage.herd()
    warm = dial(stage.port, 4096)
    _ask_until_dropped(warm, b"WHATSAT warm 50 20\n" * 500, 60)
    warm.close()
    before = 1
    eventually(lambda: _drops(stage) == before, "the first one is dropped, and the log says so")
    with stage.watch() as watch:
        connection = dial(stage.port, 4096)
        dropped = _ask_until_dropped(connection, b"WHATSAT warm 50 20\n" * 500, 60)
        growth = watch.growth_kib
        connection.close()
    yield Row("asks for 20 places again and again: dropped", "yes", f"after {dropped:.1f} s" if dropped is not None else "no",
        dropped is not None)
    eventually(lambda: _drops(stage) > before, "the log says why")
    said = _drops(stage) - before
    yield Row("... lines about it in the log", "1", str(said), said == 1)
    yield stage.timing("... memory", "flat (<= 4 MiB, of which 1 is unsent)", f"{growth} KiB", growth <= 4 * 1024)
    yield Row("... others are served", "yes", "yes" if stage.serves() else "no", stage.serves())
    if stage.short:
        return
    # Slightly less than the limit for being dropped at once is still above 256 KiB, which is tolerated for ten seconds.
    each = len(talk(stage.port, b"WHATSAT warm 50 20\n"))
    connection = dial(stage.port, 4096)
    answers = _ask_slowly(connection, 100_000)
    connection.close()
    eventually(lambda: _drops(stage) == before + 2, "it is dropped at once")
    before = _drops(stage)
    connection = dial(stage.port, 4096)
    _ask_slowly(connection, answers - 400_000 // each)
    begin = time.monotonic()
    eventually(lambda: _drops(stage) > before, "it is dropped", 60)
    seconds = time.monotonic() - begin
    connection.close()
    yield Row("more than 256 KiB unsent, and less than 1 MiB: dropped", "after 10 s", f"after {seconds:.1f} s", 5 < seconds < 30)


def _drops(stage):
    return stage.log().count("does not read")


def _ask_slowly(connection, most):
    """Asks in small steps until dropped; returns how many it took."""
    for asked in range(0, most, 8):
        try:
            connection.sendall(b"WHATSAT warm 50 20\n" * 8)
        except OSError:
            return asked
        time.sleep(0.005)  # pacing
    return most


@attack("ten thousand idle clients")
def idle(stage):
    stage.herd()
    count = stage.few(9_900, 500)  # the limit is 10,000, and some connections come in between
    with stage.watch() as watch:
        connections = []
        for number in range(count):
            connections.append(dial(stage.port))
            connections[-1].sendall(b"IAMAT c%d +1-1 5\n" % (number % 50))
        answered = sum(connection.recv(1000).startswith(b"AT ") for connection in connections)
        each = watch.growth_kib / count
        descriptors = len(connections)
        seconds = []
        with Client(stage.port) as client:
            for number in range(stage.few(2_000, 100)):
                begin = time.monotonic()
                right = client.send(b"IAMAT busy +1-1 %d\n" % (number + 1)).line().startswith(b"AT ")
                seconds.append(time.monotonic() - begin if right else 1e9)
        p99 = 1000 * sorted(seconds)[int(len(seconds) * 0.99)]
        for connection in connections:
            connection.close()
    yield Row(f"of {count} clients answered", str(count), str(answered), answered == count)
    yield stage.timing("... memory of each", "<= 16 KiB", f"{each:.1f} KiB", each <= 16)
    yield stage.timing("... a busy one's p99 among them", "<= 15 ms", f"{p99:.2f} ms", p99 <= 50)
    yield Row("... a busy one not answered", "0", str(sum(one > 1e8 for one in seconds)), max(seconds) < 1e8)
