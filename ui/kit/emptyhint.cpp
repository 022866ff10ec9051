// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/emptyhint.h"

#include <QEvent>

namespace ui {

EmptyHint::EmptyHint(QAbstractScrollArea *area)
    : QLabel(area->viewport())
    , m_area(area)
{
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setMargin(12);
    setForegroundRole(QPalette::PlaceholderText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    area->viewport()->installEventFilter(this);
}

void EmptyHint::say(const QString &text)
{
    if (text == this->text() && isHidden() == text.isEmpty())
        return;
    setText(text);
    setGeometry(m_area->viewport()->rect());
    setVisible(!text.isEmpty());
    m_area->setAccessibleDescription(text);
}

bool EmptyHint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_area->viewport()) // in this order: it may be going
        setGeometry(m_area->viewport()->rect());
    return QLabel::eventFilter(watched, event);
}

} // namespace ui
