// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/profilesmenu.h"

#include "ui/window/runs.h"

#include <QFileInfo>

#include <algorithm>

namespace ui {

namespace {

struct BuiltIn {
    QString name;
    QString title;
};

const QList<BuiltIn> &builtIns()
{
    static const QList<BuiltIn> found = [] {
        QList<BuiltIn> list;
        for (const QString &name : herdcore::profile::builtInProfileNames()) {
            if (const auto profile = herdcore::profile::loadProfile(name); profile && !unsupported(*profile))
                list += { name, profile->title };
        }
        return list;
    }();
    return found;
}

// An ampersand is part of the name, not the mark of a shortcut.
QString shown(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

ProfilesMenu::ProfilesMenu(Runs &runs, Run &run)
    : QObject(&run.window())
    , m_runs(runs)
    , m_run(run)
    , m_menu(run.window().profilesMenu())
    , m_earlier(tr("Earlier herds"))
{
    m_menu.setToolTipsVisible(true);
    // Queued: the change may have been triggered from this very menu.
    connect(&runs, &Runs::changed, this, &ProfilesMenu::fill, Qt::QueuedConnection);
    connect(&m_earlier, &QMenu::aboutToShow, this, &ProfilesMenu::addEarlier);
    fill();
}

void ProfilesMenu::fill()
{
    m_menu.clear();
    addBuiltIn();
    addRecent();
    m_menu.addSeparator();
    for (const WindowCommand command :
        { WindowCommand::OpenProfile, WindowCommand::EditProfile, WindowCommand::NewProfile })
        m_menu.addAction(m_run.window().actions()[command]);
    m_menu.addSeparator();
    m_menu.addMenu(&m_earlier);
    addEarlier();
    if (m_run.isRetired()) {
        const auto back = [this] {
            m_runs.showEarlier(m_runs.current());
        };
        m_menu.addAction(tr("Back to the running herd"), this, back);
    }
}

void ProfilesMenu::addBuiltIn()
{
    m_menu.addSection(tr("Built-in"));
    for (const BuiltIn &one : builtIns()) {
        QAction *action = m_menu.addAction(tr("%1 \u2013 %2").arg(shown(one.name), shown(one.title)));
        action->setStatusTip(tr("Run this herd in place of the running one"));
        action->setCheckable(true);
        action->setChecked(!m_run.isRetired() && m_run.profile().name == one.name);
        connect(action, &QAction::triggered, this, [this, name = one.name] { m_runs.open(name); });
    }
}

void ProfilesMenu::addRecent()
{
    if (m_runs.recentFiles().isEmpty())
        return;
    m_menu.addSection(tr("Recent"));
    for (const QString &file : m_runs.recentFiles()) {
        QAction *action = m_menu.addAction(shown(QFileInfo(file).fileName()));
        action->setStatusTip(tr("Run the herd of this profile: %1").arg(file));
        action->setToolTip(Qt::convertFromPlainText(file));
        connect(action, &QAction::triggered, this, [this, file] { m_runs.open(file); });
    }
}

void ProfilesMenu::addEarlier()
{
    m_earlier.clear();
    for (auto run = m_runs.earlier().rbegin(); run != m_runs.earlier().rend(); ++run) {
        QAction *action = m_earlier.addAction(shown((*run)->summary()));
        action->setStatusTip(tr("Open the window of this earlier herd again"));
        connect(action, &QAction::triggered, this, [this, earlier = run->get()] { m_runs.showEarlier(*earlier); });
    }
    if (m_runs.earlier().empty())
        m_earlier.addAction(tr("None yet: a herd is kept here when another one replaces it"))->setEnabled(false);
    if (m_runs.letGo() > 0)
        m_earlier.addAction(tr("%n older, discarded", nullptr, m_runs.letGo()))->setEnabled(false);
}

} // namespace ui
