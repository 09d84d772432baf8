// SPDX-License-Identifier: GPL-3.0-or-later
// Triplet files: JSON Lines, CSV and CIRR.
#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/formats/cirr.h"
#include "core/formats/folder_scan.h"
#include "core/formats/triplet_files.h"
#include "core/store/batches.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/search_terms.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/import_run.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <map>

namespace triptych::workflow {

namespace {

constexpr std::size_t kChunk = 1000;

class TripletImport
{
public:
    explicit TripletImport(ImportRun& run)
        : m_run(run)
    {}

    Status read();
    Status finish(store::WriteTransaction& transaction);

private:
    struct Target
    { // one positive besides the pair's own
        SlotId slot;
        Key image;
    };

    Result<formats::ReadSummary> readSource();
    bool take(formats::TripletRow& row);
    Status flush();
    Status resolveImages(const std::vector<std::string>& names);
    std::string onDisk(const std::string& name);
    Status storeRows();
    Status storeTriplet(store::WriteTransaction& transaction, const formats::TripletRow& row);
    Status storeQueries(store::WriteTransaction& transaction);
    void notePart(ImageId image, const std::optional<SplitPart>& part);
    void reject(const formats::TripletRow& row, ErrorCode code, std::string detail);
    Status acceptTexts(store::WriteTransaction& transaction);
    Status addTargets(store::WriteTransaction& transaction);
    [[nodiscard]] ImageId idOf(const std::string& name) const;

