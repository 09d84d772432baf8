// SPDX-License-Identifier: GPL-3.0-or-later
// A query that nobody asked.
#include "core/workflow/search_prepare.h"

#include "core/workflow/search_inner.h"

namespace triptych::workflow {

Status prepareSearch(Project& project, const ModelStore& models, const EncodeRequest& request,
                     OpenedEncoder opened, const JobContext& job)
{
    SearchEngine::Inner inner(models, request.encoder, request.device);
    inner.use(std::move(opened));
    return inner.ready(project, {}, job);
}

} // namespace triptych::workflow
