// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controller.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/profile/partition.h"
#include "herdcore/state/faultlist.h"

#include <algorithm>
#include <utility>

namespace herdd {

using namespace herdcore;
using namespace herdcore::herd;
using namespace herdcore::state;
using namespace herdcore::profile;
using Kind = ControlCommand::Kind;
using Status = ControlAnswer::Status;

namespace {

constexpr std::int64_t patienceNs = 5 * base::nsPerSecond;

ControlAnswer failed(const QByteArray &why)
{
    return { Status::Failed, why + '\n' };
}

std::int64_t nowNs()
{
    return base::SystemClock().now().monotonicNs;
}

} // namespace

Controller::Controller(Herd &herd)
    : m_herd(herd)
{
    connect(&herd, &Herd::advanced, this, &Controller::onAdvanced);
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &Controller::onTime);
}

void Controller::apply(const QStringList &words, const Reply &reply)
{
    if (words.value(0) == QLatin1String("help"))
        return reply({ Status::Done, controlHelp() });
    const auto parsed = parseControlCommand(m_herd.profile(), words);
    if (!parsed)
        return reply({ Status::Misused, base::escaped(parsed.error().message.toUtf8()) + '\n' });
    m_status.readOn(m_herd);
    const ControlCommand &command = *parsed;
    switch (command.kind) {
    case Kind::Status:
        return reply({ Status::Done, status() });
    case Kind::Faults:
        return reply({ Status::Done, faults() });
    case Kind::Cut:
    case Kind::Heal:
    case Kind::Reset:
        return onLink(command, reply);
    case Kind::HealFault:
        return healFault(command.number, reply);
    case Kind::HealAll:
        m_herd.healAll();
        return once([this] { return m_status.faults().faults().empty() && m_status.faults().cuts().empty(); }, reply);
    case Kind::Fault:
        return disturb(command, reply);
    case Kind::Partition:
        return partition(command, reply);
    case Kind::Freeze:
    case Kind::Thaw:
    case Kind::Crash:
    case Kind::Stop:
    case Kind::Start:
        return onServer(command, reply);
    case Kind::Repair:
        if (command.repair)
            m_herd.setRepair(*command.repair);
        return reply({ Status::Done, "repair " + QByteArray(toWord(m_herd.repair()).data()) + '\n' });
    case Kind::Release:
        m_herd.release(command.link, command.direction, command.lines);
        return reply({});
    }
}

void Controller::onLink(const ControlCommand &command, const Reply &reply)
{
    const LinkProfile link = command.link;
    if (command.kind == Kind::Cut) {
        m_herd.cut(link);
        return once([this, link] { return isCutAtBothEnds(link); }, reply);
    }
    if (command.kind == Kind::Heal) {
        m_herd.heal(link);
        for (const ActiveFault &fault : std::vector(m_status.faults().faults())) {
            if (std::minmax(fault.from, fault.to) == std::minmax(link.a, link.b))
                m_herd.heal(fault.number);
        }
        return once([this, link] { return isWhole(link); }, reply);
    }
    const auto isDown = [this](HerdStatus::End end) {
        const int before = m_status.downs(end);
        const bool wasUp = m_status.isUp(end);
        return [this, end, before, wasUp] {
            return !wasUp || m_status.downs(end) > before || !m_status.isRunning(end.first);
        };
    };
    m_herd.resetLink(link);
    once([one = isDown({ link.a, link.b }), other = isDown({ link.b, link.a })] { return one() && other(); }, reply);
}

void Controller::onServer(const ControlCommand &command, const Reply &reply)
{
    const ServerIndex server = command.server;
    if (!isOurs(server))
        return reply(failed(nameOf(server) + " is no server of this process"));
    if (command.kind == Kind::Start)
        return start(server, reply);
    if (!m_status.isRunning(server))
        return reply(failed(nameOf(server) + " is not running"));
    const auto isFrozen = [this, server] {
        return m_status.faults().frozen().contains(server);
    };
    const auto isGone = [this, server] {
        return !m_status.isRunning(server);
    };
    if (command.kind == Kind::Freeze) {
        m_herd.freeze(server);
        once([isFrozen, isGone] { return isFrozen() || isGone(); }, reply);
    } else if (command.kind == Kind::Thaw) {
        m_herd.thaw(server);
        once([isFrozen] { return !isFrozen(); }, reply);
    } else {
        command.kind == Kind::Crash ? m_herd.crash(server) : m_herd.stop(server);
        once(isGone, reply);
    }
}

