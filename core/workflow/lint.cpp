// SPDX-License-Identifier: GPL-3.0-or-later
// The text checks, for showing.
#include "core/workflow/lint.h"

#include "core/text/lint.h"

#include <utility>

namespace triptych::workflow {

namespace {

LintKind kindOf(text::LintKind kind)
{
    switch (kind) {
    case text::LintKind::Empty:
        return LintKind::Empty;
    case text::LintKind::TooShort:
        return LintKind::TooShort;
    case text::LintKind::TooLong:
        return LintKind::TooLong;
    case text::LintKind::RepeatedWords:
        return LintKind::RepeatedWords;
    case text::LintKind::TalksAboutImages:
        return LintKind::TalksAboutImages;
    case text::LintKind::SameBothWays:
        return LintKind::SameBothWays;
    }
    return LintKind::Empty;
}

} // namespace

std::vector<LintFinding> lint(std::string_view body, std::string_view opposite)
{
    std::vector<LintFinding> findings;
    for (auto& found : text::lint(body, opposite)) {
        findings.push_back({kindOf(found.kind), std::move(found.detail)});
    }
    return findings;
}

} // namespace triptych::workflow
