# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""herdd as a process among others: what its programs, its terminal, its files and its callers do to it, and that it ends in time."""
import contextlib
import fcntl
import json
import os
import pathlib
import re
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest

from herd import HERDD, HOST, PATIENCE, Client, HerdCase, Herdd, eventually, run_herdd, talk

SOON = 10.0  # seconds; the promise is 1, but a test machine may be busy, and a sanitized program looks for leaks


def alive(pid):
    """Whether the process is there and no zombie."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


class ProcessCase(HerdCase):
    def setUp(self):
        super().setUp()
        self.control = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="herdctl")), "control")

    def profile(self, command):
        """A server of ours and one that is this program."""
        path = self.folder / "profile.json"
        path.write_text(json.dumps({"dialect": "at", "links": "per-message", "servers": [
            {"name": "Hill", "port": self.base, "talks_to": ["Smith"]},
            {"name": "Smith", "external": {"port": self.base + 1, "dialect": "at"}, "command": command, "talks_to": ["Hill"]}]}))
        return path

    def serve(self, command, **options):
        return self.start("--profile", self.profile(command), base=None, expect=1, log_dir=self.folder, **options)

    def ctl(self, *words):
        return run_herdd("ctl", "--control", str(self.control), *words)

    def answers(self, herd):
        self.assertTrue(talk(herd.ports["Hill"], b"IAMAT kiwi +1-1 5\n").startswith(b"AT Hill"))


class Programs(ProcessCase):
    def flood(self, command):
        herd = self.serve(command)
        eventually(lambda: "command throttled" in self.log("Smith-output"), "the log says that it has to wait")
        self.answers(herd)
        status = pathlib.Path(f"/proc/{herd.process.pid}/status").read_text()
        seconds = herd.stop()
        print(f"[{seconds:.2f} s to end] ", end="", flush=True)
        self.assertLess(seconds, SOON)
        self.assertLess(int(re.search(r"VmRSS:\s+(\d+)", status)[1]), 512 * 1024, "KiB; a sanitizer has some itself")
        return herd

    def test_one_that_prints_without_end(self):
        herd = self.flood(["yes"])
        self.assertIn("prints more than 1000 lines", "\n".join(herd.stderr))

    def test_one_that_prints_zeros_and_no_line(self):
        self.flood(["cat", "/dev/zero"])

    def test_one_that_prints_while_nobody_reads_our_stderr(self):
        quiet, stderr = os.pipe()
        self.addCleanup(os.close, quiet)
        process = subprocess.Popen([HERDD, "serve", "--profile", self.profile(["yes", "x" * 1000]), "--log-dir", self.folder],
            stdout=subprocess.PIPE, stderr=stderr)
        os.close(stderr)
        with process, process.stdout:
            self.assertTrue(process.stdout.readline().startswith(b"listening"))
            eventually(lambda: self.log("Smith-output").count("prints: x") > 300, "more than a pipe and its buffer hold")
            process.terminate()
            self.assertEqual(process.wait(SOON), 0)

    def test_what_leaves_its_session_ends_with_it(self):
        pids = self.folder / "pids"
        script = (f"setsid sh -c 'echo $$ >> {pids}; setsid sh -c \"echo \\$\\$ >> {pids}; exec sleep 600\" & exec sleep 600' & "
                  f"(setsid sh -c 'echo $$ >> {pids}; exec sleep 600' &); exec sleep 600")
        started = lambda: pids.exists() and len(pids.read_text().split()) == 3 and [int(pid) for pid in pids.read_text().split()]
        herd = self.start("--profile", self.profile(["sh", "-c", script]), "--control", self.control, base=None, expect=1, log_dir=self.folder)
        found = eventually(started, "its children are there")
        self.assertEqual([alive(pid) for pid in found], [True] * 3)
        self.assertEqual(self.ctl("stop", "Smith").returncode, 0)
        eventually(lambda: not any(alive(pid) for pid in found), "they end with their program, and the herd goes on")
        self.answers(herd)
        pids.unlink()
        self.assertEqual(self.ctl("start", "Smith").returncode, 0)
        found = eventually(started, "they are there again")
        herd.stop()
        eventually(lambda: not any(alive(pid) for pid in found), "they end with the herd")  # a killed one may take a moment on a busy machine

    def test_one_that_hides_ends_with_the_herd(self):
        pid = self.folder / "pid"
        herd = self.serve(["sh", "-c", f"(setsid env -i sh -c 'echo $$ > {pid}; exec sleep 600' &); exec sleep 600"])
        found = int(eventually(lambda: pid.exists() and pid.read_text().strip(), "it is there"))
        herd.stop()
        eventually(lambda: not alive(found), "it ends with the herd")

    def test_what_they_leave_behind_is_no_zombie_for_long(self):
        herd = self.serve(["sh", "-c", "(setsid sh -c 'exec sleep 0.1' &); exec sleep 600"])

        def children():
            found = pathlib.Path(f"/proc/{herd.process.pid}/task").glob("*/children")
            return [pid for path in found for pid in path.read_text().split()]
        eventually(lambda: len(children()) == 1, lambda: children())

    def test_the_key_is_not_in_our_environment(self):
        key = "AIzaCanary-of-the-environment"
        os.environ["GOOGLE_PLACES_API_KEY"] = key
        self.addCleanup(os.environ.pop, "GOOGLE_PLACES_API_KEY", None)
        herd = self.start(servers=("Hill",))
        environment = pathlib.Path(f"/proc/{herd.process.pid}/environ").read_bytes()
        self.assertIn(b"PATH=", environment)
        self.assertNotIn(key.encode(), environment)

    def test_with_a_key_nobody_looks_into_it(self):
        os.environ["GOOGLE_PLACES_API_KEY"] = "AIzaCanary-of-the-environment"
        self.addCleanup(os.environ.pop, "GOOGLE_PLACES_API_KEY", None)
        open_one = self.start(servers=("Hill",))
        with_key = self.start("--places", "google", servers=("Jaquez",), base=self.base + 5)
        owner = lambda herd: os.stat(f"/proc/{herd.process.pid}/environ").st_uid
        self.assertEqual(owner(open_one), os.getuid())
        self.assertEqual(owner(with_key), 0)
        self.assertNotEqual(pathlib.Path(f"/proc/{with_key.process.pid}/coredump_filter").stat().st_uid, -1)


class Files(ProcessCase):
    def test_a_pipe_for_a_log_is_refused_and_the_herd_serves(self):
        os.mkfifo(self.folder / "Hill.log")
        herd = self.start(servers=("Hill",), log_dir=self.folder)
        self.answers(herd)
        eventually(lambda: any(re.search("a log file cannot be written: .*Hill.log: ", line) for line in herd.stderr), lambda: herd.stderr)
        self.assertLess(herd.stop(), SOON)
        self.assertTrue(stat.S_ISFIFO((self.folder / "Hill.log").stat().st_mode))

    def test_a_pipe_for_a_profile_is_refused(self):
        path = self.folder / "profile.json"
        os.mkfifo(path)
        for one in (path, "/dev/zero"):
            result = run_herdd("serve", "--profile", str(one), timeout=SOON)
            self.assertEqual(result.returncode, 2)
            self.assertIn("it is not a regular file", result.stderr.decode())

    def test_a_profile_from_a_pipeline(self):
        text = self.profile(["true"]).read_bytes()
        process = subprocess.Popen([HERDD, "serve", "--profile", "/dev/stdin", "--log-dir", self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process, process.stdout:
            process.stdin.write(text)
            process.stdin.close()
            self.assertTrue(process.stdout.readline().startswith(b"listening Hill"))
            process.terminate()
            self.assertEqual(process.wait(PATIENCE), 0)

    def test_too_few_descriptors_are_counted_before_the_start(self):
        names = [f"S{number:03}" for number in range(40)]
        path = self.folder / "full.json"
        path.write_text(json.dumps({"repair": "none", "servers": [{"name": name, "port": self.base + number, "talks_to": [other for other in names if other != name]}
            for number, name in enumerate(names)]}))
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 1024))
        result = subprocess.run([HERDD, "serve", "--profile", path, "--log-dir", self.folder], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=PATIENCE, preexec_fn=limit)
        self.assertEqual((result.returncode, result.stdout), (1, b""))
        needed = re.fullmatch(r"herdd: the herd needs (\d+) file descriptors, 1560 of them for its links, .* this process 1024: .*\n", result.stderr.decode())
        self.assertTrue(needed, result.stderr)
        # With that many it starts; the soft limit is raised.
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, int(needed[1])))
        with subprocess.Popen([HERDD, "serve", "--profile", path, "--log-dir", self.folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, preexec_fn=limit) as process:
            for _ in names:
                self.assertTrue(process.stdout.readline().startswith(b"listening"))
            process.terminate()
            self.assertEqual(process.wait(PATIENCE), 0)
            self.assertEqual(process.stderr.read(), b"")


class Ends(ProcessCase):
    def start_plain(self, *arguments, **options):
        process = subprocess.Popen([HERDD, "serve", "Hill", "--port-base", str(self.base), "--log-dir", self.folder, "--control", self.control, *arguments],
            stdin=subprocess.DEVNULL, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        eventually(lambda: self.ctl("status").returncode == 0, "it runs")
        return process

    def check_gone(self, process):
        self.assertEqual(process.wait(SOON), 0)
        self.assertEqual(list(self.control.parent.iterdir()), [], "no socket, no token, no lock is left")

    def test_it_goes_on_without_a_reader_of_stdout(self):
        reader, stdout = os.pipe()
        process = self.start_plain(stdout=stdout, stderr=subprocess.PIPE)
        os.close(stdout)
        self.assertTrue(os.read(reader, 1000).startswith(b"listening Hill"))
        os.close(reader)
        for _ in range(2):  # starting again prints again
            self.assertEqual(self.ctl("stop", "Hill").returncode, 0)
            self.assertEqual(self.ctl("start", "Hill").returncode, 0)
        self.assertTrue(talk(self.base, b"IAMAT kiwi +1-1 5\n").startswith(b"AT Hill"))
        process.terminate()
        self.check_gone(process)
        with process.stderr:
            self.assertEqual(process.stderr.read(), b"herdd: stdout: Broken pipe; the herd goes on\n", "said once")

    def test_it_serves_with_its_streams_closed(self):
        process = self.start_plain(preexec_fn=lambda: [os.close(fd) for fd in (0, 1, 2)])
        self.assertTrue(talk(self.base, b"IAMAT kiwi +1-1 5\n").startswith(b"AT Hill"))
        process.terminate()
        self.check_gone(process)

    def test_a_closed_terminal_ends_it_in_order(self):
        process = self.start_plain(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.send_signal(signal.SIGHUP)
        self.check_gone(process)
        self.assertIn(" stopped", self.log("Hill"))

    def test_nohup(self):
        process = self.start_plain(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        for _ in range(10):  # it would have ended by then
            self.assertEqual(self.ctl("status").returncode, 0)
        self.assertTrue(talk(self.base, b"IAMAT kiwi +1-1 5\n").startswith(b"AT Hill"))
        process.terminate()
        self.check_gone(process)


class ControlPath(ProcessCase):
    def command(self, base):
        return [HERDD, "serve", "Hill", "--port-base", str(base), "--log-dir", str(self.folder), "--control", str(self.control)]

    def test_one_of_two_gets_it(self):
        for _ in range(25):
            both = [subprocess.Popen(self.command(self.base + number), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for number in range(2)]
            try:
                eventually(lambda: any(one.poll() is not None for one in both), "one gives up")
                loser = next(one for one in both if one.poll() is not None)
                winner = both[1 - both.index(loser)]
                self.assertEqual(loser.returncode, 2)
                self.assertRegex(loser.stderr.read().decode(), rf"listens there.*\(process {winner.pid}\)\n\Z|listens there or is about to\n\Z")
                self.assertTrue(winner.stdout.readline().startswith(b"listening"))
                self.assertIn(f"listening {winner.args[4]}\n", self.ctl("status").stdout.decode())
                winner.terminate()
                self.assertEqual(winner.wait(PATIENCE), 0)
                self.assertEqual(list(self.control.parent.iterdir()), [])
            finally:
                for one in both:
                    one.kill()
                    one.communicate()

    def test_what_is_no_socket_stays(self):
        lock, token = (pathlib.Path(f"{self.control}.{end}") for end in ("lock", "token"))
        for path in (self.control, lock, token):
            for make in (os.mkfifo, lambda path: path.write_text("mine"), lambda path: path.symlink_to("/dev/null"), os.mkdir):
                make(path)
                before = path.lstat()
                result = run_herdd(*self.command(self.base)[1:], timeout=SOON)
                self.assertEqual(result.returncode, 2)
                self.assertEqual((path.lstat().st_ino, path.lstat().st_mode, path.lstat().st_size), (before.st_ino, before.st_mode, before.st_size))
                self.assertEqual([one for one in self.control.parent.iterdir() if one != path], [])
                path.rmdir() if stat.S_ISDIR(before.st_mode) else path.unlink()

    def reason(self, *words):
        result = self.ctl(*words)
        self.assertEqual((result.returncode, result.stdout), (1, b""))
        return result.stderr.decode()

    def test_why_ctl_gets_no_answer(self):
        herd = self.start("--control", self.control, servers=("Hill",))
        pid = herd.process.pid
        herd.process.send_signal(signal.SIGSTOP)
        self.assertIn(f"(process {pid}) is stopped, by SIGSTOP", self.reason("status"))
        crowd = []
        with contextlib.suppress(BlockingIOError):
            for _ in range(200):
                crowd.append(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK))
                crowd[-1].connect(str(self.control))
        self.assertIn("is stopped or busy: too many callers wait", self.reason("status"))
        for one in crowd:
            one.close()
        herd.process.send_signal(signal.SIGCONT)
        eventually(lambda: self.ctl("status").returncode == 0, "it goes on")
        # Callers that say nothing are let go after 10 s; until then there is room for 16.
        crowd = [socket.socket(socket.AF_UNIX) for _ in range(16)]
        for one in crowd:
            one.connect(str(self.control))
        self.assertIn("the herd is busy: 16 callers wait for an answer", self.reason("status"))
        for one in crowd:
            one.close()
        eventually(lambda: self.ctl("status").returncode == 0, "there is room again")

    def test_a_token_that_is_a_pipe(self):
        self.start("--control", self.control, servers=("Hill",))
        token = pathlib.Path(f"{self.control}.token")
        token.unlink()
        os.mkfifo(token)
        self.assertIn("it is not a regular file", self.reason("status"))
        token.unlink()


class Printing(ProcessCase):
    def to_full(self, *arguments):
        with open("/dev/full", "w") as full:
            return subprocess.run([HERDD, *arguments], stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)

    def closed(self, *arguments):
        return subprocess.run([HERDD, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=PATIENCE, preexec_fn=lambda: os.close(1))

    def test_bytes_stay_bytes(self):
        with socket.create_server((HOST, 0)) as server:
            line = b"IAMAT \xff\xfe\x80kiwi\xc3 +1-1 5"
            process = subprocess.Popen([HERDD.encode(), b"say", b"%s:%d" % (HOST.encode(), server.getsockname()[1]), line], stdout=subprocess.PIPE)
            connection, _ = server.accept()
            with process, connection, process.stdout:
                received = connection.makefile("rb").read()
                connection.sendall(b"? " + received)
                connection.close()
                self.assertEqual(received, line + b"\n")
                self.assertEqual(process.stdout.read(), b"? " + line + b"\n")

    def test_what_does_not_arrive_is_a_failure(self):
        herd = self.start("--control", self.control, servers=("Hill",))
        for arguments in (["say", f"{HOST}:{herd.ports['Hill']}", "IAMAT kiwi +1-1 5"], ["ctl", "--control", str(self.control), "status"],
                ["profiles"], ["help"], ["version"], ["ctl", "help"]):
            with self.subTest(arguments):
                full, closed = self.to_full(*arguments), self.closed(*arguments)
                self.assertEqual((full.returncode, full.stderr), (1, b"herdd: cannot write to stdout: No space left on device\n"))
                self.assertEqual((closed.returncode, closed.stderr), (1, b"herdd: cannot write to stdout: Bad file descriptor\n"))


if __name__ == "__main__":
    unittest.main()
