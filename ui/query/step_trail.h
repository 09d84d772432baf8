// SPDX-License-Identifier: GPL-3.0-or-later
// The earlier steps of a chain as small pictures with their texts, oldest first; a click goes back.
#pragma once

#include "ui/query/query_desk.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QAbstractButton;

namespace triptych::ui {

class ImageCache;

class StepTrail final : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t kMostShown = 6; // the newest

    StepTrail(ImageCache* images, QWidget* parent);
    void setSteps(const std::vector<QueryStep>& steps);

Q_SIGNALS:
    void chosen(std::size_t step);

private:
    ImageCache* m_images;
    QHBoxLayout* m_row;
    std::vector<QAbstractButton*> m_buttons;
};

} // namespace triptych::ui
