// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventbytes.h"

#include "herdcore/base/escape.h"
#include "ui/kit/theme.h"
#include "ui/log/hexdump.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace ui {

namespace {

void prepare(QPlainTextEdit &edit, const QString &name)
{
    edit.setReadOnly(true);
    edit.setUndoRedoEnabled(false);
    edit.setTabChangesFocus(true);
    edit.setAccessibleName(name);
    edit.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

// As high as its text, within reason.
void fitHeight(QPlainTextEdit &edit, int lines, int most)
{
    const int margins = qRound(2 * edit.document()->documentMargin()) + 2 * edit.frameWidth();
    edit.setFixedHeight(
        qBound(1, lines, most) * edit.fontMetrics().lineSpacing() + margins + edit.fontMetrics().leading() + 4);
}

} // namespace

EventBytes::EventBytes(QWidget *parent)
    : QWidget(parent)
{
    prepare(m_text, tr("Bytes as text"));
    prepare(m_hex, tr("Bytes in hexadecimal"));
    m_text.setWordWrapMode(QTextOption::WrapAnywhere);
    m_hex.setLineWrapMode(QPlainTextEdit::NoWrap);
    m_heading.setTextFormat(Qt::PlainText);
    m_note.setTextFormat(Qt::PlainText);
    m_note.setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    for (QWidget *part : { static_cast<QWidget *>(&m_heading), static_cast<QWidget *>(&m_text),
             static_cast<QWidget *>(&m_hex), static_cast<QWidget *>(&m_note) })
        layout->addWidget(part);
    setFonts();
}

void EventBytes::setBytes(QByteArrayView all)
{
    const QByteArrayView bytes = all.first(qMin(all.size(), shownBytes));
    const QLocale locale;
    m_heading.setText(all.size() == 1 ? tr("1 byte") : tr("%1 bytes").arg(locale.toString(all.size())));
    m_note.setText(tr("Only the first %1 are shown.").arg(locale.toString(shownBytes)));
    m_note.setVisible(bytes.size() < all.size());
    m_text.setPlainText(herdcore::base::escapedText(bytes, shownBytes));
    m_hex.setPlainText(hexDump(bytes));
    fit();
}

void EventBytes::fit()
{
    const int width = m_text.viewport()->width() - qRound(2 * m_text.document()->documentMargin());
    const int perLine = qMax(10, width / qMax(1, m_text.fontMetrics().horizontalAdvance(QLatin1Char('0'))));
    fitHeight(m_text, (m_text.document()->characterCount() + perLine - 2) / perLine, 8);
    fitHeight(m_hex, m_hex.document()->blockCount(), 16);
}

void EventBytes::setFonts()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading.setFont(bold);
    QFont fixed = fixedFont(font());
    m_text.setFont(fixed);
    fixed.setPointSizeF(fixed.pointSizeF() * 0.85); // a whole line of it in a panel of ordinary width
    m_hex.setFont(fixed);
}

void EventBytes::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setFonts();
        fit();
    }
}

void EventBytes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace ui
