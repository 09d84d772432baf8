// SPDX-License-Identifier: GPL-3.0-or-later
// Which triplets go out, and the generic formats.
#include "core/formats/export_folder.h"
#include "core/formats/triplet_files.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/reading.h"
#include "core/workflow/export_run.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <array>
#include <set>

namespace triptych::workflow {

namespace {

constexpr std::array<std::pair<ExportKind, std::string_view>, 4> kKinds{
    {{ExportKind::Jsonl, "jsonl"},
     {ExportKind::Csv, "csv"},
     {ExportKind::Cirr, "cirr"},
     {ExportKind::Triptych, "triptych"}}};
constexpr std::size_t kPreviewRows = 20;
constexpr std::size_t kProgressEvery = 1000;

std::vector<SlotState> qualifying(const ExportRequest& request)
{
    std::vector<SlotState> states{SlotState::Accepted, SlotState::Edited};
    if (request.withReleased) {
        states.push_back(SlotState::Released);
    }
    return states;
}

// Slots of one pair come one after the other; this joins them into triplets.
class PairJoiner
{
public:
    PairJoiner(ExportRun& run, std::unordered_set<SlotId> allowed, bool anyState,
               const std::function<Status(const OutTriplet&)>& each)
        : m_run(run)
        , m_allowed(std::move(allowed))
        , m_states(qualifying(run.request))
        , m_anyState(anyState)
        , m_each(each)
    {}

    bool add(const store::ExportSlot& slot)
    {
        if (!m_slots.empty() && m_slots.front().pair != slot.pair) {
            failed = flush();
        }
        m_slots.push_back(slot);
        return failed.has_value() && !m_run.job.cancelled();
    }

    Status flush()
    {
        for (const auto& slot : m_slots) {
            const bool forward = slot.slot.direction == Direction::Forward;
            if (forward && m_allowed.contains(slot.slot.id)) {
                if (auto done = emit(slot, partner(slot, Direction::Reverse)); !done) {
                    return done;
                }
            }
            if (!forward && m_run.request.reverseAsTriplets && qualifies(slot)) {
                if (auto done = emitReverse(slot, partner(slot, Direction::Forward)); !done) {
                    return done;
                }
            }
        }
        m_slots.clear();
        return {};
    }

    Status failed;

private:
    [[nodiscard]] bool qualifies(const store::ExportSlot& slot) const
    {
        return std::find(m_states.begin(), m_states.end(), slot.slot.state) != m_states.end();
    }

    // The same caption the other way round, when it may go out.
    [[nodiscard]] const store::ExportSlot* partner(const store::ExportSlot& slot,
                                                   Direction direction) const
    {
        for (const auto& other : m_slots) {
            if (other.slot.direction == direction && other.slot.language == slot.slot.language &&
                other.slot.caption == slot.slot.caption &&
                (qualifies(other) || (m_anyState && direction == Direction::Forward &&
                                      m_allowed.contains(other.slot.id)))) {
                return &other;
            }
        }
        return nullptr;
    }

    [[nodiscard]] OutTriplet base(const store::ExportSlot& slot) const
    {
        OutTriplet out;
        out.pair = slot.pair;
        out.pairKey = slot.pairKey;
        out.reference = slot.reference;
        out.target = slot.target;
        out.targets = slot.targets;
        out.language = slot.slot.language;
        out.caption = slot.slot.caption;
        out.forward = slot.slot.text ? slot.slot.text->body : std::string{};
        out.category = slot.category;
        out.source = slot.pairSource;
        out.lookedAt = !slot.reviewer.empty();
        return out;
    }

    Status emit(const store::ExportSlot& slot, const store::ExportSlot* reverse)
    {
        auto out = base(slot);
        if (reverse != nullptr && reverse->slot.text) {
            out.reverse = reverse->slot.text->body;
        }
        return send(out);
    }

    Status emitReverse(const store::ExportSlot& slot, const store::ExportSlot* forward)
    {
        auto out = base(slot);
        std::swap(out.reference, out.target);
        out.source.clear(); // the source's fields speak of the forward triplet
        if (forward != nullptr && forward->slot.text) {
            out.reverse = forward->slot.text->body;
        }
        return send(out);
    }

    Status send(const OutTriplet& out)
    {
        ++m_run.report.triplets;
        m_run.report.lookedAt += out.lookedAt ? 1 : 0;
        if (static_cast<std::size_t>(m_run.report.triplets) % kProgressEvery == 0) {
            m_run.job.progress(static_cast<std::size_t>(m_run.report.triplets), m_allowed.size(),
                               "triplets");
        }
        return m_each(out);
    }

