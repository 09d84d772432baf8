// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page over invented answers, driven by object names.
#pragma once

#include "fake_query_backend.h"

#include "ui/query/query_view.h"
#include "ui/query/result_view.h"
#include "ui/review/toast.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

namespace triptych::ui {

struct PageFixture
{
    FakeQueryBackend backend;
    std::unique_ptr<QueryView> view;

    explicit PageFixture(int images = 12)
    {
        const char* colours[] = {"black", "blue", "red", "white", "green", "grey"};
        for (int i = 0; i < images; ++i) {
            backend.addImage(std::string(colours[i % 6]) + " shirt " + std::to_string(i) + ".jpg",
                             i % 2 ? "Tops" : "Tees");
        }
    }
    void show()
    {
        view = std::make_unique<QueryView>(backend, nullptr, nullptr);
        view->resize(1300, 820);
        view->show();
        view->activateWindow();
        QTRY_VERIFY(view->desk().encoder().has_value());
    }
    template <typename T> T* find(const char* name) const
    {
        auto* found = view->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    [[nodiscard]] ResultView* results() const { return find<ResultView>("queryResults"); }
    [[nodiscard]] QString said() const { return view->findChild<Toast*>()->text(); }
    [[nodiscard]] QString label(const char* name) const { return find<QLabel>(name)->text(); }
    // Types and waits for the answer.
    void type(const char* text)
    {
        auto* field = find<QLineEdit>("queryText");
        field->setFocus();
        QTest::keyClicks(field, QLatin1String(text));
        QTRY_VERIFY(!backend.asked.empty() && backend.asked.back().text == text);
        QTRY_VERIFY(view->desk().answers().has_value() && !view->desk().waiting());
    }
    void focusResults()
    {
        QTest::keyClick(find<QLineEdit>("queryText"), Qt::Key_Down);
        QTRY_VERIFY(results()->hasFocus());
    }
};

} // namespace triptych::ui
