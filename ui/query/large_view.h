// SPDX-License-Identifier: GPL-3.0-or-later
// The reference and a result beside each other over the whole page. The arrows go through the
// results; Space, Esc or a click closes it; the keys of results work here too.
#pragma once

#include "ui/query/query_source.h"

#include <QWidget>

namespace triptych::ui {

class ImageCache;
class ResultModel;
class Thumbnails;

class LargeView final : public QWidget
{
    Q_OBJECT
public:
    LargeView(const ResultModel& model, ImageCache* images, QWidget* page);
    void open(int row, const QuerySource& reference);
    [[nodiscard]] int row() const { return m_row; }

Q_SIGNALS:
    void rowChanged(int row);
    void rightMarked(int row);
    void wrongMarked(int row);
    void referenceWanted(int row);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void go(int row);
    void closeNow();
    void paintSide(QPainter& painter, const QRect& room, const ImageView& image,
                   const QImage& pixels, const QString& words);

    const ResultModel& m_model;
    Thumbnails* m_reference; // of their own: a reference may be no image of the project
    Thumbnails* m_result;
    QuerySource m_source;
    int m_row = -1;
};

} // namespace triptych::ui
