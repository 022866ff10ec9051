// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/transcript.h"

#include "herdcore/observe/words.h"
#include "tests/support/transcripttext.h"

#include <algorithm>

namespace herdtest {

using namespace herdcore;
using base::ConnectionId, base::EventId, base::Reason, base::ServerIndex;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t mostNonces = 9; // of a node in a transcript

QByteArray degrees(double value)
{
    return (value < 0 ? "" : "+") + QByteArray::number(value, 'g', 12);
}

QByteArray nonceName(std::uint64_t number)
{
    return "{N" + QByteArray::number(qulonglong(number)) + '}';
}

QByteArray inBrackets(Reason reason)
{
    return reason == Reason::None ? QByteArray() : " (" + observe::inWords(reason).toByteArray() + ')';
}

} // namespace

Transcript::Transcript()
{
    m_config.name = base::ServerName("Hill");
    m_config.bootId = "boot";
    m_config.admission.secret = "secret";
    m_now.wallNs = nanoseconds("1520023934.918963997");
}

Transcript::~Transcript() = default;

std::optional<QString> Transcript::run(const QByteArray &text)
{
    int number = 0;
    const auto at = [&number](const QString &what) {
        return u"line %1: %2"_s.arg(number).arg(what);
    };
    for (const QByteArray &raw : text.split('\n')) {
        ++number;
        const QByteArray step = raw.startsWith('#') ? QByteArray() : raw;
        if (step.trimmed().isEmpty())
            continue;
        if (isExpectation(step)) {
            const QByteArray done = m_done.isEmpty() ? QByteArray("nothing") : m_done.takeFirst();
            if (done != step)
                return at(
                    u"\n  expected %1\n  but got  %2"_s.arg(QString::fromLatin1(step), QString::fromLatin1(done)));
            continue;
        }
        if (const auto difference = unexpected())
            return at(u"before it, "_s + *difference);
        if (!configure(step) && !input(step))
            return at(u"is no step of a transcript: "_s + QString::fromLatin1(step));
        for (const node::Effect &effect : std::exchange(m_effects, {}))
            take(effect);
    }
    if (const auto difference = unexpected())
        return u"at the end, "_s + *difference;
    return {};
}

std::optional<QString> Transcript::unexpected() const
{
    if (m_done.isEmpty())
        return {};
    return u"nobody expected\n  "_s + QString::fromLatin1(m_done.join("\n  "));
}

bool Transcript::isExpectation(const QByteArray &step) const
{
    QByteArray rest = step;
    const QByteArray first = takeWord(rest);
    return first == "!" || first == "close" || first == "bind" || first == "ask" || first == "more" || first == "call"
        || first == "plainly" || first == "lasting" || first.endsWith('>');
}

void Transcript::line(const QByteArray &from, const QByteArray &bytes)
{
    const EventId cause = nextCause(from);
    QByteArray said = bytes;
    for (std::uint64_t i = 1; i <= mostNonces; ++i)
        said.replace(nonceName(i), protocol::nonceFrom(m_config.admission.secret, i));
    node().onLine(connection(m_links.value(from, from)), said, m_now, cause, m_effects);
}

EventId Transcript::nextCause(const QByteArray &from)
{
    m_causes.append(from + ' ' + QByteArray::number(++m_linesOf[from]));
    m_current = m_causes.size();
    return static_cast<EventId>(m_current);
}

void Transcript::link(const QByteArray &neighbour)
{
    const QByteArray name = neighbour.toLower();
    line(name, "PEER 1 " + neighbour + ' ' + m_config.name.bytes() + " boot-of-" + neighbour);
    m_links[neighbour] = name;
    m_effects.clear();
}

node::HerdNode &Transcript::node()
{
    if (!m_node) {
        for (node::Neighbour &neighbour : m_config.neighbours)
            neighbour.isPersistent = m_isPersistent && !neighbour.dialect;
        m_node = std::make_unique<node::HerdNode>(m_config);
    }
    return *m_node;
}

