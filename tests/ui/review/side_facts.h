// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up histories, guidelines and attributes for the tests of the panels beside the pair.
#pragma once

#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"

#include <QDateTime>

#include <string>
#include <vector>

namespace triptych::ui {

inline QDateTime sideNow()
{
    return QDateTime(QDate(2026, 11, 12), QTime(15, 0, 0));
}

inline workflow::HistoryEntry entryOf(const std::string& kind, const std::string& reviewer,
                                      int minutesAgo)
{
    workflow::HistoryEntry entry;
    entry.event = kind + std::to_string(minutesAgo);
    entry.kind = kind;
    entry.reviewer = reviewer;
    entry.at = sideNow().addSecs(-60LL * minutesAgo).toMSecsSinceEpoch();
    return entry;
}

inline std::vector<workflow::HistoryEntry> longStory()
{
    auto undo = entryOf("undo", "Ben", 1);
    undo.subject = "reject3";
    auto reject = entryOf("reject", "Ben", 3);
    reject.reasons = {"too-vague", "wrong-direction"};
    reject.undone = true;
    auto edit = entryOf("edit", "Ben", 12);
    edit.before = "change the colour from black to dark blue";
    edit.text = "change the colour from black to blue";
    edit.milliseconds = 4'200;
    edit.guidelines = "0123456789ab";
    edit.blind = true;
    auto accept = entryOf("accept", "Aiko", 70);
    accept.direction = Direction::Reverse;
    accept.text = "is black instead of blue";
    accept.milliseconds = 1'900;
    auto correct = entryOf("correct", "Aiko", 26 * 60);
    correct.attribute = "colour";
    correct.subject = "shoe-12.jpg";
    correct.before = "blue";
    correct.text = "navy";
    auto note = entryOf("comment", "Aiko", 3 * 24 * 60);
    note.text = "Is <b>this</b> the same shoe?\nThe sole looks different.";
    auto target = entryOf("add_target", "Ben", 4 * 24 * 60);
    target.subject = "shoe-31.jpg";
    auto flag = entryOf("flag", "Carla", 20 * 24 * 60);
    return {undo, reject, edit, accept, correct, note, target, flag};
}

inline workflow::Guidelines versionOf(int number, const std::string& markdown)
{
    workflow::Guidelines version;
    version.number = number;
    version.version = number == 3 ? "0123456789ab" : "00000000000" + std::to_string(number);
    version.markdown = markdown;
    version.at = sideNow().addDays(number - 3).toMSecsSinceEpoch();
    version.by = "Aiko";
    return version;
}

inline workflow::ImageFacts factsOf(const std::string& name,
                                    const std::vector<workflow::Attribute>& attributes)
{
    workflow::ImageFacts facts;
    facts.key = "key-of-" + name;
    facts.name = name;
    facts.category = "Shoes/Sneakers";
    facts.attributes = attributes;
    return facts;
}

} // namespace triptych::ui
