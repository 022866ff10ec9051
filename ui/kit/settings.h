// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"

#include <QByteArray>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace ui {

// What the window remembers from one run to the next.
struct Settings {
    ThemeChoice theme = ThemeChoice::System;
    int textPercent = 100; // of the base size, 60 to 300
    std::optional<bool> reducedMotion; // none: as the desktop has it
    int clock = 0; // ui::Clock::Kind
    QByteArray geometry; // empty: never moved by the user
    QByteArray layout; // QMainWindow::saveState; empty: the standard layout
    QByteArray splitter; // between topology and map
    QVariantMap topology; // TopologyView::save
    QVariantMap map; // MapView::save
};

// The source of places. The key is not stored here.
struct PlacesChoice {
    QString source; // empty: never chosen
    QString baseUrl; // empty: the provider's own
};

// Where they are stored. Forgetful: reads and writes nothing (screenshots, tests), so that such a run leaves no trace
// in the user's own settings.
class SettingsStore
{
public:
    enum class Kind { Users, Forgetful };
    explicit SettingsStore(Kind kind)
        : m_kind(kind)
    { }

    // The same store, but load() returns these: for a window that replaces another one.
    [[nodiscard]] SettingsStore startingWith(const Settings &settings) const;

    [[nodiscard]] Settings load() const;
    void save(const Settings &settings) const;
    [[nodiscard]] QStringList recentProfiles() const; // files, most recent first
    void saveRecentProfiles(const QStringList &files) const;
    [[nodiscard]] PlacesChoice loadPlaces() const;
    void savePlaces(const PlacesChoice &choice) const;

private:
    Kind m_kind;
    std::optional<Settings> m_start;
};

} // namespace ui
