// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controlcommand.h"

#include <algorithm>
#include <array>

namespace herdd {

using namespace Qt::StringLiterals;
using namespace herdcore::profile;
using herdcore::base::Expected, herdcore::base::ServerIndex;

namespace {

using Kind = ControlCommand::Kind;
enum class Takes { Nothing, Link, FaultOrLink, LinkAndWords, Partition, Server, Repair, DirectionAndCount };
struct Form {
    const char *name;
    Kind kind;
    Takes takes;
    const char *help;
};
// clang-format off
constexpr std::array forms{
    Form{ "status", Kind::Status, Takes::Nothing, "status                        servers and links, one a line" },
    Form{ "faults", Kind::Faults, Takes::Nothing, "faults                        what is wrong with the links by your wish; nothing when nothing is" },
    Form{ "cut", Kind::Cut, Takes::Link, "cut A-B                       both ends lose the link" },
    Form{ "heal", Kind::Heal, Takes::FaultOrLink, "heal A-B | N                  ends all that is wrong with a link, or fault N" },
    Form{ "heal-all", Kind::HealAll, Takes::Nothing, "heal-all                      ends every cut and every fault" },
    Form{ "fault", Kind::Fault, Takes::LinkAndWords, "fault A-B|'A>B' WORDS         disturbs a link, both ways or one; WORDS are one of" },
    Form{ "reset", Kind::Reset, Takes::Link, "reset A-B                     resets the connections of a link" },
    Form{ "partition", Kind::Partition, Takes::Partition, "partition halves | isolate S | bridge [S] | ring" },
    Form{ "freeze", Kind::Freeze, Takes::Server, "freeze S                      the server does nothing and says nothing" },
    Form{ "thaw", Kind::Thaw, Takes::Server, "thaw S                        it goes on where it stood" },
    Form{ "crash", Kind::Crash, Takes::Server, "crash S                       as if killed" },
    Form{ "stop", Kind::Stop, Takes::Server, "stop S" },
    Form{ "start", Kind::Start, Takes::Server, "start S" },
    Form{ "repair", Kind::Repair, Takes::Repair, "repair [none | push | sync]   how servers catch up; without a word: which it is" },
    Form{ "release", Kind::Release, Takes::DirectionAndCount, "release 'A>B' [N]             lets N of the lines go that a fault holds" },
};
// clang-format on

QString nameOf(const Profile &profile, ServerIndex server)
{
    return QString::fromUtf8(profile.server(server).name.bytes());
}

// Reads the words behind the command's name.
class Reader
{
public:
    Reader(const Profile &profile, const QStringList &words, ControlCommand &command)
        : m_profile(profile)
        , m_words(words)
        , m_command(command)
    { }

    std::optional<UsageError> read(Takes takes)
    {
        switch (takes) {
        case Takes::Nothing:
            break;
        case Takes::Link:
            link();
            break;
        case Takes::FaultOrLink:
            faultOrLink();
            break;
        case Takes::LinkAndWords:
            link();
            words();
            break;
        case Takes::Partition:
            partition();
            break;
        case Takes::Server:
            m_command.server = server(next());
            break;
        case Takes::Repair:
            repair();
            break;
        case Takes::DirectionAndCount:
            release();
            break;
        }
        if (!m_error && m_next < m_words.size())
            fail(u"'%1' is one word too many"_s.arg(m_words[m_next]));
        return m_error;
    }

private:
    QString next() { return m_words.value(m_next++); }
    void fail(const QString &message)
    {
        if (!m_error)
            m_error = UsageError{ message };
    }

    ServerIndex server(const QString &name)
    {
        if (const auto found = m_profile.find(herdcore::base::ServerName(name.toUtf8())))
            return *found;
        QStringList known;
        for (const ServerProfile &one : m_profile.servers)
            known.append(QString::fromUtf8(one.name.bytes()));
        fail(name.isEmpty() ? u"the name of a server is missing; there are: %1"_s.arg(known.join(u", "))
                            : u"there is no server '%1'; there are: %2"_s.arg(name, known.join(u", ")));
        return ServerIndex::None;
    }

