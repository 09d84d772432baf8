// SPDX-License-Identifier: GPL-3.0-or-later
// The filter of Browse with its error line. filterChanged() comes kDebounceMs after the last key,
// at once on Enter and for setFilter(), and only for a filter that parses; a broken one is
// explained under the field, at its place, and changes nothing.
#pragma once

#include "core/base/error.h"
#include "core/domain/filter.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace triptych::ui {

class BrowseData;
class FilterEdit;
class RoundedFrame;

class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kDebounceMs = 150;

    // `source` must outlive the bar.
    explicit FilterBar(BrowseData& source, QWidget* parent = nullptr);

    [[nodiscard]] QString filter() const; // as typed; may be broken
    void setFilter(const QString& filter);
    void focusFilter();
    [[nodiscard]] FilterEdit* edit() const { return m_edit; }
    [[nodiscard]] QString errorText() const; // shown now; empty when none
    void showError(const Error& error);      // e.g. what the store said of the filter

Q_SIGNALS:
    void filterChanged(const QString& filter);
    void left(); // the keyboard goes on to the rows

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void edited();
    void submit();
    void check();
    void clearError();
    void askValues(FilterKey key, const QString& prefix);
    void retranslate();
    void applyTheme();
    void updateLine();

    BrowseData& m_data;
    FilterEdit* m_edit;
    QToolButton* m_clear;
    QLabel* m_error;
    RoundedFrame* m_frame;
    QTimer m_debounce;
    QString m_seen;      // text of the last change
    QString m_submitted; // what filterChanged() said last
};

} // namespace triptych::ui
