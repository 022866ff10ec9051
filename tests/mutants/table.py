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


def test(name, *functions):
    return ("test_core", (name, *functions))


MUTANTS = (
    Mutant("no repair when a link comes up", "herdcore/node/repair.cpp",
           "            reply.lines += syncLine(link);\n            link.syncByNs", "            link.syncByNs",
           *schedules("1", 60, "--patience", "5"), quick=True),
    Mutant("no periodic digest", "herdcore/node/repair.cpp",
           " * (0.8 + 0.4 * chance)", " * 1000",
           *schedules("2", 90, "--patience", "20"), quick=True),
    Mutant("what the user forgot is learnt again", "herdcore/node/propagation.cpp",
           "    if (!m_forgetting.isForgotten(record))\n", "    if (!record.client.isEmpty())\n",
           *schedules("18", 300, "--patience", "20")),
    Mutant("a journal does not have what was forgotten", "herdcore/host/hosteffects.cpp",
           "    m_journal.takeForgotten(*record);\n", "",
           *test("tst_forgottenjournal", "staysForgotten")),
    Mutant("the last arrival wins ties", "herdcore/protocol/message.cpp",
           "    return rank(b) < rank(a);\n",
           "    return b.time.ns < a.time.ns || (b.time.ns == a.time.ns && !(a == b));\n",
           *schedules("1", 60)),
    Mutant("a rounded copy wins", "herdcore/protocol/message.cpp",
           "    if (aNs != bNs && (mustBeRounded(aNs, bNs) || isRespelling(a, b)))\n", "    if (aNs == bNs && isMorePrecise(aNs, bNs))\n",
           *test("tst_simulation", "roundedCopiesChangeNothing")),
    Mutant("a record goes back to its sender", "herdcore/node/flooding.cpp",
           "if (neighbour.index == from || isSpared", "if (isSpared",
           *test("tst_simulation", "anUpdateCostsExactlyWhatItMust"), quick=True),
    Mutant("links are closed after 10 minutes of quiet", "herdcore/host/hostconnections.cpp",
           "    limits.idleNs = 0; // a quiet herd is not a dead one\n", "",
           *test("tst_simulation", "aQuietLinkStays"), quick=True),
    Mutant("the flow control is off", "herdcore/host/hostlinks.cpp",
           "        m_core.node.onLinkFull(known->peer);", "        Q_UNUSED(isLink)",
           *schedules("9", 2000)),
    Mutant("the flow control of one-shot connections is off", "herdcore/host/permessagelink.cpp",
           "        host().onLinkFull(*this);", "",
           *schedules("13", 200)),
    Mutant("what waits for a full link is forgotten", "herdcore/node/flooding.cpp",
           "            peer->outbox.add(protocol::clientHash(flood.record.client.bytes()));", "            return;",
           *schedules("13", 200)),
    Mutant("an outbox drops what is beyond 200", "herdcore/node/outbox.cpp",
           "    if (m_named.size() >= maxNamed)\n        return add(Bucket());\n",
           "    if (m_named.size() >= 200)\n        return;\n",
           *schedules("13", 200), quick=True),
    Mutant("half of the buckets that differ are compared", "herdcore/node/comparison.cpp",
           "        if (m_table.sumOf(bucket) != theirs.sums[i])\n", "        if (i % 2 == 0 && m_table.sumOf(bucket) != theirs.sums[i])\n",
           *schedules("9", 2000), quick=True),
    Mutant("tables of more than 1,000 are never repaired", "herdcore/node/repair.cpp",
           "    return { { protocol::write(BucketSums{ buckets, { {} }, m_table.sums({}, buckets) }) } };", "    return {};",
           *schedules("9", 2000)),
    Mutant("what a bucket holds beyond what is listed is kept back", "herdcore/node/repair.cpp",
           "            if (!link.listed.contains(borrowed))\n", "            if (false)\n",
           *schedules("1", 200)),
    Mutant("the budget of a table is ignored", "herdcore/node/locationtable.cpp",
           " || m_bytes + bytes + slotBytes > m_maxBytes)", ")",
           *schedules("14", 500)),
    Mutant("everything that differs is described at once", "herdcore/node/comparison.cpp",
           "draft.bytes < batchBytes && draft.records < batchRecords", "draft.bytes >= 0",
           *test("tst_comparison", "agreeAtEverySize")),
    Mutant("no flow control: records leave whatever the link takes", "herdcore/node/flooding.cpp",
           "        if (peer && peer->isFull)\n", "        if (peer && peer->isFull && false)\n",
           *test("tst_comparison", "whatWaitedTooLongIsCompared")),
    Mutant("a batch is not waited for", "herdcore/node/repair.cpp",
           "    if (!link.isAwaited && !link.comparison.isDone()) {", "    if (!link.comparison.isDone()) {",
           *test("tst_comparison", "aBatchIsWaitedFor")),
    Mutant("a silent neighbour is never given up", "herdcore/node/repair.cpp",
           "    return nowNs >= link.syncByNs || (link.hasSynced && nowNs - link.heardNs >= patienceNs());", "    return false;",
           *schedules("12", 500), quick=True),
    Mutant("the greeting of a liar wins", "herdcore/node/admission.cpp",
           "    if (m_config.speakers == Speakers::Open && m_links.connectionOf(neighbour) == ConnectionId::None)\n", "    if (true)\n",
           *schedules("12", 500)),
    Mutant("four lines may wait for connections of their own", "herdcore/host/permessagelink.cpp",
           "    m_waiting.push_back(std::move(line));\n", "    if (m_waiting.size() < 4)\n        m_waiting.push_back(std::move(line));\n",
           *schedules("13", 200)),
    Mutant("the budget of the events on their way is ignored", "herdcore/observe/eventring.cpp",
           " && (held == 0 || held + bytes <= m_maxBytes);", ";",
           *test("tst_eventring")),
    Mutant("the budget of the causes is ignored", "herdcore/observe/linkcauses.cpp",
           "(m_bytes > maxBytes || m_order.size() > maxInAll)", "(m_order.size() > maxInAll)",
           *test("tst_linkcauses")),
    Mutant("a stopped server keeps its journal's lock", "herdcore/host/serverhost.cpp",
           "    m_journal.close(); // a successor may open it from the next line on\n", "",
           *schedules("7", 500)),
)
