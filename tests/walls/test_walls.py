#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls themselves: each kind of fault in a made-up tree is found, and what is allowed is let through."""
import pathlib
import sys
import tempfile
import unittest

import walls

HEAD = "// SPDX-FileCopyrightText: 2026 The Herdscope developers\n// SPDX-License-Identifier: GPL-3.0-or-later\n"
QT_HEADERS = None

# name: (file, its text behind the SPDX lines, a part of the fault that is expected)
BAD = {
    "protocol knows node": ("herdcore/protocol/a.cpp", '#include "herdcore/node/node.h"\n', "no arrow"),
    "node knows net": ("herdcore/node/a.cpp", '#include "herdcore/net/poller.h"\n', "no arrow"),
    "net knows places": ("herdcore/net/a.h", '#include "herdcore/places/placessource.h"\n', "no arrow"),
    "observe knows node": ("herdcore/observe/a.h", '#include "herdcore/node/node.h"\n', "no arrow"),
    "host knows herd": ("herdcore/host/a.cpp", '#include "herdcore/herd/herd.h"\n', "no arrow"),
    "base knows observe": ("herdcore/base/a.h", '#include "herdcore/observe/event.h"\n', "no arrow"),
    "core knows ui": ("herdcore/herd/a.cpp", '#include "ui/kit/theme.h"\n', "no arrow"),
    "ui knows net": ("ui/map/a.cpp", '#include "herdcore/net/lineconnection.h"\n', "no arrow"),
    "ui knows app": ("ui/kit/a.cpp", '#include "app/herdscope/options.h"\n', "no arrow"),
    "kit knows live": ("ui/kit/a.cpp", '#include "ui/live/selection.h"\n', "no arrow"),
    "kit knows the herd": ("ui/kit/a.h", '#include "herdcore/herd/herd.h"\n', "no arrow"),
    "live knows actions": ("ui/live/a.cpp", '#include "ui/actions/actions.h"\n', "no arrow"),
    "live knows a subject": ("ui/live/a.h", '#include "ui/topology/topologyscene.h"\n', "no arrow"),
    "actions know a subject": ("ui/actions/a.cpp", '#include "ui/faults/faultspanel.h"\n', "no arrow"),
    "a subject knows another": ("ui/map/a.cpp", '#include "ui/log/messagespanel.h"\n', "no arrow"),
    "topology knows profile": ("ui/topology/a.h", '#include "ui/profile/profilecanvas.h"\n', "no arrow"),
    "profile knows map": ("ui/profile/a.cpp", '#include "ui/map/mapview.h"\n', "no arrow"),
    "a subject knows the window": ("ui/lists/a.cpp", '#include "ui/window/mainwindow.h"\n', "no arrow"),
    "only places configures sources": ("ui/map/a.cpp", '#include "herdcore/places/placesconfig.h"\n', "no arrow"),
    "herdd knows ui": ("app/herdd/main.cpp", '#include "ui/kit/theme.h"\n', "no arrow"),
    "relative include": ("herdcore/node/a.cpp", '#include "../net/poller.h"\n', "not named from the top"),
    "include in mid-file, with blanks": ("herdcore/node/a.cpp", '\nint x;\n  #  include "herdcore/net/poller.h"\n', "no arrow"),
    "core: QWidget": ("herdcore/herd/a.cpp", "#include <QWidget>\n", "QtWidgets"),
    "core: QtWidgets/QWidget": ("herdcore/host/a.cpp", "#include <QtWidgets/QWidget>\n", "QtWidgets"),
    "core: qwidget.h": ("herdcore/host/a.cpp", "#include <qwidget.h>\n", "QtWidgets"),
    "core: QColor": ("herdcore/observe/a.h", "#include <QColor>\n", "QtGui"),
    "core: QImage": ("herdcore/places/a.cpp", "#include <QImage>\n", "QtGui"),
    "core: QtGui": ("herdcore/places/a.cpp", "#include <QtGui>\n", "QtGui"),
    "herdd: QGuiApplication": ("app/herdd/main.cpp", "#include <QGuiApplication>\n", "QtGui"),
    "core: tr": ("herdcore/herd/a.cpp", "auto s = Herd::tr(\"stopped\");\n", "tr()"),
    "ui: QTcpSocket": ("ui/kit/a.cpp", "#include <QTcpSocket>\n", "sockets"),
    "ui: QtNetwork/QTcpServer": ("ui/kit/a.cpp", "#include <QtNetwork/QTcpServer>\n", "sockets"),
    "ui: sys/socket.h": ("ui/kit/a.cpp", "#include <sys/socket.h>\n", "sockets"),
    "host: sys/epoll.h": ("herdcore/host/a.cpp", "#include <sys/epoll.h>\n", "sockets"),
    "host: QTcpServer": ("herdcore/host/a.cpp", "#include <QTcpServer>\n", "sockets"),
    "places: netinet/in.h": ("herdcore/places/a.cpp", "#include <netinet/in.h>\n", "sockets"),
    "herd: QSocketNotifier": ("herdcore/herd/a.cpp", "#include <QSocketNotifier>\n", "sockets"),
    "net: QNetworkAccessManager": ("herdcore/net/a.cpp", "#include <QNetworkAccessManager>\n", "web requests"),
    "ui: QNetworkReply": ("ui/kit/a.cpp", "#include <QNetworkReply>\n", "web requests"),
    "node: QTimer": ("herdcore/node/a.h", "#include <QTimer>\n", "no I/O"),
    "node: QObject": ("herdcore/node/a.h", "#include <QtCore/QObject>\n", "no I/O"),
    "protocol: QThread": ("herdcore/protocol/a.h", "#include <QThread>\n", "no I/O"),
    "node: chrono": ("herdcore/node/a.cpp", "#include <chrono>\n", "no I/O"),
    "base: a clock in another file": ("herdcore/base/a.cpp", "#include <chrono>\n", "no I/O"),
    "node: QDateTime": ("herdcore/node/a.cpp", "#include <QDateTime>\n", "no I/O"),
    "protocol: file": ("herdcore/protocol/a.cpp", "#include <QFile>\n", "no I/O"),
    "long source": ("ui/kit/a.cpp", "\n" * 449, "451 lines"),
    "long header": ("herdcore/net/a.h", "\n" * 149, "151 lines"),
    "long main window": ("ui/window/mainwindow.cpp", "\n" * 249, "251 lines"),
    "long function": ("ui/kit/a.cpp", "void f()\n{\n" + "    g();\n" * 51 + "}\n", "51 lines at line 4"),
    "a folder nobody knows": ("herdcore/misc/a.cpp", "", "no folder"),
    "machine path in a string": ("ui/kit/a.cpp", 'auto f = "/%s/main";\n' % "work", "path of one machine"),
    "machine path in a document": ("README.md", "cd /%s/x\n" % "root", "path of one machine"),
    "machine build folder": ("notes.txt", "/tmp/%s-x/bin\n" % "b", "path of one machine"),
}

