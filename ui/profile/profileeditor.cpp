// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profileeditor.h"

#include "ui/kit/icons.h"
#include "ui/kit/listtools.h"
#include "ui/profile/profilecanvas.h"
#include "ui/profile/profileform.h"
#include "ui/profile/profilenotes.h"
#include "ui/profile/profileservers.h"

#include <QAction>
#include <QCloseEvent>
#include <QFileInfo>
#include <QGroupBox>
#include <QHeaderView>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace ui {

using herdcore::base::number;
using herdcore::profile::Profile;

namespace {

QWidget *titled(const QString &title, QWidget *inner)
{
    auto *box = new QGroupBox(title);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(inner);
    return box;
}

} // namespace

ProfileEditor::ProfileEditor(QWidget *parent)
    : QMainWindow(parent)
{
    setWindowFlag(Qt::Window);
    setWindowIcon(applicationIcon());
    resize(QSize(1250, 760).boundedTo(screen()->availableSize() * 9 / 10));
    makePanels();
    makeActions();
    makeBars();
    connectPanels();
    refresh();
}

ProfileEditor::~ProfileEditor()
{
    delete takeCentralWidget(); // while the document that its panels show still exists
}

void ProfileEditor::makePanels()
{
    m_servers = new ProfileServers(m_document);
    m_form = new ProfileForm(m_document);
    m_canvas = new ProfileCanvas(m_document);
    m_problems = new ProfileNotes(tr("Problems"));
    m_problems->setObjectName(QStringLiteral("problems"));
    m_splits = new ProfileNotes(tr("What would split the herd"));
    m_splits->setObjectName(QStringLiteral("splits"));
    m_problems->setWhenEmpty(tr("No problems"));
    m_splits->setWhenEmpty(tr("No single or double failure splits the herd"));

    auto *formScroll = new QScrollArea;
    formScroll->setWidget(m_form);
    formScroll->setWidgetResizable(true);
    formScroll->setFrameShape(QFrame::NoFrame);
    auto *left = new QSplitter(Qt::Vertical);
    left->addWidget(titled(tr("Servers"), m_servers));
    left->addWidget(titled(tr("Herd"), formScroll));
    left->setSizes({ 230, 400 });

    auto *matrix = new QTableView;
    matrix->setObjectName(QStringLiteral("links"));
    matrix->setAccessibleName(tr("Links"));
    matrix->setModel(new ProfileLinksModel(m_document, matrix));
    matrix->setContextMenuPolicy(Qt::ActionsContextMenu);
    addListTools(*matrix);
    matrix->horizontalHeader()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 12);
    auto *tabs = new QTabWidget;
    tabs->addTab(m_canvas, tr("&Graph"));
    tabs->addTab(matrix, tr("Links as a ta&ble"));

    auto *notes = new QSplitter(Qt::Horizontal);
    notes->addWidget(titled(tr("Problems"), m_problems));
    notes->addWidget(titled(tr("What would split the herd"), m_splits));
    notes->setSizes({ 1000, 1000 });
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(tabs);
    right->addWidget(notes);
    right->setSizes({ 460, 190 });

    auto *all = new QSplitter(Qt::Horizontal);
    all->addWidget(left);
    all->addWidget(right);
    all->setSizes({ 440, 810 });
    all->setStretchFactor(1, 1);
    for (QSplitter *splitter : { left, right, notes, all })
        splitter->setChildrenCollapsible(false);
    setCentralWidget(all);
}

QAction *ProfileEditor::add(Do what, const QString &text, const QKeySequence &key, const std::function<void()> &act)
{
    auto *made = new QAction(text, this);
    made->setShortcut(key);
    if (!key.isEmpty())
        made->setToolTip(tr("%1 (%2)").arg(QString(text).remove(u'&'), key.toString(QKeySequence::NativeText)));
    connect(made, &QAction::triggered, this, act);
    m_actions[static_cast<std::size_t>(what)] = made;
    return made;
}

