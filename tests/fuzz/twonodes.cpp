// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/twonodes.h"

#include "tests/fuzz/fuzz.h"

#include <utility>

namespace herdtest {

using namespace herdcore;
using base::ConnectionId, base::EventId, base::Reason, base::ServerIndex;

namespace {

constexpr std::array<const char *, 2> names = { "Hill", "Jaquez" };
constexpr ServerIndex neighbour{ 7 }; // each knows the other under this number
constexpr int linkFrom = 1'000'000; // numbers of the link's connections

node::NodeConfig configOf(int side)
{
    node::NodeConfig config;
    const auto self = static_cast<std::size_t>(side);
    config.name = base::ServerName(names[self]);
    config.bootId = "boot";
    node::Neighbour other;
    other.index = neighbour;
    other.name = base::ServerName(names[1 - self]);
    other.isPersistent = true;
    config.neighbours = { other };
    config.repair.mode = protocol::Repair::Sync;
    return config;
}

} // namespace

TwoNodes::TwoNodes()
{
    for (int side = 0; side < 2; ++side)
        m_sides[static_cast<std::size_t>(side)].node = std::make_unique<node::HerdNode>(configOf(side));
    restart();
}

ConnectionId TwoNodes::accepted(int side, int which) const
{
    const int generation = m_sides[static_cast<std::size_t>(side)].generation[static_cast<std::size_t>(which)];
    return static_cast<ConnectionId>(1 + which + 3 * generation);
}

ConnectionId TwoNodes::linkConnection() const
{
    return static_cast<ConnectionId>(linkFrom + m_links);
}

void TwoNodes::restart()
{
    if (m_isUp) {
        for (int side = 0; side < 2; ++side) {
            m_sides[static_cast<std::size_t>(side)].node->onClosed(linkConnection(), Reason::PeerReset, m_effects);
            apply(side, 0);
        }
    }
    ++m_links;
    for (Side &side : m_sides) {
        side.arriving.clear();
        side.wantsToSend = side.isFull = false;
    }
    m_isUp = true;
    m_sides[0].node->onDialled(neighbour, linkConnection(), m_effects);
    apply(0, 0);
}

void TwoNodes::line(int side, ConnectionId connection, const QByteArray &bytes)
{
    m_sides[static_cast<std::size_t>(side)].node->onLine(connection, bytes, m_now, EventId::None, m_effects);
    apply(side, bytes.size());
}

void TwoNodes::apply(int number, qsizetype inputBytes)
{
    Side &side = m_sides[static_cast<std::size_t>(number)];
    Side &other = m_sides[static_cast<std::size_t>(1 - number)];
    const node::Effects effects = std::exchange(m_effects, {});
    // A line of the repair lists clients: an effect for each that is listed, and for each that is held.
    const auto held = static_cast<qsizetype>(side.node->table().size());
    FUZZ_EXPECT(static_cast<qsizetype>(effects.size()) <= 32 + inputBytes + held);
    std::vector<ConnectionId> closing;
    for (const node::Effect &effect : effects) {
        if (const auto *toNeighbour = std::get_if<node::SendToNeighbour>(&effect)) {
            if (m_isUp && side.node->isLinkUp(neighbour))
                other.arriving.push_back(toNeighbour->line);
        } else if (const auto *send = std::get_if<node::Send>(&effect)) {
            FUZZ_EXPECT(send->bytes.endsWith('\n'));
            if (m_isUp && send->connection == linkConnection())
                other.arriving.push_back(send->bytes.chopped(1));
        } else if (const auto *close = std::get_if<node::Close>(&effect)) {
            closing.push_back(close->connection);
        } else if (const auto *ask = std::get_if<node::AskPlaces>(&effect)) {
            side.tickets.push_back(ask->ticket);
        } else if (std::holds_alternative<node::MoreToSend>(effect)) {
            side.wantsToSend = true;
        }
    }
    for (const ConnectionId connection : closing)
        closed(number, connection);
}

void TwoNodes::closed(int number, ConnectionId connection)
{
    Side &side = m_sides[static_cast<std::size_t>(number)];
    if (m_isUp && connection == linkConnection()) {
        m_isUp = false;
        for (int each = 0; each < 2; ++each) {
            m_sides[static_cast<std::size_t>(each)].node->onClosed(connection, Reason::PeerReset, m_effects);
            apply(each, 0);
        }
        return;
    }
    for (int which = 0; which < 3; ++which) {
        if (connection != accepted(number, which))
            continue;
        side.node->onClosed(connection, Reason::PeerClosed, m_effects);
        ++side.generation[static_cast<std::size_t>(which)];
        apply(number, 0);
    }
}

void TwoNodes::more(int number)
{
    Side &side = m_sides[static_cast<std::size_t>(number)];
    if (!std::exchange(side.wantsToSend, false) || side.isFull)
        return;
    side.node->onLinkWritable(neighbour, m_now, m_effects);
    apply(number, 0);
}

bool TwoNodes::deliver()
{
    bool any = false;
    for (int number = 0; number < 2; ++number) {
        Side &side = m_sides[static_cast<std::size_t>(number)];
        for (std::size_t count = side.arriving.size(); count > 0 && !side.arriving.empty(); --count) {
            const QByteArray bytes = std::move(side.arriving.front());
            side.arriving.pop_front();
            any = true;
            if (m_isUp)
                line(number, linkConnection(), bytes);
        }
        any |= side.wantsToSend && !side.isFull;
        more(number);
    }
    return any;
}

void TwoNodes::passTime()
{
    m_now.monotonicNs += 13 * base::nsPerSecond;
    m_now.wallNs += 13 * base::nsPerSecond;
    for (int number = 0; number < 2; ++number) {
        node::HerdNode &node = *m_sides[static_cast<std::size_t>(number)].node;
        if (node.nextTimerNs() > m_now.monotonicNs)
            continue;
        node.onTimer(m_now, m_effects);
        FUZZ_EXPECT(node.nextTimerNs() > m_now.monotonicNs || !m_effects.empty());
        apply(number, 0);
    }
}

void TwoNodes::act(char what, const QByteArray &bytes)
{
    const int number = what >= 'A' && what <= 'Z' ? 1 : 0;
    Side &side = m_sides[static_cast<std::size_t>(number)];
    const char letter = static_cast<char>(what | 0x20);
    switch (letter) {
    case 'a':
    case 'b':
    case 'c':
        line(number, accepted(number, letter - 'a'), bytes);
        break;
    case 'l':
        if (m_isUp)
            line(number, linkConnection(), bytes);
        break;
    case 'e':
        side.node->onInputEnd(accepted(number, 0), m_now, m_effects);
        apply(number, 0);
        break;
    case 'x':
        closed(number, accepted(number, 0));
        break;
    case 'h':
        side.node->onNoLine(accepted(number, 1), bytes.first(std::min<qsizetype>(bytes.size(), 64)) + "...",
            Reason::LineTooLong, EventId::None, m_effects);
        apply(number, 0);
        break;
    case 'f':
        if (m_isUp && side.node->isLinkUp(neighbour)) {
            side.isFull = true;
            side.node->onLinkFull(neighbour);
        }
        break;
    case 'w':
        if (std::exchange(side.isFull, false)) {
            side.node->onLinkWritable(neighbour, m_now, m_effects);
            apply(number, 0);
        }
        break;
    case 't':
        passTime();
        break;
    case 'p':
        deliver();
        break;
    case 'k':
        restart();
        break;
    case 'o':
        if (!side.tickets.empty()) {
            const std::uint64_t ticket = side.tickets.front();
            side.tickets.pop_front();
            side.node->onPlaces(ticket, "{}", 0, Reason::None, m_effects);
            apply(number, 0);
        }
        break;
    default:
        break;
    }
}

void TwoNodes::settle()
{
    // Those who said that they were a server leave, then the link is dialled anew, in peace.
    for (int number = 0; number < 2; ++number) {
        for (int which = 0; which < 3; ++which)
            closed(number, accepted(number, which));
    }
    restart();
    int rounds = 0;
    while (deliver())
        FUZZ_EXPECT(++rounds < 1'000); // they talk and talk
    passTime();
    while (deliver())
        FUZZ_EXPECT(++rounds < 2'000);
}

bool TwoNodes::agree() const
{
    const auto &ours = m_sides[0].node->table();
    const auto &theirs = m_sides[1].node->table();
    if (!m_isUp || ours.size() != theirs.size() || ours.digest() != theirs.digest())
        return false;
    bool isEqual = true;
    ours.forEach([&](const node::StoredRecord &record) {
        const auto other = theirs.find(record.record().client);
        isEqual &= other && *other == record.record();
    });
    return isEqual;
}

} // namespace herdtest