GOOD = {
    "own folder": ("herdcore/node/a.cpp", '#include "herdcore/node/b.h"\n#include "herdcore/protocol/m.h"\n#include <QByteArray>\n'),
    "net: sockets": ("herdcore/net/a.cpp", "#include <QTcpServer>\n#include <sys/epoll.h>\n#include <QSocketNotifier>\n"),
    "places: requests": ("herdcore/places/a.cpp", "#include <QNetworkAccessManager>\n#include <QGeoCoordinate>\n"),
    "the clock": ("herdcore/base/time.cpp", "#include <chrono>\n"),
    "window: every subject": ("ui/window/a.cpp", "".join(f'#include "ui/{room}/a.h"\n' for room in
        ("kit", "live", "actions", "topology", "map", "log", "lists", "inject", "faults", "places", "profile"))),
    "profile: topology's painters": ("ui/profile/a.cpp", '#include "ui/topology/topologynodepainter.h"\n'),
    "ui: widgets": ("ui/map/a.cpp", '#include "ui/kit/theme.h"\n#include "herdcore/herd/herd.h"\n#include <QWidget>\n#include <QSvgRenderer>\n'),
    "a comment": ("herdcore/node/a.cpp", "// #include <QTimer>\n/*\n#include <QWidget>\ntr(x) */\n"),
    "tr in a string, and words that end so": ("herdcore/herd/a.cpp", 'auto s = "tr(x)"; int ptr(int); R"(tr(\n)";\n'),
    "tests may": ("tests/net/tst_a.cpp", "#include <QTcpSocket>\n"),
    "just short enough": ("ui/kit/a.cpp", "\n" * 448),
    "a long class of short functions": ("ui/kit/a.cpp", "class A\n{\n" + "    int f();\n" * 60 + "};\n\nvoid g()\n{\n}\n"),
    "a long table": ("ui/kit/a.cpp", "int f(E e)\n{\n" + "    case E::A: return 1;\n" * 60 + "}\n"),
    "other paths": ("README.md", "/home/me/work/x ./work/x network/root\n"),
}


A_CLASS = "class A final : public B\n{\npublic:\n    class Inner;\n};\n"


