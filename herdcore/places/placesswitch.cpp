// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/placesswitch.h"

namespace herdcore::places {

struct PlacesSwitch::InUse : QObject {
    InUse(std::unique_ptr<PlacesSource> aSource, QObject *parent)
        : QObject(parent)
        , source(std::move(aSource))
    { }

    // Deferred: the source may be in the middle of an answer.
    void letGoWhenDone()
    {
        if (isRetired && questions == 0)
            deleteLater();
    }

    std::unique_ptr<PlacesSource> source;
    std::size_t questions = 0;
    bool isRetired = false;
};

PlacesSwitch::PlacesSwitch(std::unique_ptr<PlacesSource> source)
    : m_current(new InUse(std::move(source), this))
{ }

PlacesSwitch::~PlacesSwitch() = default;

void PlacesSwitch::setSource(std::unique_ptr<PlacesSource> source)
{
    m_current->isRetired = true;
    m_current->letGoWhenDone();
    m_current = new InUse(std::move(source), this);
}

void PlacesSwitch::ask(const PlacesQuery &query, Done done)
{
    InUse *const asked = m_current;
    ++asked->questions;
    asked->source->ask(query, [asked, done = std::move(done)](PlacesAnswer answer) {
        --asked->questions;
        asked->letGoWhenDone();
        done(std::move(answer));
    });
}

std::size_t PlacesSwitch::retired() const
{
    return static_cast<std::size_t>(children().size()) - 1;
}

} // namespace herdcore::places
