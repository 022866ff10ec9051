// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace ui {

// Plain text to read and to copy, broken wherever the line ends and as high as it is, up to some number of lines: from
// there on it scrolls. Asks for no width of its own.
class WrappedText : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit WrappedText(int mostLines, QWidget *parent = nullptr);

    void say(const QString &text); // the same text again changes nothing, and no selection

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    const int m_mostLines;
};

} // namespace ui
