#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the checks: puts one defect at a time into the servers and expects the simulation to notice.

    mutants.py --build BUILD [--quick] [--only REGEX] [--list] [--check]

Each mutant of table.py is a text in one source file and what stands there instead. That file alone is compiled again and
linked in front of the libraries, where its object hides theirs; nothing in the build changes. A mutant is killed when its
command fails, which must succeed without it. Survivors are listed, and make the exit status 1; so does a text that is no
longer found.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import table  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Broken(Exception):
    """The mutant cannot be made: it says nothing about the checks."""


def mutated(mutant):
    """The text of the mutant's source file with the defect in it."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    found = text.count(mutant.old)
    if found != 1:
        raise Broken(f"its text is found {found} times in {mutant.file}, not once")
    return text.replace(mutant.old, mutant.new)


class Build:
    def __init__(self, folder):
        self.folder = folder
        commands = json.loads(self.ninja("compdb"))
        # Some files are compiled a second time, for the tests that look for races.
        self.compile = {entry["file"]: entry["command"] for entry in commands if "-fsanitize=thread" not in entry["command"]}
        self.links = {}

    def ninja(self, *tool):
        return subprocess.run(["ninja", "-C", self.folder, "-t", *tool], check=True, stdout=subprocess.PIPE, text=True).stdout

    def link_command(self, program):
        if program not in self.links:
            lines = self.ninja("commands", f"bin/{program}").splitlines()
            words = shlex.split([line for line in lines if f"-o bin/{program} " in line][-1])
            inner = words[words.index("&&") + 1:]  # ": && c++ ... && :"
            self.links[program] = inner[:inner.index("&&")]
        return list(self.links[program])

    def make(self, mutant, number):
        """The program with the defect in it."""
        text = mutated(mutant)
        folder = self.folder / "mutants" / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / pathlib.Path(mutant.file).name
        source.write_text(text, encoding="utf-8")
        command = self.compile.get(str(ROOT / mutant.file))
        if command is None:
            raise Broken("the build does not compile its file")
        command = shlex.split(command)
        words = command[:command.index("-o")] + ["-w", "-o", str(folder / "mutant.o"), "-c", str(source)]
        words = [word for i, word in enumerate(words) if not word.startswith("-M") and not words[i - 1] in ("-MT", "-MF")]
        self.run(words)
        link = self.link_command(mutant.program)
        at = link.index("-o")
        link[at + 1] = str(folder / mutant.program)
        self.run(link[:at] + [str(folder / "mutant.o")] + link[at:])
        return folder / mutant.program

    def run(self, words):
        done = subprocess.run(words, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise Broken("it does not build:\n" + done.stdout[-2000:])


def is_red(program, arguments, seconds):
    """Whether the command fails; one that does not end fails too."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    try:
        return subprocess.run([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds,
                              env=environment).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def judge(build, mutant, number):
    """(killed, survived or broken; what to say)"""
    begin = time.monotonic()
    try:
        program = build.make(mutant, number)
    except Broken as broken:
        return "broken", str(broken)
    killed = is_red(program, mutant.arguments, mutant.seconds)
    program.unlink()
    return ("killed" if killed else "survived"), f"{time.monotonic() - begin:.1f} s"


def check_all(mutants):
    """Whether each mutant's text is still in the code."""
    broken = 0
    for mutant in mutants:
        try:
            mutated(mutant)
        except Broken as problem:
            broken += 1
            print(f"{mutant.name}: {problem}")
    return broken


def baseline(build, mutants):
    """The commands that fail without any mutant, and so prove nothing."""
    commands = sorted({(mutant.program, mutant.arguments) for mutant in mutants})
    return [" ".join((program, *arguments)) for program, arguments in commands
            if is_red(build.folder / "bin" / program, arguments, 600)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, help="a build folder with its programs")
    parser.add_argument("--quick", action="store_true", help="a handful of them")
    parser.add_argument("--only", default="", help="those whose name matches")
    parser.add_argument("--list", action="store_true", help="name them and do nothing")
    parser.add_argument("--check", action="store_true", help="only see that their texts are found")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    mutants = [one for one in table.MUTANTS if re.search(options.only, one.name) and (one.quick or not options.quick)]
    if options.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    if options.check:
        return 1 if check_all(mutants) or not mutants else 0
    if not options.build or not mutants:
        parser.error("it needs --build, and mutants to make")
    build = Build(options.build.resolve())
    red = baseline(build, mutants)
    for command in red:
        print(f"fails without any mutant: {command}")
    if red:
        return 1
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        judged = pool.map(lambda pair: judge(build, pair[1], pair[0]), enumerate(mutants))
        for mutant, (verdict, words) in zip(mutants, judged):
            results.append((verdict, mutant.name))
            print(f"{verdict:9} {mutant.name} ({words})", flush=True)
    survivors = [name for verdict, name in results if verdict != "killed"]
    print(f"{len(results) - len(survivors)} of {len(results)} mutants killed")
    for name in survivors:
        print(f"  survives: {name}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
