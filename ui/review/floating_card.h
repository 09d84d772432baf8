// SPDX-License-Identifier: GPL-3.0-or-later
// A card that floats over the page's lower edge and moves nothing: reasons, note, toast.
#pragma once

#include <QWidget>

namespace triptych::ui {

class FloatingCard : public QWidget
{
    Q_OBJECT
public:
    enum class Where
    {
        Over, // in `anchor`'s lower part, centred, as large as needed
        Under // from `anchor` down to the page's end, as wide as the page; higher when it must
    };

    // `anchor`: a widget within the page.
    FloatingCard(QWidget* page, QWidget* anchor, Where where);
    void place(); // call after its contents changed

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    // The size for a page of that width.
    [[nodiscard]] virtual QSize sizeFor(int width) const = 0;

private:
    QWidget* m_anchor = nullptr;
    Where m_where = Where::Over;
};

} // namespace triptych::ui
