// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profiledocument.h"

#include "ui/topology/topologylayout.h"

#include <QSet>
#include <QUndoCommand>

#include <algorithm>
#include <cmath>

namespace ui {

using herdcore::base::ServerIndex;
using herdcore::base::ServerName;
using herdcore::profile::LinkProfile;
using herdcore::profile::Profile;

namespace {

constexpr double layoutMs = 200; // at most; the result may then be rough

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

LinkProfile link(int a, int b)
{
    return { server(std::min(a, b)), server(std::max(a, b)) };
}

std::vector<QPointF> layOut(const Profile &profile)
{
    TopologyLayout layout(profile);
    layout.settle(layoutMs);
    std::vector<QPointF> places;
    for (int i = 0; i < layout.count(); ++i)
        places.push_back(layout.position(server(i)));
    return places;
}

// Before and after. A profile is a small value, and this way every edit is undone exactly.
class Edit : public QUndoCommand
{
public:
    Edit(ProfileDocument &document, ProfileDocument::Draft before, ProfileDocument::Draft after, const QString &words,
        QString field)
        : QUndoCommand(words)
        , m_document(document)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_field(std::move(field))
    { }
    void undo() override { m_document.restore(m_before); }
    void redo() override { m_document.restore(m_after); }
    [[nodiscard]] int id() const override { return m_field.isEmpty() ? -1 : 1; }
    [[nodiscard]] bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Edit *>(other); // has the same id
        if (next->m_field != m_field)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    ProfileDocument &m_document;
    const ProfileDocument::Draft m_before;
    ProfileDocument::Draft m_after;
    const QString m_field;
};

QByteArray freeName(const Profile &profile)
{
    for (std::size_t number = profile.servers.size() + 1;; ++number) {
        const QByteArray name = "Server" + QByteArray::number(number);
        if (!profile.find(ServerName(name)))
            return name;
    }
}

// The one after the highest, or the lowest that is free.
quint16 freePort(const Profile &profile)
{
    QSet<int> taken;
    int highest = 12204;
    for (const auto &one : profile.servers) {
        taken.insert(one.port);
        highest = std::max<int>(highest, one.port);
    }
    int port = highest < 65535 ? highest + 1 : 1024;
    while (taken.contains(port))
        ++port;
    return static_cast<quint16>(port);
}

} // namespace

ProfileDocument::ProfileDocument(QObject *parent)
    : QObject(parent)
{ }

bool ProfileDocument::hasLink(int a, int b) const
{
    const auto &links = profile().links;
    return std::find(links.begin(), links.end(), link(a, b)) != links.end();
}

void ProfileDocument::reset(Profile profile, bool isKept)
{
    m_undo.clear();
    m_draft.places = layOut(profile);
    m_draft.profile = std::move(profile);
    m_saved = isKept ? m_draft.profile : Profile();
    Q_EMIT wasReset();
    Q_EMIT changed();
}

void ProfileDocument::setSaved()
{
    m_saved = m_draft.profile;
    Q_EMIT changed();
}

void ProfileDocument::restore(const Draft &draft)
{
    m_draft = draft;
    Q_EMIT changed();
}

void ProfileDocument::push(const QString &words, Draft after, const QString &field)
{
    if (after == m_draft)
        return;
    const QString step = field.isEmpty() ? QString() : QStringLiteral("%1 %2").arg(m_step).arg(field);
    m_undo.push(new Edit(*this, m_draft, std::move(after), words, step));
}

void ProfileDocument::change(const QString &words, const QString &field, const std::function<void(Profile &)> &edit)
{
    Draft after = m_draft;
    edit(after.profile);
    push(words, std::move(after), field);
}

int ProfileDocument::addServer(QPointF place)
{
    Draft after = m_draft;
    after.profile.servers.push_back({ ServerName(freeName(profile())), freePort(profile()) });
    after.places.push_back(place);
    push(tr("Add server"), std::move(after));
    return count() - 1;
}

// On a spiral around the middle of the others, until none is near.
int ProfileDocument::addServer()
{
    QPointF middle;
    for (const QPointF &place : m_draft.places)
        middle += place / static_cast<double>(m_draft.places.size());
    const auto isFree = [this](QPointF at) {
        return std::none_of(m_draft.places.begin(), m_draft.places.end(),
            [at](QPointF place) { return std::hypot(place.x() - at.x(), place.y() - at.y()) < 0.6; });
    };
    QPointF at = middle;
    for (int step = 1; !isFree(at); ++step) {
        const double radius = 0.3 * std::sqrt(step);
        at = middle + QPointF(std::cos(2.4 * step), std::sin(2.4 * step)) * radius;
    }
    return addServer(at);
}

void ProfileDocument::removeServers(const std::vector<int> &servers)
{
    Draft after;
    after.profile = profile();
    after.profile.servers.clear();
    after.profile.links.clear();
    std::vector<int> renumbered;
    for (int i = 0; i < count(); ++i) {
        const bool goes = std::find(servers.begin(), servers.end(), i) != servers.end();
        renumbered.push_back(goes ? -1 : static_cast<int>(after.places.size()));
        if (goes)
            continue;
        after.profile.servers.push_back(profile().servers[static_cast<std::size_t>(i)]);
        after.places.push_back(place(i));
    }
    for (const LinkProfile &old : profile().links) {
        const int a = renumbered[static_cast<std::size_t>(number(old.a))];
        const int b = renumbered[static_cast<std::size_t>(number(old.b))];
        if (a >= 0 && b >= 0)
            after.profile.links.push_back(link(a, b));
    }
    push(tr("Remove %n server(s)", nullptr, static_cast<int>(servers.size())), std::move(after));
}

void ProfileDocument::setLink(int a, int b, bool on)
{
    if (a == b || hasLink(a, b) == on)
        return;
    change(on ? tr("Add link") : tr("Remove link"), {}, [a, b, on](Profile &changed) {
        if (on)
            changed.links.push_back(link(a, b));
        else
            std::erase(changed.links, link(a, b));
    });
}

void ProfileDocument::removeLinks(const std::vector<LinkProfile> &links)
{
    change(tr("Remove %n link(s)", nullptr, static_cast<int>(links.size())), {}, [&links](Profile &changed) {
        std::erase_if(changed.links,
            [&links](const LinkProfile &one) { return std::find(links.begin(), links.end(), one) != links.end(); });
    });
}

void ProfileDocument::moveServer(int index, QPointF place)
{
    Draft after = m_draft;
    after.places.at(static_cast<std::size_t>(index)) = place;
    push(tr("Move server"), std::move(after), QStringLiteral("place %1").arg(index));
}

void ProfileDocument::arrange()
{
    Draft after = m_draft;
    after.places = layOut(profile());
    push(tr("Arrange"), std::move(after));
}

} // namespace ui
