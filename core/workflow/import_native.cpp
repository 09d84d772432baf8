// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1 in: everything a project held, under the keys that it had.
#include "core/formats/triptych_format.h"
#include "core/store/batches.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/store/dump.h"
#include "core/store/events.h"
#include "core/store/guidelines.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/search_terms.h"
#include "core/workflow/import_run.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <map>

namespace triptych::workflow {

namespace {

namespace fmt = formats;
constexpr std::size_t kChunk = 500;

class NativeImport
{
public:
    explicit NativeImport(ImportRun& run)
        : m_run(run)
        , m_database(databaseOf(run.project))
    {}

    Status read();
    Status finish(store::WriteTransaction& transaction);

private:
    bool take(fmt::NumberedRecord& record);
    Status flush();
    void reject(long long line, Error error);

    Status put(store::WriteTransaction& transaction, long long line, fmt::RootRecord& root);
    Status put(store::WriteTransaction& transaction, long long line, fmt::ImageRecord& image);
    Status put(store::WriteTransaction& transaction, long long line, fmt::PairRecord& pair);
    Status put(store::WriteTransaction& transaction, long long line, fmt::SlotRecord& slot);
    Status put(store::WriteTransaction& transaction, long long line, fmt::TextRecord& text);
    Status put(store::WriteTransaction& transaction, long long line, fmt::ScoreRecord& score);
    Status put(store::WriteTransaction& transaction, long long line, fmt::QueryRecord& query);
    // Kept until the batch is finished, or not stored at all (targets follow from events).
    Status put(store::WriteTransaction&, long long, fmt::HeaderRecord&) { return {}; }
    Status put(store::WriteTransaction&, long long, fmt::TargetRecord&) { return {}; }
    Status put(store::WriteTransaction&, long long, fmt::ReviewerRecord& reviewer);
    Status put(store::WriteTransaction&, long long, fmt::EventRecord& event);
    Status put(store::WriteTransaction&, long long, fmt::SplitRecord& split);
    Status put(store::WriteTransaction&, long long, fmt::SettingRecord& setting);
    Status put(store::WriteTransaction&, long long, fmt::GuidelineRecord& guideline);
    Status put(store::WriteTransaction&, long long line, fmt::CaseRecord& one);
    Status restorePeopleAndSettings(store::WriteTransaction& transaction);