    ExportRun& m_run;
    std::unordered_set<SlotId> m_allowed;
    std::vector<SlotState> m_states;
    bool m_anyState;
    const std::function<Status(const OutTriplet&)>& m_each;
    std::vector<store::ExportSlot> m_slots;
};

struct Selected
{
    std::unordered_set<SlotId> slots;
    bool namesStatus = false;
};

Result<Selected> selectForward(Project& project, const ExportRequest& request)
{
    auto filter = preparedFilter(request.where);
    if (!filter) {
        return fail(filter);
    }
    store::SlotQuery query;
    query.filter = std::move(*filter);
    query.direction = Direction::Forward;
    Selected selected;
    selected.namesStatus = query.filter.namesStatus();
    if (!selected.namesStatus) {
        query.states = qualifying(request);
    }
    const auto ids = store::Reader(databaseOf(project)).slotIds(query);
    if (!ids) {
        return fail(ids);
    }
    selected.slots.insert(ids->begin(), ids->end());
    return selected;
}

formats::TripletRow rowOf(const OutTriplet& triplet)
{
    formats::TripletRow row;
    row.texts.push_back({Direction::Forward, triplet.language, triplet.caption, triplet.forward});
    if (triplet.reverse) {
        row.texts.push_back(
            {Direction::Reverse, triplet.language, triplet.caption, *triplet.reverse});
    }
    row.category = triplet.category;
    row.source = triplet.source;
    return row;
}

Result<formats::TripletRow> namedRow(ExportRun& run, const OutTriplet& triplet)
{
    auto row = rowOf(triplet);
    const auto reference = run.images.nameOf(triplet.reference);
    const auto target = run.images.nameOf(triplet.target);
    const auto part = run.images.partOf(triplet.reference);
    if (!reference) {
        return fail(reference);
    }
    if (!target) {
        return fail(target);
    }
    if (!part) {
        return fail(part);
    }
    row.reference = *reference;
    row.target = *target;
    row.split = *part;
    for (const auto image : triplet.targets) {
        const auto name = run.images.nameOf(image);
        if (!name) {
            return fail(name);
        }
        row.targets.push_back(*name);
    }
    return row;
}

Result<formats::TripletRow> queryRow(ExportRun& run, const OutQuery& query)
{
    formats::TripletRow row;
    const auto reference = run.images.nameOf(query.reference);
    if (!reference) {
        return fail(reference);
    }
    row.reference = *reference;
    row.texts.push_back({Direction::Forward, run.project.language(), query.caption, query.body});
    row.split = splitPartFrom(query.part);
    row.source = query.source;
    return row;
}

template <typename Writer> Status writeAll(ExportRun& run, Writer& writer)
{
    auto written = eachTriplet(run, [&](const OutTriplet& triplet) -> Status {
        const auto row = namedRow(run, triplet);
        return row ? writer.write(*row) : Status{fail(row)};
    });
    if (!written) {
        return written;
    }
    written = eachQuery(run, [&](const OutQuery& query) -> Status {
        const auto row = queryRow(run, query);
        return row ? writer.write(*row) : Status{fail(row)};
    });
    return written ? writer.commit() : written;
}

// Column names of a CSV must be known before its first row.
Result<std::vector<std::string>> extraColumns(ExportRun& run)
{
    std::set<std::string> names;
    ExportRun look{run.project, run.request, run.job, OutImages(run.project), {}, {}};
    auto read = eachTriplet(look, [&](const OutTriplet& triplet) -> Status {
        for (auto& name : formats::sourceFieldNames(triplet.source)) {
            names.insert(std::move(name));
        }
        return {};
    });
    if (read) {
        read = eachQuery(look, [&](const OutQuery& query) -> Status {
            for (auto& name : formats::sourceFieldNames(query.source)) {
                names.insert(std::move(name));
            }
            return {};
        });
    }
    if (!read) {
        return fail(read);
    }
    return std::vector<std::string>(names.begin(), names.end());
}

Status exportKind(ExportRun& run, formats::ExportFolder& folder)
{
    if (run.request.kind == ExportKind::Triptych) {
        return exportNative(run, folder);
    }
    if (run.request.images != WithImages::None) {
        if (auto copied = exportImages(run, folder); !copied) {
            return copied;
        }
    }
    return run.request.kind == ExportKind::Cirr ? exportCirr(run, folder) : exportRows(run, folder);
}

formats::Manifest manifestOf(const ExportRun& run)
{
    formats::Manifest manifest;
    manifest.format = name(run.request.kind);
    manifest.created = databaseOf(run.project).now();
    manifest.triplets = run.report.triplets;
    manifest.notes = run.report.notes;
    manifest.settings = run.settings;
    manifest.settings["where"] = run.request.where;
    manifest.settings["language"] = run.project.language();
    manifest.settings["lookedAt"] = std::to_string(run.report.lookedAt);
    manifest.settings["withReleased"] = run.request.withReleased ? "yes" : "no";
    manifest.settings["reverseAsTriplets"] = run.request.reverseAsTriplets ? "yes" : "no";
    return manifest;
}

} // namespace

std::optional<ExportKind> exportKindFrom(std::string_view text)
{
    for (const auto& [kind, word] : kKinds) {
        if (word == text) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string_view name(ExportKind kind)
{
    for (const auto& [known, word] : kKinds) {
        if (known == kind) {
            return word;
        }
    }
    return "jsonl";
}

Status eachTriplet(ExportRun& run, const std::function<Status(const OutTriplet&)>& each)
{
    auto selected = selectForward(run.project, run.request);
    if (!selected) {
        return fail(selected);
    }
    run.report.triplets = 0;
    run.report.lookedAt = 0;
    PairJoiner joiner(run, std::move(selected->slots), selected->namesStatus, each);
    store::SlotQuery everything;
    if (!selected->namesStatus) {
        everything.states = qualifying(run.request);
    }
    const auto read = store::Reader(databaseOf(run.project))
                          .exportSlots(everything, [&](const store::ExportSlot& slot) {
                              return joiner.add(slot);
                          });
    if (!joiner.failed) {
        return joiner.failed;
    }
    if (run.job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    if (!read) {
        return read;
    }
    return joiner.flush();
}

Status eachQuery(ExportRun& run, const std::function<Status(const OutQuery&)>& each)
{
    if (!run.request.where.empty()) {
        return {};
    }
    Status failed;
    const auto read =
        store::Reader(databaseOf(run.project)).queries([&](const store::StoredQuery& query) {
            failed = each({query.reference, query.caption, query.body, query.part, query.source});
            return failed.has_value();
        });
    return failed ? read : failed;
}

Status exportRows(ExportRun& run, formats::ExportFolder& folder)
{
    if (run.request.kind == ExportKind::Jsonl) {
        auto writer = formats::TripletJsonlWriter::create(folder, "triplets.jsonl");
        return writer ? writeAll(run, **writer) : Status{fail(writer)};
    }
    auto columns = extraColumns(run);
    if (!columns) {
        return fail(columns);
    }
    auto writer = formats::TripletCsvWriter::create(folder, "triplets.csv", std::move(*columns));
    return writer ? writeAll(run, **writer) : Status{fail(writer)};
}

Result<ExportPreview> previewExport(Project& project, const ExportRequest& request)
{
    const auto selected = selectForward(project, request);
    if (!selected) {
        return fail(selected);
    }
    ExportPreview preview;
    const JobContext job;
    ExportRun run{project, request, job, OutImages(project), {}, {}};
    const auto read = eachTriplet(run, [&](const OutTriplet& triplet) -> Status {
        if (preview.rows.size() < kPreviewRows) {
            const auto row = namedRow(run, triplet);
            if (!row) {
                return fail(row);
            }
            preview.rows.push_back({row->reference, triplet.forward, row->target});
        }
        return {};
    });
    if (!read) {
        return fail(read);
    }
    preview.triplets = run.report.triplets;
    return preview;
}

Result<ExportReport> exportFrom(Project& project, const ExportRequest& request,
                                const JobContext& job)
{
    if (auto checked = preparedFilter(request.where); !checked) {
        return fail(checked); // before a folder is made
    }
    auto folder = formats::ExportFolder::begin(request.folder);
    if (!folder) {
        return fail(folder);
    }
    ExportRun run{project, request, job, OutImages(project), {}, {}};
    if (auto done = exportKind(run, **folder); !done) {
        return fail(done);
    }
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    auto files = (*folder)->finish(manifestOf(run));
    if (!files) {
        return fail(files);
    }
    run.report.files = std::move(*files);
    return std::move(run.report);
}

} // namespace triptych::workflow
