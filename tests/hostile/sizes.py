# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Large tables, long names, bursts: nothing is lost, no link is taken down, and it ends."""
import datetime
import random
import re
import time

from herd import NAMES, UCLA, run_herdd
from stage import PATIENCE, Client, Honest, Row, attack, eventually, talk


def name(number, length=16):
    return f"client{number}".encode().ljust(length, b"x")


def report(port, clients, seconds=1_520_023_934):
    """Sends where these clients are, on one connection, and waits for every answer."""
    answers = 0
    client = Client(port)
    for begin in range(0, len(clients), 200):
        some = clients[begin:begin + 200]
        client.send(b"".join(b"IAMAT %s %s %d.5\n" % (one, UCLA.encode(), seconds) for one in some))
        for _ in some:
            answers += client.line().startswith(b"AT ")
    client.close()
    return answers


def known(port, clients):
    """How many of a hundred of them that server knows."""
    sample = random.sample(clients, min(100, len(clients)))
    answer = talk(port, b"".join(b"WHATSAT %s 1 0\n" % one for one in sample))
    return 100 * len(re.findall(rb"(?m)^AT ", answer)) // len(sample)


class Control:
    def __init__(self, stage):
        self._path = stage.folder / "control"
        self.option = ("--control", self._path)

    def __call__(self, *words):
        done = run_herdd("ctl", "--control", self._path, *words)
        assert done.returncode == 0, done.stderr


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def logged(stage, pattern, since, servers=NAMES):
    """How many lines of the logs match behind their time, from that time on."""
    line = re.compile(rf"^(\S+) {pattern}", re.MULTILINE)
    return sum(stamp >= since for server in servers for stamp in line.findall(stage.log(server)))


LINK_DOWN = r"-- \S+ link down"


@attack("a large table is filled again after a crash")
def refill(stage):
    control = Control(stage)
    herd = stage.herd(*control.option, "--limit", "clients=1100000", servers=())  # room for those of the others
    clients = [name(number) for number in range(stage.few(1_000_000, 3_000))]
    report(herd.ports["Hill"], clients)
    assert eventually(lambda: known(herd.ports["Jaquez"], clients) == 100, PATIENCE * 10)
    control("crash", "Jaquez")
    with Honest(herd.ports["Campbell"]) as honest, stage.watch() as watch:
        since, begin = now(), time.monotonic()
        control("start", "Jaquez")
        full = eventually(lambda: known(herd.ports["Jaquez"], clients) == 100, PATIENCE * 10)
        seconds = time.monotonic() - begin
    yield Row(f"{len(clients)} clients are there again", "yes", str(full), full)
    yield stage.timing("... after", "20 s", f"{seconds:.1f} s", seconds <= 20)
    yield stage.timing("... and memory beyond the tables", "64 MiB", f"{watch.growth_kib / 1024:.0f} MiB",
        watch.growth_kib <= 64 * 1024)
    yield stage.timing("... and p99 of others meanwhile", "20 ms", f"{honest.milliseconds(99):.1f} ms",
        honest.milliseconds(99) <= 20)
    yield Row("... wrong answers to them", "0", str(honest.wrong), honest.wrong == 0)
    lost = logged(stage, LINK_DOWN, since)
    yield Row("links lost meanwhile", "0", str(lost), lost == 0)


@attack("a hundred of many differ")
def few_differ(stage):
    control = Control(stage)
    herd = stage.herd(*control.option, servers=())
    clients = [name(number) for number in range(stage.few(1_000_000, 2_000))]
    report(herd.ports["Campbell"], clients)
    assert eventually(lambda: known(herd.ports["Hill"], clients) == 100, PATIENCE * 10)
    control("partition", "isolate", "Hill")
    changed = random.sample(clients, 100)
    report(herd.ports["Hill"], changed, seconds=1_520_023_999)
    since, begin = now(), time.monotonic()
    control("heal-all")
    new = b" 1520023999.5\n"
    healed = eventually(lambda: talk(herd.ports["Jaquez"], b"".join(
        b"WHATSAT %s 1 0\n" % one for one in changed)).count(new) == 100, PATIENCE)
    seconds = time.monotonic() - begin
    time.sleep(0.5)
    lines = logged(stage, r"(?:->|<-) Jaquez (?:sent|received)", since, ("Hill",))
    yield Row(f"100 of {len(clients)} are the new ones again", "yes", str(healed), healed)
    yield stage.timing("... after", "0.5 s", f"{seconds:.2f} s", seconds <= 0.5)
    yield Row("... lines on a link", "200", str(lines), lines <= 210)  # greetings and answers to floods beside


@attack("long names while a server is cut off")
def long_names(stage):
    control = Control(stage)
    herd = stage.herd(*control.option, servers=())
    control("partition", "isolate", "Hill")
    clients = [name(number, 30_000) for number in range(stage.few(200, 40))]
    answered = report(herd.ports["Hill"], clients)
    with stage.watch() as watch:
        since = now()
        control("heal-all")
        everywhere = eventually(lambda: all(known(port, clients) == 100 for port in herd.ports.values()), PATIENCE)
    lost = logged(stage, LINK_DOWN, since)
    yield Row(f"{len(clients)} names of 30 KB are answered, and known everywhere after healing", f"{len(clients)}, yes",
        f"{answered}, {everywhere}", answered == len(clients) and everywhere)
    yield Row("links lost after healing", "0", str(lost), lost == 0)
    yield stage.timing("memory", "64 MiB", f"{watch.growth_kib / 1024:.0f} MiB", watch.growth_kib <= 64 * 1024)


@attack("a burst in a herd with a connection per message")
def burst(stage):
    herd = stage.herd("--profile", "at-2024", servers=(), expect=5)
    clients = [name(number) for number in range(stage.few(20_000, 300))]
    port = next(iter(herd.ports.values()))
    client = Client(port)
    client.send(b"".join(b"IAMAT %s %s 1520023934.5\n" % (one, UCLA.encode()) for one in clients)).half_close()
    answered = client.rest().count(b"\n")
    everywhere = eventually(lambda: all(known(one, clients) == 100 for one in herd.ports.values()), PATIENCE * 4)
    yield Row(f"of {len(clients)} pipelined IAMATs answered", str(len(clients)), str(answered), answered == len(clients))
    yield Row("... and known to all five", "yes", str(everywhere), everywhere)
