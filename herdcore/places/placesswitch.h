// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessettings.h"
#include "herdcore/places/placessource.h"

#include <QObject>

#include <cstddef>
#include <memory>

namespace herdcore::places {

// A source that can be replaced while it is in use: the old one still answers its pending queries and is deleted after
// the last one.
class PlacesSwitch final : public QObject, public PlacesSource
{
    Q_OBJECT
public:
    explicit PlacesSwitch(std::unique_ptr<PlacesSource> source); // not null
    ~PlacesSwitch() override;

    void setSource(std::unique_ptr<PlacesSource> source); // not null
    void ask(const PlacesQuery &query, Done done) override;
    [[nodiscard]] std::size_t retired() const; // sources with pending queries

private:
    struct InUse;
    InUse *m_current; // a child; so are the retired ones
};

} // namespace herdcore::places
