#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls of the house: which folder may include what, how long a class may be, what a source file must carry.

    walls.py TREE [--qt-headers DIR]

Prints one line per fault and exits 1 when there is one. Target includes alone are no wall on Debian: <QtWidgets/QWidget>
compiles in a target that does not link Widgets. So the #includes are read here, and the Qt folder that holds a header
says which Qt module it belongs to.

A class is one thing: all .cpp files that define members of one class count together, and there should be one of them.
"""
import argparse
import pathlib
import re
import subprocess
import sys

# folder: (folders it may include besides itself, Qt modules whose headers it may include)
UI_QT = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtPositioning")
UI_CORE = ("herdcore/herd", "herdcore/control", "herdcore/state", "herdcore/profile", "herdcore/observe", "herdcore/protocol", "herdcore/base")
UI_SUBJECT = ("ui/kit", "ui/live", "ui/actions") + UI_CORE

ARROWS = {
    "herdcore/base": ((), ("QtCore",)),
    "herdcore/protocol": (("herdcore/base",), ("QtCore",)),
    "herdcore/profile": (("herdcore/protocol", "herdcore/base"), ("QtCore", "QtNetwork")),
    "herdcore/node": (("herdcore/protocol", "herdcore/base"), ("QtCore",)),
    "herdcore/observe": (("herdcore/base",), ("QtCore",)),
    "herdcore/net": (("herdcore/base",), ("QtCore", "QtNetwork")),
    "herdcore/places": (("herdcore/base",), ("QtCore", "QtNetwork", "QtPositioning")),
    "herdcore/state": (("herdcore/profile", "herdcore/protocol", "herdcore/observe", "herdcore/base"), ("QtCore",)),
    "herdcore/sim": (
        ("herdcore/host", "herdcore/node", "herdcore/protocol", "herdcore/net", "herdcore/places", "herdcore/observe", "herdcore/base"),
        ("QtCore", "QtNetwork")),
    "herdcore/host": (
        ("herdcore/node", "herdcore/protocol", "herdcore/net", "herdcore/places", "herdcore/observe", "herdcore/base"),
        ("QtCore", "QtNetwork")),
    "herdcore/herd": (
        ("herdcore/host", "herdcore/profile", "herdcore/node", "herdcore/protocol", "herdcore/net", "herdcore/places",
         "herdcore/observe", "herdcore/base"),
        ("QtCore", "QtNetwork")),
    "herdcore/control": (
        ("herdcore/herd", "herdcore/state", "herdcore/profile", "herdcore/observe", "herdcore/protocol", "herdcore/base"), ("QtCore",)),
    # kit knows no herd; no subject includes another, but that the profile editor draws with the topology's painters
    "ui/kit": (("herdcore/base",), UI_QT),
    "ui/live": (("ui/kit",) + UI_CORE, UI_QT),
    "ui/actions": (("ui/kit", "ui/live") + UI_CORE, UI_QT),
    "ui/topology": (UI_SUBJECT, UI_QT),
    "ui/map": (UI_SUBJECT, UI_QT),
    "ui/log": (UI_SUBJECT, UI_QT),
    "ui/lists": (UI_SUBJECT, UI_QT),
    "ui/inject": (UI_SUBJECT, UI_QT),
    "ui/faults": (UI_SUBJECT, UI_QT),
    "ui/places": (UI_SUBJECT + ("herdcore/places",), UI_QT),
    "ui/profile": (UI_SUBJECT + ("ui/topology",), UI_QT),
    "ui/window": (
        ("ui/topology", "ui/map", "ui/log", "ui/lists", "ui/inject", "ui/faults", "ui/places", "ui/profile") + UI_SUBJECT, UI_QT),
    "app/herdd": (
        ("app", "herdcore/control", "herdcore/herd", "herdcore/state", "herdcore/profile", "herdcore/places", "herdcore/observe", "herdcore/base"),
        ("QtCore", "QtNetwork")),
    "app/herdscope": (
        ("app", "ui/window", "ui/kit", "ui/live", "ui/profile", "ui/places", "ui/inject", "herdcore/control", "herdcore/herd", "herdcore/state", "herdcore/profile", "herdcore/places",
         "herdcore/observe", "herdcore/base"),
        ("QtCore", "QtGui", "QtWidgets", "QtSvg")),
    "app": (("herdcore/herd", "herdcore/profile", "herdcore/places", "herdcore/observe", "herdcore/base"), ("QtCore",)),
}

SOCKETS = re.compile(
    r"(?:\w+/)*(?:Q(?:Abstract|Tcp|Udp|Ssl|Local|Sctp|DtlsTcp)Socket|Q(?:Tcp|Local|Ssl|Sctp)Server|QSocketNotifier|QSocketDescriptor"
    r"|QDtls\w*|q(?:abstract|tcp|udp|ssl|local|sctp)(?:socket|server)\.h|qsocketnotifier\.h)"
    r"|sys/(?:socket|epoll|select|poll|un|eventfd|sendfile)\.h|netinet/.*|arpa/.*|net/if\.h|poll\.h|netdb\.h")
REQUESTS = re.compile(
    r"(?:\w+/)*(?:QNetwork(?:AccessManager|Request|RequestFactory|Reply|DiskCache|Cookie|CookieJar)|QAbstractNetworkCache"
    r"|QHttp\w*|QRestAccessManager|qnetwork(?:accessmanager|request|reply|diskcache|cookie|cookiejar)\.h|qhttp\w*\.h)")
# What makes a folder impure: input and output, threads, timers, clocks, objects with a life of their own.
IMPURE = re.compile(
    r"(?:\w+/)*(?:Q(?:Object|Timer|BasicTimer|ChronoTimer|ElapsedTimer|DeadlineTimer|DateTime|Thread|ThreadPool|Mutex|ReadWriteLock"
    r"|Semaphore|WaitCondition|Future\w*|Promise|EventLoop|CoreApplication|IODevice|File|SaveFile|TemporaryFile|Dir|Process|Settings"
    r"|StandardPaths)|q(?:object|timer|thread|mutex|elapsedtimer|datetime|file|iodevice)\.h)"
    r"|chrono|thread|mutex|shared_mutex|condition_variable|future|atomic|fstream|iostream|filesystem|ctime|time\.h|cstdio"
    r"|stdio\.h|random|unistd\.h|fcntl\.h|sys/.*|pthread\.h|signal\.h|csignal")

# pattern, folders that may include what matches, what to say
RESERVED = (
    (SOCKETS, ("herdcore/net",), "only herdcore/net touches sockets"),
    (REQUESTS, ("herdcore/places",), "only herdcore/places makes web requests"),
    (IMPURE, None, "base, protocol and node do no I/O and own no thread, timer or clock"),
)
PURE = ("herdcore/base", "herdcore/protocol", "herdcore/node")

# (file, include): why. Nothing else goes through a wall.
PASSES = {
    ("herdcore/base/time.cpp", "chrono"): "the one real implementation of the clock seam",
    ("app/herdd/say.cpp", "herdcore/host/sendclient.h"): "a client of a herd that runs elsewhere: there is no Herd to ask",
    ("app/herdd/controlserver.cpp", "QLocalServer"): "the control socket of the program, which is no part of the herd",
    ("app/herdd/controlserver.cpp", "QLocalSocket"): "the same",
    ("app/herdd/ctl.cpp", "QLocalSocket"): "the other side of the control socket",
    ("app/herdd/controlsocket.cpp", "sys/socket.h"): "the same: it must never replace a file that is not its own",
    ("app/herdd/controlsocket.cpp", "sys/un.h"): "the same",
    ("app/endsignals.cpp", "poll.h"): "signals arrive on a descriptor, which is no socket",
    ("app/endsignals.cpp", "sys/eventfd.h"): "the same",
    ("app/output.h", "QSocketNotifier"): "stdout and stderr are no sockets of a herd",
    ("app/output.cpp", "poll.h"): "the same",
    ("ui/map/mapbackdroppainter.cpp", "herdcore/places/gazetteer.h"): "immutable data: the map labels the places that WHATSAT finds",
}

CLASS_BUDGET = 450  # of all .cpp files that define members of a class; so also that of a file
BUDGETS = {".cpp": CLASS_BUDGET, ".h": 150}
OWN_BUDGETS = {"ui/window/mainwindow.cpp": 250}
FUNCTION_BUDGET = 50
# file or class: why it may be longer. Empty is how it should be.
LONGER = {}
# class: why its members are defined in several .cpp files. Empty is how it should be.
SEVERAL_FILES = {}

SOURCES = ("app", "herdcore", "ui", "tests")
SPDX = ("SPDX-FileCopyrightText: 2026 The Herdscope developers", "SPDX-License-Identifier: GPL-3.0-or-later")
NOT_OURS = (".git", "build", "screenshots", "__pycache__")
# A build or home folder of one machine has no place in the tree.
MACHINE_PATHS = re.compile(rb"(?<![\w.~-])/(?:work|root|tmp/b-[a-z])(?![\w-])")

COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<end>\w*)\(.*?\)(?P=end)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
# A document that a comment cites, and the section of it; section N is the heading "## N. ...".
CITATION = re.compile(r"(?<![\w./-])(?P<document>[\w./-]*\w\.md)\b(?:,? section (?P<section>\d+))?")
NEXT_COMMENT_LINE = re.compile(r"\n[ \t]*(?://|#)[ \t]*")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
TRANSLATED = re.compile(r"\b(?:tr|QT_TR_NOOP|QT_TRANSLATE_NOOP|QCoreApplication::translate|Q_DECLARE_TR_FUNCTIONS)\s*\(")
FUNCTION = re.compile(r"^\{\n(.*?)^\}(;?)$", re.MULTILINE | re.DOTALL)  # with a semicolon it is a class
CLASS = re.compile(r"^(?:class|struct)\s+(?:\[\[\w+\]\]\s*)?([\w:]+)\b[^;{]*\{", re.MULTILINE)  # at the margin: nested ones are indented
BASES = re.compile(r"(?:class|struct) [\w:]+(?: final)? :(?!:)")  # a class that names what it derives from
QUALIFIED = re.compile(r"(?<![\w:])((?:\w+::)+)[\w~]+(?:\s*operator\W*)?$")
# A line of a table: as many as its enum has values.
TABLE_LINE = re.compile(r"^ *case [^;]*: return [^;]*;$", re.MULTILINE)


def qt_modules(headers):
    """Header name -> the Qt module it belongs to, for `QWidget`, `qwidget.h` and `QtWidgets` alike."""
    modules = {}
    for folder in sorted(pathlib.Path(headers).glob("Qt*")):
        for header in folder.iterdir():
            modules.setdefault(header.name, folder.name)
    return modules


def without_comments(text, strings_too=False):
    def blank(match):
        found = match.group()
        if found[0] in "R\"'" and not strings_too:
            return found
        return "\n" * found.count("\n") or " "
    return COMMENT_OR_STRING.sub(blank, text)


def folder_of(path, folders):
    """The most special of the folders that `path` lies in."""
    fitting = [folder for folder in folders if path.startswith(folder + "/")]
    return max(fitting, key=len, default=None)


def include_faults(path, text, modules):
    folder = folder_of(path, ARROWS)
    if folder is None:
        yield "lies in no folder that the walls know"
        return
    arrows, qt = ARROWS[folder]
    for quote, name in INCLUDE.findall(without_comments(text)):
        if (path, name) in PASSES or name.endswith(".moc"):
            continue
        if quote == '"':
            target = folder_of(name, ARROWS)
            if target is None:
                yield f"includes \"{name}\", which is not named from the top of the tree"
            elif target != folder and target not in arrows:
                yield f"includes \"{name}\": no arrow leads from {folder} to {target}"
            continue
        for pattern, allowed, why in RESERVED:
            barred = folder in PURE if allowed is None else folder not in allowed
            if barred and pattern.fullmatch(name):
                yield f"includes <{name}>: {why}"
        parts = name.split("/")
        module = parts[0] if len(parts) > 1 and parts[0].startswith("Qt") else modules.get(parts[-1])
        if module is not None and module not in qt:
            yield f"includes <{name}> of {module}; {folder} may use {', '.join(qt)}"


def length_faults(path, text):
    suffix = pathlib.PurePosixPath(path).suffix
    budget = OWN_BUDGETS.get(path, BUDGETS.get(suffix))
    if budget is None or path in LONGER:
        return
    lines = text.count("\n")
    if lines > budget:
        yield f"has {lines} lines; {budget} is the budget"
    for body in FUNCTION.finditer(text):
        lines = 0 if body[2] else body[1].count("\n") - len(TABLE_LINE.findall(body[1]))
        if lines > FUNCTION_BUDGET and not path.startswith("tests/"):
            first = text.count("\n", 0, body.start()) + 1
            yield f"has a function of {lines} lines at line {first}; {FUNCTION_BUDGET} is the budget"


def classes_in(header):
    """The classes that a header defines: `Outer`, and `Outer::Inner` where that has its definition to itself."""
    return set(CLASS.findall(without_comments(header, strings_too=True)))


def members_in(source, classes):
    """Which of the classes have a member defined in this .cpp. A nested class belongs to the one around it, unless it is one of them."""
    found = set()
    for line in without_comments(source, strings_too=True).split("\n"):
        if not line[:1].isalpha() or line.startswith(("using ", "namespace ", "static_assert")):
            continue  # a definition begins at the margin
        if BASES.match(line):
            continue
        # What is being defined comes last before the arguments or the value: "Outer::Inner Outer::f(" is of Outer.
        name = QUALIFIED.search(re.split(r"[({=;]", line)[0].rstrip())
        scope = name[1].removesuffix("::").split("::") if name else []
        for length in range(len(scope), 0, -1):
            if "::".join(scope[:length]) in classes:
                found.add("::".join(scope[:length]))
                break
    return found


def class_faults(sources, headers):
    """`sources`, `headers`: path -> text. Classes that lie over several .cpp files of their folder, or are too long."""
    files = {}  # (folder, class): its .cpp files
    for folder in sorted({path.rpartition("/")[0] for path in headers}):
        classes = set().union(*(classes_in(text) for path, text in headers.items() if path.rpartition("/")[0] == folder))
        for path, text in sources.items():
            if path.rpartition("/")[0] == folder:
                for name in members_in(text, classes):
                    files.setdefault((folder, name), []).append(path)
    for (folder, name), paths in sorted(files.items()):
        lines = sum(sources[path].count("\n") for path in paths)
        if len(paths) > 1 and name not in SEVERAL_FILES:
            yield f"{paths[0]}: class {name} is also defined in {', '.join(paths[1:])}; one class is one .cpp"
        if len(paths) > 1 and lines > CLASS_BUDGET and name not in (*LONGER, *SEVERAL_FILES):
            yield f"{paths[0]}: class {name} has {lines} lines in its .cpp files; {CLASS_BUDGET} is the budget"


def citation_faults(tree, path, text):
    """What a comment refers to must be there: a document is named as seen from the file, the top or docs/."""
    for cited in CITATION.finditer(NEXT_COMMENT_LINE.sub(" ", text)):
        places = (tree / path).parent, tree, tree / "docs"
        document = next((place / cited["document"] for place in places if (place / cited["document"]).is_file()), None)
        if document is None:
            yield f"cites {cited['document']}, which does not exist"
        elif cited["section"] and not re.search(rf"^## {cited['section']}\. ", document.read_text(), re.MULTILINE):
            yield f"cites section {cited['section']} of {cited['document']}, which does not exist"


def is_source(path):
    name = path.rsplit("/", 1)[-1]
    return name.endswith((".cpp", ".h", ".py", ".cmake")) or name in ("CMakeLists.txt", "dev", "run")


def tracked_files(tree):
    """The files that a clone would have; without git, all but what is never committed."""
    try:
        listed = subprocess.run(["git", "-C", str(tree), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=True).stdout
        names = [name.decode() for name in listed.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(tree).as_posix() for path in tree.rglob("*")]
    return sorted({name for name in names
        if not set(name.split("/")) & set(NOT_OURS) and (tree / name).is_file()})


def faults(tree, modules):
    """Every fault of the tree, as `file: what is wrong`."""
    sources, headers = {}, {}
    for path in tracked_files(tree):
        content = (tree / path).read_bytes()
        if b"\0" not in content:
            for number, line in enumerate(content.split(b"\n"), 1):
                if MACHINE_PATHS.search(line):
                    yield f"{path}: line {number} names a path of one machine"
        if not is_source(path):
            continue
        text = content.decode()
        head = "\n".join(text.split("\n")[:4])
        if not all(tag in head for tag in SPDX):
            yield f"{path}: does not begin with the two SPDX lines"
        for fault in citation_faults(tree, path, text):
            yield f"{path}: {fault}"
        if not path.endswith((".cpp", ".h")) or not path.startswith(SOURCES):
            continue
        for fault in length_faults(path, text):
            yield f"{path}: {fault}"
        if path.startswith("tests/"):
            continue
        (headers if path.endswith(".h") else sources)[path] = text
        for fault in include_faults(path, text, modules):
            yield f"{path}: {fault}"
        if path.startswith("herdcore/") and TRANSLATED.search(without_comments(text, strings_too=True)):
            yield f"{path}: words something with tr(); the core returns values and the ui words them"
    yield from class_faults(sources, headers)
    for path in LONGER:
        if "." in path and not (tree / path).is_file():
            yield f"{path}: may be longer, but is not there"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("--qt-headers", required=True, help="the folder that holds QtCore, QtGui, ...")
    arguments = parser.parse_args()
    modules = qt_modules(arguments.qt_headers)
    if modules.get("QWidget") != "QtWidgets" or modules.get("QColor") != "QtGui" or modules.get("QByteArray") != "QtCore":
        sys.exit(f"{arguments.qt_headers} does not hold the headers of Qt Core, Gui and Widgets")
    found = list(faults(arguments.tree.resolve(), modules))
    for fault in found:
        print(fault)
    print(f"{len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
