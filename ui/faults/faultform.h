// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/live/logfollower.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include <optional>
#include <vector>

namespace ui {

// The form for a new fault: link, direction, kind, amounts as people write them ("200ms", "1kB/s") and duration. While
// the user types, it previews the fault or reports what is wrong; an invalid fault cannot be set.
class FaultForm : public QWidget
{
    Q_OBJECT
public:
    // Both must outlive this.
    FaultForm(herdcore::control::HerdControl &control, const LogFollower &follower, QWidget *parent = nullptr);

    void setLink(herdcore::profile::LinkProfile link); // ignores a link that the herd does not have
    void setKind(herdcore::base::ImpairmentKind kind);
    void focusKind();

    struct Draft {
        std::optional<herdcore::profile::Fault> fault;
        QString problem; // why there is no fault, in one line
    };
    [[nodiscard]] Draft draft() const;
    void set(); // does nothing while the draft is invalid

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLinks();
    void layOut();
    void nameEverything();
    void showKind();
    void showWays();
    void check();
    void say(bool good, const QString &text);
    [[nodiscard]] std::optional<herdcore::profile::LinkProfile> link() const;
    [[nodiscard]] herdcore::base::ImpairmentKind kind() const;
    [[nodiscard]] herdcore::profile::FaultDirection direction() const;
    [[nodiscard]] QString wayProblem(herdcore::profile::LinkProfile link) const;
    [[nodiscard]] QString amountProblem() const;
    [[nodiscard]] QByteArray words() const;

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    QComboBox m_link;
    QComboBox m_way;
    QComboBox m_kind;
    QLabel m_amountLabel;
    QLineEdit m_amount;
    QLabel m_jitterLabel;
    QLineEdit m_jitter;
    QLineEdit m_lines;
    QLineEdit m_lasts;
    QLabel m_mark;
    QLabel m_message;
    QPushButton m_set;
    std::vector<QString> m_amounts; // per kind, as last typed
    herdcore::base::ImpairmentKind m_shownKind = herdcore::base::ImpairmentKind::Latency;
};

} // namespace ui