void Controller::start(ServerIndex server, const Reply &reply)
{
    if (m_status.isRunning(server))
        return reply(failed(nameOf(server) + " is running"));
    const int before = m_status.starts(server);
    m_herd.start(server);
    once([this, server, before] { return m_status.starts(server) > before; }, reply,
        [this, server] {
            if (!m_status.isRunning(server))
                return failed(nameOf(server) + " cannot listen");
            return ControlAnswer{ Status::Done,
                "listening " + nameOf(server) + ' ' + QByteArray::number(m_status.port(server)) + '\n' };
        });
}

void Controller::disturb(const ControlCommand &command, const Reply &reply)
{
    const LinkProfile link = command.link;
    const FaultNumber number = m_herd.disturb({ link, command.direction, command.how });
    if (number == FaultNumber::None)
        return reply(failed("no server of this process sends that way"));
    const int ends = (command.direction != FaultDirection::BToA && m_status.isRunning(link.a) ? 1 : 0)
        + (command.direction != FaultDirection::AToB && m_status.isRunning(link.b) ? 1 : 0);
    once([this, number, ends] { return m_status.timesSet(number) >= ends; }, reply,
        [number] {
            return ControlAnswer{ Status::Done, QByteArray::number(base::number(number)) + '\n' };
        });
}

void Controller::healFault(FaultNumber number, const Reply &reply)
{
    if (!hasFault(number))
        return reply(failed("there is no fault " + QByteArray::number(base::number(number))));
    m_herd.heal(number);
    once([this, number] { return !hasFault(number); }, reply);
}

void Controller::partition(const ControlCommand &command, const Reply &reply)
{
    const auto links = linksToCut(m_herd.profile(), command.partition, command.server);
    QByteArray text;
    for (const LinkProfile &link : links) {
        m_herd.cut(link);
        text += "cut " + nameOf(link) + '\n';
    }
    once(
        [this, links] {
            return std::all_of(links.begin(), links.end(), [this](LinkProfile one) { return isCutAtBothEnds(one); });
        },
        reply,
        [text] {
            return ControlAnswer{ Status::Done, text };
        });
}

bool Controller::isOurs(ServerIndex server) const
{
    return m_herd.isLocal(server) && !m_herd.profile().server(server).external;
}

bool Controller::isCutAtBothEnds(LinkProfile link) const
{
    const auto isCut = [this](ServerIndex server, ServerIndex peer) {
        return !m_status.isRunning(server) || m_status.faults().isCut(server, peer);
    };
    return isCut(link.a, link.b) && isCut(link.b, link.a);
}

bool Controller::isWhole(LinkProfile link) const
{
    const FaultList &list = m_status.faults();
    const bool isDisturbed = std::any_of(list.faults().begin(), list.faults().end(),
        [link](const ActiveFault &one) { return std::minmax(one.from, one.to) == std::minmax(link.a, link.b); });
    return !isDisturbed && !list.isCut(link.a, link.b) && !list.isCut(link.b, link.a);
}

bool Controller::hasFault(FaultNumber number) const
{
    const auto &all = m_status.faults().faults();
    return std::any_of(all.begin(), all.end(), [number](const ActiveFault &one) { return one.number == number; });
}

void Controller::once(std::function<bool()> isDone, const Reply &reply, std::function<ControlAnswer()> answer)
{
    if (!answer)
        answer = [] {
            return ControlAnswer{};
        };
    m_waiting.push_back({ std::move(isDone), std::move(answer), reply, nowNs() + patienceNs });
    m_timer.start();
    onAdvanced();
}

void Controller::onAdvanced()
{
    m_status.readOn(m_herd);
    std::vector<Waiting> waiting = std::exchange(m_waiting, {});
    for (Waiting &one : waiting) {
        if (one.isDone())
            one.reply(one.answer());
        else
            m_waiting.push_back(std::move(one));
    }
    if (m_waiting.empty())
        m_timer.stop();
}

void Controller::onTime()
{
    onAdvanced();
    const auto late = std::stable_partition(
        m_waiting.begin(), m_waiting.end(), [now = nowNs()](const Waiting &one) { return one.untilNs > now; });
    const std::vector<Waiting> given(std::make_move_iterator(late), std::make_move_iterator(m_waiting.end()));
    m_waiting.erase(late, m_waiting.end());
    for (const Waiting &one : given)
        one.reply(failed("it was told, but has not happened within 5 s"));
}

} // namespace herdd
