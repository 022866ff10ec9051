// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/statuspanel.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/live/faultrows.h"
#include "ui/window/errorbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using herdcore::base::number;
using herdcore::base::ServerIndex;

namespace {

// The servers in this state, as "Hill", "Hill and Smith", "3 servers".
QString named(const HerdState &state, ServerState wanted)
{
    QStringList names;
    const size_t count = state.profile().servers.size();
    for (size_t i = 0; i < count; ++i) {
        const auto index = ServerIndex(static_cast<qint16>(i));
        if (state.server(index).state == wanted)
            names += state.serverName(index);
    }
    if (names.size() > 2)
        return StatusPanel::tr("%1 servers").arg(names.size());
    return names.join(StatusPanel::tr(" and "));
}

quint64 lines(const HerdState &state)
{
    quint64 sum = 0;
    for (size_t i = 0; i < state.profile().servers.size(); ++i) {
        const ServerFacts &facts = state.server(ServerIndex(static_cast<qint16>(i)));
        sum += facts.linesIn + facts.linesOut;
    }
    return sum;
}

int linksUp(const HerdState &state)
{
    int up = 0;
    for (const auto &link : state.profile().links) {
        const auto a = state.linkEnd(link.a, link.b).state;
        const auto b = state.linkEnd(link.b, link.a).state;
        up += (a == LinkEndState::Up && b == LinkEndState::Up) || a == LinkEndState::Unknown;
    }
    return up;
}

} // namespace

HerdHealth HerdHealth::of(const HerdState &state, const std::vector<Finding> &findings)
{
    const auto worst = std::find_if(findings.begin(), findings.end(), [](const Finding &f) { return f.isBad(); });
    if (worst != findings.end())
        return { Level::Bad, findingText(*worst, state) };
    if (const QString crashed = named(state, ServerState::Crashed); !crashed.isEmpty())
        return { Level::Bad, StatusPanel::tr("%1 crashed").arg(crashed) };
    if (const QString silent = named(state, ServerState::Silent); !silent.isEmpty())
        return { Level::Notice, StatusPanel::tr("%1 does not answer").arg(silent) };
    const QString stopped = named(state, ServerState::Stopped);
    if (!stopped.isEmpty() && named(state, ServerState::Listening).isEmpty())
        return { Level::Notice, StatusPanel::tr("No server is running") };
    if (const QString faults = FaultWords::summary(state); !faults.isEmpty())
        return { Level::Notice, faults };
    if (!stopped.isEmpty())
        return { Level::Notice, StatusPanel::tr("%1 stopped").arg(stopped) };
    if (!findings.empty())
        return { Level::Notice, findingText(findings.front(), state) };
    const auto total = static_cast<int>(state.profile().links.size());
    const int up = linksUp(state);
    if (up < total && state.profile().linkStyle == herdcore::profile::LinkStyle::Persistent)
        return { Level::Notice, StatusPanel::tr("%1 of %2 links up").arg(up).arg(total) };
    return { Level::Good, StatusPanel::tr("All %1 servers up").arg(state.profile().servers.size()) };
}

StatusPanel::StatusPanel(const LogFollower &follower, const Findings &findings, Window of, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_findings(findings)
    , m_window(std::move(of))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 8, 1);
    m_health.setTextFormat(Qt::PlainText);
    m_health.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_health.setAccessibleName(tr("State of the herd"));
    m_figures.setTextFormat(Qt::PlainText);
    m_figures.setAccessibleName(tr("Figures"));
    m_figures.setToolTip(
        tr("Events since the start; of these in the messages panel: rows shown, events folded into rows, hidden by the "
           "filter, and older ones that are only in the log files.\n"
           "Lost: events that no log file holds because it could not be written.\n"
           "Lines per second on the wire, frames per second of this window."));
    layout->addWidget(&m_mark);
    layout->addWidget(&m_health, 1);
    layout->addWidget(&m_figures);
    m_clock.start();
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &StatusPanel::refresh);
    refresh();
}

double StatusPanel::linesPerSecond()
{
    const qint64 now = m_clock.elapsed();
    if (now - m_countedAtMs >= 1000) {
        const quint64 total = lines(m_follower.state());
        m_rate = static_cast<double>(total - m_linesThen) * 1000 / static_cast<double>(now - m_countedAtMs);
        m_linesThen = total;
        m_countedAtMs = now;
    }
    return m_rate;
}

QString StatusPanel::figures()
{
    const QLocale locale(QLocale::English);
    QStringList all{ tr("events %1").arg(locale.toString(number(m_follower.position()))) };
    const auto add = [&](const QString &text, quint64 value) {
        all += text.arg(locale.toString(value));
    };
    const auto addUnlessZero = [&](const QString &text, quint64 value) {
        if (value > 0)
            add(text, value);
    };
    if (const auto table = m_window.table()) {
        add(tr("shown %1"), table->shown);
        addUnlessZero(tr("folded %1"), table->folded);
        addUnlessZero(tr("hidden by the filter %1"), table->hidden);
        addUnlessZero(tr("older %1"), table->older);
        addUnlessZero(tr("still to read %1"), table->unread);
    }
    add(tr("lost %1"), m_findings.notWritten());
    add(tr("%1 lines/s"), static_cast<quint64>(linesPerSecond() + 0.5));
    add(tr("%1 frames/s"), static_cast<quint64>(m_window.frames()));
    return all.join(QStringLiteral(" \u00B7 "));
}

void StatusPanel::refresh()
{
    const HerdHealth health = HerdHealth::of(m_follower.state(), m_findings.standing());
    const Theme &theme = Theme::of(palette());
    const bool good = health.level == HerdHealth::Level::Good;
    const bool bad = health.level == HerdHealth::Level::Bad;
    m_mark.setPixmap(glyphPixmap(good ? Glyph::Good
            : bad                     ? Glyph::Bad
                                      : Glyph::Warning,
        good      ? theme.good
            : bad ? theme.bad
                  : theme.warning,
        fontMetrics().height(), devicePixelRatioF()));
    m_health.setText(health.text);
    m_health.setToolTip(health.text);
    m_figures.setText(figures());
}

void StatusPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
}

// Or the bar would keep the height of the smaller text until something is written into it.
void StatusPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) // the labels have theirs after this
        QMetaObject::invokeMethod(this, &StatusPanel::refit, Qt::QueuedConnection);
}

void StatusPanel::refit()
{
    refresh();
    layout()->invalidate();
    updateGeometry();
}

void StatusPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

} // namespace ui
