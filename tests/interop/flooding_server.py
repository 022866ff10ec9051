# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the herd of paper 000: FLOODING, an AT line, a comma, the names of the servers visited."""
import reference


class FloodingServer(reference.Server):
    keyword = "FLOODING"

    def parse(self, line):
        message, names = line.rsplit(",", 1)
        _, _, origin, difference, client, location, sent = message.split()
        return reference.Record(client, origin, difference, location, sent), names.split()

    def word(self, record, visited):
        end = "\n" if self.options.broken_comma else ""
        return f"FLOODING {record.at()}{end},{' '.join(visited)}"


if __name__ == "__main__":
    reference.main(FloodingServer)
