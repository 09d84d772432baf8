// SPDX-License-Identifier: GPL-3.0-or-later
// From stored slots and query rows to what is asked of the gallery.
#include "core/workflow/evaluate_rows.h"

#include "core/formats/cirr.h"
#include "core/store/database.h"
#include "core/store/dump.h"
#include "core/store/reading.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/search_vectors.h"

#include <algorithm>

namespace triptych::workflow {

// A pair with its forward texts, in the order of their captions.
struct EvaluationRows::Raw
{
    Key pair;
    ImageId reference;
    ImageId target;
    std::vector<ImageId> targets;
    std::string category;
    std::string source;
    std::string language;
    std::vector<std::string> captions;
};

namespace {

std::string stem(const std::string& name)
{
    const auto slash = name.rfind('/');
    const auto file = slash == std::string::npos ? name : name.substr(slash + 1);
    return file.substr(0, file.rfind('.'));
}

} // namespace

std::string joinedCaptions(const std::vector<std::string>& captions)
{
    std::string joined;
    for (const auto& caption : captions) {
        const auto from = caption.find_first_not_of(".?, ");
        if (from == std::string::npos) {
            continue;
        }
        auto words = caption.substr(from, caption.find_last_not_of(".?, ") - from + 1);
        if (joined.empty() && words.front() >= 'a' && words.front() <= 'z') {
            words.front() = static_cast<char>(words.front() - 'a' + 'A');
        }
        joined += (joined.empty() ? "" : " and ") + words;
    }
    return joined;
}

Result<SplitOfImages> splitOfImages(Project& project)
{
    SplitOfImages all;
    const auto read = store::Dump(databaseOf(project)).splits([&](const store::DumpedSplit& split) {
        all.parts[split.image] = {split.part, split.drawn};
        all.drawn = all.drawn || split.drawn;
        return true;
    });
    return read ? Result<SplitOfImages>{std::move(all)} : fail(read);
}

std::string EvaluationRows::stemOf(std::uint32_t image) const
{
    return stem(m_gallery.images[image].name);
}

bool EvaluationRows::encoded(std::uint32_t image) const
{
    return m_vectors.rowOf(image) != kNoRow;
}

Status EvaluationRows::prepare()
{
    auto parts = splitOfImages(m_project);
    if (!parts) {
        return fail(parts);
    }
    m_parts = std::move(*parts);
    m_split = m_request.split.empty() ? (m_parts.drawn ? "test" : "all") : m_request.split;
    if (m_split != "all" && !splitPartFrom(m_split)) {
        return fail(ErrorCode::BadArgument,
                    "a split is train, validation, test or all, not \"" + m_split + "\"");
    }
    for (std::uint32_t i = 0; i < m_gallery.images.size(); ++i) {
        m_byStem.try_emplace(stemOf(i), i);
    }
    return {};
}

bool EvaluationRows::inSplit(const EvaluatedQuery& query) const
{
    return m_split == "all" || (query.part && name(*query.part) == m_split);
}

void EvaluationRows::place(EvaluatedQuery& query) const
{
    const auto part = m_parts.parts.find(m_gallery.images[query.reference].key);
    if (part != m_parts.parts.end()) {
        query.part = part->second.part;
        query.imported = !part->second.drawn;
    }
}

void EvaluationRows::readMembers(EvaluatedQuery& query) const
{
    const auto members = formats::cirrSetMembers(formats::cirrSourceOf(query.source).imageSet);
    for (const auto& member : members) {
        const auto image = m_byStem.find(stem(member));
        if (image == m_byStem.end() || !encoded(image->second)) {
            query.members.clear(); // a set with a hole is none
            return;
        }
        if (image->second != query.reference) {
            query.members.push_back(image->second);
        }
    }
}

void EvaluationRows::add(Raw& raw)
{
    if (raw.captions.empty()) {
        return;
    }
    const auto indexOf = [&](ImageId id) -> std::optional<std::uint32_t> {
        const auto at = m_gallery.byId.find(id);
        return at != m_gallery.byId.end() && encoded(at->second) ? std::optional{at->second}
                                                                 : std::nullopt;
    };
    const auto reference = indexOf(raw.reference);
    const auto target = indexOf(raw.target);
    if (!reference || !target) {
        ++m_skipped;
        return;
    }
    EvaluatedQuery query;
    query.pair = raw.pair;
    query.reference = *reference;
    query.positives.push_back(*target);
    for (const auto id : raw.targets) {
        const auto more = indexOf(id);
        if (more && std::ranges::count(query.positives, *more) == 0) {
            query.positives.push_back(*more);
        }
    }
    query.category = raw.category;
    query.source = raw.source;
    place(query);
    if (!inSplit(query)) {
        return;
    }
    readMembers(query);
    if (m_request.protocol == "fashioniq") {
        query.text = joinedCaptions(raw.captions);
        m_queries.push_back(std::move(query));
        return;
    }
    for (auto& caption : raw.captions) {
        query.text = std::move(caption);
        m_queries.push_back(query);
    }
}

Status EvaluationRows::read(const JobContext& job)
{
    if (auto prepared = prepare(); !prepared) {
        return prepared;
    }
    auto filter = preparedFilter(m_request.where);
    if (!filter) {
        return fail(filter);
    }
    store::SlotQuery slots;
    if (!filter->namesStatus()) {
        slots.states = {SlotState::Accepted, SlotState::Edited};
    }
    slots.filter = std::move(*filter);
    slots.direction = Direction::Forward;
    Raw raw;
    const auto read =
        store::Reader(databaseOf(m_project)).exportSlots(slots, [&](const store::ExportSlot& slot) {
            if (slot.pairKey != raw.pair || slot.slot.language != raw.language) {
                add(raw);
                raw = {slot.pairKey,  slot.reference,  slot.target,        slot.targets,
                       slot.category, slot.pairSource, slot.slot.language, {}};
            }
            if (slot.slot.text) {
                raw.captions.push_back(slot.slot.text->body);
            }
            return !job.cancelled();
        });
    if (!read || job.cancelled()) {
        return read ? Status{fail(ErrorCode::Cancelled)} : read;
    }
    add(raw);
    return {};
}

Status EvaluationRows::readQueryRows()
{
    if (auto prepared = prepare(); !prepared) {
        return prepared;
    }
    return store::Reader(databaseOf(m_project)).queries([&](const store::StoredQuery& row) {
        const auto image = m_gallery.byId.find(row.reference);
        if (image == m_gallery.byId.end() || !encoded(image->second)) {
            ++m_skipped;
            return true;
        }
        EvaluatedQuery query;
        query.reference = image->second;
        query.text = row.body;
        query.source = row.source;
        query.category = m_gallery.categories[m_gallery.images[image->second].category];
        place(query);
        readMembers(query);
        m_queries.push_back(std::move(query));
        return true;
    });
}

std::vector<std::size_t> EvaluationRows::candidates(const EvaluatedQuery& query) const
{
    const auto& protocol = m_request.protocol;
    const bool ownPart = query.imported && (protocol == "cirr" || protocol == "fashioniq");
    const bool keepReference = protocol == "fashioniq" || protocol == "circo";
    std::vector<std::size_t> candidates;
    for (std::uint32_t i = 0; i < m_gallery.images.size(); ++i) {
        const auto& image = m_gallery.images[i];
        if (!encoded(i) || (i == query.reference && !keepReference)) {
            continue;
        }
        if (ownPart) {
            const auto part = m_parts.parts.find(image.key);
            if (part == m_parts.parts.end() || part->second.part != *query.part) {
                continue;
            }
            if (protocol == "fashioniq" && !query.category.empty() &&
                m_gallery.categories[image.category] != query.category && image.category != 0) {
                continue;
            }
        }
        candidates.push_back(i);
    }
    return candidates;
}

} // namespace triptych::workflow
