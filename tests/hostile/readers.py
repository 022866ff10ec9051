# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that ask and do not read, and clients that say nothing at all."""
import socket
import time

from stage import Client, Row, attack, dial, eventually


def _ask_until_dropped(connection, lines, seconds):
    """Asks without ever reading; when it was dropped, or None."""
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
    before = stage.log().count("does not read")
    with stage.watch() as watch:
        connection = dial(stage.port, 4096)
        dropped = _ask_until_dropped(connection, b"WHATSAT warm 50 20\n" * 500, 60)
        growth = watch.growth_kib
        connection.close()
    yield Row("asks for 20 places again and again: dropped", "yes", f"after {dropped:.1f} s" if dropped is not None else "no",
        dropped is not None)
    eventually(lambda: stage.log().count("does not read") > before, "the log says why")
    said = stage.log().count("does not read") - before
    yield Row("... lines about it in the log", "1", str(said), said == 1)
    yield stage.timing("... memory", "flat (<= 4 MiB, of which 1 is unsent)", f"{growth} KiB", growth <= 4 * 1024)
    yield Row("... others are served", "yes", "yes" if stage.serves() else "no", stage.serves())
    if stage.short:
        return
    # More than 256 KiB unsent, and less than 1 MiB: it has ten seconds.
    connection = dial(stage.port, 4096)
    probe = len(_answer(stage))
    eventually(lambda: _asked(connection, 3_000_000 // probe), "asked")
    begin = time.monotonic()
    seconds = None
    while time.monotonic() < begin + 40 and seconds is None:
        try:
            connection.send(b"")
            if connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                raise ConnectionError
        except OSError:
            seconds = time.monotonic() - begin
        if stage.log().count("does not read") > before + 1:
            seconds = seconds or time.monotonic() - begin
        time.sleep(0.05)
    connection.close()
    yield Row("3 MB asked for and never read: dropped", "at once or after 10 s", f"after {seconds:.1f} s" if seconds else "no",
        seconds is not None and seconds < 30)


def _answer(stage):
    with Client(stage.port) as client:
        return client.send(b"WHATSAT warm 50 20\n").half_close().rest()


def _asked(connection, times):
    try:
        connection.send(b"WHATSAT warm 50 20\n" * times)
    except OSError:
        pass
    return True


@attack("ten thousand idle clients")
def idle(stage):
    stage.herd()
    count = stage.few(9_900, 500)  # the limit is 10,000, and some are to come in between
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
