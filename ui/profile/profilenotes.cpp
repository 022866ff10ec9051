// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilenotes.h"

#include "ui/kit/icons.h"
#include "ui/kit/listtools.h"
#include "ui/kit/theme.h"

#include <QEvent>

namespace ui {

namespace {

constexpr int iconSide = 16;

QIcon drawn(Glyph glyph, const QColor &color, const Theme &theme, qreal ratio)
{
    QIcon icon(glyphPixmap(glyph, color, iconSide, ratio));
    icon.addPixmap(glyphPixmap(glyph, theme.accentText, iconSide, ratio), QIcon::Selected);
    return icon;
}

QIcon sign(const Theme &theme, ProfileNote::Kind kind, qreal ratio)
{
    switch (kind) {
    case ProfileNote::Kind::Wrong:
        return drawn(Glyph::Bad, theme.bad, theme, ratio);
    case ProfileNote::Kind::Warning:
        return drawn(Glyph::Warning, theme.warning, theme, ratio);
    case ProfileNote::Kind::Good:
        return drawn(Glyph::Good, theme.good, theme, ratio);
    }
    return {};
}

} // namespace

ProfileNotes::ProfileNotes(const QString &name, QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(name);
    setWordWrap(true);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addListTools(*this);
    setIconSize({ iconSide, iconSide });
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto choose = [this] {
        if (currentRow() >= 0 && currentRow() < m_notes.size())
            Q_EMIT chosen(m_notes[currentRow()]);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::currentRowChanged, this, [this, choose] {
        if (hasFocus()) // by key; a click is reported once, elsewhere
            choose();
    });
}

void ProfileNotes::setNotes(const QList<ProfileNote> &notes)
{
    if (notes == m_notes && count() > 0)
        return;
    m_notes = notes;
    fill();
}

void ProfileNotes::fill()
{
    const QString current = currentItem() ? currentItem()->text() : QString();
    clear();
    const Theme &theme = Theme::of(palette());
    for (const ProfileNote &note : std::as_const(m_notes)) {
        auto *item = new QListWidgetItem(sign(theme, note.kind, devicePixelRatioF()), note.text, this);
        item->setToolTip(note.text.toHtmlEscaped());
        if (note.text == current)
            setCurrentItem(item);
    }
    if (m_notes.isEmpty()) {
        auto *item = new QListWidgetItem(sign(theme, ProfileNote::Kind::Good, devicePixelRatioF()), m_whenEmpty, this);
        item->setFlags(Qt::NoItemFlags);
    }
}

void ProfileNotes::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace ui
