// SPDX-License-Identifier: GPL-3.0-or-later
// Everyday queries over phone-like photos, for align_report.
#pragma once

#include "align_report_data.h"

namespace triptych::align_report {

// `data`: phone_photos.tsv and phone_queries.tsv. Of the first five answers those that are right,
// out of as many as could be; "good" from three of five on, "bad" where none is.
void phoneQueries(const char* what, const std::filesystem::path& data, const Set& clothing,
                  const retrieval::Alignment& alignment, Texts& texts, bool spell);

} // namespace triptych::align_report
