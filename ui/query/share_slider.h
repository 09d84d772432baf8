// SPDX-License-Identifier: GPL-3.0-or-later
// How much the text counts against the image, with a mark where the fitted share is. Stands on the
// mark until it is moved; a double click puts it back.
#pragma once

#include <QSlider>

#include <optional>

namespace triptych::ui {

class ShareSlider final : public QSlider
{
    Q_OBJECT
public:
    explicit ShareSlider(QWidget* parent);
    void setFitted(double share);
    void setShare(std::optional<double> share); // none: as fitted
    [[nodiscard]] std::optional<double> share() const { return m_share; }
    [[nodiscard]] QSize sizeHint() const override { return {120, 28}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 28}; }

Q_SIGNALS:
    void shareChosen(std::optional<double> share);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] double xOf(int value) const;
    void take(double x);

    double m_fitted = 0.5;
    std::optional<double> m_share;
    bool m_own = false; // the value is set by this class, not by the person
};

} // namespace triptych::ui
