# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the herd of paper 001: UPDATE with a counting label; whoever learns it becomes its origin."""
import time

import reference


class UpdateServer(reference.Server):
    keyword = "UPDATE"

    def parse(self, line):
        _, client, location, sent, label, _sender = line.split()[:6]
        difference = f"{time.time() - float(sent):+.9f}"
        return reference.Record(client, self.name, difference, location, sent, int(label)), []

    def newer(self, record, held):
        return record.label > held.label

    def word(self, record, visited):
        return f"UPDATE {record.client} {record.location} {record.time} {record.label} {self.name}"


if __name__ == "__main__":
    reference.main(UpdateServer)
