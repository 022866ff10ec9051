# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A places provider that misbehaves, as clients see it. tests/system/test_onlineplaces.py has more ways to misbehave."""
import os
import threading
import time

from fakeprovider import FakeProvider, free_port, http  # stage has added the folder to the path
from stage import Row, attack, talk

PROMISE = 5.5


def _ask(stage):
    """The seconds it took, and whether it is an answer."""
    begin = time.monotonic()
    answer = talk(stage.port, b"WHATSAT warm 10 5\n")
    return time.monotonic() - begin, answer.startswith(b"AT Hill ") and answer.endswith(b"\n\n")


@attack("a places provider that misbehaves")
def misbehaving(stage):
    os.environ["GOOGLE_PLACES_API_KEY"] = "AIzaMadeUp0123456789abcdefghijklmnopqrs"
    with FakeProvider("google-legacy") as provider, FakeProvider("google-legacy") as elsewhere:
        stage.herd("--places", "google-legacy", "--places-url", provider.url)
        redirect = http(b"", 302, f"Location: {elsewhere.url}/\r\nConnection: close\r\n")
        modes = {"huge": "huge", "endless chunks": "endless_chunks", "malformed": http(b"{" * 1000, extra="Connection: close\r\n"),
            "redirects": redirect, "403": http(b"{}", 403), "resets": "reset", "truncated": "truncated"}
        if not stage.short:
            modes |= {"slow": "slow", "trickles": "trickle", "trickles its head": "trickle_head"}
        provider.mode = "reset"
        _ask(stage)
        for name, mode in (modes | {"429": http(b"{}", 429)}).items():
            provider.mode = mode
            with stage.watch() as watch:
                seconds, right = _ask(stage)
            yield Row(f"{name}: an answer", "yes", "yes" if right else "no", right)
            yield stage.timing("... after; memory", f"<= {PROMISE} s; <= 3 MiB", f"{seconds:.2f} s; {watch.growth_kib} KiB",
                seconds <= 2 * PROMISE and watch.growth_kib <= 3 * 1024)
        yield Row("connections to another origin", "0", str(elsewhere.connections), elsewhere.connections == 0)


@attack("many requests to a provider that is down or silent")
def silent(stage):
    os.environ["GOOGLE_PLACES_API_KEY"] = "AIzaMadeUp0123456789abcdefghijklmnopqrs"
    with FakeProvider("google-legacy") as provider:
        provider.mode = "reset" if stage.short else "slow"
        stage.herd("--places", "google-legacy", "--places-url", provider.url)
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(_ask(stage))) for _ in range(stage.few(60, 10))]
        with stage.watch() as watch:
            for thread in threads:
                thread.start()
            alive = stage.serves()
            for thread in threads:
                thread.join()
        worst = max(seconds for seconds, _ in answers)
        right = sum(right for _, right in answers)
        yield Row(f"{len(threads)} clients ask at once: answered", str(len(threads)), str(right), right == len(threads))
        yield stage.timing("... the last one after; memory", f"<= {PROMISE} s; <= 3 MiB", f"{worst:.2f} s; {watch.growth_kib} KiB",
            worst <= 2 * PROMISE and watch.growth_kib <= 3 * 1024)
        yield Row("... others are served meanwhile", "yes", "yes" if alive else "no", alive)


@attack("no provider there")
def down(stage):
    os.environ["GOOGLE_PLACES_API_KEY"] = "AIzaMadeUp0123456789abcdefghijklmnopqrs"
    stage.herd("--places", "google-legacy", "--places-url", f"http://127.0.0.1:{free_port()}")
    seconds, right = _ask(stage)
    yield Row("down: an answer", "yes", "yes" if right else "no", right)
    yield stage.timing("... after", f"<= {PROMISE} s", f"{seconds:.2f} s", seconds <= 2 * PROMISE)
