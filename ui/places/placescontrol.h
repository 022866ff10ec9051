// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "ui/kit/settings.h"
#include "ui/places/keystore.h"

#include <QObject>

#include <optional>

namespace ui {

// Which source of places is in use, and with which key: of the environment, or else of the keychain, or else of this
// session only. Remembers source and URL from one session to the next, and a key nowhere but in the keychain.
class PlacesControl : public QObject
{
    Q_OBJECT
public:
    using PlacesSettings = herdcore::places::PlacesSettings;
    enum class KeyOrigin { Nowhere, Environment, Keychain, Session };

    // `asked`: what the command line wants, which wins over what was remembered; null: nothing.
    PlacesControl(SettingsStore store, std::unique_ptr<KeyStore> keys, QByteArray environmentKey,
        const std::optional<PlacesSettings> &asked, QObject *parent = nullptr);

    [[nodiscard]] const PlacesSettings &settings() const { return m_settings; }
    [[nodiscard]] KeyOrigin keyOrigin() const { return m_origin; }
    [[nodiscard]] bool lacksKey() const; // and its answers will say so

    // From now on, and remembered. A key that is not empty takes the place of the one there is.
    void apply(const QString &source, const QUrl &baseUrl, const QByteArray &key);

Q_SIGNALS:
    void settingsChanged(); // the herd is to use others
    void keyOriginChanged();
    void keyMissing(); // nobody has one; once, soon after the start

private:
    void readKey();
    void setKey(const QByteArray &key, KeyOrigin origin);

    SettingsStore m_store;
    const std::unique_ptr<KeyStore> m_keys;
    PlacesSettings m_settings;
    KeyOrigin m_origin = KeyOrigin::Nowhere;
};

} // namespace ui
