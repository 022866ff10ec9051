#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures herdd against asyncio's streams on this machine, the cost of an idle herd and of journals.

    bench.py --bin DIR [--seconds N] [--rounds N]

The speed of a machine drifts, so the servers take turns and only the ratios within one run mean something.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SHAPES = ((50, 1), (50, 16), (1000, 1))
IDLE_CLIENTS = 10_000
LARGE_JOURNAL = 1_000_000


class Server:
    """A server process, from its first line of output to its end."""

    def __init__(self, command, listening=1):
        begin = time.monotonic()
        self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
        self.ports = []
        for _ in range(listening):
            line = self.process.stdout.readline()
            if not line.startswith("listening "):
                sys.exit(f"{command[0]} did not start")
            self.ports.append(int(line.split()[3]))
        self.startup = time.monotonic() - begin

    def memory_kib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return {key: int(re.search(rf"^{key}:\s+(\d+)", text, re.MULTILINE)[1]) for key in ("Rss", "Pss")}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        begin = time.monotonic()
        self.process.terminate()
        self.process.wait(10)
        self.shutdown = time.monotonic() - begin


def free_ports(count):
    """The first of `count` consecutive free ports."""
    for base in range(20_000, 30_000, 100):
        try:
            for port in range(base, base + count):
                with socket.socket() as attempt:
                    attempt.bind(("127.0.0.1", port))
            return base
        except OSError:
            continue
    sys.exit("no free ports")


def candidates(bin_folder, folder):
    base = free_ports(10)
    reference = [sys.executable, HERE / "asyncio_server.py", base + 5]
    herdd = [bin_folder / "herdd", "serve", "--port-base", base, "Hill"]
    return {
        "herdd, logs on": [*herdd[:2], "--log-dir", folder / "herdd", *herdd[2:]],
        "asyncio": reference,
        "asyncio, logs on": [*reference, "--log", folder / "asyncio.log"],
    }


def load(bin_folder, port, connections, pipelined, seconds):
    command = [str(bin_folder / "loadclient"), *map(str, (port, connections, pipelined, seconds))]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def throughput(bin_folder, folder, seconds, rounds):
    servers = candidates(bin_folder, folder)
    print(f"requests per second (median of {rounds} rounds of {seconds} s, in turn), p50 / p99 in microseconds\n")
    print(f"{'connections x pipelined':>23} | " + " | ".join(f"{name:>30}" for name in servers) + " | herdd : asyncio | : with logs")
    for connections, pipelined in SHAPES:
        results = {name: [] for name in servers}
        for _ in range(rounds):
            for name, command in servers.items():
                with Server(command) as server:
                    results[name].append(load(bin_folder, server.ports[0], connections, pipelined, seconds))
        middle = {name: {key: statistics.median(result[key] for result in of) for key in of[0]} for name, of in results.items()}
        cells = [f"{of['per_second']:>12,.0f}{of['p50_us']:>8.0f} /{of['p99_us']:>8.0f}" for of in middle.values()]
        speed = [of["per_second"] for of in middle.values()]
        print(f"{f'{connections} x {pipelined}':>23} | " + " | ".join(cells)
            + f" | {speed[0] / speed[1]:>15.2f} | {speed[0] / speed[2]:>11.2f}", flush=True)


def footprint(bin_folder, folder):
    """The whole herd: starting, ending, memory; then one server with very many idle clients."""
    base = free_ports(10)
    herd = [bin_folder / "herdd", "serve", "--log-dir", folder / "idle", "--port-base", base]
    runs = []
    for _ in range(5):
        with Server(herd, listening=5) as server:
            time.sleep(0.5)
            memory = server.memory_kib()
        runs.append((server.startup, server.shutdown, memory["Rss"], memory["Pss"]))
    startup, shutdown, rss, pss = (statistics.median(column) for column in zip(*runs))
    print(f"\nfive servers in one process: {startup * 1000:.0f} ms to listening, {shutdown * 1000:.0f} ms to end, "
          f"memory {rss / 1024:.1f} MiB resident, {pss / 1024:.1f} MiB proportional")
    with Server([*herd, "Hill"]) as server:
        before = server.memory_kib()["Rss"]
        clients = []
        possible = min(IDLE_CLIENTS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200) - 60
        for _ in range(possible):
            clients.append(socket.create_connection(("127.0.0.1", server.ports[0])))
        time.sleep(1)
        each = (server.memory_kib()["Rss"] - before) / len(clients)
        result = load(bin_folder, server.ports[0], 50, 1, 3)
        print(f"{len(clients)} idle clients: {each:.1f} KiB each; meanwhile 50 x 1: {result['per_second']:,.0f} requests per second, "
              f"p50 {result['p50_us'] / 1000:.2f} ms, p99 {result['p99_us'] / 1000:.2f} ms")


def journals(bin_folder, folder, seconds):
    """What a journal costs: while clients report, and when one of a million records is opened."""
    base = free_ports(10)
    serve = [bin_folder / "herdd", "serve", "--log-dir", folder / "journal-log", "--port-base", base]
    print("\nrequests per second with a journal, p50 / p99 in microseconds\n")
    for connections, pipelined in ((1, 1), *SHAPES):
        cells = []
        for name, options in (("no journal", ()), ("--journal", ("--journal", folder / "journals")),
                ("--journal-sync", ("--journal", folder / "synced", "--journal-sync"))):
            with Server([*serve, *options, "Hill"]) as server:
                of = load(bin_folder, server.ports[0], connections, pipelined, seconds)
            cells.append(f"{name} {of['per_second']:,.0f} {of['p50_us']:.0f} / {of['p99_us']:.0f}")
        print(f"{f'{connections} x {pipelined}':>23} | " + " | ".join(cells), flush=True)
    large = folder / "large"
    large.mkdir()
    with open(large / "Hill.journal", "wb") as file:
        for i in range(LARGE_JOURNAL):
            record = b"1 AT Hill +0.263873386 client%010d +34.068930-118.445127 1520023934.918963997" % i
            file.write(b"%08x %s\n" % (zlib.crc32(record), record))
    with Server([*serve, "--journal", large, "Hill"]) as server:
        print(f"\na journal of {LARGE_JOURNAL:,} records: {server.startup:.1f} s to listening, "
              f"memory {server.memory_kib()['Rss'] / 1024:.0f} MiB resident")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="where herdd and loadclient are")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {hard} descriptors\n")
    with tempfile.TemporaryDirectory() as folder:
        throughput(arguments.bin, pathlib.Path(folder), arguments.seconds, arguments.rounds)
        footprint(arguments.bin, pathlib.Path(folder))
        journals(arguments.bin, pathlib.Path(folder), arguments.seconds)


if __name__ == "__main__":
    main()