    ImportRun& m_run;
    store::Database& m_database;
    std::vector<fmt::NumberedRecord> m_records;
    std::map<std::string, RootId> m_roots; // by label
    std::unordered_map<Key, store::SlotAddress> m_slots;
    std::vector<fmt::ReviewerRecord> m_reviewers;
    std::vector<Event> m_events;
    std::vector<fmt::SplitRecord> m_splits;
    std::vector<fmt::SettingRecord> m_settings;
    std::vector<fmt::GuidelineRecord> m_guidelines;
    std::vector<fmt::CaseRecord> m_cases;
    std::vector<std::int64_t> m_freshTexts; // added ones that no correction had overtaken
    Status m_failed;
};

void NativeImport::reject(long long line, Error error)
{
    error.detail += error.subject.empty() ? "" : " (" + error.subject + ")";
    error.subject = m_run.request.source.string();
    error.line = line;
    m_run.report.rejected.push_back(std::move(error));
}

Status NativeImport::put(store::WriteTransaction& transaction, long long /*line*/,
                         fmt::RootRecord& record)
{
    store::ImageStore images(m_database);
    const auto known = images.roots();
    if (!known) {
        return fail(known);
    }
    for (const auto& root : *known) {
        if (root.label ==
            record.label) { // the folder may lie elsewhere here; keys need the label only
            m_roots[record.label] = root.id;
            return {};
        }
    }
    Root root;
    root.label = record.label;
    root.path = m_run.request.images.empty()
                    ? record.path
                    : std::filesystem::absolute(m_run.request.images).string();
    root.source = record.source;
    root.licence = record.licence;
    const auto id = images.ensureRoot(transaction, root);
    if (!id) {
        return fail(id);
    }
    m_roots[record.label] = *id;
    return {};
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::ImageRecord& record)
{
    const auto root = m_roots.find(record.root);
    if (root == m_roots.end()) {
        reject(line,
               {ErrorCode::BadFormat, "root \"" + record.root + "\" is not in the file", {}, 0});
        return {};
    }
    Image image;
    image.key = record.key;
    image.root = root->second;
    image.name = record.name;
    image.sha256 = record.sha256;
    image.phash = record.phash;
    image.bytes = record.bytes;
    image.modified = record.modified;
    image.width = record.width;
    image.height = record.height;
    image.state = record.state;
    image.product = record.product;
    image.category = record.category;
    image.attributes = std::move(record.attributes);
    store::UpsertOptions options;
    options.batch = m_run.batch;
    options.source = record.source;
    options.licence = record.licence;
    const auto changes = store::ImageStore(m_database).upsert(transaction, {&image, 1}, options);
    if (!changes) {
        return fail(changes);
    }
    using What = store::ImageChange::What;
    const bool added = changes->front().what == What::Added;
    m_run.report.imagesAdded += added && image.state == ImageState::Present ? 1 : 0;
    m_run.report.imagesUpdated += changes->front().what == What::Updated ? 1 : 0;
    m_run.report.imagesMissing += image.state == ImageState::Missing ? 1 : 0;
    m_run.report.imagesUnreadable += image.state == ImageState::Unreadable ? 1 : 0;
    m_run.report.imagesDuplicate += changes->front().duplicateOf ? 1 : 0;
    return {};
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::PairRecord& record)
{
    store::ImageStore images(m_database);
    const auto reference = images.idOfKey(record.reference);
    const auto target = images.idOfKey(record.target);
    if (!reference) {
        return fail(reference);
    }
    if (!target) {
        return fail(target);
    }
    if (!*reference || !*target) {
        reject(line, {ErrorCode::NotFound, "an image of this pair is not in the file", {}, 0});
        return {};
    }
    const store::NewPair pair{**reference, **target, record.category, record.source};
    const auto added = store::PairStore(m_database).add(transaction, {&pair, 1}, m_run.batch);
    if (!added) {
        return fail(added);
    }
    switch (added->front().outcome) {
    case store::PairOutcome::Added:
        ++m_run.report.pairsAdded;
        break;
    case store::PairOutcome::Duplicate:
        ++m_run.report.pairsDuplicate;
        break;
    default:
        reject(line, {ErrorCode::NotApplicable, "not a pair that may be made", {}, 0});
        break;
    }
    return {};
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::SlotRecord& record)
{
    const auto pair = store::PairStore(m_database).byKey(record.pair);
    if (!pair) {
        return fail(pair);
    }
    if (!*pair) {
        reject(line, {ErrorCode::NotFound, "the pair of this slot is not in the file", {}, 0});
        return {};
    }
    const store::SlotAddress address{(*pair)->id, record.direction, record.language,
                                     record.caption};
    m_slots[record.key] = address;
    const auto slot = store::TextStore(m_database).ensureSlot(transaction, address, m_run.batch);
    return slot ? Status{} : Status{fail(slot)};
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::TextRecord& record)
{
    const auto slot = m_slots.find(record.slot);
    if (slot == m_slots.end()) {
        reject(line, {ErrorCode::NotFound, "the slot of this text is not in the file", {}, 0});
        return {};
    }
    store::TextStore texts(m_database);
    store::NewText text;
    text.slot = slot->second;
    text.origin = record.origin;
    text.generator = record.generator;
    text.version = record.version;
    text.seed = record.seed;
    text.prompt = record.prompt;
    text.parts = record.parts;
    text.body = record.body;
    text.terms = text::searchTerms(record.body);
    if (!record.parent.empty()) {
        const auto parent = texts.textByKey(record.parent);
        if (!parent) {
            return fail(parent);
        }
        if (*parent) {
            text.parent = (*parent)->id;
        }
    }
    const auto added = texts.add(transaction, {&text, 1}, m_run.batch);
    if (!added) {
        return fail(added);
    }
    m_run.report.textsAdded += added->front().added ? 1 : 0;
    if (added->front().added && !record.byCorrection) {
        const auto id = added->front().id;
        m_freshTexts.push_back(id.value);
        return record.stale ? store::restoreStale(transaction, id) : Status{};
    }
    return {};
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::ScoreRecord& record)
{
    store::TextStore texts(m_database);
    const auto text = texts.textByKey(record.text);
    if (!text) {
        return fail(text);
    }
    if (!*text) {
        reject(line, {ErrorCode::NotFound, "the text of this score is not in the file", {}, 0});
        return {};
    }
    const store::Score score{(*text)->id, record.name, record.value, record.parts, record.madeBy};
    return texts.setScores(transaction, {&score, 1});
}

Status NativeImport::put(store::WriteTransaction& transaction, long long line,
                         fmt::QueryRecord& record)
{
    const auto added = store::restoreQuery(
        transaction,
        {record.key, record.reference, record.caption, record.body,
         record.part ? std::string{name(*record.part)} : std::string{}, record.source},
        m_run.batch);
    if (!added && added.error().code == ErrorCode::NotFound) {
        reject(line, added.error());
        return {};
    }
    if (!added) {
        return fail(added);
    }
    m_run.report.queriesAdded += *added ? 1 : 0;
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long, fmt::ReviewerRecord& reviewer)
{
    m_reviewers.push_back(std::move(reviewer));
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long, fmt::EventRecord& event)
{
    m_events.push_back(std::move(event.event));
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long, fmt::SplitRecord& split)
{
    m_splits.push_back(std::move(split));
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long, fmt::SettingRecord& setting)
{
    m_settings.push_back(std::move(setting));
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long, fmt::GuidelineRecord& guideline)
{
    m_guidelines.push_back(std::move(guideline));
    return {};
}

Status NativeImport::put(store::WriteTransaction&, long long line, fmt::CaseRecord& one)
{
    const auto isKey = [](const Key& key) {
        return key.size() == 20 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
    };
    if (!isKey(one.key) || !std::ranges::all_of(one.right, isKey) ||
        !std::ranges::all_of(one.wrong, isKey)) {
        reject(line, {ErrorCode::BadFormat, "a key of this case is none", {}, 0});
        return {};
    }
    m_cases.push_back(std::move(one));
    return {};
}

Status NativeImport::flush()
{
    std::size_t at = 0;
    while (at < m_records.size()) {
        if (m_run.job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction = store::WriteTransaction::begin(m_database, store::Lane::Bulk);
        if (!transaction) {
            return fail(transaction);
        }
        for (; at < m_records.size() && !transaction->shouldCommit(); ++at) {
            auto& numbered = m_records[at];
            auto done =
                std::visit([&](auto& record) { return put(*transaction, numbered.line, record); },
                           numbered.record);
            if (!done) {
                return done;
            }
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed;
        }
    }
    m_run.report.rows += static_cast<std::int64_t>(m_records.size());
    m_records.clear();
    m_run.job.progress(static_cast<std::size_t>(m_run.report.rows), 0, "records");
    return m_database.checkpointWhenLarge();
}

bool NativeImport::take(fmt::NumberedRecord& record)
{
    m_records.push_back(std::move(record));
    if (m_records.size() >= kChunk) {
        m_failed = flush();
    }
    return m_failed.has_value();
}

Status NativeImport::read()
{
    fmt::TriptychSink sink;
    sink.row = [this](fmt::NumberedRecord& record) { return take(record); };
    sink.rejected = [this](Error error) {
        m_run.report.rejected.push_back(std::move(error));
        return true;
    };
    const auto read = fmt::readTriptych(m_run.request.source, sink);
    if (!m_failed) {
        return m_failed;
    }
    if (!read) {
        return fail(read);
    }
    return flush();
}

Status NativeImport::restorePeopleAndSettings(store::WriteTransaction& transaction)
{
    store::ReviewerStore reviewers(m_database);
    for (const auto& reviewer : m_reviewers) {
        if (auto restored = reviewers.restore(transaction,
                                              {{}, reviewer.id, reviewer.name, reviewer.pseudonym});
            !restored) {
            return restored;
        }
    }
    store::SettingStore settings(m_database);
    for (const auto& setting : m_settings) {
        const auto known = settings.get(setting.name);
        if (!known) {
            return fail(known);
        }
        if (!*known) {
            if (auto set = settings.set(transaction, setting.name, setting.value); !set) {
                return set;
            }
        }
    }
    store::GuidelineStore guidelines(m_database);
    for (auto& one : m_guidelines) {
        if (auto restored =
                guidelines.restore(transaction, {one.ordinal, one.version, std::move(one.markdown),
                                                 one.at, one.reviewer, 0});
            !restored) {
            return restored;
        }
    }
    store::CaseStore cases(m_database);
    for (const auto& one : m_cases) {
        if (auto restored =
                cases.restore(transaction, {one.key, one.name, one.request, one.at, one.changed,
                                            one.reviewer, one.right, one.wrong});
            !restored) {
            return restored;
        }
    }
    return {};
}

Status NativeImport::finish(store::WriteTransaction& transaction)
{
    if (auto done = restorePeopleAndSettings(transaction); !done) {
        return done;
    }
    const auto restored = store::EventStore(m_database).restore(transaction, m_events);
    if (!restored) {
        return fail(restored);
    }
    m_run.report.eventsAdded = *restored;
    const bool corrected = std::any_of(m_events.begin(), m_events.end(), [](const Event& event) {
        return eventKindFrom(event.kind) == EventKind::Correct;
    });
    if (corrected) {
        if (auto kept = store::restoreFresh(transaction, m_freshTexts); !kept) {
            return kept;
        }
    }
    for (const auto& split : m_splits) {
        const auto stored =
            store::restoreSplit(transaction, {split.image, split.part, split.origin == "drawn",
                                              split.component, split.seed});
        if (!stored) {
            return stored;
        }
    }
    return {};
}

} // namespace

Status importNative(ImportRun& run)
{
    auto import = std::make_shared<NativeImport>(run);
    auto read = import->read();
    if (read) {
        run.atFinish.emplace_back(
            [import](store::WriteTransaction& transaction) { return import->finish(transaction); });
    }
    return read;
}

} // namespace triptych::workflow
