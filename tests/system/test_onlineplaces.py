# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""WHATSAT's places from the Internet: a fake provider on loopback that misbehaves on request."""
import concurrent.futures
import gzip
import json
import os
import pathlib
import threading
import time
import unittest

from fakeprovider import FakeProvider, free_port, http
from herd import HERDD, UCLA, HerdCase, eventually, run_herdd, talk

CANARY = "AIzaCanary0123456789abcdefghijklmnopqrs"
DEADLINE = 5.5
MEMORY_KIB = 3 * 1024
SANITIZED = "asan" in pathlib.Path(HERDD).parts  # its memory means nothing, and it is slow
DEEP = b"[" * 100_000


def error_page(status):
    echo = {"error": {"code": status, "message": f"key {CANARY} is bad, see https://example.org/json?key={CANARY}&x=1", "status": "X"}}
    return http(json.dumps(echo).encode(), status, "Connection: close\r\n")


def ok(body):
    return http(body, extra="Connection: close\r\n")


class OnlinePlaces(HerdCase):
    def setUp(self):
        super().setUp()
        os.environ["GOOGLE_PLACES_API_KEY"] = CANARY
        self.addCleanup(os.environ.pop, "GOOGLE_PLACES_API_KEY", None)
        self.answers = []

    def start_with(self, source, url=None):
        self.provider = self.enterContext(FakeProvider(source))
        self.herd = self.start("--places", source, "--places-url", url or self.provider.url, servers=("Hill",),
            log_dir=self.folder)
        self.port = self.herd.ports["Hill"]
        self.stored = talk(self.port, f"IAMAT kiwi {UCLA} 1\n".encode())

    def ask(self, bound=5, radius=10):
        """The body of an answer to WHATSAT, raw and parsed, and the seconds it took."""
        begin = time.monotonic()
        answer = talk(self.port, f"WHATSAT kiwi {radius} {bound}\n".encode())
        seconds = time.monotonic() - begin
        self.answers.append(answer)
        self.assertTrue(answer.startswith(self.stored), answer)
        body = answer[len(self.stored):]
        self.assertTrue(body.endswith(b"\n\n"))
        self.assertNotIn(b"\n\n", answer[:-1])
        return body[:-2], json.loads(body), seconds

    def assert_failed(self, mode, status="UNKNOWN_ERROR"):
        self.provider.mode = mode
        _, answer, seconds = self.ask()
        self.assertEqual((answer["status"], answer["results"]), (status, []))
        self.assertTrue(answer["error_message"])
        if not SANITIZED:
            self.assertLess(seconds, DEADLINE)

    def assert_no_canary(self):
        self.assertNotIn(CANARY.encode(), pathlib.Path(f"/proc/{self.herd.process.pid}/environ").read_bytes())
        self.herd.stop()
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(CANARY.encode(), path.read_bytes(), path)
        self.assertNotIn(CANARY, "\n".join(self.herd.stderr))
        while not self.herd._lines.empty():
            self.assertNotIn(CANARY, self.herd._lines.get() or "")
        for answer in self.answers:
            self.assertNotIn(CANARY.encode(), answer)

    def memory(self, what):
        status = pathlib.Path(f"/proc/{self.herd.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(what)).split()[1])

    def test_google(self):
        self.start_with("google")
        _, answer, _ = self.ask(bound=5)
        self.assertEqual(answer["status"], "OK")
        self.assertEqual([place["name"] for place in answer["results"]], [f"Fake café {i}" for i in range(5)])
        self.assertEqual(answer["results"][1], {
            "geometry": {"location": {"lat": 34.071, "lng": -118.44},
                "viewport": {"northeast": {"lat": 34.08, "lng": -118.43}, "southwest": {"lat": 34.06, "lng": -118.45}}},
            "name": "Fake café 1", "place_id": "fake1", "reference": "fake1", "types": ["cafe", "food"], "vicinity": "1 Made-up St"})
        head, _, body = self.provider.requests[0].partition(b"\r\n\r\n")
        self.assertTrue(head.startswith(b"POST /v1/places:searchNearby HTTP/1.1\r\n"), head)
        for wanted in (b"X-Goog-Api-Key: " + CANARY.encode(), b"X-Goog-FieldMask: places.", b"User-Agent: Herdscope/"):
            self.assertIn(wanted.lower(), head.lower())
        self.assertEqual(json.loads(body), {"maxResultCount": 5, "locationRestriction": {"circle": {
            "center": {"latitude": 34.06893, "longitude": -118.445127}, "radius": 10000}}})
        self.assert_no_canary()

    def test_google_legacy(self):
        self.start_with("google-legacy")
        raw, answer, _ = self.ask(bound=2)
        self.assertEqual(len(answer["results"]), 2)
        self.assertIn(b'"rating" : 4.50,', raw, "every byte is the provider's")
        self.assertLess(raw.index(b'"status"'), raw.index(b'"results"'), "in the provider's order")
        self.assertEqual(len(self.ask(bound=20)[1]["results"]), 20)
        self.assertEqual(self.ask(bound=0)[1], {"status": "OK", "results": [], "html_attributions": []})
        self.assertTrue(self.provider.requests[0].startswith(b"GET /maps/api/place/nearbysearch/json?location=34.06893,-118.445127"
            b"&radius=10000&key=" + CANARY.encode() + b" HTTP/1.1\r\n"), self.provider.requests[0])
        self.assert_no_canary()

    def test_overpass(self):
        os.environ.pop("GOOGLE_PLACES_API_KEY")
        self.start_with("overpass")
        _, answer, _ = self.ask(bound=20)
        self.assertEqual([place["place_id"] for place in answer["results"]], [f"OSMN{129 - i}" for i in range(20)])
        self.assertIn("OpenStreetMap", answer["html_attributions"][0])
        head, _, body = self.provider.requests[0].partition(b"\r\n\r\n")
        self.assertTrue(head.startswith(b"POST /api/interpreter HTTP/1.1\r\n"), head)
        self.assertEqual(body, b'[out:json][timeout:10];nwr(around:10000,34.06893,-118.445127)["name"]'
            b'[~"^(amenity|tourism|shop|leisure)$"~"."];out center tags 200;')
        self.herd.stop()
        self.assertIn("OSMN129", self.log("Hill"), "OpenStreetMap lets its places be stored")

    def test_googles_places_are_not_stored(self):
        for source in ("google", "google-legacy"):
            with self.subTest(source):
                self.start_with(source)
                raw, _, _ = self.ask()
                self.assertIn(b"Fake caf", raw)
                self.herd.stop()
                self.assertNotIn("Fake caf", self.log("Hill"))
                self.assertIn(self.stored.decode().strip() + f" [Google's places, {len(raw)} bytes, are not kept", self.log("Hill"))
                self.provider.close()

    def test_statuses(self):
        self.start_with("google")
        for status, word in ((400, "INVALID_REQUEST"), (401, "REQUEST_DENIED"), (403, "REQUEST_DENIED"), (404, "UNKNOWN_ERROR"),
                (500, "UNKNOWN_ERROR"), (503, "UNKNOWN_ERROR"), (204, "UNKNOWN_ERROR"), (429, "OVER_QUERY_LIMIT")):
            with self.subTest(status):
                self.assert_failed(error_page(status), word)
        seen = len(self.provider.requests)
        self.assert_failed("ok", "OVER_QUERY_LIMIT")
        self.assertEqual(len(self.provider.requests), seen, "a provider that had too much is left alone for a while")
        self.assert_no_canary()

    def test_legacy_statuses(self):
        self.start_with("google-legacy")
        for word in ("INVALID_REQUEST", "REQUEST_DENIED", "UNKNOWN_ERROR", "OVER_QUERY_LIMIT"):
            with self.subTest(word):
                self.assert_failed(ok(json.dumps({"status": word, "results": [], "error_message": f"no {CANARY}"}).encode()), word)
        self.assert_no_canary()

    def test_unusable(self):
        self.start_with("google-legacy")
        for body in (b"", b"hello", b"[]", b"{}", b"null", b'{"status":"OK"}', b'{"status":"OK","results":{}}', b'{"status":"OK","results":[1]}',
                b'{"status":"OK","results":[]', DEEP, b'{"status":"OK","results":' + DEEP, b'{"status":"OK","results":[{}],"results":[{},{}]}',
                b'{"status":"OK","results":[{"a":"\xff"}]}', gzip.compress(b'{"status":"OK","results":[]}')):
            with self.subTest(body[:50]):
                self.assert_failed(ok(body))
        for mode in (b"SSH-2.0-OpenSSH_9.2\r\n", b"\0" * 100_000, b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 OK\r\n\r\n", "truncated", "reset"):
            with self.subTest(mode[:50]):
                self.assert_failed(mode)
        self.provider.mode = "ok"
        self.assertEqual(self.ask()[1]["status"], "OK", "and all is well again")
        self.assert_no_canary()

    def test_too_slow(self):
        self.start_with("google")
        answers = {}
        with concurrent.futures.ThreadPoolExecutor() as askers:  # together: each waits for the deadline
            for number, mode in enumerate(("slow", "trickle", "trickle_head", "falls_silent"), 1):
                answers[mode] = askers.submit(self.assert_failed, mode)
                eventually(lambda: len(self.provider.requests) == number, "the provider is asked")
        for mode, answer in answers.items():
            with self.subTest(mode):
                answer.result()
        self.assert_no_canary()

    def test_others_are_served_meanwhile(self):
        self.start_with("google")
        self.provider.mode = "slow"
        asking = threading.Thread(target=self.ask)
        asking.start()
        for number in range(2, 50):
            begin = time.monotonic()
            self.assertTrue(talk(self.port, f"IAMAT lime {UCLA} {number}\n".encode()).startswith(b"AT Hill"))
            self.assertLess(time.monotonic() - begin, 1)
        self.assertTrue(asking.is_alive())
        asking.join()

    def test_stops_while_a_question_waits(self):
        self.start_with("google")
        self.provider.mode = "slow"
        asking = threading.Thread(target=lambda: talk(self.port, b"WHATSAT kiwi 10 5\n"))
        asking.start()
        eventually(lambda: self.provider.requests, "the provider is asked")
        self.assertLess(self.herd.stop(), 5 if SANITIZED else 1)
        asking.join()

    def test_huge(self):
        self.start_with("google")
        self.ask()
        self.assert_failed("slow")
        before = self.memory("VmRSS")
        for mode in ("huge", "endless_chunks"):
            with self.subTest(mode):
                self.assert_failed(mode)
                if not SANITIZED:
                    self.assertLess(self.memory("VmHWM") - before, MEMORY_KIB)

    def test_no_redirection(self):
        self.start_with("google-legacy")
        with FakeProvider("google-legacy") as elsewhere:
            for status in (301, 302, 303, 307, 308):
                for target in (elsewhere.url + "/", self.provider.url + "/again"):
                    with self.subTest(status=status, target=target):
                        seen = len(self.provider.requests)
                        self.assert_failed(http(b"", status, f"Location: {target}\r\nRefresh: 0; url={target}\r\nConnection: close\r\n"))
                        self.assertEqual(len(self.provider.requests), seen + 1)
            self.assertEqual(elsewhere.connections, 0)

    def test_down(self):
        self.start_with("overpass", f"http://127.0.0.1:{free_port()}")
        self.assert_failed("ok")

    def test_few_at_once(self):
        for source, most in (("overpass", 2), ("google", 10)):
            with self.subTest(source):
                self.start_with(source)
                self.provider.mode = "a_moment"
                askers = [threading.Thread(target=self.ask) for _ in range(most * 3)]
                for asker in askers:
                    asker.start()
                for asker in askers:
                    asker.join()
                statuses = {json.loads(answer[len(self.stored):])["status"] for answer in self.answers}
                self.assertEqual(statuses, {"OK"})
                self.assertLessEqual(self.provider.most_at_once, most)
                self.assertGreaterEqual(self.provider.most_at_once, min(most, 6) if not SANITIZED else 1)
                self.answers.clear()
                self.herd.stop()

    def test_refused_at_the_start(self):
        for key, words in ((None, ("GOOGLE_PLACES_API_KEY", "google")), ("bad key\n", ("GOOGLE_PLACES_API_KEY",))):
            os.environ.pop("GOOGLE_PLACES_API_KEY", None)
            if key:
                os.environ["GOOGLE_PLACES_API_KEY"] = key
            for source in ("google", "google-legacy"):
                ended = run_herdd("serve", "--places", source)
                self.assertEqual((ended.returncode, ended.stderr.count(b"\n")), (2, 1), ended.stderr)
                for word in words:
                    self.assertIn(word.encode(), ended.stderr)
        for url in ("", "nonsense", "ftp://example.org", "file:///etc/passwd", "http://", "http://me:secret@example.org/", "http://x?key=secret"):
            ended = run_herdd("serve", "--places", "overpass", "--places-url", url)
            self.assertEqual((ended.returncode, ended.stderr.count(b"\n")), (2, 1), (url, ended.stderr))
            self.assertIn(b"--places-url", ended.stderr)
            self.assertNotIn(b"secret", ended.stderr)


if __name__ == "__main__":
    unittest.main()
