// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profile.h"
#include "herdcore/profile/profilewords.h"
#include "herdcore/profile/regularfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

// Resources of a static library are not linked in by themselves. The macro must be used outside any namespace.
static void initProfilesResource()
{
    Q_INIT_RESOURCE(profiles);
}

namespace herdcore::profile {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 16 << 20; // a fully linked herd of 500 servers takes a quarter of it

base::Expected<QByteArray, FileError> contents(const QString &path)
{
    if (!path.startsWith(u':'))
        return readRegularFile(path, maxFileBytes);
    QFile builtIn(path);
    if (!builtIn.open(QIODevice::ReadOnly))
        return FileError{ builtIn.errorString() };
    return builtIn.readAll();
}

base::Expected<Profile, ProfileError> readFile(const QString &path)
{
    const QString shown = quoted(path);
    const auto json = contents(path);
    if (!json)
        return ProfileError{ u"cannot read the profile "_s + shown + u": "_s + json.error().message, true };
    auto profile = parseProfile(*json);
    if (!profile)
        return ProfileError{ u"invalid profile "_s + shown + u": "_s + profile.error().message, true };
    if (profile.value().name.isEmpty())
        profile.value().name = QFileInfo(path).completeBaseName();
    profile.value().folder = QFileInfo(path).absolutePath();
    return profile;
}

} // namespace

QStringList builtInProfileNames()
{
    initProfilesResource();
    const QString first = u"herdscope"_s;
    QStringList names = QDir(u":/profiles"_s).entryList({ u"*.json"_s }, QDir::Files, QDir::Name);
    names.replaceInStrings(u".json"_s, QString());
    names.removeAll(first);
    names.prepend(first);
    return names;
}

base::Expected<Profile, ProfileError> loadProfile(const QString &nameOrFile)
{
    const QStringList names = builtInProfileNames();
    if (names.contains(nameOrFile))
        return readFile(u":/profiles/"_s + nameOrFile + u".json"_s);
    if (nameOrFile.contains(u'/') || nameOrFile.endsWith(".json"_L1) || QFileInfo::exists(nameOrFile))
        return readFile(nameOrFile);
    return ProfileError{ u"there is no profile "_s + quoted(nameOrFile) + suggestion(nameOrFile, names)
        + u"; built in: "_s + names.join(u", ") + u"; or give the path of a JSON file"_s };
}

} // namespace herdcore::profile
