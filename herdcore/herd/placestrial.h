// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessettings.h"
#include "herdcore/places/placessource.h"

#include <QObject>

#include <memory>

namespace herdcore::herd {

// Sends one request to a source of places, outside of any herd and in a thread of its own, to test its settings. Lives
// in the thread that created it and never blocks it.
class PlacesTrial : public QObject
{
    Q_OBJECT
public:
    explicit PlacesTrial(QObject *parent = nullptr);
    ~PlacesTrial() override;

    // Cancels a pending request. answered() follows once.
    void ask(const places::PlacesSettings &settings, const places::PlacesQuery &query);
    void cancel(); // answered() does not follow
    [[nodiscard]] bool isAsking() const;

Q_SIGNALS:
    void answered(const herdcore::places::PlacesAnswer &answer, double seconds);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace herdcore::herd
