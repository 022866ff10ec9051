// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/style.h"

#include "ui/kit/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace ui {

namespace {

void drawFrame(QPainter &painter, const QStyleOption &option, double radius)
{
    const Theme &theme = Theme::of(option.palette);
    if (!theme.dark)
        return;
    const bool isFocused = (option.state & QStyle::State_HasFocus) != 0;
    const QColor colour = isFocused ? theme.accent : Theme::blended(theme.border, theme.mutedText, 0.35);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

} // namespace

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{ }

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_FrameLineEdit || element == PE_PanelButtonCommand)
        drawFrame(*painter, *option, 2);
    else if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck)
        drawFrame(*painter, *option, 1);
}

// Qt draws the title of a dock in the font that the program began with.
void Style::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_DockWidgetTitle && widget)
        painter->setFont(widget->font());
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox)
        drawFrame(*painter, *option, 2);
}

} // namespace ui
