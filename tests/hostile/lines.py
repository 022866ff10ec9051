# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that are too long, too slow, not text, or meant for somebody else."""
import threading
import time

from stage import Client, Honest, Row, attack, dial, eventually, talk

LIMIT = 64 * 1024


def _stream(port, start, total):
    """Sends a line without an end until all is sent or the server closes; returns how much was sent, and the answer."""
    piece, sent, answer = b"x" * 1_000_000, len(start), b""
    with Client(port) as client:
        try:
            client.send(start)
            while sent < total:
                client.send(piece)
                sent += len(piece)
        except OSError:
            pass
        try:
            answer = client.line()
        except OSError:
            pass  # its answer was lost with the reset
    return sent, answer


@attack("an endless line")
def endless(stage):
    stage.herd()
    total = stage.few(1_000_000_000, 50_000_000)
    for start in (b"", b"AT Jaquez +1 kiwi "):
        _stream(stage.port, start, 200_000)
        with stage.watch() as watch:
            sent, answer = _stream(stage.port, start, total)
            growth = watch.growth_kib
        name = "a neighbour's" if start else "a client's"
        yield stage.timing(f"{name} line of {total // 1_000_000} MB ({sent // 1_000_000} MB taken)", "<= 128 KiB", f"{growth} KiB",
            growth <= 128)
        if start:
            yield Row("... is answered", "never", repr(answer[:10]), answer == b"")
    yield Row("... others are served", "yes", "yes" if stage.serves() else "no", stage.serves())


@attack("lines about as long as the limit")
def edges(stage):
    stage.herd("--profile", "herdscope", servers=("Hill", "Jaquez"))
    eventually(lambda: "Hill link up" in stage.log("Jaquez") and "Jaquez link up" in stage.log(), "the link is up")
    for length, promised in ((LIMIT - 1, "answered"), (LIMIT, "answered"), (LIMIT + 1, "? and closed")):
        name = b"k%d" % length
        line = b"IAMAT " + name + b"i" * (length - len(b"IAMAT  +1-1 5") - len(name)) + b" +1-1 5"
        assert len(line) == length
        answer = talk(stage.port, line + b"\n")
        if length <= LIMIT:
            right = answer.startswith(b"AT Hill ") and answer.endswith(b" +1-1 5\n")
            said = answer.decode().split(" ")[-3] if right else ""
            yield Row(f"an IAMAT of {length} bytes", promised, answer[:3].decode() + "...", right)
            ask = b"WHATSAT " + said.encode() + b" 0 0\n"
            try:
                eventually(lambda: talk(stage.herdd.ports["Jaquez"], ask).startswith(b"AT Hill "), "", 10)
                known = True
            except AssertionError:
                known = False
            yield Row("... its neighbour learns it", "yes", "yes" if known else "no", known)
        else:
            right = answer == b"? " + line[:64] + b"...\n"
            yield Row(f"a line of {length} bytes", promised, answer[:3].decode() + "...", right)
    downs = stage.log().count("Jaquez link down") + stage.log("Jaquez").count("Hill link down")
    yield Row("... links taken down", "0", str(downs), downs == 0)


