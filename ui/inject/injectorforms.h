// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/inject/injectorline.h"
#include "ui/inject/injectorsnippets.h"
#include "ui/inject/placefields.h"
#include "ui/kit/decimalbox.h"

#include "herdcore/herd/herd.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

namespace ui {

// One page of the injector: composes the bytes to send from what the user has typed. Sends nothing itself.
class InjectorForm : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    // `nowNs`: the client's clock, in nanoseconds since 1970.
    [[nodiscard]] virtual Composed compose(std::int64_t nowNs) const = 0;
    [[nodiscard]] virtual int writes() const { return 1; }
    [[nodiscard]] virtual bool halfClose() const { return true; }

Q_SIGNALS:
    void changed();
    void sendRequested(); // Return was pressed in a field
};

class IamatForm : public InjectorForm
{
    Q_OBJECT
public:
    explicit IamatForm(QWidget *parent = nullptr);
    [[nodiscard]] Composed compose(std::int64_t nowNs) const override;
    void setLocation(double latitude, double longitude);

private:
    QLineEdit m_client;
    PlaceFields m_place;
    DecimalBox m_skew; // seconds added to now
};

class WhatsatForm : public InjectorForm
{
    Q_OBJECT
public:
    explicit WhatsatForm(QWidget *parent = nullptr);
    [[nodiscard]] Composed compose(std::int64_t nowNs) const override;
    [[nodiscard]] herdcore::base::ClientId client() const;
    [[nodiscard]] double radiusKm() const { return m_radius.value(); }
    void setRadius(double km) { m_radius.setValue(km); }
    void setClient(const herdcore::base::ClientId &client);
    // The ids that the list offers; the text already typed is kept.
    void setKnownClients(const QStringList &escapedIds);

private:
    QComboBox m_client;
    DecimalBox m_radius;
    QSpinBox m_bound;
};

class RawForm : public InjectorForm
{
    Q_OBJECT
public:
    explicit RawForm(QWidget *parent = nullptr);
    [[nodiscard]] Composed compose(std::int64_t nowNs) const override;
    [[nodiscard]] int writes() const override { return m_writes.value(); }
    [[nodiscard]] bool halfClose() const override { return m_halfClose.isChecked(); }
    void fill(const Snippet &snippet);
    void focusLine();

private:
    QLineEdit m_line;
    QComboBox m_lineEnd;
    QSpinBox m_writes;
    QCheckBox m_halfClose;
};

} // namespace ui
