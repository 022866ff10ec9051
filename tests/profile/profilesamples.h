// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QByteArrayList>
#include <QString>

// Building blocks of profiles for tests.
namespace herdtest {

// A valid profile of two linked servers, with `more` keys before its servers.
inline QByteArray twoServers(const QByteArray &more)
{
    return "{" + more + R"("servers": [{"name": "Hill", "port": 1, "talks_to": ["Jaquez"]},
        {"name": "Jaquez", "port": 2, "talks_to": ["Hill"]}]})";
}

inline QByteArray withServers(const QByteArray &servers)
{
    return R"({"servers": [)" + servers + "]}";
}

inline QByteArray oneServer(const QByteArray &name)
{
    return withServers(R"({"name": ")" + name + R"(", "port": 1})");
}

inline QByteArray manyServers(int n)
{
    QByteArrayList list;
    for (int i = 0; i < n; ++i)
        list += R"({"name": "s)" + QByteArray::number(i) + R"(", "port": )" + QByteArray::number(1000 + i) + "}";
    return withServers(list.join(','));
}

inline QString errorOf(
    const herdcore::base::Expected<herdcore::profile::Profile, herdcore::profile::ProfileError> &profile)
{
    return profile ? QStringLiteral("no error") : profile.error().message;
}

} // namespace herdtest
