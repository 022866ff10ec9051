# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""That style.py finds what it looks for, in the right files, and never passes for want of a tool."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TREE = pathlib.Path(__file__).resolve().parents[2]
STYLE = pathlib.Path(__file__).with_name("style.py")
TIDY = """#!/bin/sh
for file; do :; done
! grep -q fault "$file" && ! grep -q cmake_pch "$2/compile_commands.json"
"""


class Style(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.tree = folder / "a tree"
        self.build = self.tree / "build" / "dev"
        self.bin = folder / "bin"
        for made in (self.build, self.bin):
            made.mkdir(parents=True)
        self.environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.git("init", "-q", "-b", "main")
        shutil.copy(TREE / ".clang-format", self.tree)
        self.write(".gitignore", "/build/\n")
        self.write("app/good.cpp", "int main()\n{\n    return 0;\n}\n")
        self.write("dev", "#!/usr/bin/env bash\ntrue\n")

    def write(self, name, text):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=self.tree,
            env=self.environment, check=True, capture_output=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def style(self, *arguments, **environment):
        return subprocess.run([sys.executable, "-B", str(STYLE), str(self.tree), *arguments], text=True, capture_output=True,
            env=self.environment | environment)

    def expect(self, status, words, *arguments, **environment):
        result = self.style(*arguments, **environment)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        self.assertIn(words, result.stdout + result.stderr)

    def test_format(self):
        self.expect(0, "1 C++ files, no faults", "format")
        self.write("build/dev/made.cpp", "int  x ;\n")
        self.expect(0, "1 C++ files, no faults", "format")
        self.write("ui/kit/bad.h", "int  x ;\n")
        self.expect(1, "ui/kit/bad.h:1:", "format")

    def test_shell(self):
        self.expect(0, "1 shell scripts, no faults", "shell")
        self.write("resources/make.sh", "#!/bin/sh\necho $1\n")
        self.expect(1, "resources/make.sh line 2", "shell")

    def test_a_missing_tool_is_no_success(self):
        for arguments in (["format"], ["shell"], ["tidy", str(self.build)]):
            self.expect(2, "is not installed", *arguments, PATH=str(self.bin))

    def test_nothing_to_look_at_is_no_success(self):
        for name in ("app/good.cpp", "dev"):
            (self.tree / name).unlink()
        for check in ("format", "shell"):
            self.expect(2, "found in", check)

    def tidy(self, status, words):
        sources = [str(path) for path in self.tree.rglob("*.cpp")]
        (self.build / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(self.tree), "file": name, "command": f"c++ -Winvalid-pch -include x/cmake_pch.hxx -c '{name}'"}
                for name in sources]))
        tool = self.bin / "clang-tidy"
        tool.write_text(TIDY)
        tool.chmod(0o755)
        self.expect(status, words, "tidy", str(self.build), PATH=f"{self.bin}:{os.environ['PATH']}")

    def test_tidy_checks_what_changed(self):
        self.tidy(2, "what changed is unknown")  # there is no commit yet
        self.write("app/other.cpp", "fault\n")
        self.write("app/other.h", "")
        self.commit()
        self.write("app/good.cpp", "int x;\n")
        self.commit()
        self.tidy(0, "1 files changed against the commit before, 0 with faults")
        self.git("checkout", "-q", "-b", "topic")
        self.write("app/new.cpp", "")
        self.commit()
        self.write("app/good.cpp", "int y;\n")
        self.tidy(0, "2 files changed against main, 0 with faults")
        self.write("app/other.h", "changed")
        self.tidy(1, "3 files changed against main, 1 with faults")
        self.git("update-ref", "refs/remotes/origin/main", "HEAD")
        self.tidy(1, "2 files changed against origin/main, 1 with faults")


if __name__ == "__main__":
    unittest.main()