@attack("slow loris")
def loris(stage):
    stage.herd(*(("--limit", "line-seconds=1") if stage.short else ()))
    count = stage.few(1_000, 50)
    allowed = stage.few(10.0, 1.0)
    with Honest(stage.port) as honest:
        alone_until = time.monotonic() + stage.few(2, 0.2)
        while time.monotonic() < alone_until:  # a measurement
            time.sleep(0.05)
        alone = honest.milliseconds(99)
        honest.seconds.clear()
        tricklers = [dial(stage.port) for _ in range(count)]
        begin = time.monotonic()
        open_ones, last = set(range(count)), begin
        while open_ones and time.monotonic() < begin + 6 * allowed + 20:
            for number in list(open_ones):
                try:
                    tricklers[number].setblocking(False)
                    tricklers[number].send(b"x")
                    if tricklers[number].recv(100) == b"":
                        raise ConnectionError
                except BlockingIOError:
                    pass
                except OSError:
                    open_ones.discard(number)
                    last = time.monotonic()
            time.sleep(0.3)
        seconds = last - begin
        p99, wrong = honest.milliseconds(99), honest.wrong
        for connection in tricklers:
            connection.close()
    yield Row(f"of {count} clients that send byte by byte, connected at the end", "0", str(len(open_ones)), not open_ones)
    yield Row("... the last one is closed after", f"{allowed:g} s", f"{seconds:.1f} s", None if stage.short else seconds < 2 * allowed + 5)
    yield stage.timing("... others wait longer by (p99)", "<= 20 ms", f"{p99 - alone:.1f} ms (p99 {p99:.1f} ms)", p99 - alone <= 20)
    yield Row("... others not answered", "0", str(wrong), wrong == 0)


@attack("not the protocol")
def strange(stage):
    stage.herd()
    request = b"POST / HTTP/1.1\r\nHost: localhost:12205\r\n\r\nIAMAT evil +1-1 5\r\n"
    answer = talk(stage.port, request)
    executed = talk(stage.port, b"WHATSAT evil 1 1\n") != b"? WHATSAT evil 1 1\n"
    yield Row("HTTP: closed, nothing executed", "b''", repr(answer), answer == b"" and not executed)
    answer = talk(stage.port, b"IAMAT a\0b\x1b[31m\xff +1-1 5\n")
    yield Row("NUL, escape and 0xFF in an id: echoed", "as sent", "as sent" if b" a\0b\x1b[31m\xff +1-1 5\n" in answer else repr(answer),
        b" a\0b\x1b[31m\xff +1-1 5\n" in answer)
    raw = (stage.folder / "Hill.log").read_bytes()
    yield Row("... and escaped in the log", "yes", "no" if b"\0" in raw or b"\x1b" in raw else "yes", b"\0" not in raw and b"\x1b" not in raw)
    nothing = b"\0" * 60_000
    answer = talk(stage.port, nothing + b"\n")
    yield Row("60,000 NUL", "? and the same", "the same" if answer == b"? " + nothing + b"\n" else repr(answer[:20]),
        answer == b"? " + nothing + b"\n")
    answer = talk(stage.port, b"\n" * 5_000)
    yield Row("5,000 empty lines", "5000 answers", f"{answer.count(b'? ')} answers", answer == b"? \n" * 5_000)


@attack("pipelining floods")
def floods(stage):
    stage.herd()
    lines, clients = stage.few(50_000, 2_000), stage.few(4, 2)
    wrong = []

    def flood(number):
        with Client(stage.port) as client:
            data = b"".join(b"IAMAT f%d +1-1 %d\n" % (number, line + 1) for line in range(lines))
            sender = threading.Thread(target=lambda: client.send(data).half_close())
            sender.start()
            answers = client.rest().split(b"\n")[:-1]
            sender.join()
            wrong.append(lines - sum(answer.startswith(b"AT ") and answer.endswith(b" %d" % (line + 1))
                for line, answer in enumerate(answers)))
    with stage.watch() as watch, Honest(stage.port) as honest:
        begin = time.monotonic()
        threads = [threading.Thread(target=flood, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - begin
    yield Row(f"{clients} clients pipeline {lines} lines: not answered in order", "0", str(sum(wrong)), sum(wrong) == 0 and len(wrong) == clients)
    yield Row("... answers per second, for comparison", "-", f"{clients * lines / seconds:,.0f}", None)
    yield Row("... others not answered; p99", "0", f"{honest.wrong}; {honest.milliseconds(99):.1f} ms", honest.wrong == 0)
    yield stage.timing("... memory", "<= 64 MiB (the log in memory: 32)", f"{watch.growth_kib / 1024:.1f} MiB", watch.growth_kib <= 64 * 1024)
