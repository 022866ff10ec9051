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

// The settings for WHATSAT's places: the source, its base URL and API key, a summary of its terms, and a button that
// tests the form without applying it. Not modal; never blocks on the network.
class PlacesPage : public QDialog
{
    Q_OBJECT
public:
    explicit PlacesPage(PlacesControl &control, QWidget *parent = nullptr); // `control` must outlive this

private:
    void makeForm();
    void connectForm();
    void showChoice(); // adapts the form to the selected source
    void showKeyOrigin();
    void apply();
    void testOrCancel();
    void showAnswer(const herdcore::places::PlacesAnswer &answer, double seconds);
    // The settings in the form; null, after telling the user why, if they are invalid.
    [[nodiscard]] std::optional<herdcore::places::PlacesSettings> entered();

    PlacesControl &m_control;
    herdcore::herd::PlacesTrial m_trial;
    QComboBox m_source;
    QLineEdit m_url;
    QLineEdit m_key;
    QLabel m_keyNote;
    QLabel m_terms;
    QPushButton m_test;
    QPlainTextEdit m_outcome;
};

} // namespace ui
