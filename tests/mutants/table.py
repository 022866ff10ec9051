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


MUTANTS = (
    Mutant("no repair when a link comes up", "herdcore/node/repair.cpp",
           "    if (speaks && m_config.mode == protocol::Repair::Sync)\n        return { { protocol::write(m_table.digest()) } };",
           "    if (speaks && m_config.mode == protocol::Repair::Sync)\n        return {};",
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
    Mutant("HAVE names half of the buckets that differ", "herdcore/node/repair.cpp",
           "        if (sums[i] != ours[i])\n", "        if (i % 2 == 0 && sums[i] != ours[i])\n",
           *schedules("9", 1000)),
    Mutant("tables of more than 1,000 are never repaired", "herdcore/node/repair.cpp",
           "    return { { protocol::write(m_table.bucketSums(bucketsFor(clients))) } };", "    return {};",
           *schedules("9", 1000)),
)
