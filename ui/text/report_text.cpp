// SPDX-License-Identifier: GPL-3.0-or-later
// Words for reports.
#include "ui/text/report_text.h"

#include "ui/convert.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace triptych::ui {

namespace {

struct Reports
{
    Q_DECLARE_TR_FUNCTIONS(Reports)
};

void add(ReportRows& rows, const char* text, std::int64_t count, bool always = false)
{
    if (count != 0 || always) {
        rows.emplace_back(Reports::tr(text), formatCount(count));
    }
}

std::int64_t sizeOf(const Rejected& rejected)
{
    return static_cast<std::int64_t>(rejected.size());
}

} // namespace

ReportRows reportRows(const ImportReport& report)
{
    ReportRows rows;
    add(rows, QT_TRANSLATE_NOOP("Reports", "rows read"), report.rows);
    add(rows, QT_TRANSLATE_NOOP("Reports", "images added"), report.imagesAdded, true);
    add(rows, QT_TRANSLATE_NOOP("Reports", "images updated"), report.imagesUpdated);
    add(rows, QT_TRANSLATE_NOOP("Reports", "images missing"), report.imagesMissing);
    add(rows, QT_TRANSLATE_NOOP("Reports", "images unreadable"), report.imagesUnreadable);
    add(rows, QT_TRANSLATE_NOOP("Reports", "images with the same bytes"), report.imagesDuplicate);
    add(rows, QT_TRANSLATE_NOOP("Reports", "queries added"), report.queriesAdded);
    add(rows, QT_TRANSLATE_NOOP("Reports", "pairs added"), report.pairsAdded);
    add(rows, QT_TRANSLATE_NOOP("Reports", "pairs there already"), report.pairsDuplicate);
    add(rows, QT_TRANSLATE_NOOP("Reports", "texts added"), report.textsAdded);
    add(rows, QT_TRANSLATE_NOOP("Reports", "texts now stale"), report.textsStale);
    add(rows, QT_TRANSLATE_NOOP("Reports", "decisions added"), report.eventsAdded);
    add(rows, QT_TRANSLATE_NOOP("Reports", "reference is the target"), report.referenceIsTarget);
    add(rows, QT_TRANSLATE_NOOP("Reports", "rejected"), sizeOf(report.rejected), true);
    add(rows, QT_TRANSLATE_NOOP("Reports", "warnings"), sizeOf(report.warnings));
    for (const auto& note : report.notes) {
        rows.emplace_back(Reports::tr("note"), toQString(note));
    }
    return rows;
}

ReportRows reportRows(const ExportReport& report)
{
    ReportRows rows;
    add(rows, QT_TRANSLATE_NOOP("Reports", "triplets"), report.triplets, true);
    add(rows, QT_TRANSLATE_NOOP("Reports", "of them seen by a person"), report.lookedAt, true);
    for (const auto& file : report.files) {
        rows.emplace_back(toQString(file.path), formatBytes(file.bytes));
    }
    for (const auto& note : report.notes) {
        rows.emplace_back(Reports::tr("note"), toQString(note));
    }
    return rows;
}

QString importSummary(const ImportReport& report)
{
    QStringList parts{Reports::tr("%1 images").arg(formatCount(report.imagesAdded))};
    if (report.pairsAdded > 0) {
        parts << Reports::tr("%1 pairs").arg(formatCount(report.pairsAdded));
    }
    if (report.textsAdded > 0) {
        parts << Reports::tr("%1 texts").arg(formatCount(report.textsAdded));
    }
    if (!report.rejected.empty()) {
        parts << Reports::tr("%1 rejected").arg(formatCount(sizeOf(report.rejected)));
    }
    return Reports::tr("Imported: %1.").arg(parts.join(QStringLiteral(" · ")));
}

QString mineSummary(const MineReport& report)
{
    return report.skipped > 0
               ? Reports::tr("%1 pairs made, %2 were there already or are not allowed.")
                     .arg(formatCount(report.added), formatCount(report.skipped))
               : Reports::tr("%1 pairs made.").arg(formatCount(report.added));
}

QString generateSummary(const GenerateReport& report)
{
    QString text = Reports::tr("%1 forward and %2 reverse texts written.")
                       .arg(formatCount(report.forward), formatCount(report.reverse));
    if (!report.rejected.empty()) {
        text += QLatin1Char(' ') + Reports::tr("For %1 pairs nothing true could be said.")
                                       .arg(formatCount(sizeOf(report.rejected)));
    }
    return text;
}

QString exportSummary(const ExportReport& report)
{
    return Reports::tr("%1 triplets exported.").arg(formatCount(report.triplets));
}

} // namespace triptych::ui
