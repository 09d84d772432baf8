// SPDX-License-Identifier: GPL-3.0-or-later
// A queue over pairs in memory, with a clock of the test's own.
#pragma once

#include "fake_backend.h"

#include "ui/review/review_queue.h"

#include <QTest>

#include <memory>

namespace triptych::ui {

struct QueueWorld
{
    explicit QueueWorld(int pairs = 6)
    {
        for (int i = 1; i <= pairs; ++i) {
            backend.addPair("forward " + std::to_string(i), "reverse " + std::to_string(i));
        }
        queue = std::make_unique<ReviewQueue>(backend, nullptr, [this] { return now; });
    }
    bool open()
    {
        queue->open({});
        return settle() && queue->current() != nullptr;
    }
    // Lets the event loop deliver every answer.
    bool settle()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
        }
        return QTest::qWaitFor([this] {
            return queue->sender().idle() || backend.holdChanges || queue->sender().waiting() > 0;
        });
    }
    [[nodiscard]] std::int64_t at() const { return queue->window().currentId().value; }

    FakeBackend backend;
    std::int64_t now = 0;
    std::unique_ptr<ReviewQueue> queue;
};

} // namespace triptych::ui
