// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/vocabulary.h"

#include "herdcore/control/servercommands.h"

#include <algorithm>
#include <array>

namespace herdcore::control {

using namespace Qt::StringLiterals;
using namespace profile;
using base::ServerIndex;
using herd::HerdOperations;
using Kind = Command::Kind;
using Refused = std::optional<Refusal>;

namespace {

bool joins(const state::ActiveFault &fault, LinkProfile link)
{
    return std::minmax(fault.from, fault.to) == std::minmax(link.a, link.b);
}

template <void (HerdOperations::*operation)(ServerIndex)>
Applied toServer(const Command &command, const Situation &, HerdOperations &herd)
{
    (herd.*operation)(command.server);
    return {};
}

// Links

bool areExternal(LinkProfile link, const Situation &now)
{
    return now.state.server(link.a).isExternal && now.state.server(link.b).isExternal;
}

Refused unlessAnEndIsOurs(const Command &command, const Situation &now)
{
    if (now.isOurs(command.link.a) || now.isOurs(command.link.b))
        return {};
    if (areExternal(command.link, now))
        return because(u"both servers are external: Herdscope cannot intercept what they send"_s);
    return because(u"neither end of %1 is run by this process"_s.arg(nameOf(now.state.profile(), command.link)));
}

// What the end's server says; one that does not run has nothing to say.
bool endIs(bool cut, ServerIndex server, ServerIndex peer, const Situation &now)
{
    const bool saysSo = now.state.faults().isCut(server, peer) == cut;
    return saysSo || now.state.server(server).state != state::ServerState::Listening;
}

bool bothEndsAre(bool cut, LinkProfile link, const Situation &now)
{
    return endIs(cut, link.a, link.b, now) && endIs(cut, link.b, link.a, now);
}

Applied heal(const Command &command, const Situation &now, HerdOperations &herd)
{
    if (now.isCut(command.link))
        herd.heal(command.link);
    std::set<FaultNumber> numbers;
    for (const state::ActiveFault &fault : now.state.faults().faults()) {
        if (joins(fault, command.link))
            numbers.insert(fault.number);
    }
    for (const FaultNumber number : numbers)
        herd.heal(number);
    return {};
}

bool isWhole(const Command &command, const Applied &, const Reported &, const Situation &now)
{
    return bothEndsAre(false, command.link, now) && !now.state.isDisturbed(command.link);
}

bool isUp(const Command &command, const Situation &now)
{
    using state::LinkEndState;
    return now.state.linkEnd(command.link.a, command.link.b).state == LinkEndState::Up
        || now.state.linkEnd(command.link.b, command.link.a).state == LinkEndState::Up;
}

Applied reset(const Command &command, const Situation &now, HerdOperations &herd)
{
    Applied applied;
    for (const auto &[server, peer] :
        { std::pair(command.link.a, command.link.b), { command.link.b, command.link.a } }) {
        if (now.isOurs(server) && now.state.linkEnd(server, peer).state == state::LinkEndState::Up)
            applied.ends.insert({ server, peer });
    }
    herd.resetLink(command.link);
    return applied;
}

bool haveLost(const Command &, const Applied &applied, const Reported &reported, const Situation &now)
{
    return std::all_of(applied.ends.begin(), applied.ends.end(),
        [&](const auto &end) { return reported.lost.contains(end) || !now.isRunning(end.first); });
}

// Faults

bool isHealable(const Situation &now)
{
    const auto &links = now.state.profile().links;
    return !now.state.faults().isEmpty()
        || std::any_of(links.begin(), links.end(), [&now](LinkProfile link) { return now.isCut(link); });
}

// To the herd, a frozen server is no fault of a link.
Applied healAll(const Command &, const Situation &now, HerdOperations &herd)
{
    const std::set<ServerIndex> frozen = now.state.faults().frozen();
    herd.healAll();
    for (const ServerIndex server : frozen)
        herd.thaw(server);
    return {};
}

bool hasFault(const Command &command, const Situation &now)
{
    const auto &faults = now.state.faults().faults();
    return std::any_of(
        faults.begin(), faults.end(), [&](const state::ActiveFault &one) { return one.number == command.number; });
}

Refused unlessItCanBeDisturbed(const Command &command, const Situation &now)
{
    const bool fromA = command.direction != FaultDirection::BToA && now.isOurs(command.link.a);
    const bool fromB = command.direction != FaultDirection::AToB && now.isOurs(command.link.b);
    if (fromA || fromB)
        return {};
    const auto isExternal = [&now](ServerIndex server) {
        return now.state.server(server).isExternal;
    };
    const auto &[a, b] = command.link;
    if (areExternal(command.link, now))
        return because(u"both servers are external: Herdscope cannot intercept what they send"_s);
    const ServerIndex sender = command.direction == FaultDirection::BToA ? b : a;
    if (command.direction != FaultDirection::Both && isExternal(sender))
        return because(
            u"%1 is an external server: Herdscope cannot intercept what it sends"_s.arg(nameIn(now, sender)));
    return because(u"no server of this process sends that way"_s);
}

Applied disturb(const Command &command, const Situation &now, HerdOperations &herd)
{
    Applied applied;
    applied.fault = herd.disturb({ command.link, command.direction, command.how });
    const auto &[a, b] = command.link;
    if (command.direction != FaultDirection::BToA && now.isOurs(a) && now.isRunning(a))
        applied.ends.insert({ a, b });
    if (command.direction != FaultDirection::AToB && now.isOurs(b) && now.isRunning(b))
        applied.ends.insert({ b, a });
    return applied;
}

bool haveSetIt(const Command &, const Applied &applied, const Reported &reported, const Situation &now)
{
    return std::all_of(applied.ends.begin(), applied.ends.end(),
        [&](const auto &end) { return reported.faulty.contains(end) || !now.isRunning(end.first); });
}

bool holdsLines(const Command &command, const Situation &now)
{
    const auto &faults = now.state.faults().faults();
    const auto &[a, b] = command.link;
    return std::any_of(faults.begin(), faults.end(), [&](const state::ActiveFault &one) {
        const bool isMeant = (one.from == a && one.to == b && command.direction != FaultDirection::BToA)
            || (one.from == b && one.to == a && command.direction != FaultDirection::AToB);
        const auto how = base::impairmentFromWords(one.words);
        return isMeant && how && how->kind == base::ImpairmentKind::Hold;
    });
}

// Partitions

// With fewer servers than these there is nothing that they would cut.
constexpr std::size_t fewestForBridge = 3, fewestForRing = 4;

Refused unlessItParts(const Command &command, const Situation &now)
{
    const Profile &herd = now.state.profile();
    if (herd.links.empty())
        return because(u"the herd has no links"_s);
    if (command.partition == Partition::Bridge && herd.servers.size() < fewestForBridge)
        return because(u"a bridge takes %1 servers or more"_s.arg(fewestForBridge));
    if (command.partition == Partition::Ring && herd.servers.size() < fewestForRing)
        return because(u"a ring of majorities takes %1 servers or more"_s.arg(fewestForRing));
    if (command.partition == Partition::Isolate && herd.neighboursOf(command.server).empty())
        return because(u"%1 has no links"_s.arg(nameOf(herd, command.server)));
    return {};
}

Applied cutInto(const Command &command, const Situation &now, HerdOperations &herd)
{
    const Profile &profile = now.state.profile();
    const auto wanted = linksToCut(profile, command.partition, command.server);
    Applied applied;
    for (const LinkProfile &link : profile.links) {
        const bool isWanted = std::find(wanted.begin(), wanted.end(), link) != wanted.end();
        if (isWanted && areExternal(link, now))
            applied.uncut.push_back(link);
        if (!now.isOurs(link.a) && !now.isOurs(link.b))
            continue;
        if (isWanted) {
            applied.cut.push_back(link);
            herd.cut(link); // what the log calls cut may be healed by now
        } else if (now.isCut(link)) {
            applied.healed.push_back(link);
            herd.heal(link);
        }
    }
    return applied;
}

bool isPartedSo(const Command &, const Applied &applied, const Reported &, const Situation &now)
{
    const auto are = [&now](bool cut, const std::vector<LinkProfile> &links) {
        return std::all_of(links.begin(), links.end(), [&](LinkProfile link) { return bothEndsAre(cut, link, now); });
    };
    return are(true, applied.cut) && are(false, applied.healed);
}

// Repair

Refused unlessItRepairs(const Command &command, const Situation &now)
{
    Profile wanted = now.state.profile();
    wanted.repair = command.repair.value_or(wanted.repair);
    if (const auto refused = unsupported(wanted); command.repair && refused)
        return because(refused->message);
    return {};
}

Applied setRepair(const Command &command, const Situation &, HerdOperations &herd)
{
    if (command.repair)
        herd.setRepair(*command.repair);
    return {};
}

bool repairsSo(const Command &command, const Applied &, const Reported &, const Situation &now)
{
    return !command.repair || now.state.repair() == *command.repair;
}

// Clients

bool canForget(ServerIndex server, const Situation &now)
{
    return now.isOurs(server) && now.isRunning(server) && !now.state.server(server).isFrozen;
}

Applied forget(const Command &command, const Situation &now, HerdOperations &herd)
{
    Applied applied;
    for (std::size_t i = 0; i < now.state.profile().servers.size(); ++i) {
        if (canForget(static_cast<ServerIndex>(i), now))
            applied.servers.push_back(static_cast<ServerIndex>(i));
    }
    herd.forget(command.client);
    return applied;
}

Refused unlessOneCanForget(const Command &, const Situation &now)
{
    for (std::size_t i = 0; i < now.state.profile().servers.size(); ++i) {
        if (canForget(static_cast<ServerIndex>(i), now))
            return {};
    }
    return because(u"every server of this process is stopped or frozen"_s);
}

bool haveForgotten(const Command &, const Applied &applied, const Reported &reported, const Situation &now)
{
    return std::all_of(applied.servers.begin(), applied.servers.end(),
        [&](ServerIndex one) { return reported.forgot.contains(one) || !now.isRunning(one); });
}

// clang-format off
constexpr std::array meanings{
    Meaning{ Kind::Status, "status", Takes::Nothing,
        "status                        servers and links, one a line", nullptr, nullptr, nullptr, nullptr },
    Meaning{ Kind::Faults, "faults", Takes::Nothing,
        "faults                        the active faults and cuts, one a line", nullptr, nullptr, nullptr, nullptr },
    Meaning{ Kind::Cut, "cut", Takes::Link,
        "cut A-B                       both ends lose the link",
        unlessAnEndIsOurs,
        [](const Command &command, const Situation &now) { return !now.isCut(command.link); },
        [](const Command &command, const Situation &, HerdOperations &herd) { herd.cut(command.link); return Applied{}; },
        [](const Command &command, const Applied &, const Reported &, const Situation &now) { return bothEndsAre(true, command.link, now); } },
    Meaning{ Kind::Heal, "heal", Takes::FaultOrLink,
        "heal A-B | N                  ends the cut and all faults of a link, or fault N",
        unlessAnEndIsOurs,
        [](const Command &command, const Situation &now) { return now.isCut(command.link) || now.state.isDisturbed(command.link); },
        heal, isWhole },
    Meaning{ Kind::HealFault, nullptr, Takes::FaultOrLink, nullptr,
        [](const Command &command, const Situation &now) {
            return hasFault(command, now) ? Refused{} : because(u"there is no fault %1"_s.arg(base::number(command.number)));
        },
        nullptr,
        [](const Command &command, const Situation &, HerdOperations &herd) { herd.heal(command.number); return Applied{}; },
        [](const Command &command, const Applied &, const Reported &, const Situation &now) { return !hasFault(command, now); } },
    Meaning{ Kind::HealAll, "heal-all", Takes::Nothing,
        "heal-all                      ends every cut and every fault, and thaws frozen servers",
        nullptr, [](const Command &, const Situation &now) { return isHealable(now); }, healAll,
        [](const Command &, const Applied &, const Reported &, const Situation &now) { return now.state.faults().isEmpty(); } },
    Meaning{ Kind::Fault, "fault", Takes::LinkAndWords,
        "fault A-B|'A>B' WORDS         adds a fault to a link, both ways or one; WORDS are one of",
        unlessItCanBeDisturbed, nullptr, disturb, haveSetIt },
    Meaning{ Kind::Reset, "reset", Takes::Link,
        "reset A-B                     resets the connections of a link",
        unlessAnEndIsOurs, isUp, reset, haveLost },
    Meaning{ Kind::Partition, "partition", Takes::Partition,
        "partition halves | isolate S | bridge [S] | ring\n"
        "                              cuts these links, and heals every other cut",
        unlessItParts, nullptr, cutInto, isPartedSo },
    Meaning{ Kind::Freeze, "freeze", Takes::Server,
        "freeze S                      the server does nothing and sends nothing",
        unlessOursRuns, [](const Command &command, const Situation &now) { return !isFrozen(command, now); },
        toServer<&HerdOperations::freeze>,
        [](const Command &command, const Applied &, const Reported &, const Situation &now) { return isFrozen(command, now) || !now.isRunning(command.server); } },
    Meaning{ Kind::Thaw, "thaw", Takes::Server,
        "thaw S                        it continues where it was frozen",
        unlessOursRuns, isFrozen, toServer<&HerdOperations::thaw>,
        [](const Command &command, const Applied &, const Reported &, const Situation &now) { return !isFrozen(command, now); } },
    Meaning{ Kind::Crash, "crash", Takes::Server,
        "crash S                       as if killed", unlessRunning, nullptr, toServer<&HerdOperations::crash>, isGone },
    Meaning{ Kind::Stop, "stop", Takes::Server,
        "stop S                        in good order", unlessRunning, nullptr, toServer<&HerdOperations::stop>, isGone },
    Meaning{ Kind::StopAll, "stop-all", Takes::Nothing,
        "stop-all                      stops every server",
        nullptr, [](const Command &, const Situation &now) { return anyRuns(now); },
        [](const Command &, const Situation &, HerdOperations &herd) { herd.stopAll(); return Applied{}; },
        [](const Command &, const Applied &, const Reported &, const Situation &now) { return !anyRuns(now); } },
    Meaning{ Kind::Start, "start", Takes::ServerAndPort,
        "start S [PORT]                on the port that it had last, or another; 0: any",
        unlessStopped, nullptr, start, haveBegun },
    Meaning{ Kind::StartAll, "start-all", Takes::Nothing,
        "start-all                     starts every server that is not running",
        nullptr, [](const Command &, const Situation &now) { return anyIsStopped(now); }, startAll, haveBegun },
    Meaning{ Kind::MoveAll, "move-all", Takes::Port,
        "move-all PORT                 starts every server anew, the first on PORT, the next on PORT+1, ...",
        unlessPortsAreThere, nullptr, moveAll, haveBegun },
    Meaning{ Kind::Repair, "repair", Takes::Repair,
        "repair [none | push | sync]   how servers catch up; without a word: prints which it is",
        unlessItRepairs, nullptr, setRepair, repairsSo },
    Meaning{ Kind::Release, "release", Takes::DirectionAndCount,
        "release 'A>B' [N]             lets N of the lines go that a fault holds",
        [](const Command &command, const Situation &now) {
            return holdsLines(command, now) ? Refused{} : because(u"no fault holds lines there"_s);
        },
        nullptr,
        [](const Command &command, const Situation &, HerdOperations &herd) {
            herd.release(command.link, command.direction, command.lines);
            return Applied{};
        }, nullptr },
    Meaning{ Kind::Forget, "forget", Takes::Client,
        "forget CLIENT                 no server knows the client any more, until it reports again; bytes as in the log: \\xHH",
        unlessOneCanForget,
        [](const Command &command, const Situation &now) { return now.state.clients().contains(command.client); },
        forget, haveForgotten },
};
// clang-format on
static_assert([] {
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        if (meanings[i].kind != static_cast<Kind>(i))
            return false;
    }
    return meanings.size() == static_cast<std::size_t>(Kind::Forget) + 1;
}());

} // namespace

std::span<const Meaning> vocabulary()
{
    return meanings;
}

const Meaning &meaningOf(Kind kind)
{
    return meanings.at(static_cast<std::size_t>(kind));
}

} // namespace herdcore::control
