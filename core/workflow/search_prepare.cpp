// SPDX-License-Identifier: GPL-3.0-or-later
// A query that nobody asked.
#include "core/workflow/search_prepare.h"

#include "core/workflow/search_inner.h"

namespace triptych::workflow {

Status prepareSearch(Project& project, const ModelStore& models, const EncodeRequest& request,
                     OpenedEncoder opened, const JobContext& job)
{
    SearchEngine::Inner inner(models, request.encoder, request.device, request.approximateFrom);
    inner.use(std::move(opened));
    const auto ready = inner.ready(project, {}, job);
    return ready ? inner.makeGraph(job) : ready;
}

} // namespace triptych::workflow
