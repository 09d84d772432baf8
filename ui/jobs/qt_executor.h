// SPDX-License-Identifier: GPL-3.0-or-later
// base::Executor on a QThreadPool.
#pragma once

#include "core/base/executor.h"

#include <QThreadPool>

namespace triptych::ui {

class QtExecutor final : public Executor
{
public:
    explicit QtExecutor(int threads);
    [[nodiscard]] std::size_t concurrency() const override;
    void parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) override;

private:
    QThreadPool m_pool;
    int m_threads = 1;
};

} // namespace triptych::ui
