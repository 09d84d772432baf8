// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1 out: everything, in the order of keys.
#include "core/formats/export_folder.h"
#include "core/formats/triptych_format.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/store/dump.h"
#include "core/store/events.h"
#include "core/store/guidelines.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/store/reading.h"
#include "core/workflow/export_run.h"
#include "core/workflow/project_inner.h"

namespace triptych::workflow {

namespace {

namespace fmt = formats;

class NativeExport
{
public:
    NativeExport(ExportRun& run, fmt::ExportFile& file)
        : m_run(run)
        , m_file(file)
        , m_database(databaseOf(run.project))
        , m_dump(m_database)
    {}

    Status write()
    {
        using Step = Status (NativeExport::*)();
        for (const Step step : {&NativeExport::head, &NativeExport::images, &NativeExport::pairs,
                                &NativeExport::slots, &NativeExport::texts, &NativeExport::rest}) {
            if (auto done = (this->*step)(); !done || !m_failed) {
                return m_failed ? done : m_failed;
            }
        }
        return {};
    }

private:
    bool put(const fmt::TriptychRecord& record)
    {
        m_failed = m_file.write(fmt::triptychLine(record));
        if (m_failed && m_run.job.cancelled()) {
            m_failed = fail(ErrorCode::Cancelled);
        }
        if (++m_written % 1000 == 0) {
            m_run.job.progress(m_written, 0, "records");
        }
        return m_failed.has_value();
    }

    Status head()
    {
        fmt::HeaderRecord header;
        header.language = m_run.project.language();
        header.created = m_database.now();
        put(header);
        const auto roots = store::ImageStore(m_database).roots();
        const auto reviewers = store::ReviewerStore(m_database).all();
        const auto settings = store::SettingStore(m_database).all();
        const auto guidelines = store::GuidelineStore(m_database).all();
        if (!roots) {
            return fail(roots);
        }
        if (!reviewers) {
            return fail(reviewers);
        }
        if (!settings) {
            return fail(settings);
        }
        if (!guidelines) {
            return fail(guidelines);
        }
        for (const auto& root : *roots) {
            put(fmt::RootRecord{root.label, root.path, root.source, root.licence});
        }
        for (const auto& reviewer : *reviewers) {
            put(fmt::ReviewerRecord{reviewer.stableId, reviewer.name, reviewer.pseudonym});
        }
        for (const auto& [name, value] : *settings) {
            put(fmt::SettingRecord{name, value});
        }
        for (const auto& one : *guidelines) {
            put(fmt::GuidelineRecord{one.ordinal, one.version, one.markdown, one.at, one.reviewer});
        }
        return {};
    }

    Status images()
    {
        return m_dump.images([this](const store::DumpedImage& dumped) {
            const auto& image = dumped.image;
            fmt::ImageRecord record;
            record.key = image.key;
            record.root = dumped.root;
            record.name = image.name;
            record.sha256 = image.sha256;
            record.phash = image.phash;
            record.bytes = image.bytes;
            record.modified = image.modified;
            record.width = image.width;
            record.height = image.height;
            record.state = image.state;
            record.product = image.product;
            record.category = image.category;
            record.duplicateOf = dumped.duplicateOf;
            record.attributes = image.attributes;
            record.licence = dumped.licence;
            record.source = dumped.source;
            return put(record);
        });
    }

    Status pairs()
    {
        return m_dump.pairs([this](const store::DumpedPair& pair) {
            return put(
                fmt::PairRecord{pair.key, pair.reference, pair.target, pair.category, pair.source});
        });
    }

    Status slots()
    {
        return m_dump.slots([this](const store::DumpedSlot& slot) {
            m_run.report.triplets += slot.direction == Direction::Forward ? 1 : 0;
            return put(
                fmt::SlotRecord{slot.key, slot.pair, slot.direction, slot.language, slot.caption});
        });
    }

    Status texts()
    {
        return m_dump.texts([this](const store::DumpedText& dumped) {
            const auto& text = dumped.text;
            fmt::TextRecord record;
            record.key = text.key;
            record.slot = dumped.slot;
            record.origin = text.origin;
            record.generator = text.generator;
            record.version = text.version;
            record.seed = text.seed;
            record.prompt = text.prompt;
            record.parts = text.parts;
            record.parent = dumped.parent;
            record.body = text.body;
            record.stale = text.stale;
            record.byCorrection = dumped.byCorrection;
            record.arrival = dumped.arrival;
            return put(record);
        });
    }

    Status rest()
    {
        auto done = m_dump.scores([this](const store::DumpedScore& score) {
            return put(
                fmt::ScoreRecord{score.text, score.name, score.value, score.parts, score.madeBy});
        });
        if (done) {
            done = store::EventStore(m_database).stream([this](const Event& event) {
                return put(fmt::EventRecord{event});
            });
        }
        if (done) {
            done = m_dump.targets([this](const store::DumpedTarget& target) {
                return put(fmt::TargetRecord{target.slot, target.image});
            });
        }
        if (done) {
            done = m_dump.queries([this](const store::DumpedQuery& query) {
                return put(fmt::QueryRecord{query.key,
                                            query.reference,
                                            query.caption,
                                            query.body,
                                            splitPartFrom(query.part),
                                            query.source,
                                            {}});
            });
        }
        if (done) {
            done = m_dump.splits([this](const store::DumpedSplit& split) {
                return put(fmt::SplitRecord{split.image, split.part,
                                            split.drawn ? "drawn" : "import", split.component,
                                            split.seed});
            });
        }
        return done ? cases() : done;
    }

    Status cases()
    {
        const auto all = store::CaseStore(m_database).all();
        if (!all) {
            return fail(all);
        }
        for (const auto& one : *all) {
            put(fmt::CaseRecord{one.key, one.name, one.request, one.at, one.changed, one.reviewer,
                                one.right, one.wrong});
        }
        return {};
    }

    ExportRun& m_run;
    fmt::ExportFile& m_file;
    store::Database& m_database;
    store::Dump m_dump;
    Status m_failed;
    std::size_t m_written = 0;
};

} // namespace

Status exportNative(ExportRun& run, formats::ExportFolder& folder)
{
    if (!run.request.where.empty()) {
        run.report.notes.emplace_back(
            "triptych/1 is always the whole project; the filter was not applied");
    }
    auto file = folder.file(fmt::kTriptychFile);
    if (!file) {
        return fail(file);
    }
    if (auto written = NativeExport(run, **file).write(); !written) {
        return written;
    }
    const auto counts = store::Reader(databaseOf(run.project)).stats(0);
    if (!counts) {
        return fail(counts);
    }
    for (const auto state : {SlotState::Accepted, SlotState::Edited, SlotState::Rejected}) {
        run.report.lookedAt += counts->forward[state];
    }
    return (*file)->commit();
}

} // namespace triptych::workflow
