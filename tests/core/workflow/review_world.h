// SPDX-License-Identifier: GPL-3.0-or-later
// Deciding, and looking at everything that decisions made.
#pragma once

#include "core/workflow/browse.h"
#include "tests/core/workflow/world.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>

namespace triptych::tests {

inline workflow::Decision decision(const PairView& pair, workflow::Act act, std::string text = {},
                                   Direction direction = Direction::Forward)
{
    workflow::Decision made;
    made.slot = pair.find(direction, "en")->id;
    made.act = act;
    made.text = std::move(text);
    return made;
}

// What the log has made of everything: state, text and staleness of every slot, by key.
inline std::map<std::string, std::string> everything(workflow::Project& project)
{
    std::map<std::string, std::string> states;
    for (const auto& pair : allPairs(project)) {
        for (const auto& slot : pair.slots) {
            states[slot.key] = std::string{name(slot.state)} + " " +
                               (slot.text ? slot.text->body : "-") +
                               (slot.text && slot.text->stale ? " stale" : "");
        }
    }
    return states;
}

// The project as triptych/1, and read again from that.
inline Result<std::unique_ptr<workflow::Project>> losslessCopy(const World& world,
                                                               workflow::Project& project)
{
    workflow::ExportRequest out;
    out.kind = workflow::ExportKind::Triptych;
    out.folder = world.path("out");
    if (const auto written = workflow::exportFrom(project, out, world.job); !written) {
        return fail(written);
    }
    auto copy =
        workflow::Project::create(world.path("copy.triptych"), Language::English, World::options());
    if (!copy) {
        return copy;
    }
    workflow::ImportRequest in;
    in.source = world.path("out");
    in.kind = workflow::ImportKind::Triptych;
    if (const auto read = workflow::importInto(**copy, in, world.job); !read) {
        return fail(read);
    }
    return copy;
}

inline std::size_t stale(workflow::Project& project)
{
    std::size_t count = 0;
    for (const auto& pair : allPairs(project)) {
        count += static_cast<std::size_t>(
            std::count_if(pair.slots.begin(), pair.slots.end(),
                          [](const auto& slot) { return slot.text && slot.text->stale; }));
    }
    return count;
}

inline std::unique_ptr<workflow::Project> reopened(std::unique_ptr<workflow::Project> project)
{
    const auto path = project->path();
    project.reset();
    auto again = workflow::Project::open(path, World::options());
    return again ? std::move(*again) : nullptr;
}

} // namespace triptych::tests
