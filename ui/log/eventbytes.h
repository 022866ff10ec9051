// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QWidget>

namespace ui {

// An event's bytes, as escaped text and in hexadecimal: at most 4 KiB of them, and a note when there are more.
class EventBytes : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype shownBytes = 4096;

    explicit EventBytes(QWidget *parent = nullptr);

    void setBytes(QByteArrayView bytes);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setFonts();
    void fit();

    QLabel m_heading, m_note;
    QPlainTextEdit m_text, m_hex;
};

} // namespace ui
