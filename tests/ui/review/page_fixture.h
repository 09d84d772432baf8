// SPDX-License-Identifier: GPL-3.0-or-later
// A shown Review page on a project in memory, and words for driving it.
#pragma once

#include "fake_backend.h"

#include "ui/review/review_page.h"
#include "ui/review/text_field.h"
#include "ui/review/text_row.h"

#include <QTest>

#include <memory>

namespace triptych::ui {

class PageFixture
{
public:
    explicit PageFixture(int pairs = 8)
    {
        auto owned = std::make_unique<FakeBackend>();
        backend = owned.get();
        for (int i = 1; i <= pairs; ++i) {
            backend->addPair("change it to blue " + std::to_string(i),
                             "change it to black " + std::to_string(i));
        }
        page = std::make_unique<ReviewPage>(std::move(owned), nullptr);
        page->resize(1100, 760);
    }

    // Shown, with the focus, and the first pair on screen.
    [[nodiscard]] bool start()
    {
        page->show();
        page->activateWindow();
        return QTest::qWaitForWindowActive(page.get()) && shows(1) &&
               QTest::qWaitFor([this] { return page->hasFocus(); });
    }

    [[nodiscard]] bool shows(std::int64_t pair)
    {
        return QTest::qWaitFor([&] { return page->shownPair() == PairId{pair}; });
    }

    // A real key event to whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    [[nodiscard]] TextRow& row(Direction direction)
    {
        return *page->findChild<TextRow*>(direction == Direction::Forward
                                              ? QStringLiteral("forwardRow")
                                              : QStringLiteral("reverseRow"));
    }

    [[nodiscard]] Direction marked() { return page->queue().focused(); }

    [[nodiscard]] bool durable()
    {
        return QTest::qWaitFor([this] { return page->queue().sender().idle(); });
    }

    template <typename T> [[nodiscard]] T* find(const char* name)
    {
        return page->findChild<T*>(QLatin1String(name));
    }

    FakeBackend* backend = nullptr;
    std::unique_ptr<ReviewPage> page;
};

} // namespace triptych::ui
