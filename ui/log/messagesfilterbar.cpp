// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagesfilterbar.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>

#include <utility>

namespace ui {

MessagesFilterBar::MessagesFilterBar(herdcore::profile::Profile profile, QWidget *parent)
    : QWidget(parent)
    , m_profile(std::move(profile))
    , m_sign(m_edit.addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_error(new QLabel(parent ? parent : this))
{
    m_edit.setPlaceholderText(tr("Filter, for example: kind == flood && client ~ kiwi"));
    m_edit.setAccessibleName(tr("Message filter"));
    m_edit.setClearButtonEnabled(true);
    m_edit.setMaxLength(4000);
    m_edit.installEventFilter(this);
    connect(&m_edit, &QLineEdit::textChanged, this, &MessagesFilterBar::check);

    m_examples.setText(tr("Examples"));
    m_examples.setToolTip(tr("Ready-made filters"));
    m_examples.setPopupMode(QToolButton::InstantPopup);
    m_examples.setToolButtonStyle(Qt::ToolButtonTextOnly);
    fillExamples();

    m_fold.setText(tr("Fold"));
    m_fold.setToolTip(tr("Show heartbeats, and the lines of an answer, as one row each"));
    m_fold.setAccessibleName(tr("Fold heartbeats and answers"));
    m_fold.setCheckable(true);
    m_fold.setChecked(true);
    connect(&m_fold, &QToolButton::toggled, this, &MessagesFilterBar::foldingChanged);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 3, 6, 3);
    layout->setSpacing(6);
    layout->addWidget(&m_edit);
    layout->addWidget(&m_examples);
    layout->addWidget(&m_fold);

    m_error->setTextFormat(Qt::PlainText);
    m_error->setAutoFillBackground(true);
    m_error->setFrameShape(QFrame::StyledPanel);
    m_error->setMargin(4);
    m_error->setWordWrap(true);
    m_error->setBackgroundRole(QPalette::ToolTipBase);
    m_error->hide();
    showResult(nullptr);
}

void MessagesFilterBar::fillExamples()
{
    auto *menu = new QMenu(&m_examples);
    const auto add = [this, menu](const QString &title, const QString &filter) {
        menu->addAction(title + QLatin1Char('\t') + filter, this, [this, filter] { setText(filter); });
    };
    add(tr("Lines between servers"), QStringLiteral("kind == flood || kind == repair"));
    add(tr("Client requests and replies"), QStringLiteral("kind == iamat || kind == whatsat || kind == answer"));
    add(tr("Server decisions"), QStringLiteral("kind == decision"));
    add(tr("Everything that went wrong"), QStringLiteral("kind == error || kind == lost || kind == conflict"));
    add(tr("Changes of links and servers"), QStringLiteral("kind == link || kind == server"));
    m_examples.setMenu(menu);
}

void MessagesFilterBar::focusEdit()
{
    m_edit.setFocus(Qt::ShortcutFocusReason);
    m_edit.selectAll();
}

void MessagesFilterBar::check()
{
    const auto parsed = MessageFilter::parse(m_edit.text(), m_profile);
    showResult(parsed ? nullptr : &parsed.error());
    const QString applied = parsed ? m_edit.text() : MessageFilter::beginningOf(m_edit.text(), m_profile);
    if (!parsed && applied.trimmed() == m_applied.trimmed())
        return;
    m_applied = applied;
    if (const auto filter = MessageFilter::parse(applied, m_profile))
        Q_EMIT changed(*filter);
}

void MessagesFilterBar::showResult(const FilterError *error)
{
    const Theme &theme = Theme::of(palette());
    const QColor ink = error ? theme.bad : theme.good;
    const int side = m_edit.fontMetrics().height();
    m_sign->setVisible(!m_edit.text().trimmed().isEmpty());
    m_sign->setIcon(glyphPixmap(error ? Glyph::Bad : Glyph::Good, ink, side, devicePixelRatioF()));
    m_sign->setText(error ? tr("Not a filter") : tr("A valid filter"));
    QPalette own = palette();
    if (error)
        own.setColor(QPalette::Text, theme.bad);
    m_edit.setPalette(own);
    m_edit.setAccessibleDescription(error ? error->message : QString());
    m_error->setVisible(error);
    if (!error)
        return;
    m_error->setText(error->message);
    QPalette errorPalette = palette();
    errorPalette.setColor(QPalette::WindowText, theme.bad);
    m_error->setPalette(errorPalette);
    placeError(error->position);
}

void MessagesFilterBar::placeError(qsizetype position)
{
    QWidget *ground = m_error->parentWidget();
    const int side = m_edit.fontMetrics().height();
    const int token = 2 * side + m_edit.fontMetrics().horizontalAdvance(m_edit.text().left(position));
    const int widest = ground->width() - 24;
    const int wanted = m_error->fontMetrics().horizontalAdvance(m_error->text()) + 24;
    m_error->setFixedWidth(qMin(wanted, qMax(widest, 100)));
    m_error->adjustSize();
    const QPoint below = m_edit.mapTo(ground, QPoint(qMin(token, m_edit.width()), m_edit.height() + 2));
    m_error->move(qBound(0, below.x(), qMax(0, ground->width() - m_error->width() - 12)), below.y());
    m_error->raise();
}

bool MessagesFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape && !m_edit.text().isEmpty()) {
        m_edit.clear();
        return true;
    }
    if (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void MessagesFilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        const auto parsed = MessageFilter::parse(m_edit.text(), m_profile);
        showResult(parsed ? nullptr : &parsed.error());
    }
    QWidget::changeEvent(event);
}

} // namespace ui
