# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that make a herd keep as many bytes as they can: long ids, answers that nobody reads, half lines."""
import contextlib
import resource
import threading
import time

from herd import NAMES
from stage import Client, Honest, Row, attack, dial, eventually

MIB = 1024  # in KiB
ADDRESS_SPACE = 3 << 30


def _read_all(client):
    with contextlib.suppress(OSError, ValueError):  # the herd ends, or the client
        while client.line():
            pass


@attack("long ids, to all five servers")
def long_ids(stage):
    """The ids are of bytes that take four characters each in a log file."""
    count = stage.few(2_000, 80)
    space = {} if stage.sanitized else {"limits": {resource.RLIMIT_AS: ADDRESS_SPACE}}
    herdd = stage.herd(servers=(), **space)
    with stage.watch() as watch, Honest(herdd.ports["Smith"]) as honest, Client(herdd.ports["Hill"]) as client:
        begin = time.monotonic()
        threading.Thread(target=_read_all, args=(client,), daemon=True).start()
        for number in range(count):
            client.send(b"IAMAT " + b"\xff" * 62_000 + b"%d +1-1 5\n" % number)
        sent = time.monotonic() - begin
        growth = watch.growth_kib
    seconds = herdd.stop()
    yield Row(f"{count * 62 // 1000} MB of them, in 3 GiB of address space: keeps serving", "yes", "yes" if not honest.wrong else "no",
        not honest.wrong)
    yield Row("... taken in", "-", f"{sent:.1f} s", None)
    yield stage.timing("... memory", "<= 1 GiB", f"{growth // MIB} MiB", growth <= 1024 * MIB)
    yield Row("... others' p99 at another server", "-", f"{honest.milliseconds(99):.0f} ms", None)
    yield stage.timing("... SIGTERM with all this under way: ended after", "1 s", f"{seconds:.2f} s", seconds <= 1)


@attack("clients that never read")
def nobody_reads(stage):
    count = stage.few(1_000, 200)
    stage.herd()
    line = b"x" * 8_000 + b"\n"
    with stage.watch() as watch, Honest(stage.port) as honest, contextlib.ExitStack() as stack:
        clients = [stack.enter_context(contextlib.closing(dial(stage.port, 4096))) for _ in range(count)]
        for client in clients:
            client.setblocking(False)
        end = time.monotonic() + stage.few(10, 2)
        while time.monotonic() < end:
            for client in clients:
                with contextlib.suppress(OSError):
                    client.send(line * 8)
        growth = watch.growth_kib
    yield stage.timing(f"{count} clients that ask and never read: memory", "<= 64 MiB", f"{growth / MIB:.0f} MiB", growth <= 64 * MIB)
    yield Row("... others are served", "yes", "no" if honest.wrong else "yes", not honest.wrong)
    yield Row("... others' p99", "-", f"{honest.milliseconds(99):.0f} ms", None)
    seconds = stage.herdd.stop()
    yield stage.timing("... SIGTERM: ended after", "1 s", f"{seconds:.2f} s", seconds <= 1)


@attack("half lines")
def half_lines(stage):
    count = stage.few(9_000, 400)
    stage.herd()
    with stage.watch() as watch, Honest(stage.port) as honest, contextlib.ExitStack() as stack:
        for _ in range(count):
            client = stack.enter_context(contextlib.closing(dial(stage.port)))
            with contextlib.suppress(OSError):
                client.sendall(b"x" * 60_000)
        eventually(lambda: "too much of unfinished lines" in stage.log(), "some have to go")
        growth = watch.growth_kib
    yield stage.timing(f"{count} half lines of 60 KB: memory", "<= 64 MiB", f"{growth / MIB:.0f} MiB", growth <= 64 * MIB)
    yield Row("... others are served", "yes", "no" if honest.wrong else "yes", not honest.wrong)
    yield Row("... others' p99", "-", f"{honest.milliseconds(99):.0f} ms", None)
