// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/places/placescontrol.h"

namespace ui {

using namespace herdcore::places;

PlacesControl::PlacesControl(SettingsStore store, std::unique_ptr<KeyStore> keys, QByteArray environmentKey,
    const std::optional<PlacesSettings> &asked, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_keys(std::move(keys))
{
    if (asked) {
        m_settings = *asked;
    } else {
        const PlacesChoice remembered = m_store.loadPlaces();
        const auto url = parseBaseUrl(remembered.baseUrl);
        if (placesSourceNames().contains(remembered.source))
            m_settings.source = remembered.source;
        if (url && isOnlineSource(m_settings.source))
            m_settings.baseUrl = *url;
    }
    m_settings.key = std::move(environmentKey);
    if (!m_settings.key.isEmpty())
        m_origin = KeyOrigin::Environment;
    else
        QMetaObject::invokeMethod(
            this, &PlacesControl::readKey, Qt::QueuedConnection); // after receivers have connected
}

bool PlacesControl::lacksKey() const
{
    return needsKey(m_settings.source) && !isPlausibleKey(m_settings.key);
}

void PlacesControl::readKey()
{
    m_keys->read([this](const QByteArray &key) {
        if (m_origin == KeyOrigin::Nowhere && isPlausibleKey(key)) {
            setKey(key, KeyOrigin::Keychain);
            if (needsKey(m_settings.source))
                Q_EMIT settingsChanged();
        }
        if (lacksKey())
            Q_EMIT keyMissing();
    });
}

void PlacesControl::setKey(const QByteArray &key, KeyOrigin origin)
{
    m_settings.key = key;
    m_origin = origin;
    Q_EMIT keyOriginChanged();
}

void PlacesControl::apply(const QString &source, const QUrl &baseUrl, const QByteArray &key)
{
    m_settings.source = source;
    m_settings.baseUrl = baseUrl;
    m_store.savePlaces({ source, baseUrl.toString() });
    if (!key.isEmpty()) {
        setKey(key, KeyOrigin::Session);
        m_keys->write(key, [this, key](bool isKept) {
            if (isKept && m_settings.key == key)
                setKey(key, KeyOrigin::Keychain);
        });
    }
    Q_EMIT settingsChanged();
}

} // namespace ui
