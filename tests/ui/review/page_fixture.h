// SPDX-License-Identifier: GPL-3.0-or-later
// A shown Review page on a project in memory, and words for driving it.
#pragma once

#include "fake_aids.h"
#include "fake_backend.h"

#include "ui/review/review_page.h"
#include "ui/review/text_field.h"
#include "ui/review/text_row.h"

#include <QTest>

#include <functional>
#include <memory>

namespace triptych::ui {

class PageFixture
{
public:
    // `prepare` fills what the page asks for when it is made.
    explicit PageFixture(int pairs = 8,
                         const std::function<void(FakeBackend&, FakeAids&)>& prepare = {})
    {
        auto owned = std::make_unique<FakeBackend>();
        backend = owned.get();
        for (int i = 1; i <= pairs; ++i) {
            backend->addPair("change it to blue " + std::to_string(i),
                             "change it to black " + std::to_string(i));
        }
        auto beside = std::make_unique<FakeAids>();
        aids = beside.get();
        if (prepare) {
            prepare(*backend, *aids);
        }
        page = std::make_unique<ReviewPage>(std::move(owned), nullptr, nullptr, std::move(beside));
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
    FakeAids* aids = nullptr;
    std::unique_ptr<ReviewPage> page;
};

} // namespace triptych::ui
