// SPDX-License-Identifier: GPL-3.0-or-later
// The last ten decisions as thumbnails, newest at the left; pressing one opens its pair again.
#pragma once

#include "core/domain/views.h"

#include <QImage>
#include <QWidget>

#include <vector>

class QLabel;

namespace triptych::ui {

class RecentStrip final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kHeight = 44;

    struct Item
    {
        PairId pair;
        SlotState state = SlotState::Accepted;
        QString what; // text and names, for tool tip and readers
        QImage image;
        bool operator==(const Item&) const = default;
    };

    explicit RecentStrip(QWidget* parent = nullptr);
    void setItems(const std::vector<Item>& items);
    // Names of the two images, at the left.
    void setNames(const QString& names);
    [[nodiscard]] int count() const { return static_cast<int>(m_items.size()); }

Q_SIGNALS:
    void opened(triptych::PairId pair);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Thumb;
    void retranslate();

    std::vector<Item> m_items;
    std::vector<Thumb*> m_thumbs;
    QLabel* m_names = nullptr;
    QLabel* m_title = nullptr;
};

} // namespace triptych::ui
