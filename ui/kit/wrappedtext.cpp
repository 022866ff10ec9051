// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/wrappedtext.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>

namespace ui {

WrappedText::WrappedText(int mostLines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_mostLines(mostLines)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    fit();
}

void WrappedText::say(const QString &text)
{
    if (text == toPlainText())
        return;
    setPlainText(text);
    fit();
}

void WrappedText::fit()
{
    const int lines = qRound(document()->documentLayout()->documentSize().height()); // of plain text it counts lines
    const int around = qRound(2 * document()->documentMargin()) + 2 * frameWidth();
    setFixedHeight(qBound(1, lines, m_mostLines) * fontMetrics().lineSpacing() + around);
    setVerticalScrollBarPolicy(lines > m_mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void WrappedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void WrappedText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace ui
