// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/placestrial.h"

#include "herdcore/host/enginethread.h"
#include "herdcore/places/placesfactory.h"

#include <QElapsedTimer>

namespace herdcore::herd {

struct PlacesTrial::Private {
    quint64 question = 0; // the latest one
    bool isAsking = false;
    QElapsedTimer asked;
    std::unique_ptr<places::PlacesSource> source; // belongs to the thread
    host::EngineThread thread; // last: its tasks use the others
};

PlacesTrial::PlacesTrial(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{ }

PlacesTrial::~PlacesTrial()
{
    cancel();
}

void PlacesTrial::ask(const places::PlacesSettings &settings, const places::PlacesQuery &query)
{
    d->isAsking = true;
    d->asked.start();
    const quint64 question = ++d->question;
    const auto answer = [this, question](const places::PlacesAnswer &given) {
        if (question != d->question)
            return;
        d->isAsking = false;
        Q_EMIT answered(given, static_cast<double>(d->asked.nsecsElapsed()) / 1e9);
    };
    d->thread.post([this, settings, query, answer] {
        d->source = places::makePlacesSource(settings);
        d->source->ask(query, [this, answer](const places::PlacesAnswer &given) {
            QMetaObject::invokeMethod(
                this, [answer, given] { answer(given); }, Qt::QueuedConnection);
        });
    });
}

void PlacesTrial::cancel()
{
    ++d->question;
    d->isAsking = false;
    d->thread.post([this] { d->source.reset(); });
}

bool PlacesTrial::isAsking() const
{
    return d->isAsking;
}

} // namespace herdcore::herd
