// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"

#include <QByteArray>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace ui {

// What the window remembers of its user from one run to the next.
struct Settings {
    ThemeChoice theme = ThemeChoice::System;
    int textPercent = 100; // of the base size, 60 to 300
    QByteArray geometry; // empty: never moved by the user
    QByteArray layout; // QMainWindow::saveState; empty: the standard layout
    QByteArray splitter; // between topology and map
    QVariantMap topology; // TopologyView::save
    QVariantMap map; // MapView::save
};

// Which source of places it uses: a key is not among what is remembered.
struct PlacesChoice {
    QString source; // empty: never chosen
    QString baseUrl; // empty: the provider's own
};

// Where they are kept. Forgetful: reads and writes nothing (screenshots, tests), so that a run which shows something
// else than the user's own window leaves no trace in it.
class SettingsStore
{
public:
    enum class Kind { Users, Forgetful };
    explicit SettingsStore(Kind kind)
        : m_kind(kind)
    { }

    // The same place, but load() gives these: a window that takes over from another one.
    [[nodiscard]] SettingsStore startingWith(const Settings &settings) const;

    [[nodiscard]] Settings load() const;
    void save(const Settings &settings) const;
    [[nodiscard]] QStringList recentProfiles() const; // files, the last used first
    void saveRecentProfiles(const QStringList &files) const;
    [[nodiscard]] PlacesChoice loadPlaces() const;
    void savePlaces(const PlacesChoice &choice) const;

private:
    Kind m_kind;
    std::optional<Settings> m_start;
};

} // namespace ui
