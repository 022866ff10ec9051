// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/childoutput.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace herdcore;
using host::ChildOutput;

namespace {

constexpr qsizetype piece = ChildOutput::longestPiece;

// A program's end of the pipe in the test's own hands.
struct Program {
    Program()
        : poller(net::Poller::create())
        , output(
              *poller, [this](const QByteArray &line) { lines << line; }, [this] { ++throttled; })
    {
        if (!output.open())
            qFatal("no pipe");
        ::fcntl(output.childsEnd(), F_SETFL, O_NONBLOCK);
    }

    // As much as the pipe takes; how much that was.
    qsizetype print(const QByteArray &bytes)
    {
        return ::write(output.childsEnd(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    }

    std::unique_ptr<net::Poller> poller;
    QByteArrayList lines;
    int throttled = 0;
    ChildOutput output;
};

} // namespace

class ChildOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesLines();
    void cutsLongLines_data();
    void cutsLongLines();
    void makesAFastOneWait();
    void leavesNothingOut();
    void stopsWithTheLastOneThatHasThePipe();
};

void ChildOutputTest::givesLines()
{
    Program program;
    program.print("one\r\n\ntw");
    QTRY_COMPARE(program.lines, (QByteArrayList{ "one", "" }));
    program.print("o\nrest");
    QTRY_COMPARE(program.lines, (QByteArrayList{ "one", "", "two" }));
    program.output.finish();
    QCOMPARE(program.lines, (QByteArrayList{ "one", "", "two", "rest" }));
    QCOMPARE(program.throttled, 0);
}

void ChildOutputTest::cutsLongLines_data()
{
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QList<qsizetype>>("sizes");
    const auto row = [](const char *name, const QByteArray &printed, const QList<qsizetype> &sizes) {
        QTest::newRow(name) << printed << sizes;
    };
    row("one less", QByteArray(piece - 1, 'x') + '\n', { piece - 1 });
    row("as long as a piece", QByteArray(piece, 'x') + '\n', { piece });
    row("one more", QByteArray(piece + 1, 'x') + '\n', { piece, 1 });
    row("zeros without an end", QByteArray(3 * piece, '\0'), { piece, piece, piece });
}

void ChildOutputTest::cutsLongLines()
{
    QFETCH(QByteArray, printed);
    QFETCH(QList<qsizetype>, sizes);
    Program program;
    QCOMPARE(program.print(printed), printed.size());
    QTRY_VERIFY(program.lines.size() >= sizes.size() - 1);
    program.output.finish();
    QList<qsizetype> given;
    for (const QByteArray &line : std::as_const(program.lines))
        given << line.size();
    QCOMPARE(given, sizes);
}

// `yes` fills its pipe and then waits, in memory that does not grow.
void ChildOutputTest::makesAFastOneWait()
{
    Program program;
    const QByteArray lines = QByteArray("y\n").repeated(2'048);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 1'000) {
        program.print(lines);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    QCOMPARE(program.throttled, 1);
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    QVERIFY(program.lines.size() >= ChildOutput::linesPerSecond);
    QVERIFY(static_cast<double>(program.lines.size()) <= (1 + seconds) * ChildOutput::linesPerSecond + 1);
}

void ChildOutputTest::leavesNothingOut()
{
    Program program;
    QByteArray printed;
    for (int i = 0; i < 5'000; ++i)
        printed += QByteArray::number(i) + '\n';
    QCOMPARE(program.print(printed), printed.size()); // a pipe holds more
    QTRY_VERIFY(program.throttled == 1);
    program.output.finish();
    // What comes at the end comes in pieces that hold line ends.
    QVERIFY(program.lines.size() < 2 * ChildOutput::linesPerSecond);
    QCOMPARE(program.lines.join().replace("\n", ""), printed.replace("\n", ""));
}

void ChildOutputTest::stopsWithTheLastOneThatHasThePipe()
{
    Program program;
    program.print("last");
    program.output.closeChildsEnd();
    QTest::qWait(50); // nothing is left to be read
    QVERIFY(program.lines.empty());
    program.output.finish();
    QCOMPARE(program.lines, QByteArrayList{ "last" });
    QVERIFY(program.output.open()); // for the next one
}

HERD_TEST(ChildOutputTest)
#include "tst_childoutput.moc"
