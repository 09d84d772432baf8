// SPDX-License-Identifier: GPL-3.0-or-later
// A small drawn project for the flow tests.
#pragma once

#include "core/workflow/exchange.h"
#include "ui/convert.h"

namespace triptych::ui {

// The path of the project, empty on failure. Takes a second or two.
inline QString drawnSample(const QString& folder, int products = 6)
{
    workflow::SampleRequest request;
    request.folder = toPath(folder);
    request.products = products;
    const auto threads = makeThreadExecutor();
    JobContext job;
    job.executor = threads.get();
    const auto sample = workflow::makeSample(request, job);
    return sample ? toQString(sample->project) : QString();
}

} // namespace triptych::ui
