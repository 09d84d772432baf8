// SPDX-License-Identifier: GPL-3.0-or-later
// A result as a card: the photo, its rank, its score, and how it moved.
#pragma once

#include <QStyledItemDelegate>

namespace triptych::ui {

class ResultModel;
class Thumbnails;
struct Theme;

class ResultDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kFoot = 32; // the line under the photo

    ResultDelegate(const ResultModel& model, Thumbnails& thumbnails, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintFoot(QPainter& painter, const QRect& foot, int row, const Theme& theme) const;

    const ResultModel& m_model;
    Thumbnails& m_thumbnails;
};

} // namespace triptych::ui