    // Names may have dashes in them too.
    void link()
    {
        const QString word = next();
        for (qsizetype i = 1; i + 1 < word.size(); ++i) {
            const bool isOneWay = word[i] == u'>';
            if (!isOneWay && word[i] != u'-')
                continue;
            const auto from = m_profile.find(herdcore::base::ServerName(word.left(i).toUtf8()));
            const auto to = m_profile.find(herdcore::base::ServerName(word.mid(i + 1).toUtf8()));
            if (!from || !to)
                continue;
            m_command.link = { std::min(*from, *to), std::max(*from, *to) };
            if (isOneWay)
                m_command.direction = *from < *to ? FaultDirection::AToB : FaultDirection::BToA;
        }
        if (std::find(m_profile.links.begin(), m_profile.links.end(), m_command.link) != m_profile.links.end())
            return;
        QStringList known;
        for (const LinkProfile &one : m_profile.links)
            known.append(nameOf(m_profile, one.a) + u'-' + nameOf(m_profile, one.b));
        fail((word.isEmpty() ? u"the name of a link is missing; there are: "_s
                             : u"there is no link '%1'; there are: "_s.arg(word))
            + known.join(u", "));
    }

    void faultOrLink()
    {
        bool isNumber = false;
        const int number = m_words.value(m_next).toInt(&isNumber);
        if (!isNumber)
            return link();
        ++m_next;
        m_command.kind = Kind::HealFault;
        m_command.number = FaultNumber{ number };
        if (number < 1)
            fail(u"faults are numbered from 1"_s);
    }

    void words()
    {
        const auto how = herdcore::base::impairmentFromWords(m_words.mid(m_next).join(u' ').toUtf8());
        m_next = m_words.size();
        if (how)
            m_command.how = *how;
        else
            fail(QString::fromUtf8(how.error().message));
    }

    void partition()
    {
        const QString word = next();
        if (word == u"halves")
            m_command.partition = Partition::Halves;
        else if (word == u"isolate")
            m_command.partition = Partition::Isolate;
        else if (word == u"bridge")
            m_command.partition = Partition::Bridge;
        else if (word == u"ring")
            m_command.partition = Partition::Ring;
        else
            fail(u"a partition is one of halves, isolate S, bridge, ring"_s);
        const bool hasServer = m_command.partition == Partition::Bridge && m_next < m_words.size();
        if (!m_error && (m_command.partition == Partition::Isolate || hasServer))
            m_command.server = server(next());
    }

    void repair()
    {
        if (m_next >= m_words.size())
            return;
        const auto mode = repairFromWord(next());
        if (mode)
            m_command.repair = *mode;
        else
            fail(u"repair is none, push or sync"_s);
    }

    void release()
    {
        link();
        if (m_next >= m_words.size())
            return;
        bool isNumber = false;
        m_command.lines = next().toInt(&isNumber);
        if (!isNumber || m_command.lines < 1)
            fail(u"release: '%1' is not a number of lines"_s.arg(m_words[m_next - 1]));
    }

    const Profile &m_profile;
    const QStringList &m_words;
    ControlCommand &m_command;
    qsizetype m_next = 1;
    std::optional<UsageError> m_error;
};

} // namespace

Expected<ControlCommand, UsageError> parseControlCommand(const Profile &profile, const QStringList &words)
{
    QStringList known;
    for (const Form &form : forms) {
        known.append(QLatin1String(form.name));
        if (words.value(0) != QLatin1String(form.name))
            continue;
        ControlCommand command;
        command.kind = form.kind;
        if (const auto error = Reader(profile, words, command).read(form.takes))
            return *error;
        const bool mayBeOneWay = form.kind == Kind::Fault || form.kind == Kind::Release;
        if (!mayBeOneWay && command.direction != FaultDirection::Both)
            return UsageError{ u"%1 is for both directions of a link: say A-B"_s.arg(words[0]) };
        return command;
    }
    return UsageError{ u"there is no command '%1'; the commands are: %2"_s.arg(words.value(0), known.join(u", ")) };
}

QByteArray controlHelp()
{
    QByteArray help;
    for (const Form &form : forms) {
        help += QByteArray(form.help) + '\n';
        if (form.kind == Kind::Fault)
            help += "    " + herdcore::base::impairmentForms().replace("\n", "\n    ") + '\n';
    }
    return help;
}

} // namespace herdd
