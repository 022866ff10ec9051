// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profile.h"

#include <QCryptographicHash>

#include <algorithm>

namespace herdcore::profile {

using base::ServerIndex, base::ServerName;

namespace {

QString percent(uchar byte)
{
    return u'%' + QString::number(byte, 16).toUpper().rightJustified(2, u'0');
}

// Part of a file name: bytes with a meaning in paths become %HH, and so do bytes that are not UTF-8.
QString asFileName(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() != bytes)
        text = QString::fromLatin1(bytes.toPercentEncoding());
    QString safe;
    for (const QChar c : std::as_const(text)) {
        if (c < u' ' || c == u'/' || c == u'\\' || c == QChar(0x7F))
            safe += percent(static_cast<uchar>(c.unicode()));
        else
            safe += c;
    }
    return safe;
}

bool isNative(DialectKind dialect, LinkStyle links)
{
    return dialect == DialectKind::Sync && links == LinkStyle::Persistent;
}

} // namespace

std::optional<ServerIndex> Profile::find(const ServerName &server) const
{
    const auto found
        = std::find_if(servers.begin(), servers.end(), [&](const ServerProfile &s) { return s.name == server; });
    if (found == servers.end())
        return std::nullopt;
    return ServerIndex{ static_cast<std::int16_t>(found - servers.begin()) };
}

std::vector<ServerIndex> Profile::neighboursOf(ServerIndex server) const
{
    std::vector<ServerIndex> neighbours;
    for (const LinkProfile &link : links) {
        if (link.a == server)
            neighbours.push_back(link.b);
        else if (link.b == server)
            neighbours.push_back(link.a);
    }
    return neighbours;
}

std::optional<ServerIndex> ProfileProblem::server() const
{
    const QString head = QStringLiteral("servers[");
    bool isNumber = false;
    const int index = path.startsWith(head) ? path.mid(head.size()).section(u']', 0, 0).toShort(&isNumber) : 0;
    return isNumber ? std::optional(ServerIndex{ static_cast<std::int16_t>(index) }) : std::nullopt;
}

const ServerProfile &Profile::server(ServerIndex index) const
{
    return servers.at(static_cast<std::size_t>(number(index)));
}

Speakers Profile::whoSpeaks() const
{
    return speakers.value_or(isNative(dialect, linkStyle) ? Speakers::Listed : Speakers::Open);
}

Repair usualRepair(DialectKind dialect, LinkStyle links)
{
    return isNative(dialect, links) ? Repair::Sync : Repair::None;
}

QByteArray Profile::herdIdInGreetings() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!herdId.isEmpty()) {
        hash.addData(herdId.toUtf8());
    } else {
        QByteArray text = QByteArray(protocol::rowOf(dialect).word) + '\n';
        for (const ServerProfile &one : servers)
            text += one.name.bytes() + '\n';
        for (const LinkProfile &link : links)
            text += server(link.a).name.bytes() + ' ' + server(link.b).name.bytes() + '\n';
        hash.addData(text);
    }
    constexpr qsizetype digits = 16;
    return hash.result().toHex().left(digits);
}

QString Profile::logFileName(ServerIndex index) const
{
    QString ofServer = asFileName(server(index).name.bytes());
    if (server(index).external)
        ofServer += QStringLiteral("-output"); // the program itself may well write a log of the other name, and there
    if (logLowerCase)
        ofServer = ofServer.toLower();
    QString file = logPattern;
    file.replace(QStringLiteral("{server}"), ofServer);
    file.replace(u'/', percent('/'));
    return file.startsWith(u'.') ? percent('.') + file.mid(1) : file;
}

QString Profile::journalFileName(ServerIndex index) const
{
    const QString file = asFileName(server(index).name.bytes()) + QStringLiteral(".journal");
    return file.startsWith(u'.') ? percent('.') + file.mid(1) : file;
}

} // namespace herdcore::profile
