// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/jsonreader.h"

#include "herdcore/profile/profilewords.h"

namespace herdcore::profile {

using namespace Qt::StringLiterals;

void FirstProblem::add(const QString &path, const QString &what)
{
    m_all.push_back({ path, what });
    if (!m_error)
        m_error = ProfileError{ path.isEmpty() ? what : path + u": "_s + what };
}

JsonReader::JsonReader(QJsonObject object, QString path, FirstProblem &problem)
    : m_object(std::move(object))
    , m_path(std::move(path))
    , m_problem(problem)
{ }

void JsonReader::allowOnly(const QStringList &keys)
{
    const QStringList present = m_object.keys();
    for (const QString &key : present) {
        if (!keys.contains(key))
            m_problem.add(m_path, u"unknown key "_s + quoted(key) + suggestion(key, keys));
    }
}

QString JsonReader::text(QLatin1String key, const QString &fallback)
{
    if (!has(key, QJsonValue::String, "a string"_L1))
        return fallback;
    const QString text = m_object.value(key).toString();
    if (text.isEmpty())
        m_problem.add(path(key), u"must not be empty"_s);
    else if (!text.isValidUtf16())
        m_problem.add(path(key), u"contains half of a surrogate pair"_s);
    return text;
}

QString JsonReader::anyText(const QString &key)
{
    const QString text = m_object.value(key).toString();
    if (!m_object.value(key).isString())
        m_problem.add(m_path + u'.' + key, u"must be a string"_s);
    else if (text.contains(QChar(0)) || !text.isValidUtf16())
        m_problem.add(m_path + u'.' + key, u"contains a NUL or half of a surrogate pair"_s);
    return text;
}

bool JsonReader::flag(QLatin1String key, bool fallback)
{
    return has(key, QJsonValue::Bool, "true or false"_L1) ? m_object.value(key).toBool() : fallback;
}

qint64 JsonReader::wholeNumber(QLatin1String key, qint64 least, qint64 most, qint64 fallback)
{
    if (!has(key, QJsonValue::Double, "a number"_L1))
        return fallback;
    const qint64 number = m_object.value(key).toInteger(least - 1); // what is not whole is out of range too
    if (number >= least && number <= most)
        return number;
    m_problem.add(path(key), u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
    return fallback;
}

QJsonArray JsonReader::list(QLatin1String key)
{
    return has(key, QJsonValue::Array, "an array, [ ... ]"_L1) ? m_object.value(key).toArray() : QJsonArray();
}

JsonReader JsonReader::object(QLatin1String key)
{
    const bool isThere = has(key, QJsonValue::Object, "an object, { ... }"_L1);
    return { isThere ? m_object.value(key).toObject() : QJsonObject(), path(key), m_problem };
}

void JsonReader::require(QLatin1String key)
{
    if (!m_object.contains(key))
        m_problem.add(path(key), u"is missing"_s);
}

QString JsonReader::path(QLatin1String key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

bool JsonReader::has(QLatin1String key, QJsonValue::Type type, QLatin1String wanted)
{
    if (!m_object.contains(key))
        return false;
    if (m_object.value(key).type() == type)
        return true;
    m_problem.add(path(key), u"must be "_s + wanted);
    return false;
}

} // namespace herdcore::profile
