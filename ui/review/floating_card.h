// SPDX-License-Identifier: GPL-3.0-or-later
// A card that floats over the page's lower edge and moves nothing: reasons, note, toast.
#pragma once

#include <QWidget>

namespace triptych::ui {

class FloatingCard : public QWidget
{
    Q_OBJECT
public:
    // At the lower border of `anchor`, a widget within the page; null: of the page.
    FloatingCard(QWidget* page, QWidget* anchor);
    void place(); // centred, as wide as needed; call after its contents changed

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    // The size for a page of that width.
    [[nodiscard]] virtual QSize sizeFor(int width) const = 0;

private:
    QWidget* m_anchor = nullptr;
};

} // namespace triptych::ui
