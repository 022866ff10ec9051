// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/settings.h"

#include <QSettings>

namespace ui {

namespace {

const QString themeKey = QStringLiteral("window/theme");
const QString textKey = QStringLiteral("window/textPercent");
const QString motionKey = QStringLiteral("window/reducedMotion");
const QString clockKey = QStringLiteral("window/clock");
const QString geometryKey = QStringLiteral("window/geometry");
const QString layoutKey = QStringLiteral("window/layout");
const QString splitterKey = QStringLiteral("window/splitter");
const QString topologyKey = QStringLiteral("window/topology");
const QString mapKey = QStringLiteral("window/map");
const QString recentKey = QStringLiteral("profiles/recent");
const QString placesSourceKey = QStringLiteral("places/source");
const QString placesUrlKey = QStringLiteral("places/url");
const QString program = QStringLiteral("herdscope");

} // namespace

SettingsStore SettingsStore::startingWith(const Settings &settings) const
{
    SettingsStore store = *this;
    store.m_start = settings;
    return store;
}

QStringList SettingsStore::recentProfiles() const
{
    return m_kind == Kind::Forgetful ? QStringList() : QSettings(program, program).value(recentKey).toStringList();
}

void SettingsStore::saveRecentProfiles(const QStringList &files) const
{
    if (m_kind != Kind::Forgetful)
        QSettings(program, program).setValue(recentKey, files);
}

Settings SettingsStore::load() const
{
    if (m_start)
        return *m_start;
    Settings settings;
    if (m_kind == Kind::Forgetful)
        return settings;
    QSettings file(program, program);
    const QString theme = file.value(themeKey).toString();
    settings.theme = theme == QLatin1String("light") ? ThemeChoice::Light
        : theme == QLatin1String("dark")             ? ThemeChoice::Dark
                                                     : ThemeChoice::System;
    settings.textPercent = qBound(60, file.value(textKey, settings.textPercent).toInt(), 300);
    if (const QVariant reduced = file.value(motionKey); reduced.isValid())
        settings.reducedMotion = reduced.toBool();
    settings.clock = qBound(0, file.value(clockKey).toInt(), 2);
    settings.geometry = file.value(geometryKey).toByteArray();
    settings.layout = file.value(layoutKey).toByteArray();
    settings.splitter = file.value(splitterKey).toByteArray();
    settings.topology = file.value(topologyKey).toMap();
    settings.map = file.value(mapKey).toMap();
    return settings;
}

void SettingsStore::save(const Settings &settings) const
{
    if (m_kind == Kind::Forgetful)
        return;
    QSettings file(program, program);
    const auto word = [](ThemeChoice choice) {
        switch (choice) {
        case ThemeChoice::System:
            return QStringLiteral("system");
        case ThemeChoice::Light:
            return QStringLiteral("light");
        case ThemeChoice::Dark:
            return QStringLiteral("dark");
        }
        return QString();
    };
    file.setValue(themeKey, word(settings.theme));
    file.setValue(textKey, settings.textPercent);
    if (settings.reducedMotion)
        file.setValue(motionKey, *settings.reducedMotion);
    file.setValue(clockKey, settings.clock);
    file.setValue(geometryKey, settings.geometry);
    file.setValue(layoutKey, settings.layout);
    file.setValue(splitterKey, settings.splitter);
    file.setValue(topologyKey, settings.topology);
    file.setValue(mapKey, settings.map);
}

PlacesChoice SettingsStore::loadPlaces() const
{
    if (m_kind == Kind::Forgetful)
        return {};
    const QSettings file(program, program);
    return { file.value(placesSourceKey).toString(), file.value(placesUrlKey).toString() };
}

void SettingsStore::savePlaces(const PlacesChoice &choice) const
{
    if (m_kind == Kind::Forgetful)
        return;
    QSettings file(program, program);
    file.setValue(placesSourceKey, choice.source);
    file.setValue(placesUrlKey, choice.baseUrl);
}

} // namespace ui
