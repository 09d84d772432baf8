// SPDX-License-Identifier: GPL-3.0-or-later
// Says what just happened, with the pair's thumbnail, over the images; goes by itself.
#pragma once

#include "ui/review/floating_card.h"

#include <QImage>
#include <QTimer>

namespace triptych::ui {

class Toast final : public FloatingCard
{
    Q_OBJECT
public:
    Toast(QWidget* page, QWidget* anchor);

    // `thumbnails`: none, one or two. `key` and `keyWord`: what can be done next; may be empty.
    void say(const QString& text, const QList<QImage>& thumbnails = {}, const QString& key = {},
             const QString& keyWord = {});
    [[nodiscard]] QString text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize sizeFor(int width) const override;

private:
    QString m_text;
    QString m_key;
    QString m_keyWord;
    QList<QImage> m_thumbnails;
    QTimer m_time;
};

} // namespace triptych::ui
