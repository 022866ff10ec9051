// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/errorbar.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/observe/words.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/live/eventtext.h"
#include "ui/live/words.h"

#include <QDateTime>
#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using HerdCommand = herdcore::control::Command;

namespace {

QString eventText(const Finding &finding, const HerdState &state)
{
    const QString peer = finding.peer == ServerIndex::None ? ErrorBar::tr("somebody") : state.serverName(finding.peer);
    const EventText::Values values{ state.serverName(finding.server), peer, ErrorBar::tr("a client"), finding.endpoint,
        static_cast<std::int32_t>(finding.count) };
    const QString sentence = EventText::filled(herdcore::observe::rowOf(finding.event).sentence, values);
    if (finding.reason == Reason::None)
        return sentence + QLatin1Char('.');
    return ErrorBar::tr("%1: %2.", "what happened: why").arg(sentence, Words::of(finding.reason));
}

QString takenText(const Finding &finding, const HerdState &state)
{
    const auto &taken = finding.taken;
    if (taken.size() == 1)
        return ErrorBar::tr("%1 cannot start: port %2 is in use by another program.")
            .arg(state.serverName(taken[0].server))
            .arg(taken[0].port);
    QStringList names;
    QStringList ports;
    for (const Finding::TakenPort &one : taken) {
        names += state.serverName(one.server);
        ports += QString::number(one.port);
    }
    if (taken.size() == state.profile().servers.size())
        return ErrorBar::tr("No server can start: ports %1 are in use by another program. Is another herd running?")
            .arg(ports.join(QStringLiteral(", ")));
    return ErrorBar::tr("%1 cannot start: ports %2 are in use by another program.")
        .arg(names.join(QStringLiteral(", ")), ports.join(QStringLiteral(", ")));
}

QString aheadText(const Finding &finding)
{
    constexpr std::int64_t hourNs = 3600 * nsPerSecond;
    if (finding.update.isNull())
        return ErrorBar::tr("The clocks of %1 more reports are far ahead; newer reports of their clients are ignored.")
            .arg(finding.count);
    const std::int64_t aheadNs = finding.update.timeNs - finding.wallNs;
    const auto rounded = [aheadNs](std::int64_t unitNs) {
        return (aheadNs + unitNs / 2) / unitNs;
    };
    const QString ahead = rounded(hourNs) < 48 ? ErrorBar::tr("%1 hours").arg(rounded(hourNs))
                                               : ErrorBar::tr("%1 days").arg(rounded(24 * hourNs));
    const auto date = QDateTime::fromMSecsSinceEpoch(finding.update.timeNs / nsPerMillisecond, Qt::UTC);
    return ErrorBar::tr("The clock of %1's report at %2 is %3 ahead, %4; newer reports are ignored.")
        .arg(escapedText(finding.update.client.bytes(), 100), finding.origin, ahead,
            date.toString(QStringLiteral("yyyy-MM-dd")));
}

} // namespace

QString findingText(const Finding &finding, const HerdState &state)
{
    const QString server = state.serverName(finding.server);
    switch (finding.kind) {
    case Finding::Kind::PortTaken:
        return takenText(finding, state);
    case Finding::Kind::ListenFailed:
        return ErrorBar::tr("%1 cannot listen on %2: %3.").arg(server, finding.endpoint, Words::of(finding.reason));
    case Finding::Kind::LinkRefused:
        if (finding.peer == ServerIndex::None)
            return ErrorBar::tr("%1 refused a connection: %2. Times: %3. %4")
                .arg(server, Words::of(finding.reason))
                .arg(finding.count)
                .arg(finding.endpoint);
        return ErrorBar::tr("%1 refused a connection that claims to be %2: %3. Times: %4. %5")
            .arg(server, state.serverName(finding.peer), Words::of(finding.reason))
            .arg(finding.count)
            .arg(finding.endpoint);
    case Finding::Kind::LinkDenied:
        return ErrorBar::tr("%1 is refused by %2: %3. Times: %4.")
            .arg(server, state.serverName(finding.peer), Words::of(finding.reason))
            .arg(finding.count);
    case Finding::Kind::CommandEnded:
        if (finding.reason == Reason::CannotBeStarted)
            return ErrorBar::tr("%1 cannot be started: %2. Check its command in the profile.")
                .arg(server, finding.endpoint);
        return ErrorBar::tr("The program of %1: %2 (%3). Its output is in the messages and in its log.")
            .arg(server, Words::of(finding.reason))
            .arg(finding.count);
    case Finding::Kind::LogDropped:
        return ErrorBar::tr("%1 events are missing in log files: %2. They are still in the window.")
            .arg(finding.count)
            .arg(finding.endpoint);
    case Finding::Kind::ClockAhead:
        return aheadText(finding);
    case Finding::Kind::Event:
        return eventText(finding, state);
    }
    return {};
}

