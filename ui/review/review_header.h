// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reviewer is and how it goes: category, place in the queue, what is left, pace; under it
// the project's progress by state.
#pragma once

#include "core/domain/views.h"

#include <QLabel>
#include <QWidget>

#include <optional>

class QHBoxLayout;

namespace triptych::ui {

// 3 px high: accepted, edited, rejected as parts of all texts.
class ProgressLine final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);
    void setCounts(const StateCounts& counts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StateCounts m_counts;
};

struct HeaderFacts
{
    QString category;
    int position = 0; // from 1; 0 = no pair
    int count = 0;
    std::int64_t left = 0;
    double perHour = 0;
    std::int64_t today = 0;
    QString filter; // empty: the whole queue
};

class ReviewHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewHeader(QWidget* parent = nullptr);
    void setFacts(const HeaderFacts& facts);
    void setCounts(const StateCounts& counts) { m_line->setCounts(counts); }
    [[nodiscard]] QString placeText() const { return m_place->text(); }
    // All of it, however much of it fits.
    [[nodiscard]] QString paceText() const;
    // A small widget at the right end; the header owns it.
    void setCorner(QWidget* corner);
    // "blind pass": what others decided is not shown.
    void setBlind(bool blind);

Q_SIGNALS:
    void filterCleared();
    void paceRequested(); // the figures were pressed

protected:
    void changeEvent(QEvent* event) override;

private:
    class FilterChip;
    class PaceButton;
    class Badge;
    void refresh();
    void refreshPace();

    HeaderFacts m_facts;
    QLabel* m_category = nullptr;
    QLabel* m_place = nullptr;
    Badge* m_blind = nullptr;
    PaceButton* m_pace = nullptr;
    FilterChip* m_filter = nullptr;
    QHBoxLayout* m_row = nullptr;
    QWidget* m_corner = nullptr;
    ProgressLine* m_line = nullptr;
};

// "Tops/Tees" or "Tops > Tees" as "Tops › Tees".
QString breadcrumb(const QString& category);

} // namespace triptych::ui
