// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profileform.h"

#include "ui/profile/profilewords.h"

#include <QSignalBlocker>

#include <algorithm>

namespace ui {

using namespace herdcore::profile;

namespace {

constexpr double mostFutureSeconds = 100.0 * 366 * 24 * 60 * 60;
constexpr LinkStyle linkStyles[] = { LinkStyle::Persistent, LinkStyle::PerMessage };
constexpr Repair repairs[] = { Repair::None, Repair::Push, Repair::Sync };

// Only if it differs, so that the cursor stays in place while the user types.
void setText(QLineEdit &edit, const QString &text)
{
    if (edit.text() != text)
        edit.setText(text);
}

} // namespace

ProfileForm::ProfileForm(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_lowerCase(tr("Log files in lower case"))
    , m_stored(tr("Answer a stale IAMAT with the stored location"))
    , m_oneAnswer(tr("One answer per connection"))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(6, 6, 6, 6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addText(*form, tr("&Name"), QStringLiteral("name"), m_name, &Profile::name);
    addText(*form, tr("&Title"), QStringLiteral("title"), m_title, &Profile::title);
    for (const auto &row : herdcore::protocol::allDialects())
        m_dialect.addItem(QLatin1String(row.word));
    addChoice(*form, tr("&Dialect"), QStringLiteral("dialect"), m_dialect,
        [](Profile &p, int row) { p.dialect = static_cast<DialectKind>(row); });
    for (const LinkStyle style : linkStyles)
        m_links.addItem(toWord(style));
    addChoice(*form, tr("Lin&ks"), QStringLiteral("links"), m_links,
        [](Profile &p, int row) { p.linkStyle = linkStyles[row]; });
    for (const Repair repair : repairs)
        m_repair.addItem(toWord(repair));
    addChoice(
        *form, tr("Re&pair"), QStringLiteral("repair"), m_repair, [](Profile &p, int row) { p.repair = repairs[row]; });
    addText(*form, tr("Lo&g file"), QStringLiteral("log"), m_log, &Profile::logPattern);
    m_log.setToolTip(tr("{server} stands for the server's name"));
    addFlag(*form, QStringLiteral("log_lower_case"), m_lowerCase, &Profile::logLowerCase);
    addFlag(*form, QStringLiteral("stale_answer"), m_stored, &Profile::answersStaleWithStored);
    addFlag(*form, QStringLiteral("one_answer_per_connection"), m_oneAnswer, &Profile::oneAnswerPerConnection);
    addFuture(*form);
    connect(&document, &ProfileDocument::changed, this, &ProfileForm::read);
    read();
}

void ProfileForm::addText(
    QFormLayout &form, const QString &label, const QString &field, QLineEdit &edit, QString Profile::*value)
{
    edit.setObjectName(field);
    form.addRow(label, &edit);
    const QString words = tr("Change %1").arg(field);
    connect(&edit, &QLineEdit::textEdited, this, [this, words, field, value](const QString &text) {
        m_document.change(words, field, [value, &text](Profile &p) { p.*value = text; });
    });
    connect(&edit, &QLineEdit::editingFinished, this, [this] { m_document.endStep(); });
}

void ProfileForm::addChoice(QFormLayout &form, const QString &label, const QString &field, QComboBox &box,
    const std::function<void(Profile &, int)> &set)
{
    box.setObjectName(field);
    form.addRow(label, &box);
    connect(&box, &QComboBox::activated, this, [this, field, set](int row) {
        m_document.change(tr("Change %1").arg(field), {}, [&set, row](Profile &p) { set(p, row); });
    });
}

void ProfileForm::addFlag(QFormLayout &form, const QString &field, QCheckBox &box, bool Profile::*value)
{
    box.setObjectName(field);
    form.addRow(&box);
    connect(&box, &QCheckBox::clicked, this, [this, field, value](bool on) {
        m_document.change(tr("Change %1").arg(field), {}, [value, on](Profile &p) { p.*value = on; });
    });
}

void ProfileForm::addFuture(QFormLayout &form)
{
    const QString field = QStringLiteral("future_bound_seconds");
    m_future.setObjectName(field);
    m_future.setDecimals(0);
    m_future.setRange(0, mostFutureSeconds);
    m_future.setSingleStep(3600);
    m_future.setSuffix(tr(" s"));
    m_future.setToolTip(tr("A client's time further ahead than this is flagged"));
    form.addRow(tr("&Future bound"), &m_future);
    connect(&m_future, &QDoubleSpinBox::valueChanged, this, [this, field](double seconds) {
        m_document.change(tr("Change %1").arg(field), field,
            [seconds](Profile &p) { p.futureBoundSeconds = static_cast<qint64>(seconds); });
    });
    connect(&m_future, &QDoubleSpinBox::editingFinished, this, [this] { m_document.endStep(); });
}

void ProfileForm::read()
{
    const Profile &profile = m_document.profile();
    setText(m_name, profile.name);
    setText(m_title, profile.title);
    setText(m_log, profile.logPattern);
    m_dialect.setCurrentIndex(static_cast<int>(profile.dialect));
    m_links.setCurrentIndex(static_cast<int>(profile.linkStyle));
    m_repair.setCurrentIndex(static_cast<int>(profile.repair));
    m_lowerCase.setChecked(profile.logLowerCase);
    m_stored.setChecked(profile.answersStaleWithStored);
    m_oneAnswer.setChecked(profile.oneAnswerPerConnection);
    const QSignalBlocker quiet(m_future);
    m_future.setValue(static_cast<double>(profile.futureBoundSeconds));
}

void ProfileForm::focusField(const QString &field)
{
    if (auto *found = findChild<QWidget *>(field))
        found->setFocus(Qt::OtherFocusReason);
}

} // namespace ui
