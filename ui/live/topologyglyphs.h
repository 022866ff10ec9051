// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"
#include "herdcore/state/herdstate.h"
#include "ui/live/words.h"

#include <QPainterPath>
#include <QStringList>

class QPainter;

namespace ui {

struct Theme;

// The small shapes that carry a meaning beside the colours, so that nobody needs to tell colours apart.

// One to three letters per server, distinct within the herd where names are: the initial, or as much of the name's
// beginning as tells it from the others ("Sm", "Si"), or the initial and the number in the name or of the server.
[[nodiscard]] QStringList serverLetters(const herdcore::profile::Profile &profile);

// A server's own outline, filling `box`; repeats after six, while the colours repeat after five.
[[nodiscard]] QPainterPath serverShape(int index, const QRectF &box);

// A message of that kind: kindGlyph() as a shape.
[[nodiscard]] QPainterPath messageShape(MessageKind kind, QPointF centre, double radius);
// Those that are drawn as a line and not as a surface: an answer's ring, an error's cross.
[[nodiscard]] bool isOutlined(MessageKind kind);

[[nodiscard]] QPainterPath crossShape(QPointF centre, double radius);
// The head of an arrow that ends at `tip`, `angle` in radians, 0 to the right, clockwise as on the screen.
[[nodiscard]] QPainterPath arrowHead(QPointF tip, double size, double angle);

// Listening: a disc; stopped: a ring; crashed: a cross; failed: a triangle with an exclamation mark;
// frozen: a star of six rays.
void drawStateGlyph(QPainter &painter, herdcore::state::ServerState state, const QRectF &box, const QColor &colour);
[[nodiscard]] QColor stateColour(herdcore::state::ServerState state, const Theme &theme);
// Black or white, whatever is read more easily on it.
[[nodiscard]] QColor inkOn(const QColor &background);

} // namespace ui
