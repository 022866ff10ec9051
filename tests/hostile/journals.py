# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Journals that grow, that are large, and whose server is killed at any moment."""
import random
import resource
import zlib

from stage import Client, Honest, Row, attack, eventually, herd

PLACE = b"+34.068930-118.445127"


def report(port, numbers, clients):
    """One update for each of the numbers; returns how many were answered."""
    with Client(port) as client:
        client.send(b"".join(b"IAMAT c%d %s %d\n" % (number % clients, PLACE, number) for number in numbers)).half_close()
        return sum(line.startswith(b"AT ") for line in client.rest().split(b"\n"))


def known(port, clients):
    """What the server knows of them: the number of each client's last update."""
    with Client(port) as client:
        client.send(b"".join(b"WHATSAT c%d 1 0\n" % number for number in range(clients))).half_close()
        heads = [line.split() for line in client.rest().split(b"\n") if line.startswith(b"AT ")]
    return {int(head[3][1:]): int(float(head[5])) for head in heads}


def ctl(stage, *words):
    result = herd.run_herdd("ctl", "--control", str(stage.folder / "c"), *words)
    assert result.returncode == 0, result.stderr


@attack("many updates of few clients")
def growth(stage):
    hill = stage.herd("--journal", stage.folder)
    path = stage.folder / "Hill.journal"
    turns = stage.few(300, 20)
    largest = answered = 0
    for turn in range(turns):
        answered += report(stage.port, range(turn * 2_000, turn * 2_000 + 2_000), 10)
        largest = max(largest, path.stat().st_size)
    hill.kill()
    stage.herd("--journal", stage.folder)
    lost = sum(1 for client in range(10) if known(stage.port, 10).get(client) != turns * 2_000 - 10 + client)
    yield Row(f"{answered:,} updates of 10 clients: largest journal", "2 MiB", f"{largest / (1 << 20):.1f} MiB", largest <= 2 << 20)
    yield Row("... then kill -9: clients that are not as they were", "0", f"{lost} of 10", lost == 0)


@attack("a large journal is opened")
def opening(stage):
    count = stage.few(1_000_000, 50_000)
    stage.herd("--journal", stage.folder, "--control", stage.folder / "c", servers=("Hill", "Jaquez"))
    ctl(stage, "stop", "Hill")
    with open(stage.folder / "Hill.journal", "wb") as file:
        for number in range(count):
            record = b"1 AT Hill +0.263873386 c%d %s 1520023934.%09d" % (number, PLACE, number)
            file.write(b"%08x %s\n" % (zlib.crc32(record), record))
    ctl(stage, "repair", "none")  # what Jaquez is told is another attack's
    with stage.watch() as watch, Honest(stage.herdd.ports["Jaquez"]) as honest:
        cpu = watch.cpu_seconds()
        herd.run_herdd("ctl", "--control", str(stage.folder / "c"), "start", "Hill")  # may give up waiting, on a busy machine
        there = len(known(stage.port, 100))
        seconds = watch.cpu_seconds() - cpu
    yield Row(f"{count:,} records: the first 100 are known", "100", str(there), there == 100)
    growth_mib = watch.growth_kib / 1024
    table_mib = count * 176 / (1 << 20)
    yield stage.timing("... CPU time until it listens", "3 s", f"{seconds:.1f} s", seconds <= 3)
    yield stage.timing("... memory beyond its table", "64 MiB", f"{growth_mib - table_mib:.1f} MiB", growth_mib - table_mib <= 64)
    p99 = honest.milliseconds(99)
    yield stage.timing("... delay of another server's clients meanwhile (p99)", "20 ms", f"{p99:.1f} ms", p99 <= 20)
    yield Row("... wrong answers to them", "0", str(honest.wrong), honest.wrong == 0)


@attack("kill -9 at any moment")
def kills(stage):
    chance = random.Random(9)
    told, lost, number = {}, 0, 0
    for _ in range(stage.few(40, 6)):
        killed = stage.herd("--journal", stage.folder)
        with Client(stage.port) as client:
            bursts = chance.randrange(4)
            for _ in range(bursts):
                client.send(b"".join(b"IAMAT c%d %s %d\n" % (n % 50, PLACE, n) for n in range(number, number + 5_000)))
                number += 5_000
            try:
                for _ in range(chance.randrange(5_000) if bursts else 0):
                    words = client.line().split()
                    if words[:1] == [b"AT"]:
                        told[int(words[3][1:])] = int(float(words[5]))
            except (OSError, TimeoutError):
                pass
            killed.kill()
        stage.herd("--journal", stage.folder)
        now = known(stage.port, 50)
        lost += sum(1 for client, last in told.items() if now.get(client, -1) < last)
        stage.herdd.kill()
    yield Row(f"{number:,} updates, killed while they are answered: answered and lost", "0", str(lost), lost == 0)


@attack("full disks")
def full_disks(stage):
    hill = stage.herd("--journal", stage.folder)
    path = stage.folder / "Hill.journal"
    pid = hill.process.pid
    hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
    rounds = stage.few(6, 2)
    for turn in range(rounds):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (path.stat().st_size + 1_000 * turn, hard))
        report(stage.port, range(turn * 3_000, turn * 3_000 + 1_500), 1 << 30)
        eventually(lambda: len([line for line in hill.stderr if "cannot be kept" in line]) > turn, lambda: hill.stderr)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
        eventually(lambda: len([line for line in hill.stderr if "is written again" in line]) > turn, lambda: hill.stderr)
        report(stage.port, range(turn * 3_000 + 1_500, turn * 3_000 + 3_000), 1 << 30)
    hill.kill()
    stage.herd("--journal", stage.folder)
    there = len(known(stage.port, rounds * 3_000))
    yield Row("a disk that is full now and then: of updates, there after kill -9", f"{rounds * 3_000:,}", f"{there:,}", there == rounds * 3_000)
