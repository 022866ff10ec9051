// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultform.h"

#include "ui/faults/faultkinds.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/live/faultrows.h"

#include "herdcore/base/escape.h"

#include <QEvent>
#include <QGridLayout>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using HerdCommand = herdcore::control::Command;
using herdcore::control::HerdControl;
using herdcore::profile::Fault;
using herdcore::profile::FaultDirection;
using herdcore::profile::LinkProfile;

FaultForm::FaultForm(HerdControl &control, const LogFollower &follower, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_follower(follower)
{
    for (const FaultKind &kind : allFaultKinds()) {
        m_kind.addItem(tr(kind.name));
        m_kind.setItemData(m_kind.count() - 1, tr(kind.tip), Qt::ToolTipRole);
        m_amounts.push_back(QString::fromLatin1(kind.amount));
    }
    makeLinks();
    layOut();
    nameEverything();
    m_amount.setText(m_amounts.front());
    showWays();
    showKind();

    connect(&m_link, &QComboBox::currentIndexChanged, this, &FaultForm::showWays);
    connect(&m_kind, &QComboBox::currentIndexChanged, this, &FaultForm::showKind);
    connect(&m_way, &QComboBox::currentIndexChanged, this, &FaultForm::check);
    for (QLineEdit *field : { &m_amount, &m_jitter, &m_lines, &m_lasts }) {
        connect(field, &QLineEdit::textChanged, this, &FaultForm::check);
        connect(field, &QLineEdit::returnPressed, this, &FaultForm::set);
    }
    connect(&m_set, &QPushButton::clicked, this, &FaultForm::set);
}

void FaultForm::makeLinks()
{
    const HerdState &state = m_follower.state();
    QStringList names;
    for (const LinkProfile &link : state.profile().links)
        names += state.serverName(link.a) % QStringLiteral(" \u2013 ") % state.serverName(link.b);
    m_link.addItems(names);
    // Names may be long; the panel is narrow.
    for (QComboBox *box : { &m_link, &m_way, &m_kind }) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
}

void FaultForm::layOut()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    const auto addRow = [grid, this](int row, const QString &text, QWidget *field, int span) {
        auto *label = new QLabel(text);
        label->setBuddy(field);
        grid->addWidget(label, row, span == 1 && field == &m_lasts ? 2 : 0);
        grid->addWidget(field, row, span == 1 && field == &m_lasts ? 3 : 1, 1, span);
    };
    addRow(0, tr("Lin&k"), &m_link, 3);
    addRow(1, tr("Direc&tion"), &m_way, 3);
    addRow(2, tr("Fa&ult"), &m_kind, 3);
    m_amountLabel.setBuddy(&m_amount);
    m_jitterLabel.setBuddy(&m_jitter);
    grid->addWidget(&m_amountLabel, 3, 0);
    grid->addWidget(&m_amount, 3, 1);
    grid->addWidget(&m_jitterLabel, 3, 2);
    grid->addWidget(&m_jitter, 3, 3);
    addRow(4, tr("Li&nes"), &m_lines, 1);
    addRow(4, tr("F&or"), &m_lasts, 1);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);

    auto *bottom = new QHBoxLayout;
    m_message.setTextFormat(Qt::PlainText);
    m_message.setWordWrap(true);
    m_message.setMinimumHeight(m_message.fontMetrics().height() * 3); // keeps the layout still while the user types
    m_message.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long message must not widen the panel
    m_message.setAlignment(Qt::AlignLeft | Qt::AlignTop);
    bottom->setSpacing(6);
    bottom->addWidget(&m_mark, 0, Qt::AlignTop);
    bottom->addWidget(&m_message, 1);
    bottom->addWidget(&m_set, 0, Qt::AlignTop);
    grid->addLayout(bottom, 5, 0, 1, 4);
}

void FaultForm::nameEverything()
{
    m_jitterLabel.setText(tr("&Jitter"));
    m_jitter.setPlaceholderText(tr("none"));
    m_lines.setPlaceholderText(tr("all"));
    m_lasts.setPlaceholderText(tr("until healed"));
    m_set.setText(tr("Set"));
    m_set.setIcon(icon(Glyph::Fault));
    m_set.setAutoDefault(false);
    m_set.setToolTip(tr("Add this fault to the link"));
    m_jitter.setToolTip(tr("Random extra delay, up to this amount, for example 50ms"));
    m_lines.setToolTip(tr("Number of lines affected; empty means all lines"));
    m_lasts.setToolTip(tr("How long the fault lasts, for example 10s or 2min; empty means until it is healed"));
    m_link.setAccessibleName(tr("Link"));
    m_way.setAccessibleName(tr("Direction"));
    m_kind.setAccessibleName(tr("Kind of fault"));
    m_jitter.setAccessibleName(tr("Jitter"));
    m_lines.setAccessibleName(tr("Number of lines"));
    m_lasts.setAccessibleName(tr("Duration"));
    m_message.setAccessibleName(tr("Preview of the fault"));
}

void FaultForm::setLink(LinkProfile link)
{
    const auto &links = m_follower.state().profile().links;
    const auto found = std::find(links.begin(), links.end(), link);
    if (found != links.end())
        m_link.setCurrentIndex(static_cast<int>(found - links.begin()));
}

