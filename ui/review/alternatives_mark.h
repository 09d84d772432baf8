// SPDX-License-Identifier: GPL-3.0-or-later
// "2 of 3 · catalogue": which of a slot's texts a row shows. Quiet while it is the candidate,
// marked while it is another, and says when that one was rejected. A click shows the next.
#pragma once

#include "core/domain/views.h"
#include "ui/review/quiet_button.h"

#include <QColor>

namespace triptych::ui {

// Who wrote a text: "person", "import", a generator's name.
QString originWord(const TextView& text);

class AlternativesMark final : public QuietButton
{
    Q_OBJECT
public:
    explicit AlternativesMark(QWidget* parent);

    // `index` from 0; `count` below 2 hides it. `other`: not the candidate.
    void setText(const TextView& text, int index, int count, bool other);
    void clear();
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    TextView m_text;
    int m_index = 0;
    int m_count = 0;
    bool m_other = false;
    QString m_words;
};

} // namespace triptych::ui
