#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one of the style tools over the tree. The exit status is 1 when it finds something, 2 when it cannot run.

    style.py TREE format             clang-format on every .cpp and .h
    style.py TREE shell              shellcheck on every shell script
    style.py TREE tidy BUILD_DIR     clang-tidy on what changed, with the compile commands of BUILD_DIR

What changed: the working tree against the merge base with origin/main, or with main where there is no origin. On main
itself with nothing to commit, the last commit. A changed header is checked through the .cpp of the same name.

A missing tool is an error: a check that quietly does nothing is worth less than none.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FOLDERS = ("app", "herdcore", "ui", "tests")
NOT_OURS = {".git", "build", "screenshots"}
# clang cannot read a header that gcc has precompiled.
PRECOMPILED = re.compile(r" -Winvalid-pch| -include \S*cmake_pch\.hxx")


def fail(text):
    print(text, file=sys.stderr)
    sys.exit(2)


def tool(name):
    found = shutil.which(name)
    if not found:
        fail(f"{name} is not installed; Debian's package has the same name")
    return found


def git(tree, *arguments):
    """The lines that git prints, or None when it fails."""
    try:
        result = subprocess.run(["git", "-c", "core.quotePath=off", "-C", str(tree), *arguments], capture_output=True, text=True)
    except OSError:
        return None
    return result.stdout.splitlines() if result.returncode == 0 else None


def all_files(tree):
    """The files that a clone would have; without git, all but what is never committed."""
    names = git(tree, "ls-files", "--cached", "--others", "--exclude-standard")
    if names is None:
        names = [path.relative_to(tree).as_posix() for path in tree.rglob("*")]
    return sorted({name for name in names if not NOT_OURS & set(name.split("/")) and (tree / name).is_file()})


def is_cpp(name):
    return name.endswith((".cpp", ".h")) and name.split("/")[0] in FOLDERS


def is_shell(tree, name):
    if name.endswith(".sh"):
        return True
    if "." in name.rsplit("/", 1)[-1]:
        return False
    with open(tree / name, "rb") as file:
        return re.match(rb"#!.*\b(?:ba)?sh\b", file.readline(100)) is not None


def run(tree, command, names, what):
    if not names:
        fail(f"no {what} found in {tree}")
    status = subprocess.run([*command, *names], cwd=tree).returncode
    print(f"{command[0].rsplit('/', 1)[-1]}: {len(names)} {what}, {'faults, see above' if status else 'no faults'}")
    return 1 if status else 0


def changed_files(tree):
    """(names, what they were compared with)"""
    if git(tree, "rev-parse", "HEAD") is None:
        fail(f"{tree} is not a git working tree: what changed is unknown")
    for main in ("origin/main", "main"):
        base = git(tree, "merge-base", "HEAD", main)
        if base:
            break
    else:
        base, main = git(tree, "rev-parse", "HEAD"), "HEAD"
    untracked = git(tree, "ls-files", "--others", "--exclude-standard") or []
    names = set(git(tree, "diff", "--name-only", base[0]) or []) | set(untracked)
    if not names and base == git(tree, "rev-parse", "HEAD") and git(tree, "rev-parse", "--verify", "-q", "HEAD^"):
        names, main = set(git(tree, "diff", "--name-only", "HEAD^")), "the commit before"
    return names, main


def tidy(tree, build):
    program = tool("clang-tidy")
    names, compared = changed_files(tree)
    names |= {name[:-2] + ".cpp" for name in names if name.endswith(".h")}
    wanted = {str(tree / name) for name in names if is_cpp(name) and name.endswith(".cpp") and not name.startswith("tests/")}
    database = build / "compile_commands.json"
    if not database.is_file():
        fail(f"{database} is not there: build first")
    entries = [entry | {"command": PRECOMPILED.sub("", entry["command"])}
        for entry in json.loads(database.read_text()) if entry["file"] in wanted]
    files = sorted({entry["file"] for entry in entries})
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps(entries))

        def check(file):
            return subprocess.run([program, "-p", folder, "--quiet", "--warnings-as-errors=*",
                "--extra-arg=-Wno-unknown-warning-option", file], cwd=tree, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

        faults = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for file, result in zip(files, pool.map(check, files)):
                faults += result.returncode != 0
                print(f"  {os.path.relpath(file, tree)}{': faults' if result.returncode else ''}", flush=True)
                if result.returncode:
                    print(result.stdout, flush=True)
    print(f"clang-tidy: {len(files)} files changed against {compared}, {faults} with faults")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("check", choices=("format", "shell", "tidy"))
    parser.add_argument("build", type=pathlib.Path, nargs="?")
    arguments = parser.parse_args()
    tree = arguments.tree.resolve()
    if arguments.check == "format":
        names = [name for name in all_files(tree) if is_cpp(name)]
        return run(tree, [tool("clang-format"), "--dry-run", "-Werror"], names, "C++ files")
    if arguments.check == "shell":
        names = [name for name in all_files(tree) if is_shell(tree, name)]
        return run(tree, [tool("shellcheck")], names, "shell scripts")
    if arguments.build is None:
        fail("tidy needs the folder of a build")
    return tidy(tree, arguments.build.resolve())


if __name__ == "__main__":
    sys.exit(main())
