# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fake places provider on loopback that answers correctly, or misbehaves in one of many ways. Its replies are made up."""
import json
import socket
import struct
import threading
import time

HOST = "127.0.0.1"


def google_places(count):
    return {"places": [{
        "id": f"fake{i}", "displayName": {"text": f"Fake café {i}", "languageCode": "en"},
        "location": {"latitude": 34.07 + i / 1000, "longitude": -118.44},
        "viewport": {"low": {"latitude": 34.06, "longitude": -118.45}, "high": {"latitude": 34.08, "longitude": -118.43}},
        "shortFormattedAddress": f"{i} Made-up St", "types": ["cafe", "food"]} for i in range(count)]}


def legacy_body(count):
    results = ",\n\n".join('      {\n         "name" : "Fake caf\u00e9 %d",\n         "rating" : 4.50,\n         "place_id" : "fake%d",\n'
        '         "geometry" : { "location" : { "lng" : -118.4400, "lat" : 34.0700 } }\n      }' % (i, i) for i in range(count))
    return '\n{\n   "status" : "OK",\n   "results" : [\n%s\n   ],\n\n\n   "html_attributions" : []\n}\n\n' % results


def overpass_elements(count):
    return {"version": 0.6, "elements": [{
        "type": "node", "id": 100 + i, "lat": 34.06893 + (count - i) / 1000, "lon": -118.445127,
        "tags": {"name": f"Fake café {i}", "amenity": "cafe"}} for i in range(count)]}


GOOD = {
    "google": lambda: json.dumps(google_places(8)).encode(),
    "google-legacy": lambda: legacy_body(20).encode(),
    "overpass": lambda: json.dumps(overpass_elements(30)).encode(),
}


def http(body, status=200, extra=""):
    return f"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode() + body


class FakeProvider:
    """Each connection is one request. `mode` is "ok", the name of a misbehaviour, or a complete answer in bytes."""

    def __init__(self, source):
        self.source = source
        self.mode = "ok"
        self.requests = []  # heads and bodies received
        self.connections = 0
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._listener = socket.create_server((HOST, 0), backlog=100)
        self.url = "http://{}:{}".format(*self._listener.getsockname())
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._over.set()
        self._listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection:
                connection.settimeout(10)
                request, mode = self._read(connection), self.mode
                self.requests.append(request)  # from here on, the next request may meet another mode
                if isinstance(mode, bytes):
                    connection.sendall(mode)
                elif mode == "ok":
                    connection.sendall(http(GOOD[self.source](), extra="Connection: close\r\n"))
                else:
                    getattr(self, mode)(connection)
        except OSError:
            pass

    @staticmethod
    def _read(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return data
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body

    # Misbehaviours. Endless ones end when the other side leaves or this object is closed.

    def slow(self, connection):
        self._wait_for_end(connection)

    def a_moment(self, connection):
        # Counted until the answer is about to be sent: once it is, the next request may come before this thread goes on.
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        self._over.wait(0.5)
        with self._lock:
            self._at_once -= 1
        connection.sendall(http(GOOD[self.source](), extra="Connection: close\r\n"))

    def trickle(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not self._over.wait(0.05):
            connection.sendall(b" ")

    def trickle_head(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self._over.wait(0.05):
            connection.sendall(b"a")

    def falls_silent(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")
        self._wait_for_end(connection)

    def huge(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
        self._flood(connection, b'{"a":"b"}' * 8000, 1 << 30)

    def endless_chunks(self, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self._flood(connection, b"10000\r\n" + b" " * 65536 + b"\r\n", 1 << 30)

    def truncated(self, connection):
        body = GOOD[self.source]()
        connection.sendall(http(body)[:-len(body) // 2])

    def reset(self, connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _flood(self, connection, piece, total):
        for _ in range(total // len(piece)):
            if self._over.is_set():
                return
            connection.sendall(piece)

    def _wait_for_end(self, connection):
        connection.settimeout(0.1)
        while not self._over.is_set():
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                pass


def free_port():
    with socket.create_server((HOST, 0)) as taken:
        return taken.getsockname()[1]
