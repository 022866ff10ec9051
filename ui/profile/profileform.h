// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/decimalbox.h"
#include "ui/profile/profiledocument.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QWidget>

namespace ui {

// The settings of a profile's whole herd, as a form. Typing in one field is one undo step.
class ProfileForm : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileForm(ProfileDocument &document, QWidget *parent = nullptr);

    void focusField(const QString &field); // "log", "name", ... as the file names it

private:
    void read(); // from the document
    void addText(QFormLayout &form, const QString &label, const QString &field, QLineEdit &edit,
        QString herdcore::profile::Profile::*value);
    void addChoice(QFormLayout &form, const QString &label, const QString &field, QComboBox &box,
        const std::function<void(herdcore::profile::Profile &, int)> &set);
    void addFlag(QFormLayout &form, const QString &field, QCheckBox &box, bool herdcore::profile::Profile::*value);
    void addFuture(QFormLayout &form);

    ProfileDocument &m_document;
    QLineEdit m_name;
    QLineEdit m_title;
    QComboBox m_dialect;
    QComboBox m_links;
    QComboBox m_repair;
    QLineEdit m_log;
    QCheckBox m_lowerCase;
    QCheckBox m_stored;
    QCheckBox m_oneAnswer;
    DecimalBox m_future; // whole seconds; an int is too small for a century
};

} // namespace ui