void ProfileEditor::makeActions()
{
    add(Do::New, tr("&New"), QKeySequence::New, [this] { m_file.editNew(); });
    add(Do::Open, tr("&Open..."), QKeySequence::Open, [this] { m_file.askForFile(false); });
    add(Do::Save, tr("&Save"), QKeySequence::Save, [this] { m_file.save(); });
    add(Do::SaveAs, tr("Save &as..."), Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] { m_file.askForFile(true); });
    add(Do::Close, tr("&Close"), QKeySequence::Close, [this] { close(); });
    QUndoStack &undo = m_document.undo();
    const QList<QKeySequence> redoKeys{ Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y };
    add(Do::Undo, tr("&Undo"), QKeySequence::Undo, [&undo] { undo.undo(); });
    add(Do::Redo, tr("&Redo"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z, [&undo] { undo.redo(); })->setShortcuts(redoKeys);
    add(Do::Add, tr("&Add server"), Qt::Key_Insert, [this] { m_canvas->addServer(); });
    add(Do::Remove, tr("Re&move"), Qt::Key_Delete, [this] { m_canvas->removeSelected(); });
    add(Do::Link, tr("&Link two"), Qt::Key_L, [this] { m_canvas->linkSelected(); });
    add(Do::Rename, tr("Re&name"), Qt::Key_F2, [this] {
        if (!m_canvas->selectedServers().empty())
            m_servers->edit(m_canvas->selectedServers().back(), QStringLiteral("name"));
    });
    add(Do::Arrange, tr("A&rrange"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, [this] {
        m_document.arrange();
        m_canvas->fit();
    });
    add(Do::Fit, tr("&Fit"), Qt::Key_F, [this] { m_canvas->fit(); });
    add(Do::Run, tr("Run &this herd"), Qt::CTRL | Qt::Key_R, [this] { run(); });
    for (const auto &[what, glyph] : std::initializer_list<std::pair<Do, Glyph>>{ { Do::Run, Glyph::StartAll },
             { Do::New, Glyph::New }, { Do::Open, Glyph::Open }, { Do::Save, Glyph::Save }, { Do::Undo, Glyph::Undo },
             { Do::Redo, Glyph::Redo }, { Do::Add, Glyph::Add }, { Do::Remove, Glyph::Remove },
             { Do::Link, Glyph::Heal }, { Do::Arrange, Glyph::Herds }, { Do::Fit, Glyph::Fit } })
        action(what)->setIcon(icon(glyph));
    // These keys are also typed, so they work only in panels where nothing is typed.
    for (const Do what : { Do::Remove, Do::Link, Do::Rename, Do::Fit }) {
        action(what)->setShortcutContext(Qt::WidgetShortcut);
        m_canvas->addAction(action(what));
        m_servers->addAction(action(what));
    }
    m_servers->removeAction(action(Do::Rename)); // the table edits by itself
}

void ProfileEditor::makeBars()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    auto *bar = addToolBar(tr("Commands"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const Do what : { Do::New, Do::Open, Do::Save, Do::SaveAs, Do::Run, Do::Close })
        file->addAction(action(what));
    for (const Do what : { Do::Undo, Do::Redo, Do::Add, Do::Remove, Do::Link, Do::Rename, Do::Arrange, Do::Fit })
        edit->addAction(action(what));
    const auto group = [this, bar](std::initializer_list<Do> whats) {
        for (const Do what : whats)
            bar->addAction(action(what));
        bar->addSeparator();
    };
    group({ Do::Run });
    group({ Do::Open, Do::Save });
    group({ Do::Undo, Do::Redo });
    group({ Do::Add, Do::Remove, Do::Link });
    group({ Do::Arrange, Do::Fit });
}

void ProfileEditor::connectPanels()
{
    connect(&m_document, &ProfileDocument::changed, this, &ProfileEditor::refresh);
    // Another profile is checked even if it equals the one before: a port may have been taken meanwhile.
    connect(&m_document, &ProfileDocument::wasReset, this, [this] { m_checked.reset(); });
    for (const auto &[what, signal] :
        { std::pair(Do::Undo, &QUndoStack::canUndoChanged), std::pair(Do::Redo, &QUndoStack::canRedoChanged) }) {
        action(what)->setEnabled(false);
        connect(&m_document.undo(), signal, action(what), &QAction::setEnabled);
    }
    connect(m_canvas, &ProfileCanvas::selectionChanged, this, [this] {
        m_servers->select(m_canvas->selectedServers());
        refresh();
    });
    connect(m_servers, &ProfileServers::selectionEdited, this, [this] { m_canvas->select(m_servers->selected()); });
    connect(m_canvas, &ProfileCanvas::renameRequested, this,
        [this](int server) { m_servers->edit(server, QStringLiteral("name")); });
    connect(m_problems, &ProfileNotes::chosen, this, &ProfileEditor::choose);
    connect(m_splits, &ProfileNotes::chosen, this, &ProfileEditor::choose);
    connect(&m_checker, &ProfileChecker::found, this, [this] {
        m_problems->setNotes(m_checker.findings().problems);
        m_splits->setNotes(m_checker.findings().splits);
        refresh();
    });
}

void ProfileEditor::refresh()
{
    const Profile &profile = m_document.profile();
    const QString name = profile.name.isEmpty() ? tr("unnamed") : profile.name;
    const QString where = m_file.path().isEmpty() ? QString() : tr(" (%1)").arg(QFileInfo(m_file.path()).fileName());
    setWindowTitle(tr("%1%2[*] \u2013 Profile editor")
                       .arg(QString(name).replace(QLatin1String("[*]"), QLatin1String("[*][*]")), where));
    setWindowModified(m_document.isModified());
    const auto selected = m_canvas->selectedServers().size();
    action(Do::Remove)->setEnabled(selected > 0 || !m_canvas->selectedLinks().empty());
    action(Do::Rename)->setEnabled(selected > 0);
    action(Do::Link)->setEnabled(selected == 2);
    action(Do::Run)->setEnabled(m_checker.findings().isRight() && !profile.servers.empty());
    if (profile != m_checked) {
        m_checked = profile;
        m_checker.check(profile);
    }
}

void ProfileEditor::choose(const ProfileNote &note)
{
    std::vector<int> servers;
    if (!note.isLoss) {
        for (const auto server : note.subject.servers)
            servers.push_back(number(server));
    }
    m_canvas->select(servers);
    m_canvas->show(note);
    if (servers.empty() && !note.field.isEmpty())
        m_form->focusField(note.field);
}

void ProfileEditor::closeEvent(QCloseEvent *event)
{
    if (!m_document.isModified())
        return QMainWindow::closeEvent(event);
    event->ignore();
    m_file.askUnsaved([this] { close(); });
}

void ProfileEditor::bringUp()
{
    show();
    raise();
    activateWindow();
}

void ProfileEditor::run()
{
    if (!problemsOf(m_document.profile()).empty())
        return;
    m_checker.cancel(); // which must not probe a port while the herd takes it
    m_checked.reset();
    Q_EMIT runRequested(m_document.profile());
}

} // namespace ui
