// SPDX-License-Identifier: GPL-3.0-or-later
// The table of layers: what each folder may include. core/README.md says it in words.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace triptych::layering {

struct Layer
{
    std::string_view folder; // "core/base", "ui", "app"
    // Folders whose headers it may include besides its own.
    std::vector<std::string_view> mayInclude;
    // The folders its headers may include; empty: the same as mayInclude.
    std::vector<std::string_view> headersMayInclude;
    // First part of third-party header names that its .cpp files may include ("opencv2/", "dtl/").
    std::vector<std::string_view> thirdParty;
    // The same for its headers: Result<T> is tl::expected; nn's headers are seen in nn alone.
    std::vector<std::string_view> thirdPartyInHeaders;
    bool qt = false;            // may include Qt
    bool anyThirdParty = false; // the composition root names whatever it composes
};

std::span<const Layer> layers();

// The layer that `path` lies in; null when no row names it.
const Layer* layerOf(std::string_view path);

// The only folder that may name QtConcurrent.
inline constexpr std::string_view kJobsFolder = "ui/jobs/";

bool isStandardHeader(std::string_view name);
bool isSystemHeader(std::string_view name); // POSIX and Linux
bool isQtHeader(std::string_view name);

} // namespace triptych::layering
