// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/expected.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <memory>
#include <string>

using herdcore::base::Expected;

class ExpectedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue();
    void holdsAnError();
    void valueAndErrorOfOneType();
    void movesOut();
    void refusesTheOtherSide();
};

void ExpectedTest::holdsAValue()
{
    Expected<std::string, int> expected(std::string("kiwi"));
    QVERIFY(expected);
    QVERIFY(expected.hasValue());
    QCOMPARE(*expected, std::string("kiwi"));
    QCOMPARE(expected->size(), 4U);
    expected.value() += "s";
    QCOMPARE(expected.value(), std::string("kiwis"));
}

void ExpectedTest::holdsAnError()
{
    const Expected<std::string, int> expected(7);
    QVERIFY(!expected);
    QVERIFY(!expected.hasValue());
    QCOMPARE(expected.error(), 7);
}

void ExpectedTest::valueAndErrorOfOneType()
{
    struct Tag {
        int n;
    };
    const Expected<int, Tag> value(1);
    const Expected<int, Tag> error(Tag{ 1 });
    QVERIFY(value && !error);
}

void ExpectedTest::movesOut()
{
    Expected<std::unique_ptr<int>, int> expected(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(expected).value();
    QCOMPARE(*taken, 5);
    QVERIFY(expected.value() == nullptr);
}

void ExpectedTest::refusesTheOtherSide()
{
    const Expected<std::string, int> value(std::string("kiwi"));
    const Expected<std::string, int> error(7);
    QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(value.error()));
    QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(error.value()));
}

HERD_TEST(ExpectedTest)
#include "tst_expected.moc"
