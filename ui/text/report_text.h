// SPDX-License-Identifier: GPL-3.0-or-later
// What a job did, in rows of words and figures.
#pragma once

#include "core/domain/reports.h"

#include <QString>

#include <utility>
#include <vector>

namespace triptych::ui {

using ReportRows = std::vector<std::pair<QString, QString>>;

// Rows whose figure is 0 are left out, except the first two or so that a person looks for.
ReportRows reportRows(const ImportReport& report);
ReportRows reportRows(const ExportReport& report);

QString importSummary(const ImportReport& report); // one line for the banner
QString mineSummary(const MineReport& report);
QString generateSummary(const GenerateReport& report);
QString exportSummary(const ExportReport& report);

} // namespace triptych::ui
