// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a merge: each is matched by key, images also by SHA-256, and added when it is not
// here.
#pragma once

#include "core/domain/reports.h"
#include "core/store/database.h"
#include "core/store/projection.h"
#include "core/store/sql.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace triptych::store {

// All functions throw what SQLite throws. In the order declared.
class MergeRows
{
public:
    MergeRows(WriteTransaction& transaction, Connection& from);

    Status mergePeopleAndRoots();
    void mergeImages(MergeReport& report);
    void mergePairs(MergeReport& report);
    void mergeTexts(MergeReport& report);
    void mergeQueries();
    void mergeGuidelines();
    void mergeCases();

    [[nodiscard]] const RowSet& touchedSlots() const { return m_touchedSlots; }
    // Added ones that no correction had overtaken.
    [[nodiscard]] const std::vector<std::int64_t>& freshTexts() const { return m_freshTexts; }
    // Slot keys and subjects of what is in conflict.
    [[nodiscard]] const std::set<std::string>& conflicts() const { return m_conflicts; }

private:
    using RowMap = std::unordered_map<std::int64_t, std::int64_t>; // theirs -> ours

    void mergeImage(const Query& row, std::int64_t newestBefore, MergeReport& report);
    std::int64_t insertImage(const Query& row);
    void mergePair(const Query& row, MergeReport& report);
    void linkMirrors(std::int64_t newestBefore);
    std::optional<std::int64_t> mergeSlot(const Query& row);
    void mergeText(const Query& row, std::int64_t slot, MergeReport& report);
    // Their keys of images, as ours; one that is not here stays as it is.
    void asOurs(std::vector<Key>& images);
    void copyOutdated(std::int64_t theirText, std::int64_t ours);
    void remember(std::string_view theirKey, int kind, std::int64_t ours);

    WriteTransaction& m_transaction;
    Connection& m_to;
    Connection& m_from;
    RowMap m_roots;
    RowMap m_images;
    RowMap m_pairs;
    RowMap m_texts;
    std::set<std::int64_t> m_conflictingImages; // theirs
    std::set<std::string> m_conflicts;
    RowSet m_touchedSlots;
    std::vector<std::int64_t> m_freshTexts;
};

} // namespace triptych::store
