// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/placestrial.h"
#include "ui/places/placescontrol.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ui {

// Where WHATSAT gets its places: the source, its URL and key, what its terms ask for, and a button that tries what is
// in the form without changing anything. Not modal; nothing in it waits for a network.
class PlacesPage : public QDialog
{
    Q_OBJECT
public:
    explicit PlacesPage(PlacesControl &control, QWidget *parent = nullptr); // `control` must outlive this

private:
    void makeForm();
    void connectForm();
    void showChoice(); // what goes with the source chosen
    void showKeyOrigin();
    void apply();
    void tryOrCancel();
    void showAnswer(const herdcore::places::PlacesAnswer &answer, double seconds);
    // What is in the form; null, and a word about it, where it makes no sense.
    [[nodiscard]] std::optional<herdcore::places::PlacesSettings> entered();

    PlacesControl &m_control;
    herdcore::herd::PlacesTrial m_trial;
    QComboBox m_source;
    QLineEdit m_url;
    QLineEdit m_key;
    QLabel m_keyNote;
    QLabel m_terms;
    QPushButton m_try;
    QPlainTextEdit m_outcome;
};

} // namespace ui