class Walls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.modules = walls.qt_modules(QT_HEADERS)

    def setUp(self):
        walls.SEVERAL_FILES, walls.LONGER = {}, {}  # those of the real tree

    def faults_of(self, path, text):
        return self.faults_of_tree({path: text})

    def faults_of_tree(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                file = pathlib.Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text((HEAD if path.endswith((".cpp", ".h")) else "") + text)
            return list(walls.faults(pathlib.Path(folder), self.modules))

    def test_bad(self):
        for name, (path, text, expected) in BAD.items():
            with self.subTest(name):
                found = self.faults_of(path, text)
                self.assertTrue(any(fault.startswith(path) and expected in fault for fault in found), found)

    def test_good(self):
        for name, (path, text) in GOOD.items():
            with self.subTest(name):
                self.assertEqual(self.faults_of(path, text), [])

    def test_class_in_several_files(self):
        definitions = ("A::A() = default;\n", "int A::f() const\n{\n}\n", "const A::Inner *A::f(int x)\n", "A::~A()\n{\n}\n",
            "A &A::operator=(const A &) = default;\n", "const int A::most = 3;\n", "std::map<int, A> A::all;\n",
            "class A::Inner\n{\n};\n", "int A::Inner::f()\n{\n}\n", "bool operator==(A::Inner a, A::Inner b)\n")
        for definition in definitions:
            with self.subTest(definition):
                found = self.faults_of_tree(
                    {"ui/kit/a.h": A_CLASS, "ui/kit/a.cpp": "int A::g()\n{\n}\n", "ui/kit/b.cpp": definition})
                if definition.startswith("bool operator"):
                    self.assertEqual(found, [])  # no member
                else:
                    self.assertEqual(found, ["ui/kit/a.cpp: class A is also defined in ui/kit/b.cpp; one class is one .cpp"])

    def test_uses_of_a_class_are_no_definitions(self):
        uses = ("void g()\n{\n    A::f();\n    return A::f();\n}\n", "using A::f;\n", "int g(A::Inner x)\n{\n}\n", "A::Inner g()\n{\n}\n",
            "// int A::f() is in a.cpp\n", 'auto s = "A::f(";\n', "int other::A::f()\n{\n}\n",
            "class B final : public A::Inner\n{\n};\n")
        for use in uses:
            with self.subTest(use):
                self.assertEqual(self.faults_of_tree(
                    {"ui/kit/a.h": A_CLASS, "ui/kit/a.cpp": "int A::f()\n{\n}\n", "ui/kit/b.cpp": use}), [])

    def test_same_name_in_another_folder_is_another_class(self):
        tree = {f"{folder}/a.{end}": text for folder in ("ui/kit", "ui/map")
            for end, text in (("h", A_CLASS), ("cpp", "int A::f()\n{\n}\n"))}
        self.assertEqual(self.faults_of_tree(tree), [])

    def test_nested_class_with_a_definition_of_its_own_is_another_class(self):
        tree = {"ui/kit/a.h": A_CLASS, "ui/kit/a.cpp": "int A::f()\n{\n}\n", "ui/kit/b.h": "class A::Inner\n{\n    int g();\n};\n",
            "ui/kit/b.cpp": "int A::Inner::g()\n{\n}\n"}
        self.assertEqual(self.faults_of_tree(tree), [])
        tree["ui/kit/c.cpp"] = "A::Inner::~Inner()\n{\n}\n"
        self.assertEqual(self.faults_of_tree(tree),
            ["ui/kit/b.cpp: class A::Inner is also defined in ui/kit/c.cpp; one class is one .cpp"])

    def test_long_class(self):
        tree = {"ui/kit/a.h": A_CLASS, "ui/kit/a.cpp": "int A::f()\n{\n}\n" + "\n" * 300, "ui/kit/b.cpp": "int A::g()\n{\n}\n" + "\n" * 200}
        found = self.faults_of_tree(tree)
        self.assertEqual(len(found), 2, found)
        self.assertIn("class A has 510 lines in its .cpp files; 450 is the budget", found[1])
        walls.SEVERAL_FILES, walls.LONGER = {"A": "for a reason"}, {"A": "for another"}
        self.assertEqual(self.faults_of_tree(tree), [])

    def test_no_spdx(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a.cpp", "b.py", "CMakeLists.txt", "dev"):
                pathlib.Path(folder, name).write_text("\n")
            found = [fault.split(":")[0] for fault in walls.faults(pathlib.Path(folder), self.modules) if "SPDX" in fault]
            self.assertEqual(found, ["CMakeLists.txt", "a.cpp", "b.py", "dev"])

    def test_citations(self):
        cites = "// What it is (protocol.%s\n// section %d).\n"
        for comment, expected in (
                (cites % ("md", 2), []),
                ("// See docs/protocol.%s.\n" % "md", []),
                (cites % ("md", 3), ["cites section 3 of protocol.%s" % "md"]),
                ("// See lost.%s section 1.\n" % "md", ["cites lost.%s" % "md"])):
            with self.subTest(comment), tempfile.TemporaryDirectory() as folder:
                for name, text in (("docs/protocol.md", "## 1. Clients\n\n## 2. Records\n"), ("herdcore/net/a.h", HEAD + comment)):
                    pathlib.Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
                    pathlib.Path(folder, name).write_text(text)
                found = list(walls.faults(pathlib.Path(folder), self.modules))
                self.assertEqual(len(found), len(expected), found)
                for fault, part in zip(found, expected):
                    self.assertIn(part, fault)

    def test_arrows_have_no_cycle(self):
        def reach(folder, seen):
            for target in walls.ARROWS[folder][0]:
                self.assertNotIn(target, seen)
                reach(target, seen | {target})
        for folder in walls.ARROWS:
            reach(folder, {folder})


if __name__ == "__main__":
    QT_HEADERS = sys.argv.pop(1)
    unittest.main(verbosity=2)
