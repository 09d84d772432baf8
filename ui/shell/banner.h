// SPDX-License-Identifier: GPL-3.0-or-later
// A strip above the page for what concerns the whole window: read-only, an error, a job's outcome.
#pragma once

#include "core/base/error.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace triptych::ui {

class Banner final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind
    {
        Info,
        Warning,
        Error
    };

    explicit Banner(QWidget* parent = nullptr);
    void showMessage(Kind kind, const QString& text, const QString& detail = {});
    void showError(const Error& error, Kind kind = Kind::Error);
    // A good end; goes by itself unless it has the focus. `action` empty: none.
    void showNotice(const QString& text, const QString& action = {},
                    std::function<void()> act = {});
    // A warning with something to do about it; stays. `action` empty: none.
    void showWarning(const QString& text, const QString& action, std::function<void()> act);
    void clear();
    void clearUnlessNotice(); // a notice goes by itself

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void offer(const QString& action, std::function<void()> act);

    Kind m_kind = Kind::Info;
    QLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_action = nullptr;
    QToolButton* m_close = nullptr;
    std::function<void()> m_act;
    QTimer m_leave;
};

} // namespace triptych::ui
