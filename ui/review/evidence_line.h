// SPDX-License-Identifier: GPL-3.0-or-later
// What machines say of the two texts, in one quiet line: the text checks, and the accept
// probability where a text was scored. Can be hidden, so that nobody is led.
#pragma once

#include "core/domain/views.h"

#include <QWidget>

#include <optional>

namespace triptych::ui {

class EvidenceLine final : public QWidget
{
    Q_OBJECT
public:
    explicit EvidenceLine(QWidget* parent = nullptr);

    // Null: the direction has no text.
    void setSlots(const SlotView* forward, const SlotView* reverse);
    [[nodiscard]] QString text() const { return m_text; } // all of it, however much fits

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Judged
    {
        QString body;
        std::optional<double> score;
    };
    void refresh();
    [[nodiscard]] QString about(const std::optional<Judged>& one,
                                const std::optional<Judged>& other) const;

    std::optional<Judged> m_forward;
    std::optional<Judged> m_reverse;
    QString m_text;
    bool m_warns = false;
};

} // namespace triptych::ui
