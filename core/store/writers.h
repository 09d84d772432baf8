// SPDX-License-Identifier: GPL-3.0-or-later
// The table of who has the file open for writing.
#pragma once

#include "core/base/result.h"
#include "core/store/sql.h"

#include <filesystem>
#include <string>

namespace triptych::store {

// Enters this process and drops dead ones; a transaction of its own.
Status joinWriters(Connection& connection, const std::string& session, const std::string& command);
Status leaveWriters(Connection& connection, const std::string& session);
// Inside a write transaction: makes this process the one that wrote last. Throws.
void takeTurn(Connection& connection, const std::string& session);
// Nobody else has the file open for writing. Throws.
bool isOnlyWriter(Connection& connection);
// "command, pid, host" of the living other process that wrote last; empty when unknown. Reads
// through a connection of its own, so that it may be called while another one waits.
std::string otherWriter(const std::filesystem::path& file, const std::string& session);
// A session whose process lives (on another host: unknown, so yes).
bool isLiving(Connection& connection, const std::string& session);

} // namespace triptych::store
