// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "ui/kit/settings.h"
#include "ui/places/keystore.h"

#include <QObject>

#include <optional>

namespace ui {

// The source of places in use and its API key, which comes from the environment, the keychain or the user, in this
// order. Source and URL are remembered across sessions; a key is stored in the keychain only.
class PlacesControl : public QObject
{
    Q_OBJECT
public:
    using PlacesSettings = herdcore::places::PlacesSettings;
    enum class KeyOrigin { Nowhere, Environment, Keychain, Session };

    // `asked`: the settings on the command line, which override the remembered ones; null: none.
    PlacesControl(SettingsStore store, std::unique_ptr<KeyStore> keys, QByteArray environmentKey,
        const std::optional<PlacesSettings> &asked, QObject *parent = nullptr);

    [[nodiscard]] const PlacesSettings &settings() const { return m_settings; }
    [[nodiscard]] KeyOrigin keyOrigin() const { return m_origin; }
    [[nodiscard]] bool lacksKey() const; // then every answer reports it

    // Takes effect at once and is remembered. An empty `key` keeps the current one.
    void apply(const QString &source, const QUrl &baseUrl, const QByteArray &key);

Q_SIGNALS:
    void settingsChanged(); // the herd must use the new ones
    void keyOriginChanged();
    void keyMissing(); // no key was found; emitted at most once, soon after the start

private:
    void readKey();
    void setKey(const QByteArray &key, KeyOrigin origin);

    SettingsStore m_store;
    const std::unique_ptr<KeyStore> m_keys;
    PlacesSettings m_settings;
    KeyOrigin m_origin = KeyOrigin::Nowhere;
};

} // namespace ui
