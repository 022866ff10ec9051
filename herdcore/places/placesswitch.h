// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessettings.h"
#include "herdcore/places/placessource.h"

#include <QObject>

#include <cstddef>
#include <memory>

namespace herdcore::places {

// A source that can become another one while it is in use: what was asked of the old one is still answered by it, and
// it is let go of when it has nothing left to answer.
class PlacesSwitch final : public QObject, public PlacesSource
{
    Q_OBJECT
public:
    explicit PlacesSwitch(std::unique_ptr<PlacesSource> source); // not null
    ~PlacesSwitch() override;

    void setSource(std::unique_ptr<PlacesSource> source); // not null
    void ask(const PlacesQuery &query, Done done) override;
    [[nodiscard]] std::size_t retired() const; // sources that still have something to answer

private:
    struct InUse;
    InUse *m_current; // a child; so are those that are retired
};

} // namespace herdcore::places
