// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace herdcore::profile {

// Collects problems. The first one is the error to report: later ones are often only its consequence.
class FirstProblem
{
public:
    void add(const QString &path, const QString &what);
    [[nodiscard]] const std::optional<ProfileError> &error() const { return m_error; }
    [[nodiscard]] const std::vector<ProfileProblem> &all() const { return m_all; }

private:
    std::optional<ProfileError> m_error;
    std::vector<ProfileProblem> m_all;
};

// Reads one JSON object key by key, checks the type and range of each value, and reports each problem with its path
// ("servers[2].port"). A wrong or missing value reads as the fallback, so that callers need not check each time.
class JsonReader
{
public:
    JsonReader(QJsonObject object, QString path, FirstProblem &problem);

    void allowOnly(const QStringList &keys); // any other key is a mistake
    [[nodiscard]] QString text(QLatin1String key, const QString &fallback = {});
    [[nodiscard]] QString anyText(const QString &key); // which may be empty
    [[nodiscard]] QStringList keys() const { return m_object.keys(); }
    [[nodiscard]] bool flag(QLatin1String key, bool fallback);
    [[nodiscard]] qint64 wholeNumber(QLatin1String key, qint64 least, qint64 most, qint64 fallback);
    [[nodiscard]] QJsonArray list(QLatin1String key);
    [[nodiscard]] JsonReader object(QLatin1String key); // empty if there is none
    // The value that `fromWord` returns for the text; its error is reported with the path.
    template <typename Enum, typename FromWord>
    [[nodiscard]] Enum choice(QLatin1String key, Enum fallback, FromWord fromWord)
    {
        if (!m_object.contains(key))
            return fallback;
        const QString word = text(key);
        const auto value = fromWord(word);
        if (!value)
            m_problem.add(path(key), value.error().message);
        return value ? *value : fallback;
    }

    void require(QLatin1String key);
    [[nodiscard]] QString path(QLatin1String key) const;

private:
    [[nodiscard]] bool has(QLatin1String key, QJsonValue::Type type, QLatin1String wanted);

    const QJsonObject m_object;
    const QString m_path;
    FirstProblem &m_problem;
};

} // namespace herdcore::profile
