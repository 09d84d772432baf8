// SPDX-License-Identifier: GPL-3.0-or-later
// The pair as two queries: A → forward text → B, and under it B → reverse text → A, each with its
// reference left and its target right. The texts of the mirrored pair stand under those that say
// the same, and the words in which they disagree are marked.
#pragma once

#include "core/domain/views.h"
#include "ui/review/image_pane.h"

#include <QWidget>

#include <array>
#include <optional>
#include <string>

class QLabel;

namespace triptych::ui {

struct RoundTripTexts
{
    std::optional<std::string> forward; // none: no text yet
    std::optional<std::string> reverse;
    bool hasMirror = false;
    std::optional<std::string> mirrorForward; // B → A, as `reverse`
    std::optional<std::string> mirrorReverse; // A → B, as `forward`
    bool operator==(const RoundTripTexts&) const = default;
};

// The slot of the language, else the direction's first, as the page judges it.
RoundTripTexts roundTripTexts(const PairView& pair, const PairView* mirror,
                              const std::string& language);

class RoundTripView final : public QWidget
{
    Q_OBJECT
public:
    explicit RoundTripView(QWidget* parent = nullptr);

    void setTexts(const RoundTripTexts& texts);
    // Both places of the reference (0) or the target (1) of the pair.
    [[nodiscard]] std::array<ImagePane*, 2> panes(std::size_t which) const;
    [[nodiscard]] QSize placeSize() const;
    void retranslate();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        ImagePane* from = nullptr;
        ImagePane* to = nullptr;
        QLabel* text = nullptr;
        QLabel* arrow = nullptr;
        QLabel* mirrorTag = nullptr;
        QLabel* mirrorText = nullptr;
    };
    Line buildLine(int row, const QString& name);
    void refresh();
    void fill(const Line& line, const std::optional<std::string>& text,
              const std::optional<std::string>& mirror);

    std::array<Line, 2> m_lines;
    RoundTripTexts m_texts;
};

} // namespace triptych::ui
