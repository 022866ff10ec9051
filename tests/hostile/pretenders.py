# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that pose as servers."""
import contextlib
import random
import socket
import threading
import time

from stage import Client, Honest, Row, attack, dial, eventually, talk


def _flood(port, greeting, lines, seconds, read):
    """Poses as a neighbour and floods these lines for a while."""
    connection = dial(port, None if read else 4096)
    end = time.monotonic() + seconds
    said = 0
    with contextlib.suppress(OSError):
        connection.sendall(greeting)
        connection.settimeout(0.05)
        pending = b""
        while time.monotonic() < end:
            pending = pending or b"".join(lines() for _ in range(50))
            with contextlib.suppress(TimeoutError):
                sent = connection.send(pending)
                pending = pending[sent:]
                said += sent
            if read:
                connection.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    while connection.recv(1 << 16):
                        pass
                connection.settimeout(0.05)
    connection.close()
    return said


def _makers(chance):
    def word():
        return b"%x" % chance.getrandbits(64)
    return {
        "SYNC": lambda: b"SYNC %d %s\n" % (chance.randrange(1000), word()),
        "HAVE in endless parts": iter_have(chance),
        "WANT of all, and of what nobody has": lambda: b"WANT " + b" ".join(b"c%d" % number for number in range(200)) + b"\nWANT "
            + b" ".join(word() for _ in range(300)) + b"\n",
        "SUMS": lambda: b"SUMS 64 " + b" ".join(word() for _ in range(64)) + b"\n",
        "PEER": lambda: b"PEER 1 Jaquez Hill %s\n" % word(),
        "AT of one client": lambda: b"AT X +0.1 one +1-1 %d\n" % chance.randrange(1, 1_000_000_000),
        "garbage": lambda: chance.choice((b"AT \n", b"HAVE 9/1\n", b"SYNC\n", b"\n", b"AT X Y Z\n", b"? PEER x\n")) * 20,
    }


def iter_have(chance):
    part = 0

    def line():
        nonlocal part
        part += 1
        return b"HAVE %d/4000000000 " % part + b" ".join(b"%x=5/0001" % chance.getrandbits(80) for _ in range(200)) + b"\n"
    return line


@attack("a client that poses as a neighbour")
def pretender(stage):
    stage.herd("--profile", "herdscope", "--speakers", "open", servers=("Hill", "Smith"))
    for number in range(200):
        talk(stage.port, b"IAMAT c%d +1-1 5\n" % number)
    seconds = stage.few(4, 0.3)
    worst = 0
    for read in (True, False):
        for name in _makers(random.Random()):
            def flood(for_seconds):
                return _flood(stage.port, b"PEER 1 Jaquez Hill boot\n", _makers(random.Random())[name], for_seconds, read)
            flood(0.2 if stage.short else 1)
            with stage.watch() as watch, Honest(stage.port) as honest:
                said = flood(seconds)
                growth = watch.growth_kib
            worst = max(worst, growth)
            how = "" if read else ", never reads"
            yield stage.timing(f"floods {name}{how} ({said / 1e6:.1f} MB): memory", "<= 64 MiB (the log: 32)",
                f"{growth / 1024:.1f} MiB, others p99 {honest.milliseconds(99):.1f} ms", growth <= 64 * 1024 and honest.milliseconds(99) < 1000)
            if honest.wrong:
                yield Row("... others not answered", "0", str(honest.wrong), False)
    yield Row("... others are served", "yes", "yes" if stage.serves() else "no", stage.serves())


