// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Commands and their words, in both directions.

#include "herdcore/base/escape.h"
#include "herdcore/control/vocabulary.h"

#include <algorithm>
#include <array>

namespace herdcore::control {

using namespace Qt::StringLiterals;
using namespace profile;
using base::Expected, base::ServerIndex;
using Kind = Command::Kind;

namespace {

constexpr std::array partitionWords{ "halves"_L1, "isolate"_L1, "bridge"_L1, "ring"_L1 }; // in the order of Partition

QString rawName(const Profile &profile, ServerIndex server)
{
    return QString::fromUtf8(profile.server(server).name.bytes());
}

// Reads the words behind the command's name.
class Reader
{
public:
    Reader(const Profile &profile, const QStringList &words, Command &command)
        : m_profile(profile)
        , m_words(words)
        , m_command(command)
    { }

    std::optional<WordsError> read(Takes takes)
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
        case Takes::ServerAndPort:
            m_command.server = server(next());
            port();
            break;
        case Takes::Port:
            port();
            if (!m_command.port)
                fail(u"a port is missing"_s);
            break;
        case Takes::Repair:
            repair();
            break;
        case Takes::DirectionAndCount:
            release();
            break;
        case Takes::Client:
            client();
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
            m_error = WordsError{ message };
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

    void link()
    {
        const QString word = next();
        if (const auto named = linkFromWord(m_profile, word)) {
            m_command.link = named->link;
            m_command.direction = named->direction;
            return;
        }
        QStringList known;
        for (const LinkProfile &one : m_profile.links)
            known.append(rawName(m_profile, one.a) + u'-' + rawName(m_profile, one.b));
        fail((word.isEmpty() ? u"the name of a link is missing; there are: "_s
                             : u"there is no link '%1'; there are: "_s.arg(word))
            + known.join(u", "));
    }

    void port()
    {
        if (m_next >= m_words.size())
            return;
        bool isNumber = false;
        m_command.port = next().toUShort(&isNumber);
        if (!isNumber)
            fail(u"'%1' is not a port"_s.arg(m_words[m_next - 1]));
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
        const auto known = std::find(partitionWords.begin(), partitionWords.end(), word);
        if (known != partitionWords.end())
            m_command.partition = static_cast<Partition>(known - partitionWords.begin());
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

    // Any bytes, as the log shows them.
    void client()
    {
        const QString word = next();
        const auto bytes = herdcore::base::unescaped(word.toUtf8());
        if (!bytes)
            fail(u"in '%1' a backslash is none of \\xHH, a byte, and \\\\, a backslash"_s.arg(word));
        else if (bytes->isEmpty())
            fail(u"the id of a client is missing"_s);
        else
            m_command.client = herdcore::base::ClientId(*bytes);
    }

    const Profile &m_profile;
    const QStringList &m_words;
    Command &m_command;
    qsizetype m_next = 1;
    std::optional<WordsError> m_error;
};

// A link as fault and release take it: 'A>B' for one way.
QString directedName(const Profile &profile, const Command &command)
{
    const auto &[a, b] = command.link;
    const bool isBack = command.direction == FaultDirection::BToA;
    const QChar sign = command.direction == FaultDirection::Both ? u'-' : u'>';
    return rawName(profile, isBack ? b : a) + sign + rawName(profile, isBack ? a : b);
}

} // namespace

QString nameOf(const Profile &profile, ServerIndex server)
{
    return QString::fromLatin1(base::escaped(profile.server(server).name.bytes()));
}

QString nameOf(const Profile &profile, LinkProfile link)
{
    return nameOf(profile, link.a) + u'-' + nameOf(profile, link.b);
}

std::optional<NamedLink> linkFromWord(const Profile &profile, const QString &word)
{
    for (qsizetype i = 1; i + 1 < word.size(); ++i) {
        const bool isOneWay = word[i] == u'>';
        if (!isOneWay && word[i] != u'-')
            continue;
        const auto from = profile.find(base::ServerName(word.left(i).toUtf8()));
        const auto to = profile.find(base::ServerName(word.mid(i + 1).toUtf8()));
        if (!from || !to)
            continue;
        const LinkProfile link{ std::min(*from, *to), std::max(*from, *to) };
        if (std::find(profile.links.begin(), profile.links.end(), link) == profile.links.end())
            continue;
        return NamedLink{ link,
            !isOneWay         ? FaultDirection::Both
                : *from < *to ? FaultDirection::AToB
                              : FaultDirection::BToA };
    }
    return {};
}

Expected<Command, WordsError> commandFromWords(const Profile &profile, const QStringList &words)
{
    QStringList known;
    for (const Meaning &meaning : vocabulary()) {
        if (!meaning.name)
            continue;
        known.append(QLatin1String(meaning.name));
        if (words.value(0) != QLatin1String(meaning.name))
            continue;
        Command command = Command::ofHerd(meaning.kind);
        if (const auto error = Reader(profile, words, command).read(meaning.takes))
            return *error;
        const bool mayBeOneWay = meaning.kind == Kind::Fault || meaning.kind == Kind::Release;
        if (!mayBeOneWay && command.direction != FaultDirection::Both)
            return WordsError{ u"%1 is for both directions of a link: say A-B"_s.arg(words[0]) };
        return command;
    }
    return WordsError{ u"there is no command '%1'; the commands are: %2"_s.arg(words.value(0), known.join(u", ")) };
}

QStringList toWords(const Profile &profile, const Command &command)
{
    const Meaning &meaning = meaningOf(command.kind == Kind::HealFault ? Kind::Heal : command.kind);
    QStringList words{ QLatin1String(meaning.name) };
    switch (meaning.takes) {
    case Takes::Nothing:
        break;
    case Takes::FaultOrLink:
        words += command.kind == Kind::HealFault ? QString::number(base::number(command.number))
                                                 : directedName(profile, command);
        break;
    case Takes::Link:
        words += directedName(profile, command);
        break;
    case Takes::LinkAndWords:
        words += directedName(profile, command);
        words += QString::fromLatin1(inWords(command.how)).split(u' ');
        break;
    case Takes::Partition:
        words += partitionWords.at(static_cast<std::size_t>(command.partition));
        if (command.server != ServerIndex::None)
            words += rawName(profile, command.server);
        break;
    case Takes::Server:
        words += rawName(profile, command.server);
        break;
    case Takes::ServerAndPort:
        words += rawName(profile, command.server);
        if (command.port)
            words += QString::number(*command.port);
        break;
    case Takes::Port:
        words += QString::number(command.port.value_or(0));
        break;
    case Takes::Repair:
        if (command.repair)
            words += toWord(*command.repair);
        break;
    case Takes::DirectionAndCount:
        words += directedName(profile, command);
        words += QString::number(command.lines);
        break;
    case Takes::Client:
        words += QString::fromUtf8(base::escaped(command.client.bytes()));
        break;
    }
    return words;
}

QByteArray commandHelp()
{
    QByteArray help;
    for (const Meaning &meaning : vocabulary()) {
        if (!meaning.name)
            continue;
        help += QByteArray(meaning.help) + '\n';
        if (meaning.kind == Kind::Fault)
            help += "    " + base::impairmentForms().replace("\n", "\n    ") + '\n';
    }
    return help;
}

} // namespace herdcore::control