ConnectionId Transcript::connection(const QByteArray &name)
{
    if (!m_connections.contains(name))
        m_connections.append(name);
    return ConnectionId(m_connections.indexOf(name) + 1);
}

QByteArray Transcript::nameOf(ConnectionId connection) const
{
    return m_connections.value(static_cast<qsizetype>(base::number(connection)) - 1, "nobody");
}

QByteArray Transcript::nameOf(ServerIndex neighbour) const
{
    const auto &all = m_config.neighbours;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.index == neighbour; });
    return found == all.end() ? QByteArray("nobody") : found->name.bytes();
}

ServerIndex Transcript::neighbour(const QByteArray &name) const
{
    const auto &all = m_config.neighbours;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.name.bytes() == name; });
    return found == all.end() ? ServerIndex::None : found->index;
}

// What the node did, in the words of a transcript

void Transcript::take(const node::Effect &effect)
{
    m_done.append(std::visit([this](const auto &one) { return render(one); }, effect));
}

QByteArray Transcript::because(EventId cause) const
{
    const auto number = static_cast<qsizetype>(base::number(cause));
    return number == 0 || number == m_current ? QByteArray() : " <- " + m_causes.value(number - 1, "nothing");
}

QByteArray Transcript::withNames(QByteArray bytes) const
{
    for (std::uint64_t i = 1; i <= mostNonces; ++i)
        bytes.replace(protocol::nonceFrom(m_config.admission.secret, i), nonceName(i));
    return bytes;
}

QByteArray Transcript::render(const node::Send &send) const
{
    const bool whole = send.bytes.endsWith('\n');
    const QByteArray bytes = withNames(send.bytes.chopped(whole ? 1 : 0));
    return nameOf(send.connection) + "> " + spelled(bytes) + (whole ? "" : " without LF") + because(send.cause);
}

QByteArray Transcript::render(const node::SendToNeighbour &send) const
{
    return nameOf(send.neighbour) + "> " + spelled(send.line) + because(send.cause);
}

QByteArray Transcript::render(const node::Close &close) const
{
    return "close " + nameOf(close.connection) + (close.atOnce ? " at once" : "") + inBrackets(close.reason);
}

QByteArray Transcript::render(const node::MoreToSend &more) const
{
    return "more " + nameOf(more.neighbour);
}

QByteArray Transcript::render(const node::SpeakPlainly &how) const
{
    return (how.isPlain ? "plainly " : "lasting ") + nameOf(how.neighbour);
}

QByteArray Transcript::render(const node::CallBack &call) const
{
    return "call " + nameOf(call.neighbour);
}

QByteArray Transcript::render(const node::BindLink &bind)
{
    m_links[nameOf(bind.neighbour)] = nameOf(bind.connection);
    return "bind " + nameOf(bind.neighbour) + ' ' + nameOf(bind.connection);
}

QByteArray Transcript::render(const node::AskPlaces &ask) const
{
    return "ask " + QByteArray::number(ask.ticket) + ' ' + nameOf(ask.connection) + ' ' + degrees(ask.latitude) + ' '
        + degrees(ask.longitude) + ' ' + QByteArray::number(ask.radiusKm) + ' ' + QByteArray::number(ask.bound);
}

QByteArray Transcript::render(const node::Note &note) const
{
    QByteArray text = "! " + observe::inWords(note.kind).toByteArray() + inBrackets(note.reason);
    if (note.peer != ServerIndex::None)
        text += ' ' + nameOf(note.peer);
    if (!note.update.isNull())
        text += ' ' + spelled(note.update.client.bytes());
    if (note.count != 0)
        text += " x" + QByteArray::number(note.count);
    if (!note.bytes.isEmpty())
        text += ": " + spelled(withNames(note.bytes));
    return text + because(note.cause);
}

} // namespace herdtest