@attack("AT lines by the thousand from strangers")
def strangers(stage):
    stage.herd("--profile", "herdscope", "--speakers", "open", servers=())
    ports = stage.herdd.ports
    lines = stage.few(20_000, 1_000)

    def say(server):
        with Client(ports[server]) as client:
            client.send(b"".join(b"AT Evil +0.1 s%s%d +1-1 5\n" % (server.encode(), number) for number in range(lines)))
            client.half_close()
            said.append(client.rest())
    said = []
    begin = time.monotonic()
    threads = [threading.Thread(target=say, args=(server,)) for server in ("Hill", "Campbell")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield Row(f"2 x {lines} AT lines from nobody: answers", "none", repr(b"".join(said)), said == [b"", b""])
    for server, port in ports.items():
        for origin in ("Hill", "Campbell"):
            ask = b"WHATSAT s%s%d 0 0\n" % (origin.encode(), lines - 1)
            eventually(lambda: talk(port, ask).startswith(b"AT Evil"), f"{server} knows the last one", 120)
    yield Row("... the last is known everywhere after", "-", f"{time.monotonic() - begin:.1f} s", None)
    alive = all(stage.serves(port=port) for port in ports.values())
    yield Row("... others are served by all five", "yes", "yes" if alive else "no", alive)


@attack("strangers where only neighbours may speak")
def refused(stage):
    stage.herd("--profile", "herdscope", servers=())
    ports = stage.herdd.ports
    eventually(lambda: all(stage.log(name).count("link up") >= 2 for name in ("Hill", "Jaquez")), "the links are up")
    answer = talk(ports["Hill"], b"AT zzz +0.1 kiwi -90+0 9223372035\n")
    known = talk(ports["Hill"], b"WHATSAT kiwi 0 0\n")
    yield Row("AT zzz +0.1 kiwi -90+0 9223372035", "closed, not learnt", repr(answer + known), answer == b"" and known.startswith(b"? "))
    times = stage.few(3_000, 200)
    with stage.watch() as watch, Honest(ports["Hill"]) as honest:
        for number in range(times):
            talk(ports["Hill"], b"PEER 1 Jaquez Hill x\n" if number % 2 else b"AT zzz +0.1 s%d +1-1 5\n" % number)
        growth = watch.growth_kib
    shown = stage.log().count("link refused")
    said = sum("refused a connection" in line for line in stage.herdd.stderr)
    yield stage.timing(f"{times} claims and records in a loop: memory", "<= 32 MiB (the log)",
        f"{growth / 1024:.1f} MiB, others p99 {honest.milliseconds(99):.1f} ms", growth <= 32 * 1024 and not honest.wrong)
    yield stage.timing("... lines about it: log, stderr", "<= 1 in 10 s of a kind", f"{shown}, {said}", shown <= 20 and said <= 20)
    held = [dial(ports["Hill"]) for _ in range(100)]
    for number, connection in enumerate(held):
        connection.sendall(b"PEER 2 Jaquez Hill x n=f%d\n" % number)
    ends = [connection.makefile("rb").read() for connection in held]
    yield Row("100 claims at once: refused", "100", str(ends.count(b"REFUSED unconfirmed\n")), ends.count(b"REFUSED unconfirmed\n") == 100)
    downs = sum(stage.log(name).count("link down") for name in ports)
    yield Row("... links taken down", "0", str(downs), downs == 0)


@attack("an unexpected neighbour")
def unexpected(stage):
    stage.herd("--profile", "herdscope", servers=("Hill", "Jaquez"))
    eventually(lambda: "Jaquez link up" in stage.log(), "the link is up")
    for greeting, why, word in ((b"PEER 1 Hill Hill x\n", "itself", b"same-name"), (b"PEER 1 Nobody Hill x\n", "a stranger", b"not-a-neighbour"),
            (b"PEER 1 Jaquez Smith x\n", "another's", b"wrong-addressee"), (b"PEER 7 Jaquez Hill x\n", "a later version", b"version"),
            (b"PEER 2 Jaquez Hill x h=1234\n", "another herd's", b"other-herd"), (b"PEER 1 Jaquez Hill x\n", "Jaquez", b"unconfirmed")):
        answer = talk(stage.port, greeting)
        yield Row(f"greets as {why}", "told why, closed", repr(answer), answer == b"REFUSED " + word + b"\n")
    for speakers in ("listed", "open"):
        if speakers == "open":
            stage.herdd.stop()
            stage.herd("--profile", "herdscope", "--speakers", "open", servers=("Hill", "Jaquez"))
            eventually(lambda: stage.log().count("Jaquez link up") > 1, "the link is up again")
        before = stage.log().count("Jaquez link down")
        connection = socket.create_connection(("127.0.0.1", stage.port))
        connection.sendall(b"PEER 1 Jaquez Hill x\n")
        eventually(lambda: "claims to be Jaquez" in "".join(stage.herdd.stderr), "it is said")
        name = b"h%d" % time.time_ns()
        talk(stage.port, b"IAMAT " + name + b" +1-1 5\n")
        begin = time.monotonic()
        eventually(lambda: talk(stage.herdd.ports["Jaquez"], b"WHATSAT " + name + b" 0 0\n").startswith(b"AT "), "Jaquez knows it")
        downs = stage.log().count("Jaquez link down") - before
        yield Row(f"claims to be Jaquez and stays ({speakers}): links lost; an update crosses after", "0; at once",
            f"{downs}; {time.monotonic() - begin:.2f} s", downs == 0)
        connection.close()