ErrorBar::ErrorBar(herdcore::control::HerdControl &control, const LogFollower &follower, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_follower(follower)
    , m_findings(follower.state().profile())
    , m_cursor(follower.log())
{
    layOut();
    connect(&m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(&m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(&m_dismiss, &QToolButton::clicked, this, &ErrorBar::dismiss);
    connect(&m_first, &QPushButton::clicked, this, [this] {
        const Finding finding = m_findings.standing().at(m_shown);
        m_control.apply(HerdCommand::startOn(finding.taken.at(0).server, finding.proposedPort));
    });
    connect(&m_moveAll, &QPushButton::clicked, this,
        [this] { m_control.apply(HerdCommand::moveAllTo(m_findings.standing().at(m_shown).proposedFirst)); });
    connect(&m_second, &QPushButton::clicked, this, [this] {
        const Finding finding = m_findings.standing().at(m_shown);
        if (finding.kind != Finding::Kind::PortTaken)
            m_control.apply(HerdCommand::onServer(HerdCommand::Kind::Start, finding.server));
        for (const Finding::TakenPort &one : finding.taken)
            m_control.apply(HerdCommand::onServer(HerdCommand::Kind::Start, one.server));
    });
    connect(&m_forget, &QPushButton::clicked, this,
        [this] { m_control.apply(HerdCommand::forget(m_findings.standing().at(m_shown).update.client)); });
    connect(&follower, &LogFollower::advanced, this, &ErrorBar::refresh);
    hide();
    refresh();
}

void ErrorBar::layOut()
{
    setAccessibleName(tr("Findings"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 5, 6, 5);
    layout->setSpacing(8);
    m_text.setTextFormat(Qt::PlainText);
    m_text.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the tool tip has the whole text
    m_text.setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_second.setText(tr("Retry"));
    const auto setUp = [](QToolButton &button, Glyph glyph, const QString &name) {
        button.setIcon(icon(glyph));
        button.setAutoRaise(true);
        button.setToolTip(name);
        button.setAccessibleName(name);
        button.setFocusPolicy(Qt::TabFocus);
    };
    setUp(m_previous, Glyph::Previous, tr("Previous finding"));
    setUp(m_next, Glyph::Next, tr("Next finding"));
    setUp(m_dismiss, Glyph::Close, tr("Dismiss"));
    layout->addWidget(&m_mark);
    layout->addWidget(&m_text, 1);
    for (QWidget *widget : { static_cast<QWidget *>(&m_first), static_cast<QWidget *>(&m_moveAll),
             static_cast<QWidget *>(&m_second), static_cast<QWidget *>(&m_forget), static_cast<QWidget *>(&m_previous),
             static_cast<QWidget *>(&m_count), static_cast<QWidget *>(&m_next), static_cast<QWidget *>(&m_dismiss) })
        layout->addWidget(widget);
}

void ErrorBar::refresh()
{
    bool different = false;
    m_cursor.readTo(m_follower.position(), [&](const auto &event) { different |= m_findings.fold(event); });
    different |= m_findings.dropOutdated(m_follower.state());
    if (different)
        showFinding();
}

void ErrorBar::step(int by)
{
    const size_t count = m_findings.standing().size();
    m_shown = (m_shown + count + static_cast<size_t>(by)) % count;
    showFinding();
}

void ErrorBar::dismiss()
{
    m_findings.dismiss(m_findings.standing().at(m_shown));
    showFinding();
}

void ErrorBar::showFinding()
{
    const auto &standing = m_findings.standing();
    setVisible(!standing.empty());
    if (!standing.empty()) {
        m_shown = std::min(m_shown, standing.size() - 1);
        const Finding &finding = standing[m_shown];
        const Theme &theme = Theme::of(palette());
        m_text.setText(findingText(finding, m_follower.state()));
        m_text.setToolTip(m_text.text());
        m_mark.setPixmap(glyphPixmap(finding.isBad() ? Glyph::Bad : Glyph::Warning,
            finding.isBad() ? theme.bad : theme.warning, fontMetrics().height() + 2, devicePixelRatioF()));
        m_count.setText(tr("%1 of %2").arg(m_shown + 1).arg(standing.size()));
        for (QWidget *widget :
            { static_cast<QWidget *>(&m_previous), static_cast<QWidget *>(&m_count), static_cast<QWidget *>(&m_next) })
            widget->setVisible(standing.size() > 1);
        setActions(finding);
    }
    update();
    Q_EMIT changed();
}

void ErrorBar::setActions(const Finding &finding)
{
    const bool canStart = finding.kind == Finding::Kind::PortTaken || finding.kind == Finding::Kind::ListenFailed
        || finding.kind == Finding::Kind::CommandEnded;
    m_second.setVisible(canStart);
    m_forget.setVisible(!finding.update.isNull());
    m_forget.setText(
        tr("Forget %1")
            .arg(escapedText(finding.update.client.bytes(), 40).replace(QLatin1Char('&'), QLatin1String("&&"))));
    m_forget.setToolTip(tr("No server knows the client any more, until it reports again"));
    m_first.setVisible(finding.proposedPort != 0);
    m_first.setText(tr("Use %1").arg(finding.proposedPort));
    m_moveAll.setVisible(finding.proposedFirst != 0 && m_follower.state().profile().servers.size() > 1);
    m_moveAll.setText(tr("Move all to %1").arg(finding.proposedFirst));
    m_moveAll.setToolTip(
        tr("Start every server anew on ports from %1 on; what they know is gone, unless they keep journals")
            .arg(finding.proposedFirst));
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    if (m_findings.standing().empty())
        return;
    const Theme &theme = Theme::of(palette());
    const QColor color = m_findings.standing().at(std::min(m_shown, m_findings.standing().size() - 1)).isBad()
        ? theme.bad
        : theme.warning;
    QPainter painter(this);
    painter.fillRect(rect(), Theme::blended(theme.surface, color, theme.dark ? 0.16 : 0.10));
    painter.fillRect(QRect(0, 0, 4, height()), color);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
}

void ErrorBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showFinding();
}

} // namespace ui
