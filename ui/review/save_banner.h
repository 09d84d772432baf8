// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions that could not be saved: how many wait, why, what to do. They are tried again by
// themselves.
#pragma once

#include "core/base/error.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace triptych::ui {

class SaveBanner final : public QFrame
{
    Q_OBJECT
public:
    explicit SaveBanner(QWidget* parent = nullptr);
    void tell(const Error& error, int waiting);
    // A decision that can never apply.
    void tellLost(const Error& error);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    std::optional<Error> m_error; // told last
    int m_waiting = 0;            // 0: it can never apply
    QLabel* m_title = nullptr;
    QLabel* m_remedy = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace triptych::ui
