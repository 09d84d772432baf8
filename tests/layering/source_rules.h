// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of core/README.md that a machine can check, as functions over texts of files: which
// folder may include which, where third-party headers may stand, what each file starts with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::layering {

struct SourceFile
{
    std::string path; // relative to the repository's root, with '/'
    std::string text;
};

struct Violation
{
    std::string path;
    int line = 0; // from 1; 0: the whole file
    std::string message;

    bool operator==(const Violation&) const = default;
};

struct Include
{
    std::string name; // without its quotes or brackets
    bool angled = false;
    int line = 0;
};

// "path:line: message".
std::string describe(const Violation& violation);

// Every #include of a C++ text outside comments, in order.
std::vector<Include> includesOf(std::string_view text);

// Includes that the table of folders forbids, in files under core/, ui/ and app/; an include from a
// folder that the table does not know is a violation too.
std::vector<Violation> layerViolations(const SourceFile& file);

// Chains of project headers that include themselves, and core folders that include each other. One
// violation a cycle, at the include that closes it.
std::vector<Violation> includeCycles(const std::vector<SourceFile>& files);

// Licence line first, purpose line second (after a script's "#!"), at most 500 lines, no tab and no
// trailing space, `#pragma once` in headers. Files of other kinds (SVG, JSON, Markdown …) pass.
std::vector<Violation> shapeViolations(const SourceFile& file);

// Absolute paths of a developer's machine; `checkout` is where this one lies.
std::vector<Violation> machinePathViolations(const SourceFile& file, std::string_view checkout);

// Names at the root of the repository that have no place there.
std::vector<Violation> rootViolations(const std::vector<std::string>& names);

} // namespace triptych::layering
