// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injectorforms.h"

#include "ui/kit/theme.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/grammar.h"

#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace ui {

using namespace herdcore::base;

namespace {

constexpr int longestId = 4000;

void setUp(DecimalBox &box, double from, double to, double step, double value)
{
    box.setDecimals(3);
    box.setRange(from, to);
    box.setSingleStep(step);
    box.setValue(value);
}

QFormLayout *formFor(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(8, 8, 8, 4);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

// The id in a field as bytes, or why it is invalid.
Composed idBytes(const QString &text, std::int64_t nowNs)
{
    const auto bytes = typedBytes(text, nowNs);
    if (!bytes)
        return { {},
            InjectorForm::tr("Invalid escape at character %1 of the client id. Write \\\\ for a backslash.")
                .arg(bytes.error().position + 1) };
    if (bytes->isEmpty())
        return { {}, InjectorForm::tr("Enter a client id.") };
    if (std::any_of(bytes->begin(), bytes->end(), herdcore::protocol::isSpace))
        return { {}, InjectorForm::tr("A client id cannot contain white space.") };
    return { *bytes, {} };
}

} // namespace

IamatForm::IamatForm(QWidget *parent)
    : InjectorForm(parent)
    , m_client(QStringLiteral("kiwi"))
{
    m_client.setMaxLength(longestId);
    m_place.setPlace(34.068930, -118.445127);
    setUp(m_skew, -1e8, 1e8, 60, 0);
    m_skew.setSuffix(tr(" s"));
    m_skew.setToolTip(tr("Added to the time of sending: 60 makes the client's clock one minute fast"));
    m_client.setToolTip(tr("Any bytes except white space; use \\xHH for a byte that cannot be typed"));
    QFormLayout *form = formFor(this);
    form->addRow(tr("&Client"), &m_client);
    form->addRow(tr("L&atitude"), &m_place.latitude());
    form->addRow(tr("L&ongitude"), &m_place.longitude());
    form->addRow(tr("Clock s&kew"), &m_skew);
    connect(&m_client, &QLineEdit::textChanged, this, &InjectorForm::changed);
    connect(&m_place, &PlaceFields::changed, this, &InjectorForm::changed);
    connect(&m_skew, &QDoubleSpinBox::valueChanged, this, &InjectorForm::changed);
    for (QLineEdit *field : { &m_client, &m_place.latitude(), &m_place.longitude() })
        connect(field, &QLineEdit::returnPressed, this, &InjectorForm::sendRequested);
}

Composed IamatForm::compose(std::int64_t nowNs) const
{
    Composed composed = idBytes(m_client.text(), nowNs);
    if (!composed.problem.isEmpty())
        return composed;
    const TypedPlace place = m_place.place();
    if (!place.problem.isEmpty())
        return { {}, place.problem };
    const std::int64_t timeNs = std::max<std::int64_t>(0, nowNs + std::llround(m_skew.value() * nsPerSecond));
    composed.bytes = iamatLine(composed.bytes, *place.latitude, *place.longitude, timeNs) + '\n';
    return composed;
}

void IamatForm::setLocation(double latitude, double longitude)
{
    m_place.setPlace(latitude, longitude);
}

WhatsatForm::WhatsatForm(QWidget *parent)
    : InjectorForm(parent)
{
    m_client.setEditable(true);
    m_client.setInsertPolicy(QComboBox::NoInsert);
    m_client.setCurrentText(QStringLiteral("kiwi"));
    m_client.lineEdit()->setMaxLength(longestId);
    m_client.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setUp(m_radius, 0, 50, 1, 10);
    m_radius.setSuffix(tr(" km"));
    m_radius.setToolTip(tr("0 to 50 km; use a raw line to try other values"));
    m_bound.setRange(0, 20);
    m_bound.setValue(5);
    m_bound.setPrefix(tr("at most "));
    QFormLayout *form = formFor(this);
    form->addRow(tr("&Client"), &m_client);
    form->addRow(tr("&Radius"), &m_radius);
    form->addRow(tr("&Places"), &m_bound);
    connect(&m_client, &QComboBox::editTextChanged, this, &InjectorForm::changed);
    connect(m_client.lineEdit(), &QLineEdit::returnPressed, this, &InjectorForm::sendRequested);
    connect(&m_radius, &QDoubleSpinBox::valueChanged, this, &InjectorForm::changed);
    connect(&m_bound, &QSpinBox::valueChanged, this, &InjectorForm::changed);
}

Composed WhatsatForm::compose(std::int64_t nowNs) const
{
    Composed composed = idBytes(m_client.currentText(), nowNs);
    if (composed.problem.isEmpty())
        composed.bytes = whatsatLine(composed.bytes, m_radius.value(), m_bound.value()) + '\n';
    return composed;
}

ClientId WhatsatForm::client() const
{
    return ClientId(idBytes(m_client.currentText(), 0).bytes);
}

void WhatsatForm::setClient(const ClientId &client)
{
    m_client.setCurrentText(escapedText(client.bytes(), longestId));
}

void WhatsatForm::setKnownClients(const QStringList &escapedIds)
{
    const QString typed = m_client.currentText();
    const QSignalBlocker quiet(m_client);
    m_client.clear();
    m_client.addItems(escapedIds);
    m_client.setCurrentText(typed);
}

RawForm::RawForm(QWidget *parent)
    : InjectorForm(parent)
{
    m_line.setText(QStringLiteral("IAMAT kiwi +34.068930-118.445127 {now}"));
    m_line.setAccessibleName(tr("Raw line"));
    m_line.setToolTip(
        tr("\\xHH, \\n, \\r, \\t and \\0 are single bytes; {now}, {now-60}, {now+60} stand for the time of sending"));
    m_line.setFont(fixedFont(font()));
    m_lineEnd.addItems({ tr("LF"), tr("CRLF"), tr("no line end") });
    m_writes.setRange(1, 100);
    m_writes.setSpecialValueText(tr("in one write"));
    m_writes.setPrefix(tr("in "));
    m_writes.setSuffix(tr(" writes"));
    m_writes.setToolTip(tr("Split into this number of pieces, written with short pauses"));
    m_halfClose.setText(tr("Half-close after sending"));
    m_halfClose.setChecked(true);
    m_halfClose.setToolTip(tr("Shut down the sending side at once and wait for the answer, as nc -N does"));
    QFormLayout *form = formFor(this);
    form->addRow(tr("&Line"), &m_line);
    form->addRow(tr("&End"), &m_lineEnd);
    form->addRow(tr("&Pieces"), &m_writes);
    form->addRow(QString(), &m_halfClose);
    connect(&m_line, &QLineEdit::textChanged, this, &InjectorForm::changed);
    connect(&m_line, &QLineEdit::returnPressed, this, &InjectorForm::sendRequested);
    connect(&m_lineEnd, &QComboBox::currentIndexChanged, this, &InjectorForm::changed);
}

Composed RawForm::compose(std::int64_t nowNs) const
{
    const auto bytes = typedBytes(m_line.text(), nowNs);
    if (!bytes)
        return { {},
            tr("Invalid escape at character %1. Write \\\\ for a backslash.").arg(bytes.error().position + 1) };
    const QByteArray all = *bytes + lineEndBytes(static_cast<LineEnd>(m_lineEnd.currentIndex()));
    if (all.isEmpty())
        return { {}, tr("Nothing to send: an empty line needs a line end.") };
    return { all, {} };
}

void RawForm::fill(const Snippet &snippet)
{
    m_line.setText(snippet.text);
    m_line.setCursorPosition(0);
    m_lineEnd.setCurrentIndex(static_cast<int>(snippet.lineEnd));
    m_writes.setValue(snippet.writes);
    m_halfClose.setChecked(snippet.halfClose);
}

void RawForm::focusLine()
{
    m_line.setFocus(Qt::ShortcutFocusReason);
    m_line.selectAll();
}

} // namespace ui
