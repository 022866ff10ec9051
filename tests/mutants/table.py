# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The defects of mutants.py, one each, with the command that must fail because of it."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Mutant:
    name: str  # what it does
    file: str
    old: str  # found exactly once in it
    new: str
    program: str
    arguments: tuple  # of the program
    quick: bool = False  # one of the handful that run in ./dev test
    seconds: int = 120  # then it fails, too


def schedules(kinds, seeds, *more):
    """Simulated schedules of these kinds, with repair by sync."""
    return ("simulate", ("--kind", kinds, "--seeds", str(seeds), "--repair", "sync", "--brief", *more))


def simulation(*functions):
    return ("test_core", ("tst_simulation", *functions))


def comparison(*functions):
    return ("test_core", ("tst_comparison", *functions))


MUTANTS = (
    Mutant("no repair when a link comes up", "herdcore/node/repair.cpp",
           "        if (compares)\n            reply.lines += syncLine(link);\n", "",
           *schedules("1", 60, "--patience", "5"), quick=True),
    Mutant("no periodic digest", "herdcore/node/repair.cpp",
           " * (0.8 + 0.4 * chance)", " * 1000",
           *schedules("2", 90, "--patience", "20"), quick=True),
    Mutant("the last arrival wins ties", "herdcore/protocol/message.cpp",
           "    return rank(b) < rank(a);\n",
           "    return b.time.ns < a.time.ns || (b.time.ns == a.time.ns && !(a == b));\n",
           *schedules("1", 60)),
    Mutant("a record goes back to its sender", "herdcore/node/flooding.cpp",
           "if (neighbour.index == from || isSpared", "if (isSpared",
           *simulation("anUpdateCostsExactlyWhatItMust"), quick=True),
    Mutant("links are closed after 10 minutes of quiet", "herdcore/host/hostconnections.cpp",
           "    limits.idleNs = 0; // a quiet herd is not a dead one\n", "",
           *simulation("aQuietLinkStays"), quick=True),
    Mutant("half of the buckets that differ are described", "herdcore/node/comparison.cpp",
           "        if (m_table.sumOf(bucket) != theirs.sums[i])\n", "        if (i % 2 == 0 && m_table.sumOf(bucket) != theirs.sums[i])\n",
           *comparison("agreeAtEverySize"), quick=True),
    Mutant("tables of more than 1,000 are never repaired", "herdcore/node/repair.cpp",
           "    const std::uint32_t buckets = bucketsFor(clients);\n", "    return {};\n    const std::uint32_t buckets = bucketsFor(clients);\n",
           *comparison("agreeAtEverySize"), quick=True),
    Mutant("everything that differs is described at once", "herdcore/node/comparison.cpp",
           "draft.bytes < batchBytes && draft.records < batchRecords", "draft.bytes >= 0",
           *comparison("agreeAtEverySize")),
    Mutant("no flow control: records leave whatever the link takes", "herdcore/node/flooding.cpp",
           "        if (peer && peer->isFull)\n", "        if (peer && peer->isFull && false)\n",
           *comparison("whatWaitedTooLongIsCompared")),
    Mutant("an outbox drops what is beyond 200", "herdcore/node/outbox.cpp",
           "    if (m_named.size() >= maxNamed)\n        return add(Bucket());", "    if (m_named.size() >= 200)\n        return;",
           *comparison("agreeAtEverySize"), quick=True),
    Mutant("a batch is not waited for", "herdcore/node/repair.cpp",
           "    if (!link.isAwaited && !link.comparison.isDone()) {", "    while (!link.comparison.isDone()) {",
           *comparison("agreeAtEverySize")),
)