    ImportRun& m_run;
    Root m_root;
    std::unique_ptr<ImageIntake> m_intake;
    std::vector<formats::TripletRow> m_rows;
    std::vector<formats::GalleryImage> m_gallery;
    std::unordered_map<std::string, ImageId> m_images; // by name as the source writes it
    std::optional<std::unordered_map<std::string, std::string>> m_stems; // stem -> name on disk
    std::map<ImageId, SplitPart> m_parts;
    std::vector<store::NewQuery> m_queries;
    std::vector<SlotId> m_slots; // that got a text, for --accepted-by
    std::vector<Target> m_targets;
    std::int64_t m_seen = 0;
    Status m_failed;
};

ImageId TripletImport::idOf(const std::string& name) const
{
    const auto found = m_images.find(name);
    return found == m_images.end() ? ImageId{} : found->second;
}

void TripletImport::reject(const formats::TripletRow& row, ErrorCode code, std::string detail)
{
    m_run.report.rejected.push_back(
        {code, std::move(detail), m_run.request.source.string(), row.line});
}

void TripletImport::notePart(ImageId image, const std::optional<SplitPart>& part)
{
    if (part && image.valid()) {
        m_parts.emplace(image, *part); // the first part that names an image keeps it
    }
}

// A name without extension matches the stem of a file (CIRR and others name images so).
std::string TripletImport::onDisk(const std::string& name)
{
    if (formats::hasImageExtension(name)) {
        return name;
    }
    if (!m_stems) {
        m_stems.emplace();
        if (const auto listing = formats::scanFolder(m_root.path); listing) {
            for (const auto& file : listing->files) {
                const std::filesystem::path path(file.name);
                m_stems->emplace(path.stem().string(), file.name);
                m_stems->emplace((path.parent_path() / path.stem()).string(), file.name);
            }
        }
    }
    const auto found = m_stems->find(name);
    return found == m_stems->end() ? name : found->second;
}

Status TripletImport::resolveImages(const std::vector<std::string>& names)
{
    std::vector<IntakeRow> rows;
    std::vector<std::string> asked;
    store::ImageStore images(databaseOf(m_run.project));
    for (const auto& name : names) {
        if (m_images.contains(name)) {
            continue;
        }
        if (m_run.request.images.empty()) {
            // Without --images a name that the project knows already is that image.
            const auto known = images.byNameOrKey(name);
            if (!known) {
                return fail(known);
            }
            if (*known) {
                m_images.emplace(name, (*known)->id);
                continue;
            }
        }
        m_images.emplace(name, ImageId{});
        rows.push_back({0, onDisk(name), {}, {}, {}});
        asked.push_back(name);
    }
    if (rows.empty()) {
        return {};
    }
    if (auto taken = m_intake->take(rows, m_run.report, m_run.job); !taken) {
        return taken;
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        m_images[asked[i]] = m_intake->ids()[i];
    }
    return {};
}

Status TripletImport::storeTriplet(store::WriteTransaction& transaction,
                                   const formats::TripletRow& row)
{
    auto& database = databaseOf(m_run.project);
    const ImageId reference = idOf(row.reference);
    const ImageId target = idOf(row.target);
    if (!reference.valid() || !target.valid()) {
        reject(row, ErrorCode::UnsafePath, "an image of this row was refused");
        return {};
    }
    const store::NewPair pair{
        reference, target, m_run.request.category.empty() ? row.category : m_run.request.category,
        row.source};
    const auto added = store::PairStore(database).add(transaction, {&pair, 1}, m_run.batch);
    if (!added) {
        return fail(added);
    }
    const auto& outcome = added->front();
    switch (outcome.outcome) {
    case store::PairOutcome::Added:
        ++m_run.report.pairsAdded;
        break;
    case store::PairOutcome::Duplicate:
        ++m_run.report.pairsDuplicate;
        break;
    case store::PairOutcome::SameImage:
        ++m_run.report.referenceIsTarget;
        reject(row, ErrorCode::NotApplicable, "reference and target are the same image");
        return {};
    case store::PairOutcome::SameBytes:
        reject(row, ErrorCode::NotApplicable, "reference and target have the same bytes");
        return {};
    case store::PairOutcome::Removed:
        reject(row, ErrorCode::NotApplicable, "the pair was removed from the project");
        return {};
    case store::PairOutcome::NoImage:
        reject(row, ErrorCode::NotFound, "an image of this row is not there");
        return {};
    }
    notePart(reference, row.split);
    notePart(target, row.split);
    std::vector<store::NewText> texts;
    for (const auto& text : row.texts) {
        store::NewText one;
        one.slot = {outcome.id, text.direction,
                    text.language.empty() ? m_run.project.language() : text.language, text.caption};
        one.origin = Origin::Import;
        one.generator = name(m_run.request.kind);
        one.body = text.body;
        one.terms = text::searchTerms(text.body);
        texts.push_back(std::move(one));
    }
    const auto stored = store::TextStore(database).add(transaction, texts, m_run.batch);
    if (!stored) {
        return fail(stored);
    }
    for (std::size_t i = 0; i < stored->size(); ++i) {
        m_run.report.textsAdded += (*stored)[i].added ? 1 : 0;
        if (!m_run.request.acceptedBy.empty()) {
            m_slots.push_back((*stored)[i].slot);
        }
        if (texts[i].slot.direction == Direction::Forward) {
            for (const auto& positive : row.targets) {
                if (const auto image = idOf(positive);
                    image.valid() && image != target && image != reference) {
                    const auto found = store::ImageStore(database).byId(image);
                    if (found && *found) {
                        m_targets.push_back({(*stored)[i].slot, (*found)->key});
                    }
                }
            }
        }
    }
    return {};
}

Status TripletImport::storeQueries(store::WriteTransaction& transaction)
{
    if (m_queries.empty()) {
        return {};
    }
    const auto added =
        store::PairStore(transaction.database()).addQueries(transaction, m_queries, m_run.batch);
    m_queries.clear();
    if (!added) {
        return fail(added);
    }
    m_run.report.queriesAdded += *added;
    return {};
}

Status TripletImport::storeRows()
{
    std::size_t at = 0;
    while (at < m_rows.size()) {
        if (m_run.job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction =
            store::WriteTransaction::begin(databaseOf(m_run.project), store::Lane::Bulk);
        if (!transaction) {
            return fail(transaction);
        }
        for (; at < m_rows.size() && !transaction->shouldCommit(); ++at) {
            const auto& row = m_rows[at];
            if (!row.isQuery()) {
                if (auto stored = storeTriplet(*transaction, row); !stored) {
                    return stored;
                }
                continue;
            }
            const auto reference = idOf(row.reference);
            const auto* text = row.find(Direction::Forward);
            m_queries.push_back({reference, text != nullptr ? text->caption : 0,
                                 text != nullptr ? text->body : std::string{},
                                 row.split ? std::string{name(*row.split)} : std::string{},
                                 row.sourceId.empty() ? std::to_string(row.line) : row.sourceId,
                                 row.source});
            notePart(reference, row.split);
        }
        if (auto stored = storeQueries(*transaction); !stored) {
            return stored;
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed;
        }
    }
    return {};
}

Status TripletImport::flush()
{
    std::vector<std::string> names;
    for (const auto& row : m_rows) {
        names.push_back(row.reference);
        if (!row.isQuery()) {
            names.push_back(row.target);
        }
        names.insert(names.end(), row.targets.begin(), row.targets.end());
    }
    for (const auto& image : m_gallery) {
        names.push_back(image.name);
    }
    if (auto resolved = resolveImages(names); !resolved) {
        return resolved;
    }
    for (const auto& image : m_gallery) {
        notePart(idOf(image.name), image.split);
    }
    m_gallery.clear();
    auto stored = storeRows();
    m_rows.clear();
    m_run.job.progress(static_cast<std::size_t>(m_seen), 0, "rows");
    return stored;
}

bool TripletImport::take(formats::TripletRow& row)
{
    ++m_seen;
    m_rows.push_back(std::move(row));
    if (m_rows.size() >= kChunk) {
        m_failed = flush();
    }
    return m_failed.has_value();
}

Result<formats::ReadSummary> TripletImport::readSource()
{
    formats::TripletSink sink;
    sink.row = [this](formats::TripletRow& row) { return take(row); };
    sink.rejected = [this](Error error) {
        m_run.report.rejected.push_back(std::move(error));
        return true;
    };
    const auto& source = m_run.request.source;
    if (m_run.request.kind == ImportKind::Csv) {
        return formats::readTripletsCsv(source, sink);
    }
    if (m_run.request.kind == ImportKind::Jsonl) {
        return formats::readTripletsJsonl(source, sink);
    }
    formats::CirrReader reader;
    reader.sink = sink;
    reader.gallery = [this](formats::GalleryImage& image) {
        m_gallery.push_back(std::move(image));
        if (m_gallery.size() >= kChunk) {
            m_failed = flush();
        }
        return m_failed.has_value();
    };
    return formats::readCirr(source, reader);
}

Status TripletImport::read()
{
    const auto root = rootFor(m_run.project, imageFolder(m_run.request));
    if (!root) {
        return fail(root);
    }
    m_root = *root;
    IntakeOptions options;
    options.source = m_run.request.source;
    options.catalogue = false;
    options.limitPixels = limitPixels(m_run.project);
    m_intake = std::make_unique<ImageIntake>(m_run.project, m_root, m_run.batch, options);
    const auto read = readSource();
    if (!m_failed) {
        return m_failed;
    }
    if (!read) {
        return fail(read);
    }
    if (auto flushed = flush(); !flushed) {
        return flushed;
    }
    m_run.report.rows = m_seen;
    m_run.report.notes.insert(m_run.report.notes.end(), read->notes.begin(), read->notes.end());
    return {};
}

Status TripletImport::acceptTexts(store::WriteTransaction& transaction)
{
    if (m_slots.empty()) {
        return {};
    }
    const auto person = reviewerId(m_run.project, transaction, m_run.request.acceptedBy);
    if (!person) {
        return fail(person);
    }
    const std::string batch = randomHex128();
    std::vector<Event> events;
    std::sort(m_slots.begin(), m_slots.end());
    m_slots.erase(std::unique(m_slots.begin(), m_slots.end()), m_slots.end());
    store::TextStore texts(transaction.database());
    for (const auto slot : m_slots) {
        const auto stored = texts.slotById(slot);
        if (!stored) {
            return fail(stored);
        }
        // What people decided before stays; an acceptance at import is for new texts.
        if (!*stored || !(*stored)->standing.empty() || !(*stored)->text) {
            continue;
        }
        Decision decision;
        decision.slot = slot;
        auto event = makeEvent(m_run.project, transaction, *person, decision, batch);
        if (!event) {
            return fail(event);
        }
        events.push_back(std::move(*event));
    }
    const auto appended =
        store::EventStore(transaction.database()).append(transaction, std::move(events));
    if (!appended) {
        return fail(appended);
    }
    m_run.report.eventsAdded += static_cast<std::int64_t>(appended->size());
    return {};
}

Status TripletImport::addTargets(store::WriteTransaction& transaction)
{
    if (m_targets.empty()) {
        return {};
    }
    const auto person =
        reviewerId(m_run.project, transaction,
                   m_run.request.acceptedBy.empty() ? "import" : m_run.request.acceptedBy);
    if (!person) {
        return fail(person);
    }
    const std::string batch = randomHex128();
    std::vector<Event> events;
    store::TextStore texts(transaction.database());
    for (const auto& target : m_targets) {
        const auto slot = texts.slotById(target.slot);
        if (!slot) {
            return fail(slot);
        }
        Event event;
        event.reviewer = *person;
        event.kind = "add_target";
        event.slot = *slot ? (*slot)->key : Key{};
        event.subject = target.image;
        event.batch = batch;
        events.push_back(std::move(event));
    }
    const auto appended =
        store::EventStore(transaction.database()).append(transaction, std::move(events));
    if (!appended) {
        return fail(appended);
    }
    m_run.report.eventsAdded += static_cast<std::int64_t>(appended->size());
    return {};
}

Status TripletImport::finish(store::WriteTransaction& transaction)
{
    std::vector<SplitAssignment> parts;
    parts.reserve(m_parts.size());
    for (const auto& [image, part] : m_parts) {
        parts.push_back({image, part, 0});
    }
    if (!parts.empty()) {
        if (auto stored =
                store::SplitStore(transaction.database()).storeImported(transaction, parts);
            !stored) {
            return stored;
        }
    }
    if (auto added = addTargets(transaction); !added) {
        return added;
    }
    return acceptTexts(transaction);
}

} // namespace

Status importTriplets(ImportRun& run)
{
    // Lives until the batch is finished: it knows the slots that were filled.
    auto import = std::make_shared<TripletImport>(run);
    auto read = import->read();
    if (read) {
        run.atFinish.emplace_back(
            [import](store::WriteTransaction& transaction) { return import->finish(transaction); });
    }
    return read;
}

} // namespace triptych::workflow
