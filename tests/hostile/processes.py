# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the world around the process does to it: its programs, its output, its files, and the signal that ends it."""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from herd import HERDD, run_herdd
from stage import HOST, PATIENCE, Row, attack, eventually, talk


def with_program(stage, command):
    """A herd of one server of ours and this program."""
    path = stage.folder / "profile.json"
    path.write_text(json.dumps({"dialect": "at", "links": "per-message", "servers": [
        {"name": "Hill", "port": stage.base, "talks_to": ["Smith"]},
        {"name": "Smith", "external": {"port": stage.base + 1, "dialect": "at"}, "command": command, "talks_to": ["Hill"]}]}))
    process = subprocess.Popen([HERDD, "serve", "--profile", path, "--log-dir", stage.folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    stage.clean_up(process)
    if not process.stdout.readline().startswith(b"listening"):
        raise AssertionError("it does not listen")
    return process


def memory_kib(pid):
    return int(next(line for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")).split()[1])


def seconds_to_end(process):
    begin = time.monotonic()
    process.send_signal(signal.SIGTERM)
    status = process.wait(PATIENCE)
    seconds = time.monotonic() - begin
    if status != 0:
        raise AssertionError(f"it ended with {status} after {seconds:.2f} s")
    return seconds


def alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@attack("programs that print without end")
def floods(stage):
    for name, command in (("yes", ["yes"]), ("zeros, no line end", ["cat", "/dev/zero"])):
        process = with_program(stage, command)
        log = stage.folder / "Smith-output.log"
        eventually(lambda: log.exists() and "command throttled" in log.read_text(errors="replace"), "it has to wait")
        time.sleep(stage.few(2, 0.2))  # by now the log in memory has its full length
        before = memory_kib(process.pid)
        time.sleep(stage.few(8, 0.5))
        growth = memory_kib(process.pid) - before
        answered = talk(stage.base, b"IAMAT kiwi +1-1 5\n").startswith(b"AT ")
        seconds = seconds_to_end(process)
        yield Row(f"a program prints {name}: others are answered", "yes", "yes" if answered else "no", answered)
        yield stage.timing("... memory afterwards", "flat (<= 16 MiB)", f"{growth:+} KiB", growth <= 16 * 1024)
        yield stage.timing("... SIGTERM", "<= 1 s", f"{seconds:.2f} s", seconds <= 1)
        log.unlink()


@attack("pipes for files")
def pipes(stage):
    os.mkfifo(stage.folder / "Hill.log")
    begin = time.monotonic()
    stage.herd()
    answered = stage.serves()
    seconds = seconds_to_end(stage.herdd.process)
    yield Row("a pipe in the place of a log file: serves", "yes", "yes" if answered else "no", answered)
    yield stage.timing("... SIGTERM", "<= 1 s", f"{seconds:.2f} s", seconds <= 1)
    os.mkfifo(stage.folder / "profile.json")
    begin = time.monotonic()
    status = run_herdd("serve", "--profile", str(stage.folder / "profile.json")).returncode
    yield Row("a pipe for a profile: refused", "2", f"{status} after {time.monotonic() - begin:.2f} s", status == 2)


@attack("nobody reads stdout")
def head(stage):
    control = pathlib.Path(stage.enter(tempfile.TemporaryDirectory(prefix="herdctl")), "control")
    reader, writer = os.pipe()
    process = subprocess.Popen([HERDD, "serve", "--port-base", str(stage.base), "--log-dir", stage.folder, "--control", control],
        stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.DEVNULL)
    stage.clean_up(process)
    os.close(writer)
    os.read(reader, 10)
    os.close(reader)
    eventually(lambda: run_herdd("ctl", "--control", str(control), "status").returncode == 0, "it runs")
    answered = talk(stage.base, b"IAMAT kiwi +1-1 5\n").startswith(b"AT ")
    seconds = seconds_to_end(process)
    left = len(list(control.parent.iterdir()))
    yield Row("stdout's reader is gone: goes on", "yes", "yes" if answered else "no", answered)
    yield Row("... files left at the control path", "0", str(left), left == 0)
    yield stage.timing("... SIGTERM", "<= 1 s", f"{seconds:.2f} s", seconds <= 1)


@attack("two herds want one control path")
def races(stage):
    control = pathlib.Path(stage.enter(tempfile.TemporaryDirectory(prefix="herdctl")), "control")
    count = stage.few(25, 5)
    both_run = 0
    for _ in range(count):
        both = [subprocess.Popen([HERDD, "serve", "Hill", "--port-base", str(stage.base + number), "--log-dir", stage.folder, "--control", control],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for number in range(2)]
        listening = sum(process.stdout.readline().startswith(b"listening") for process in both)
        both_run += listening != 1
        for process in both:
            process.terminate()
            process.wait(PATIENCE)
            process.stdout.close()
    yield Row(f"{count} races for a control path: not exactly one has it", "0", str(both_run), both_run == 0)


@attack("programs that leave their session")
def daemons(stage):
    pids = stage.folder / "pids"
    script = (f"setsid sh -c 'echo $$ >> {pids}; exec sleep 600' & (setsid sh -c 'echo $$ >> {pids}; exec sleep 600' &); "
              f"(setsid env -i sh -c 'echo $$ >> {pids}; exec sleep 600' &); exec sleep 600")
    process = with_program(stage, ["sh", "-c", script])
    eventually(lambda: pids.exists() and len(pids.read_text().split()) == 3, "they are there")
    seconds = seconds_to_end(process)
    left = sum(alive(int(pid)) for pid in pids.read_text().split())
    yield Row("setsid, double fork, cleared environment: left after the end", "0", str(left), left == 0)
    yield stage.timing("... SIGTERM", "<= 1 s", f"{seconds:.2f} s", seconds <= 1)


@attack("200 linked servers end")
def linked(stage):
    """In three processes, each with a third: together 39,800 ends of links. The short form has 60 in one."""
    count = stage.few(200, 60)
    parts = stage.few(3, 1)
    names = [f"S{number:03}" for number in range(count)]
    path = stage.folder / "full.json"
    path.write_text(json.dumps({"servers": [{"name": name, "port": stage.base + number, "talks_to": [other for other in names if other != name]}
        for number, name in enumerate(names)]}))
    processes = []
    for part in range(parts):
        own = names[part::parts]
        process = subprocess.Popen([HERDD, "serve", "--profile", path, "--log-dir", stage.folder, *own], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        stage.clean_up(process)
        processes.append(process)
        for _ in own:
            if not process.stdout.readline().startswith(b"listening"):
                raise AssertionError(process.stderr.read().decode() or "it does not listen")
    ends = count * (count - 1)

    def are_up():
        return sum((stage.folder / f"{name}.log").read_text(errors="replace").count(" link up") for name in names) >= ends
    eventually(are_up, "all links are up", patience=10 * PATIENCE)
    seconds = [seconds_to_end(process) for process in processes]
    yield Row(f"{count} linked servers in {parts} processes, ends of links", str(ends), str(ends), True)
    yield stage.timing("... SIGTERM, each process", "<= 1 s", ", ".join(f"{one:.2f} s" for one in seconds), max(seconds) <= 1)
