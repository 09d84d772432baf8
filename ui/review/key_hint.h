// SPDX-License-Identifier: GPL-3.0-or-later
// A key cap with its word: tells the key, and is pressed by the mouse.
#pragma once

#include "ui/review/quiet_button.h"

namespace triptych::ui {

class KeyHint final : public QuietButton
{
    Q_OBJECT
public:
    KeyHint(const QString& key, const QString& word, QWidget* parent = nullptr);

    void setTexts(const QString& key, const QString& word);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

} // namespace triptych::ui