void FaultForm::setKind(ImpairmentKind kind)
{
    m_kind.setCurrentIndex(static_cast<int>(kind));
}

void FaultForm::focusKind()
{
    m_kind.setFocus(Qt::ShortcutFocusReason);
}

std::optional<LinkProfile> FaultForm::link() const
{
    const auto &links = m_follower.state().profile().links;
    const int index = m_link.currentIndex();
    return index >= 0 ? std::optional(links.at(static_cast<size_t>(index))) : std::nullopt;
}

ImpairmentKind FaultForm::kind() const
{
    return static_cast<ImpairmentKind>(m_kind.currentIndex());
}

FaultDirection FaultForm::direction() const
{
    return static_cast<FaultDirection>(std::max(0, m_way.currentIndex()));
}

void FaultForm::showWays()
{
    const int way = std::max(0, m_way.currentIndex());
    m_way.clear();
    if (const auto chosen = link()) {
        const HerdState &state = m_follower.state();
        m_way.addItems({ tr("both directions"), FaultWords::arrow(state, chosen->a, chosen->b, false),
            FaultWords::arrow(state, chosen->b, chosen->a, false) });
        m_way.setCurrentIndex(way);
    }
    check();
}

void FaultForm::showKind()
{
    m_amounts.at(static_cast<size_t>(m_shownKind)) = m_amount.text();
    m_shownKind = kind();
    const FaultKind &row = faultKind(m_shownKind);
    const bool isLatency = m_shownKind == ImpairmentKind::Latency;
    m_amountLabel.setText(row.amountLabel ? tr(row.amountLabel) : QString());
    m_amount.setText(m_amounts.at(static_cast<size_t>(m_shownKind)));
    m_amount.setAccessibleName(m_amountLabel.text().remove(u'&'));
    m_amountLabel.setVisible(row.amountLabel);
    m_amount.setVisible(row.amountLabel);
    m_jitterLabel.setVisible(isLatency);
    m_jitter.setVisible(isLatency);
    m_kind.setToolTip(tr(row.tip));
    check();
}

QByteArray FaultForm::words() const
{
    const FaultKind &row = faultKind(kind());
    QStringList words{ QString::fromLatin1(toWord(kind())) };
    if (row.amountLabel)
        words += m_amount.text();
    if (kind() == ImpairmentKind::Latency && !m_jitter.text().trimmed().isEmpty())
        words += { QStringLiteral("jitter"), m_jitter.text() };
    if (!m_lines.text().trimmed().isEmpty())
        words += { QStringLiteral("next"), m_lines.text() };
    if (!m_lasts.text().trimmed().isEmpty())
        words += { QStringLiteral("for"), m_lasts.text() };
    return words.join(QLatin1Char(' ')).toUtf8();
}

QString FaultForm::wayProblem(LinkProfile link) const
{
    const auto refusal = m_control.refusal(HerdCommand::setFault({ link, direction(), {} }));
    return refusal ? tr("%1.").arg(refusal->message) : QString();
}

QString FaultForm::amountProblem() const
{
    const FaultKind &row = faultKind(kind());
    if (row.amountLabel && m_amount.text().trimmed().isEmpty())
        return tr("Enter a value, for example %1.").arg(QString::fromLatin1(row.amount));
    return {};
}

FaultForm::Draft FaultForm::draft() const
{
    const auto chosen = link();
    if (!chosen)
        return { {}, tr("This herd has no links.") };
    for (const QString &problem : { wayProblem(*chosen), amountProblem() }) {
        if (!problem.isEmpty())
            return { {}, problem };
    }
    const auto how = impairmentFromWords(words());
    if (!how)
        return { {}, escapedText(how.error().message, 300) };
    return { Fault{ *chosen, direction(), *how }, {} };
}

void FaultForm::check()
{
    const Draft draft = this->draft();
    m_set.setEnabled(draft.fault.has_value());
    if (!draft.fault)
        return say(false, draft.problem);
    const LinkProfile &link = draft.fault->link;
    const bool back = draft.fault->direction == FaultDirection::BToA;
    say(true,
        tr("%1: %2").arg(FaultWords::arrow(m_follower.state(), back ? link.b : link.a, back ? link.a : link.b,
                             draft.fault->direction == FaultDirection::Both),
            QString::fromLatin1(inWords(draft.fault->how))));
}

void FaultForm::say(bool good, const QString &text)
{
    const Theme &theme = Theme::of(palette());
    m_mark.setPixmap(glyphPixmap(
        good ? Glyph::Good : Glyph::Bad, good ? theme.good : theme.bad, fontMetrics().height(), devicePixelRatioF()));
    m_message.setText(text);
    m_message.setToolTip(text);
}

void FaultForm::set()
{
    const Draft draft = this->draft();
    if (!draft.fault)
        return;
    if (const auto refusal = m_control.apply(HerdCommand::setFault(*draft.fault)))
        say(false, tr("Nothing was set: %1.").arg(refusal->message));
}

void FaultForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        check();
}

} // namespace ui
